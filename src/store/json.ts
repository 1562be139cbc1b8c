// JSON that PostgreSQL takes: its jsonb refuses NUL characters and halves of surrogate pairs, which people's phones do send.

/** How `JSON.stringify` writes both. */
const REFUSED = /\\u(?:0000|d[89a-f])/

export function json(value: unknown): string {
  const plain = JSON.stringify(value)
  if (!REFUSED.test(plain)) return plain
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? part.replaceAll('\0', '').toWellFormed() : part))
}
