// A line that did not arrive is sent once more, if it may go now.
import type { Unreachable } from '../contact/may-reach.ts'
import type { Runtime } from '../runtime.ts'
import { changeConversation } from '../store/counselling.ts'
import { failedLine } from '../store/resending.ts'
import type { FailedLine } from '../store/resending.ts'
import type { Reader } from '../store/visible.ts'
import { reachNow } from './exchange.ts'
import { isOpen, reachOf } from './reach.ts'

/** `not_failed`: it is on its way or has arrived. `not_yet`: nothing may go to the person now. The others are those of a reply. */
export type SendAgain = 'done' | 'not_failed' | 'not_yours' | 'unreachable' | 'held_elsewhere' | 'window_closed' | 'left_quietly' | 'not_yet' | `contact_${Unreachable}` | null

export async function sendAgain(runtime: Runtime, reader: Reader, conversation: string, message: string): Promise<SendAgain> {
  let failed: FailedLine | null = null
  const result = await changeConversation<Exclude<SendAgain, 'done' | null>>(runtime.db, reader, conversation, runtime.now(), (found) => {
    const now = runtime.now()
    const channel = runtime.accounts.get(found.account_id)?.channel
    if (found.handling !== 'counsellor' || found.assignee_id !== reader.id) return 'not_yours'
    if (failed === null) return 'not_failed'
    if (!channel || !found.reachable) return 'unreachable'
    if (found.held) return 'held_elsewhere'
    if (found.left_at !== null) return 'left_quietly'
    const { counsellorUntil, botUntil } = reachOf(channel.capabilities, found.heard_at)
    if (!isOpen(failed.author === 'counsellor' ? counsellorUntil : botUntil, now)) return 'window_closed'
    const reach = reachNow(found, channel.type, now)
    if (reach.type === 'no') return `contact_${reach.reason}`
    if (reach.type === 'later' || reach.neutral) return 'not_yet'
    return { again: { ...failed, fresh: runtime.newId() } }
  }, async (tx) => {
    failed = await failedLine(tx, reader, conversation, message)
    return null
  })
  runtime.wakes.wake('deliveries')
  return result
}
