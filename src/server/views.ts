// Rows of the store as the desk's pages see them. The text of a withdrawn message never leaves the server.
import { pseudonymOf } from '../store/pseudonym.ts'
import type { ListedConversation, LoggedMessage } from '../store/conversations.ts'
import type { ConversationView, MessageView, TranslationView } from './api.ts'

export function conversationView(row: ListedConversation, last: LoggedMessage | undefined, translates: boolean): ConversationView {
  return {
    id: row.id,
    pseudonym: pseudonymOf(row.person_id),
    channel: row.channel,
    language: row.language,
    handling: row.handling,
    assignee: row.assignee_id !== null ? { id: row.assignee_id, name: row.assignee_name ?? '' } : null,
    danger: row.danger,
    reachable: row.reachable,
    waitingSince: row.waiting_since?.toISOString() ?? null,
    lastSeq: row.last_seq,
    lastAt: row.last_at.toISOString(),
    last: last ? messageView(last, translates) : null,
  }
}

export function messageView(row: LoggedMessage, translates: boolean): MessageView {
  const withdrawn = row.withdrawn_at !== null
  return {
    id: row.id,
    seq: row.seq,
    author: row.author,
    authorName: row.staff_name,
    kind: row.kind,
    text: withdrawn ? null : row.text,
    language: row.language,
    translation: withdrawn ? { status: 'unneeded' } : translationOf(row, translates),
    at: row.at.toISOString(),
    delivery: row.author === 'worker' ? null : { status: deliveryStatus(row.delivery_status), reason: row.delivery_reason },
    danger: withdrawn ? null : row.danger,
    withdrawn,
  }
}

/** A counsellor's line shows what the worker read; every other line shows its Japanese. */
function translationOf(row: LoggedMessage, translates: boolean): TranslationView {
  const wanted = row.translations.find(({ language }) => (row.author === 'counsellor') === (language !== 'ja'))
  if (wanted) return { status: 'done', ...wanted }
  if (row.author === 'counsellor' || row.language === 'ja' || !/\p{L}/u.test(row.text)) return { status: 'unneeded' }
  if (row.translate_at !== null) return { status: row.translate_tries > 1 ? 'failed' : 'pending' }
  return { status: translates && row.kind === 'text' && row.translate_tries > 0 ? 'failed' : 'none' }
}

function deliveryStatus(status: string | null): 'queued' | 'sent' | 'failed' {
  return status === 'pending' ? 'queued' : status === 'failed' ? 'failed' : 'sent'
}
