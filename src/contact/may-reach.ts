// Whether a line that a person did not ask for may go to them now. Everything we begin passes here.
import { nextOpening } from '../hours/timetable.ts'
import type { ContactTerms } from './terms.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** After so long without a word from the person, a line of ours begins a new exchange. */
export const SILENCE_HOURS = 12
/** After so long somebody else may hold the phone. */
export const STRANGER_DAYS = 14

/** Where an exchange stands. */
export interface Exchange {
  /** When the person last did something; null: never. */
  readonly heardAt: Date | null
  /** They wait for an answer that nobody has given yet. */
  readonly owed: boolean
  /** Since when an answer that came late is being given. */
  readonly answerFrom: Date | null
}

/** `neutral`: a line that says nothing of the matter goes first, and the rest after an answer. */
export type MayReach =
  | { readonly type: 'now'; readonly neutral: boolean }
  | { readonly type: 'later'; readonly at: Date; readonly neutral: boolean }
  | { readonly type: 'no'; readonly reason: Unreachable }

/** They did not say that we may begin; not on this channel; at no hour that comes within a year. */
export type Unreachable = 'never' | 'channel' | 'hours'

/**
 * Whoever wrote within the last hours is answered. Whoever still waits is answered too, in the hours they named. Everything else begins
 * something, and that is for the person to allow.
 * @param channel its type, such as `line`
 */
export function mayReach(terms: ContactTerms, now: Date, { heardAt, owed, answerFrom }: Exchange, channel: string): MayReach {
  if ([heardAt, answerFrom].some((at) => at !== null && now.getTime() - at.getTime() <= SILENCE_HOURS * HOUR_MS)) return { type: 'now', neutral: false }
  if (!owed && !terms.begin) return { type: 'no', reason: 'never' }
  if (!owed && terms.channels.length > 0 && !terms.channels.includes(channel)) return { type: 'no', reason: 'channel' }
  const neutral = terms.watched || (terms.neutral && !owed)
  const at = terms.hours === null ? now : nextOpening(terms.hours, now)
  if (at === null) return { type: 'no', reason: 'hours' }
  return at > now ? { type: 'later', at, neutral } : { type: 'now', neutral }
}

/** Whether who writes now, or would be written to, may be somebody else. Only where that would be dangerous. */
export function mayBeStranger({ watched }: ContactTerms, danger: boolean, heardAt: Date | null, now: Date): boolean {
  return (watched || danger) && heardAt !== null && now.getTime() - heardAt.getTime() > STRANGER_DAYS * DAY_MS
}
