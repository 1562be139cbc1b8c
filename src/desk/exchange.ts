// Whether a line of ours may go to the person of a conversation now: the terms they named, and where the exchange with them stands.
import { mayReach } from '../contact/may-reach.ts'
import type { Exchange, MayReach } from '../contact/may-reach.ts'
import { termsOf } from '../contact/terms.ts'

interface Standing { readonly contact: unknown; readonly heard_at: Date | null; readonly waiting_since: Date | null; readonly answer_from: Date | null }

/** @param channel its type */
export function reachNow({ contact, heard_at, waiting_since, answer_from }: Standing, channel: string, now: Date): MayReach {
  const exchange: Exchange = { heardAt: heard_at, owed: waiting_since !== null, answerFrom: answer_from }
  return mayReach(termsOf(contact), now, exchange, channel)
}
