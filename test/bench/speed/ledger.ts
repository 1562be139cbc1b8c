// What became of each event of a run: when it was posted, acknowledged and answered.
import { fork } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Told } from './platform.ts'
import { clock } from './wire.ts'

export interface Ledger {
  /** The address of the platform's API. */
  readonly platform: string
  readonly pid: number
  /** When the reply with this mark had arrived. */
  repliedAt(mark: string): number | undefined
  /** How many calls broke a rule: a token used twice, most of all. */
  refused(): number
  /** Until all are answered, or nothing more was for `idleMs`. */
  answered(marks: readonly string[], idleMs: number): Promise<void>
  close(): void
}

const LOOK_MS = 10

export async function openLedger(): Promise<Ledger> {
  const child = fork(join(import.meta.dirname, 'platform.ts'), { stdio: 'inherit' })
  const replies = new Map<string, number>()
  const listening = Promise.withResolvers<number>()
  let [refused, heardAt] = [0, clock()]
  child.on('message', (told: Told) => {
    if (told.type === 'listening') return listening.resolve(told.port)
    for (const [mark, at] of told.replies) replies.set(mark, at)
    refused = told.refused
    heardAt = clock()
  })
  return {
    platform: `http://127.0.0.1:${await listening.promise}`,
    pid: child.pid ?? 0,
    repliedAt: (mark) => replies.get(mark),
    refused: () => refused,
    async answered(marks, idleMs) {
      const begun = clock()
      let left = marks
      while (left.length > 0 && clock() - Math.max(heardAt, begun) < idleMs) {
        await sleep(LOOK_MS)
        left = left.filter((mark) => !replies.has(mark))
      }
    },
    close: () => void child.kill(),
  }
}
