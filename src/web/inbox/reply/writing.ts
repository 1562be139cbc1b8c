// Whether a counsellor can write in a conversation now, and for how long still.
import type { ConversationView } from '../../../server/api/inbox.ts'

const HOUR = 3_600_000
/** Further away than this, the end of the window is not worth a word. */
const SHOWN_MS = 24 * HOUR
const SOON_MS = HOUR

export interface Writing {
  /** Why nothing can be sent; null while something can. */
  readonly shut: 'unconnected' | 'held' | 'closed' | null
  /** The end of the window: ahead, when it is near enough to be said, or past. */
  readonly until: string | null
  readonly soon: boolean
  /** Since when the automatic guide can no longer write, while a counsellor can. */
  readonly botSilentSince: string | null
}

/** `now` in milliseconds. */
export function writingOf({ can }: ConversationView, now: number): Writing {
  const left = (at: string | null) => (at === null ? Infinity : Date.parse(at) - now)
  const mine = left(can.writableUntil)
  const shut = !can.sends.includes('text') ? 'unconnected' : can.heldElsewhere ? 'held' : mine <= 0 ? 'closed' : null
  return {
    shut,
    until: mine < SHOWN_MS ? can.writableUntil : null,
    soon: mine < SOON_MS,
    botSilentSince: shut === null && left(can.botUntil) <= 0 ? can.botUntil : null,
  }
}
