// Waiting for company: a few taken together cost hardly more than one.
import { setTimeout as sleep } from 'node:timers/promises'

/** As many and more are worth their call. */
const ENOUGH = 16
const GATHER_MS = 5

/** @param taken so many were worked on at once: where they were few, what comes next has a moment to gather. Whoever comes first is never kept waiting */
export async function gather(taken: number): Promise<void> {
  if (taken < ENOUGH) await sleep(GATHER_MS)
}
