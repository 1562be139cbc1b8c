// A counsellor takes the conversation: the bot is silent from here on, and the worker is told that a person is there.
import type { Runtime } from '../runtime.ts'
import { changeConversation } from '../store/counselling.ts'
import type { Reader } from '../store/visible.ts'
import { systemLines } from './system-line.ts'

export type TakeOver = 'done' | 'taken' | null

/** `taken`: another counsellor has it. Taking what one has already changes nothing. */
export async function takeOver(runtime: Runtime, reader: Reader, conversation: string): Promise<TakeOver> {
  const result = await changeConversation<'taken'>(runtime.db, reader, conversation, runtime.now(), (found) => {
    if (found.handling === 'counsellor') return found.assignee_id === reader.id ? {} : 'taken'
    return { handling: 'counsellor', assignee: reader.id, lines: systemLines(runtime, found, 'handover.takenOver') }
  })
  runtime.wakes.wake('deliveries')
  return result
}
