// What a counsellor writes, in the worker's language; and what the worker will read, back in Japanese.
import type { Translated } from '../language/translation.ts'
import type { Runtime } from '../runtime.ts'
import type { ListedConversation } from '../store/conversations.ts'
import { knownNames } from '../store/known-names.ts'

const STAFF_LANGUAGE = 'ja'

type Conversation = Pick<ListedConversation, 'id' | 'danger' | 'handling'>

export function translateReply(runtime: Runtime, conversation: Conversation, text: string, to: string): Promise<Translated> {
  return inConversation(runtime, conversation, text, STAFF_LANGUAGE, to)
}

/** To look over only: it is sent to nobody. */
export function translateBack(runtime: Runtime, conversation: Conversation, text: string, from: string): Promise<Translated> {
  return inConversation(runtime, conversation, text, from, STAFF_LANGUAGE)
}

async function inConversation({ db, translation }: Runtime, { id, danger, handling }: Conversation, text: string, from: string, to: string): Promise<Translated> {
  return translation.translate({ text, from, to, names: await knownNames(db, id), urgency: danger ? 'danger' : handling === 'bot' ? 'other' : 'waiting' })
}
