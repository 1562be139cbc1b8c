// A line that did not arrive is sent once more, if it may go now.
import type { Unreachable } from '../contact/may-reach.ts'
import type { Runtime } from '../runtime.ts'
import { changeConversation } from '../store/counselling.ts'
import type { LockedConversation } from '../store/counselling.ts'
import { failedLine } from '../store/resending.ts'
import type { FailedLine } from '../store/resending.ts'
import type { Reader } from '../store/visible.ts'
import { reachNow } from './exchange.ts'
import { isOpen, reachOf } from './reach.ts'

/** `not_failed`: it is on its way or has arrived. `not_yet`: nothing may go to the person now. The others are those of a reply. */
export type SendAgain = 'done' | 'not_failed' | 'not_yours' | 'unreachable' | 'held_elsewhere' | 'window_closed' | 'left_quietly' | 'not_yet' | `contact_${Unreachable}` | null

/** Why a line that failed may not go to this person now; null where it may. */
export function againstAgain(
  { account_id, reachable, held, left_at, heard_at, contact, waiting_since, answer_from }: Pick<LockedConversation, 'account_id' | 'reachable' | 'held' | 'left_at' | 'heard_at' | 'contact' | 'waiting_since' | 'answer_from'>,
  author: FailedLine['author'], { accounts, now }: Pick<Runtime, 'accounts' | 'now'>,
): Exclude<SendAgain, 'done' | 'not_failed' | 'not_yours'> {
  const [channel, at] = [accounts.get(account_id)?.channel, now()]
  if (!channel || !reachable) return 'unreachable'
  if (held) return 'held_elsewhere'
  if (left_at !== null) return 'left_quietly'
  const { counsellorUntil, botUntil } = reachOf(channel.capabilities, heard_at)
  if (!isOpen(author === 'counsellor' ? counsellorUntil : botUntil, at)) return 'window_closed'
  const reach = reachNow({ contact, heard_at, waiting_since, answer_from }, channel.type, at)
  if (reach.type === 'no') return `contact_${reach.reason}`
  return reach.type === 'later' || reach.neutral ? 'not_yet' : null
}

export async function sendAgain(runtime: Runtime, reader: Reader, conversation: string, message: string): Promise<SendAgain> {
  let failed: FailedLine | null = null
  const result = await changeConversation<Exclude<SendAgain, 'done' | null>>(runtime.db, reader, conversation, runtime.now(), (found) => {
    if (found.handling !== 'counsellor' || found.assignee_id !== reader.id) return 'not_yours'
    if (failed === null) return 'not_failed'
    return againstAgain(found, failed.author, runtime) ?? { again: { ...failed, fresh: runtime.newId() } }
  }, async (tx) => {
    failed = await failedLine(tx, reader, conversation, message)
    return null
  })
  runtime.wakes.wake('deliveries')
  return result
}
