// A sentence of the desk itself in the worker's language, with its Japanese beside it.
import { termsOf } from '../contact/terms.ts'
import { isLanguage } from '../knowledge/languages.ts'
import type { Runtime } from '../runtime.ts'
import { reachNow } from './exchange.ts'
import { isOpen, reachOf } from './reach.ts'
import type { LockedConversation, NewLine } from '../store/counselling.ts'

/** None where the channel lets the desk say nothing any more, where it would say too much, and where the person has not allowed that we begin. */
export function systemLines({ accounts, content, newId, now }: Runtime, conversation: LockedConversation, key: string): NewLine[] {
  const language = conversation.language !== null && isLanguage(conversation.language) ? conversation.language : 'en'
  const channel = accounts.get(conversation.account_id)?.channel
  if (conversation.held || (channel && !isOpen(reachOf(channel.capabilities, conversation.heard_at).botUntil, now()))) return []
  const reach = reachNow(conversation, channel?.type ?? '', now())
  if (conversation.left_at !== null || reach.type !== 'now' || reach.neutral || termsOf(conversation.contact).watched) return []
  return [{
    id: newId(),
    author: 'system',
    staff: null,
    text: content.words(language, key),
    language,
    ...(language !== 'ja' && { translation: { language: 'ja', text: content.words('ja', key), source: 'reviewed' as const } }),
    delivery: channel?.send ? newId() : null,
  }]
}
