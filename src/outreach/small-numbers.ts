// Counts that tell of nobody: small ones are not shown, nor what would tell them by subtraction.

export const LEAST = 5

/** Null: some, fewer than five. */
export type Shown = number | null

export const shown = (count: number): Shown => (count > 0 && count < LEAST ? null : count)

/** Parts of a whole that is shown beside them. Where one alone would be hidden, it could be computed: the next smallest is hidden too. */
export function shownParts(parts: Readonly<Record<string, number>>): Record<string, Shown> {
  const hidden = Object.keys(parts).filter((key) => shown(parts[key] ?? 0) === null)
  const next = Object.keys(parts).filter((key) => (parts[key] ?? 0) >= LEAST).toSorted((a, b) => (parts[a] ?? 0) - (parts[b] ?? 0))[0]
  const all = new Set(hidden.length === 1 && next !== undefined ? [...hidden, next] : hidden)
  return Object.fromEntries(Object.entries(parts).map(([key, count]) => [key, all.has(key) ? null : count]))
}
