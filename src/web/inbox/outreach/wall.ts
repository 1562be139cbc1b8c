// Moments as a field for date and time holds them: the clock on a wall in Japan.

const JST_MS = 9 * 3_600_000

export const wallOf = (at: string | null): string => (at === null ? '' : new Date(Date.parse(at) + JST_MS).toISOString().slice(0, 16))

/** Null where the field is empty. */
export const fromWall = (wall: string): string | null => (wall === '' ? null : new Date(`${wall}:00+09:00`).toISOString())
