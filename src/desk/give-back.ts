// The counsellor leaves: the automatic guide answers again, and says so.
import type { Runtime } from '../runtime.ts'
import { changeConversation } from '../store/counselling.ts'
import type { Change, LockedConversation } from '../store/counselling.ts'
import type { Reader } from '../store/visible.ts'
import { systemLines } from './system-line.ts'

export type GiveBack = 'done' | 'not_yours' | null

export async function giveBack(runtime: Runtime, reader: Reader, conversation: string): Promise<GiveBack> {
  const result = await changeConversation<'not_yours'>(runtime.db, reader, conversation, runtime.now(), (found) => givingBack(runtime, reader, found))
  runtime.wakes.wake('deliveries')
  return result
}

export function givingBack(runtime: Runtime, reader: Reader, found: LockedConversation): Change | 'not_yours' {
  if (found.handling !== 'counsellor' || found.assignee_id !== reader.id) return 'not_yours'
  return { handling: 'bot', assignee: null, answered: true, lines: systemLines(runtime, found, 'handover.givenBack') }
}
