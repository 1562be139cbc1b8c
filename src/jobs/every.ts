// Something to do now and then, by one process at a time of its own; a call that comes too early does nothing.
import type { Runtime } from '../runtime.ts'

export interface Chore {
  look(): void
  done(): Promise<void>
}

export function every(ms: number, name: string, { now, log }: Pick<Runtime, 'now' | 'log'>, chore: () => Promise<void>): Chore {
  let doing: Promise<void> | null = null
  let last = -Infinity
  return {
    look() {
      const time = now().getTime()
      // A clock that was set back must not make it wait until the old time comes again.
      if (doing || (time >= last && time - last < ms)) return
      last = time
      doing = chore()
        .catch((error: unknown) => log.warn({ chore: name, reason: error instanceof Error ? error.name : 'unknown' }, 'a chore failed'))
        .finally(() => { doing = null })
    },
    async done() { await doing },
  }
}
