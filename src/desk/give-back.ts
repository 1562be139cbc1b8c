// The counsellor leaves: the automatic guide answers again, and says so.
import type { Runtime } from '../runtime.ts'
import { changeConversation } from '../store/counselling.ts'
import type { Change, LockedConversation } from '../store/counselling.ts'
import type { HeldLine } from '../store/held-lines.ts'
import type { Reader } from '../store/visible.ts'
import { asLines } from './held-line.ts'
import { systemLines } from './system-line.ts'

export type GiveBack = 'done' | 'not_yours' | null

export async function giveBack(runtime: Runtime, reader: Reader, conversation: string): Promise<GiveBack> {
  const result = await changeConversation<'not_yours'>(runtime.db, reader, conversation, runtime.now(), (found, held) => givingBack(runtime, reader, found, held))
  runtime.wakes.wake('deliveries')
  return result
}

export function givingBack(runtime: Runtime, reader: Reader, found: LockedConversation, held: readonly HeldLine[]): Change | 'not_yours' {
  if (found.handling !== 'counsellor' || found.assignee_id !== reader.id) return 'not_yours'
  // What only waits for its writer to think again goes first: leaving is thinking again.
  const last = held.filter(({ undoable, status }) => undoable && status === 'waiting')
  const channel = runtime.accounts.get(found.account_id)?.channel
  return {
    handling: 'bot', assignee: null, answered: true, settle: last.map(({ id }) => ({ id, status: 'released' })),
    lines: [...last.flatMap((line) => asLines(line, channel, runtime.newId)), ...systemLines(runtime, found, 'handover.givenBack')],
  }
}
