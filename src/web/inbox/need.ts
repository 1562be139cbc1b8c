// TanStack Query knows failures by exceptions only: here a refusal gets into one.
import type { Answer, Refused } from './api.ts'

export class RefusedError extends Error {
  override readonly name = 'RefusedError'
  readonly refusal: Refused
  constructor(refusal: Refused) {
    super(refusal.error)
    this.refusal = refusal
  }
}

/** @throws RefusedError */
export async function need<T>(answer: Promise<Answer<T>>): Promise<T> {
  const given = await answer
  if (!given.ok) throw new RefusedError(given.refusal)
  return given.value
}

const UNKNOWN: Refused = { error: 'unexpected', status: 0 }

export const refusalOf = (error: Error | null): Refused => (error instanceof RefusedError ? error.refusal : UNKNOWN)

/** True for a failure that may be gone at the next try. */
export const isPassing = (error: Error) =>
  !(error instanceof RefusedError) || error.refusal.status === 0 || error.refusal.status >= 500
