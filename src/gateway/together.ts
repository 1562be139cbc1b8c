// Group commit: what is asked for while one call is under way goes out together in the next.
import { setTimeout as sleep } from 'node:timers/promises'

/** A larger group is worth its call. */
const FEW = 16

/**
 * @param run takes many items at once and answers with one result each, in order
 * @param gatherMs after a group of few so much time passes before the next; the first is never kept waiting
 * @returns a function for one item; it rejects with what `run` threw for its group
 */
export function together<Item, Result>(run: (items: Item[]) => Promise<readonly Result[]>, { atMost = 500, gatherMs = 0 } = {}): (item: Item) => Promise<Result> {
  interface Waiting { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void }
  const waiting: Waiting[] = []
  let running = false

  const drain = async () => {
    running = true
    while (waiting.length > 0) {
      const group = waiting.splice(0, atMost)
      try {
        const results = await run(group.map(({ item }) => item))
        if (results.length !== group.length) throw new Error('a grouped call gave another number of results')
        results.forEach((result, i) => group[i]?.resolve(result))
      } catch (error) {
        for (const { reject } of group) reject(error)
      }
      if (gatherMs > 0 && group.length < FEW) await sleep(gatherMs)
    }
    running = false
  }

  return (item) => new Promise((resolve, reject) => {
    waiting.push({ item, resolve, reject })
    if (!running) void drain()
  })
}
