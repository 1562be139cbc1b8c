// Faults of the Graph API that a test sets: an error code, a connection cut before or after acceptance, a slow answer.
import { nextFault, type Fault } from './faults.ts'
import type { Answer } from './http-server.ts'
import { answerError, usualError } from './messenger-errors.ts'
import type { GraphOperation } from './messenger-graph.ts'

/** Meets valid requests only. With neither `status`, `code` nor `after` the answer is as usual, only later. `status` alone is code 2. */
export interface MessengerFault extends Fault<GraphOperation | 'action'> {
  /** The Graph API's: 613 and other rate limits come with usage headers. */
  readonly code?: number
  readonly subcode?: number
  /** Minutes, in the usage headers. */
  readonly regainMinutes?: number
  /** The request is accepted, and then the connection is closed instead of answering, whatever `status` and `code` say. */
  readonly after?: boolean
}

/** Plays the next fault of this operation; `accept` is what would have happened without one. */
export async function withFault(
  faults: readonly MessengerFault[], on: MessengerFault['on'], pageId: string, accept: () => Promise<Answer>,
): Promise<Answer> {
  const fault = await nextFault(faults, on)
  if (fault === null) return accept()
  if (fault.after === true) {
    const accepted = await accept()
    return accepted !== 'cut' && accepted.status === 200 ? 'cut' : accepted
  }
  const { status, code, subcode, message, regainMinutes } = fault
  if (status === 'cut') return 'cut'
  if (status === undefined && code === undefined) return accept()
  return answerError(usualError(code ?? 2, { subcode, message, status }), pageId, regainMinutes)
}
