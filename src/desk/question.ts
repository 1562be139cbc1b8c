// Whether the desk itself may ask somebody something now, unasked: never where a person talks with them, and never where somebody else may read.
import type { Channel } from '../../channels/contract.ts'
import { termsOf } from '../contact/terms.ts'
import type { LockedConversation } from '../store/counselling.ts'
import type { Settled } from '../store/held-lines.ts'
import { reachNow } from './exchange.ts'
import { isOpen, reachOf } from './reach.ts'

type Asked = Pick<LockedConversation, 'account_id' | 'handling' | 'reachable' | 'held' | 'heard_at' | 'left_at' | 'contact' | 'waiting_since' | 'answer_from'>

const DAY_MS = 86_400_000

/** What becomes of a question that waits, beside what holds for every line: a person who came meanwhile is not talked over. Null: it may go. */
export function notAsked({ handling, contact, heard_at }: Pick<Asked, 'handling' | 'contact' | 'heard_at'>, channel: Channel | undefined, now: Date): Omit<Settled, 'id'> | null {
  if (termsOf(contact).watched) return { status: 'withdrawn' }
  if (handling !== 'bot') return { status: 'waiting', due_at: new Date(now.getTime() + DAY_MS) }
  return channel && !isOpen(reachOf(channel.capabilities, heard_at).botUntil, now) ? { status: 'refused', reason: 'window_closed' } : null
}

/** Why they are not asked at all; null where the question may wait for its moment. */
export function neverAsked(found: Asked | null, channel: Channel | undefined, now: Date): string | null {
  if (!found || !channel) return 'noConversation'
  if (found.left_at !== null) return 'left'
  if (!found.reachable || found.held) return 'unreachable'
  if (termsOf(found.contact).watched) return 'watched'
  if (!isOpen(reachOf(channel.capabilities, found.heard_at).botUntil, now)) return 'window'
  const reach = reachNow(found, channel.type, now)
  return reach.type === 'no' ? reach.reason : null
}
