// Long work that lets others pass: what arrives meanwhile, a webhook most of all, is not kept waiting until all of it is done.
import { setImmediate as pass } from 'node:timers/promises'

/** @returns a function to be called between two steps: it lets others pass where the last time is `ms` ago, and else goes on at once */
export function breathing(ms: number): () => Promise<void> {
  let last = performance.now()
  return async () => {
    if (performance.now() - last < ms) return
    await pass()
    last = performance.now()
  }
}
