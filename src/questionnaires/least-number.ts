// Fewer people than this are never shown alone: not as a result, not by subtracting one result from another, not as a new answer came in.

export const LEAST = 5

/** Answers are shown in steps of five, oldest first (of days that are over): whoever looks before and after one came in learns nothing of it, and no two results of the same answers differ by fewer than five people. */
export function settled<T>(inOrder: readonly T[]): readonly T[] {
  return inOrder.slice(0, Math.floor(inOrder.length / LEAST) * LEAST)
}

export interface Count { readonly key: string; readonly count: number | null }

/** Most first. Fewer than five people are `null`, and so is the next one where a single one would follow from the sum. */
export function guarded(counts: ReadonlyMap<string, number>): readonly Count[] {
  const rows = [...counts].map(([key, count]) => ({ key, count })).toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1))
  const shown = rows.filter(({ count }) => count >= LEAST)
  const hidden = rows.slice(shown.length).reduce((sum, { count }) => sum + count, 0)
  const kept = hidden > 0 && hidden < LEAST ? shown.length - 1 : shown.length
  return rows.map(({ key, count }, at) => ({ key, count: at < kept ? count : null }))
}
