// JSON that PostgreSQL takes: its jsonb refuses NUL characters and halves of surrogate pairs, which people's phones do send.

export function json(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? part.replaceAll('\0', '').toWellFormed() : part))
}
