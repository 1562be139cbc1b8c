// Whether somebody gets a message to many now, and if not, why. Asked for the preview, and again at the moment of sending.
import { mayBeStranger, mayReach } from '../contact/may-reach.ts'
import { saidIn, termsOf } from '../contact/terms.ts'
import { both } from '../hours/both.ts'
import type { Timetable } from '../hours/timetable.ts'
import type { Kind } from './message.ts'

/** Somebody, and the app on which they would be written to. */
export interface Candidate {
  /** Terms as they were kept. */
  readonly contact: unknown
  /** Its type; null: on none of their apps can anybody be written to first. */
  readonly channel: string | null
  /** Until when the channel lets the guide write; null: always. */
  readonly windowUntil: Date | null
  readonly reachable: boolean
  /** Another program has the conversation on the platform. */
  readonly heldElsewhere: boolean
  readonly left: boolean
  readonly unconfirmed: boolean
  readonly dangerous: boolean
  readonly heardAt: Date | null
  /** A person talks with them, or is waited for; or a line of ours waits for their yes. */
  readonly busy: boolean
}

export const REFUSALS = ['noChannel', 'blocked', 'left', 'optedOut', 'safeContact', 'unconfirmed', 'never', 'channel', 'window', 'hours'] as const
export type Refusal = (typeof REFUSALS)[number]
export const DELAYS = ['busy', 'quietHours'] as const

/** `neutral`: only a line that says nothing goes, and the message follows after a yes. */
export type Outreach =
  | { readonly type: 'now'; readonly neutral: boolean }
  | { readonly type: 'later'; readonly at: Date; readonly reason: (typeof DELAYS)[number] }
  | { readonly type: 'no'; readonly reason: Refusal }

const BUSY_MS = 3_600_000

/**
 * Nobody is written to who did not say that we may begin. A warning of a disaster goes also to who said nothing of it, at any hour they did
 * not rule out; never to who said no, never to who wants no news, and never onto a phone that somebody else sees.
 * @param daytime when anything but such a warning may go
 */
export function outreachTo(one: Candidate, kind: Kind, daytime: Timetable, now: Date): Outreach {
  const no = (reason: Refusal): Outreach => ({ type: 'no', reason })
  const [terms, said, warns] = [termsOf(one.contact), saidIn(one.contact), kind === 'disaster']
  if (one.channel === null) return no('noChannel')
  if (!one.reachable || one.heldElsewhere) return no('blocked')
  if (one.left) return no('left')
  if (!terms.news) return no('optedOut')
  if (terms.watched) return no('safeContact')
  if (one.unconfirmed || mayBeStranger(terms, one.dangerous, one.heardAt, now)) return no('unconfirmed')
  const hours = warns ? terms.hours : terms.hours === null ? daytime : both(terms.hours, daytime)
  const begin = said.begin ?? warns
  const neutral = warns ? said.neutral === true : terms.neutral
  const reach = mayReach({ ...terms, begin, hours, neutral }, now, { heardAt: null, owed: false, answerFrom: null }, one.channel)
  if (reach.type === 'no') return no(reach.reason)
  if (one.windowUntil !== null && one.windowUntil < now) return no('window')
  if (one.busy) return { type: 'later', at: new Date(now.getTime() + BUSY_MS), reason: 'busy' }
  return reach.type === 'later' ? { type: 'later', at: reach.at, reason: 'quietHours' } : { type: 'now', neutral: reach.neutral }
}
