// What Meta's error codes mean for a message. Facts: Messenger Platform, "Error Codes"; decided by code, never by text.
import type { SendResult } from '../contract.ts'

/** `code` and `subcode` are Meta's, absent where the answer held none. `regainMinutes` is the wait that a rate limit names. */
export interface Fault {
  readonly status: number
  readonly code?: number
  readonly subcode?: number
  readonly transient?: boolean
  readonly regainMinutes?: number
}

export type Failure = Extract<SendResult, { status: 'retry' | 'failed' }>

/** Long enough for the echo of a message that got through to arrive. */
export const ECHO_MS = 20_000
const MENDING_MS = 30_000
const RATE_MS = 5_000
const LONGEST_RATE_MS = 300_000

const RATE = new Set(['4', '32', '613', '80006', '80001'])
const TEMPORARY = new Set(['1', '2', '1200'])
const WINDOW = new Set(['10/2018278', '10/2018065'])
const GONE = new Set(['10/2018108', '200/1545041', '551', '100/2018001'])
const BLOCKED = new Set(['10/1893063', '368'])
const REFUSED_ACCESS = new Set(['190', '10', '200', '3', '2/2018344'])

/** Outside the window: nothing was delivered, and under another tag it may be allowed. */
export function isOutsideWindow({ code, subcode }: Fault): boolean {
  return WINDOW.has(`${code}/${subcode}`)
}

export function failureOf(fault: Fault): Failure {
  const { status, code, subcode, transient, regainMinutes = 0 } = fault
  const exact = subcode === undefined ? String(code) : `${code}/${subcode}`
  const is = (codes: ReadonlySet<string>) => codes.has(exact)
  const isAny = (codes: ReadonlySet<string>) => is(codes) || codes.has(String(code))
  if (code === undefined) return withoutCode(status)
  if (is(WINDOW)) return failed(`outside the window (${exact})`)
  if (isAny(GONE)) return { ...failed(`this person cannot be reached (${exact})`), gone: true }
  if (isAny(BLOCKED)) return { ...failed(`the page is blocked (${exact})`), problem: 'blocked' }
  if (isAny(RATE)) return retry(`rate limit (${exact})`, { afterMs: Math.max(RATE_MS, Math.min(LONGEST_RATE_MS, regainMinutes * 60_000)), slow: true })
  // A subcode of 10 that nobody has written down may as well be another program that owns the conversation.
  if (code === 10 ? is(REFUSED_ACCESS) : isAny(REFUSED_ACCESS)) return retry(`access refused (${exact})`, { afterMs: MENDING_MS, problem: 'access' })
  if (isAny(TEMPORARY) || transient === true) return retry(`temporary error (${exact})`)
  if (status >= 500) return unsure(`error ${status} (${exact})`)
  return failed(`refused (${exact})`)
}

/** The call ended without an answer. */
export function unreachable(error: unknown): Failure {
  return isRefused(error) ? retry('not reachable') : unsure('no answer')
}

/** No call can ask whether the message got through: its echo may tell, within this time. */
export function unsure(reason: string): Failure {
  return { status: 'retry', certain: false, reason: `Messenger: ${reason}`, afterMs: ECHO_MS }
}

function withoutCode(status: number): Failure {
  if (status === 429) return retry('rate limit (429)', { afterMs: RATE_MS, slow: true })
  if (status === 401 || status === 403) return retry(`access refused (${status})`, { afterMs: MENDING_MS, problem: 'access' })
  return status >= 500 ? unsure(`error ${status}`) : failed(`refused (${status})`)
}

function retry(reason: string, more: Pick<Failure, 'afterMs' | 'problem' | 'slow'> = {}): Failure {
  return { status: 'retry', certain: true, reason: `Messenger: ${reason}`, ...more }
}

function failed(reason: string): Failure {
  return { status: 'failed', certain: true, reason: `Messenger: ${reason}` }
}

function isRefused(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Error && 'code' in cause && (cause.code === 'ECONNREFUSED' || cause.code === 'ENOTFOUND')
}
