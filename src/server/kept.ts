// Counts of everything that take long are kept for a while: on a large desk nobody needs them of this very second.
import type { Runtime } from '../runtime.ts'

/** What is counted faster than this is counted each time. */
const LONG_MS = 500
/** Kept so many times as long as it took: counting takes at most a hundredth of the database's time. */
const TIMES = 100

/** @returns what `count` gave for this key a short while ago, or gives now; who asks meanwhile waits for the same count */
export function createKept<T>({ now }: Pick<Runtime, 'now'>, count: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const kept = new Map<string, { readonly counted: Promise<T>; until: number }>()
  const keep = async (key: string): Promise<T> => {
    const from = now().getTime()
    const entry = { counted: count(key), until: Infinity }
    kept.set(key, entry)
    try {
      const value = await entry.counted
      const took = now().getTime() - from
      entry.until = took < LONG_MS ? 0 : from + took * TIMES
      return value
    } catch (error) {
      entry.until = 0
      throw error
    }
  }
  return (key) => {
    const time = now().getTime()
    for (const [name, { until }] of kept) if (until <= time) kept.delete(name)
    return kept.get(key)?.counted ?? keep(key)
  }
}
