// What a member of staff does in the conversation by which they are paged: no consultation, so nothing of it is kept as one. Pure.
import type { InboundEvent } from '../../channels/contract.ts'
import type { Content } from './content.ts'
import type { ConversationState, Effect, Turn } from './turn.ts'

/** `linked`: with this event, the code the desk showed them, it becomes theirs. */
export function takeStaffTurn(before: ConversationState, event: InboundEvent, linked: boolean, { words }: Pick<Content, 'words'>): Turn {
  const state: ConversationState = { ...before, staff: true, handling: 'bot', waitingSince: null, danger: null, session: null, reachable: event.type !== 'left' }
  if (event.type === 'left' || event.type === 'joined') return { state, effects: [{ type: 'pager', lost: event.type === 'left' }] }
  if (event.type !== 'message') return { state, effects: [] }
  const key = linked ? 'staff.linked' : 'staff.pagesOnly'
  const said: Effect = { type: 'say', urgent: false, discreet: false, language: 'ja', lines: [{ text: `${words('ja', key)}\n${words('en', key)}`, japanese: words('ja', key), choices: [] }] }
  return { state, effects: linked ? [{ type: 'pager', lost: false }, said] : [said] }
}
