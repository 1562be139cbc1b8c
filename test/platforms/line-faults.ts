// Faults of the stand-in of LINE, and the words in which LINE says that something was too much.
import { nextFault, type Fault } from './faults.ts'
import type { Answer } from './http-server.ts'

export const monthlyLimit = 'You have reached your monthly limit.'
export const rateLimit = 'The API rate limit has been exceeded. Try again later.'
/** For these two LINE publishes what they are about, not their words. */
export const concurrencyLimit = 'Another request for the same task is still being processed.'
export const floodLimit = 'A large number of messages has been sent to the same user.'

export type LineOperation = 'reply' | 'push' | 'profile' | 'info' | 'loading' | 'read' | 'quota' | 'content' | 'transcoding' | 'menu' | 'picture'

/** Meets valid requests only. With neither `status` nor `after` the answer is as usual, only later. */
export interface LineFault extends Fault<LineOperation> {
  /** The request is accepted, and then the connection is closed instead of answering, whatever `status` says. */
  readonly after?: boolean
}

/** Plays the next fault the test has set; `accept` is what would have happened without one. */
export async function playFault(faults: readonly LineFault[], on: LineOperation, accept: () => Answer): Promise<Answer> {
  const fault = await nextFault(faults, on)
  if (fault === null) return accept()
  if (fault.after === true) {
    const given = accept()
    return given !== 'cut' && given.status === 200 ? 'cut' : given
  }
  if (fault.status === undefined) return accept()
  if (fault.status === 'cut') return 'cut'
  const usual = fault.status === 429 ? rateLimit : 'Internal server error'
  return { status: fault.status, body: { message: fault.message ?? usual } }
}
