// Faults that a test sets on a stand-in: so many times, on one operation, after a while.
import { setTimeout as wait } from 'node:timers/promises'

export interface Fault<Operation extends string> {
  readonly on: Operation
  /** How often it is still to happen; counted down. */
  times: number
  readonly delayMs?: number
  /** The error to answer with, or `'cut'`: the connection is closed without a word. Nothing was accepted. */
  readonly status?: number | 'cut'
  readonly message?: string
}

/** The next fault of this operation, used up once and waited for; null where there is none. */
export async function nextFault<Set extends Fault<string>>(faults: readonly Set[], on: Set['on']): Promise<Set | null> {
  const fault = faults.find((one) => one.on === on && one.times > 0)
  if (fault === undefined) return null
  fault.times -= 1
  if (fault.delayMs !== undefined) await wait(fault.delayMs)
  return fault
}
