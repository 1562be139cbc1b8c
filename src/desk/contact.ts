// What staff do about how a person may be reached: note what they said, ask whether it is them, be sure of it.
import type { ContactTerms } from '../contact/terms.ts'
import { termsOf } from '../contact/terms.ts'
import type { Runtime } from '../runtime.ts'
import { changeConversation } from '../store/counselling.ts'
import type { Reader } from '../store/visible.ts'
import { reachNow } from './exchange.ts'
import { openingLine } from './held-line.ts'

export type OpenTerms = Omit<ContactTerms, 'news' | 'exitWord' | 'otherExitWords' | 'safeWord'>

/** On the person's word: `note` says how they said it. */
export function noteTerms(runtime: Runtime, reader: Reader, conversation: string, terms: OpenTerms, note: string): Promise<'done' | null> {
  const { begin, channels, hours, neutral, watched } = terms
  return changeConversation<never>(runtime.db, reader, conversation, runtime.now(), () => (
    { terms: { change: { begin, channels, hours, neutral, watched }, by: reader.id, note } }))
}

export type AskWho = 'done' | 'not_yours' | 'left_quietly' | 'not_yet' | null

/** Sends one neutral line that only they can answer, or, where they have no word, that shows whether they can talk. */
export async function askWho(runtime: Runtime, reader: Reader, conversation: string): Promise<AskWho> {
  const result = await changeConversation<'not_yours' | 'left_quietly' | 'not_yet'>(runtime.db, reader, conversation, runtime.now(), (found) => {
    if (found.handling !== 'counsellor' || found.assignee_id !== reader.id) return 'not_yours'
    if (found.left_at !== null) return 'left_quietly'
    const channel = runtime.accounts.get(found.account_id)?.channel
    if (!channel || reachNow(found, channel.type, runtime.now()).type !== 'now') return 'not_yet'
    return { confirmed: false, lines: [openingLine(runtime, found, termsOf(found.contact).safeWord ? 'word' : 'yes')] }
  })
  runtime.wakes.wake('deliveries')
  return result
}

/** Somebody is sure that it is them; why stands in the record. */
export function confirmWho(runtime: Runtime, reader: Reader, conversation: string): Promise<'done' | null> {
  return changeConversation<never>(runtime.db, reader, conversation, runtime.now(), () => ({ confirmed: true }))
}
