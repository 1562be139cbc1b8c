// Group commit: what is asked for while one call is under way goes out together in the next.
import { gather } from './gathering.ts'

const MOST = 500

/**
 * @param run takes many items at once and answers with one result each, in order
 * @param gathers nobody waits for the results so much that a few could not wait for company
 * @returns a function for one item; it rejects with what `run` threw for its group
 */
export function together<Item, Result>(run: (items: Item[]) => Promise<readonly Result[]>, { gathers = false } = {}): (item: Item) => Promise<Result> {
  interface Waiting { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void }
  const waiting: Waiting[] = []
  let running = false

  const drain = async () => {
    running = true
    while (waiting.length > 0) {
      const group = waiting.splice(0, MOST)
      try {
        const results = await run(group.map(({ item }) => item))
        if (results.length !== group.length) throw new Error('a grouped call gave another number of results')
        results.forEach((result, i) => group[i]?.resolve(result))
      } catch (error) {
        for (const { reject } of group) reject(error)
      }
      if (gathers) await gather(group.length)
    }
    running = false
  }

  return (item) => new Promise((resolve, reject) => {
    waiting.push({ item, resolve, reject })
    if (!running) void drain()
  })
}
