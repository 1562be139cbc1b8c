// Rows of the store as the desk's pages see them. The text of a withdrawn message never leaves the server.
import type { Channel } from '../../channels/contract.ts'
import type { ThreadEntry } from '../store/thread-entries.ts'
import { canShowTyping } from '../desk/presence.ts'
import { isOpen, reachOf } from '../desk/reach.ts'
import { beginningOf } from '../knowledge/excerpt.ts'
import { missingTerms } from '../language/glossary.ts'
import type { Glossary } from '../language/glossary.ts'
import { pseudonymOf } from '../store/pseudonym.ts'
import type { ListedConversation, LoggedMessage } from '../store/conversations.ts'
import type { CanView, ConversationView, MediaView, MessageView, TranslationView } from './api/inbox.ts'
import type { EntryView } from './api/thread.ts'

type ChannelOf = (account: string) => Channel | null

export function conversationView(
  row: ListedConversation, last: LoggedMessage | undefined, translates: boolean, channelOf: ChannelOf, now: Date, reachable: boolean,
): ConversationView {
  return {
    id: row.id,
    pseudonym: pseudonymOf(row.person_id),
    person: row.person_id,
    channel: row.channel,
    language: row.language,
    handling: row.handling,
    assignee: row.assignee_id !== null ? { id: row.assignee_id, name: row.assignee_name ?? '' } : null,
    danger: row.danger,
    reachable: row.reachable,
    waitingSince: row.waiting_since?.toISOString() ?? null,
    idleAskedAt: row.idle_asked_at?.toISOString() ?? null,
    theme: row.theme,
    snoozedUntil: row.snoozed_until?.toISOString() ?? null,
    lastSeq: row.last_seq,
    lastAt: row.last_at.toISOString(),
    last: last ? inRow(messageView(last, translates)) : null,
    entryCode: row.entry_code,
    can: canView(row, channelOf(row.account_id), reachable),
    others: row.others.map((other) => ({
      id: other.id,
      channel: other.channel,
      preferred: other.id === row.preferred_id,
      writable: other.reachable && isWritable(channelOf(other.account_id), other.heard_at, now),
      lastAt: new Date(other.last_at).toISOString(),
    })),
    preferred: row.preferred_id === null ? null : row.preferred_id === row.id,
  }
}

/** A list may hold a hundred articles in two languages, and shows two lines of each. */
function inRow(line: MessageView): MessageView {
  const { text, translation } = line
  return {
    ...line, text: text && beginningOf(text), whole: null,
    translation: translation.status === 'done' ? { ...translation, text: beginningOf(translation.text) } : translation,
  }
}

function isWritable(channel: Channel | null, heardAt: string | null, now: Date): boolean {
  return channel !== null && isOpen(reachOf(channel.capabilities, heardAt === null ? null : new Date(heardAt)).counsellorUntil, now)
}

/** A channel that is no longer configured can do nothing. `reachable`: platforms can fetch files from us. */
function canView(row: ListedConversation, channel: Channel | null, reachable: boolean): CanView {
  const heldElsewhere = row.held
  if (!channel) return { sends: [], largestFile: 0, textLength: 0, discreet: false, typing: false, receipts: [], writableUntil: null, botUntil: null, heldElsewhere }
  const { sends: all, files, textLength, discreet, receipts } = channel.capabilities
  const sends = files === null || (files.fetched && !reachable) ? all.filter((kind) => kind === 'text') : all
  const { counsellorUntil, botUntil } = reachOf(channel.capabilities, row.heard_at)
  return {
    sends, largestFile: sends.length > 1 ? files?.largest ?? 0 : 0, textLength, discreet, receipts, typing: canShowTyping(channel),
    writableUntil: counsellorUntil?.toISOString() ?? null, botUntil: botUntil?.toISOString() ?? null, heldElsewhere,
  }
}

export function entryView({ id, type, after, at, actor, actor_name, detail }: ThreadEntry): EntryView {
  return { id, type, after, at: at.toISOString(), by: { id: actor, name: actor_name }, detail }
}

/** @param terms in which to look for what a machine lost; none where nobody reads it so closely */
export function messageView(row: LoggedMessage, translates: boolean, terms?: Glossary): MessageView {
  const withdrawn = row.withdrawn_at !== null
  return {
    id: row.id,
    seq: row.seq,
    author: row.author,
    authorName: row.staff_name,
    kind: row.kind,
    text: withdrawn ? null : row.text,
    language: row.language,
    translation: withdrawn ? { status: 'unneeded' } : translationOf(row, translates, terms),
    at: row.at.toISOString(),
    delivery: row.author === 'worker' || row.content?.elsewhere ? null : { status: deliveryStatus(row), reason: row.delivery_reason },
    danger: withdrawn ? null : row.danger,
    withdrawn,
    media: withdrawn ? null : mediaView(row.media),
    location: withdrawn ? null : locationOf(row.content),
    about: aboutOf(row),
    elsewhere: row.content?.elsewhere ?? false,
    discreet: row.content?.discreet ?? false,
    urgent: row.urgent,
    article: row.content?.article ?? null,
    subject: withdrawn ? null : row.content?.subject ?? null,
    whole: withdrawn ? null : row.content?.whole ?? null,
    automatic: row.content?.automatic ?? null,
    unproven: row.content?.unproven ?? false,
  }
}

function mediaView(media: LoggedMessage['media']): MediaView | null {
  if (!media || media.status === 'withdrawn') return null
  const { id, status, kind, name, type, size, width, height, reason } = media
  return { id, status, kind, name, type, size, width, height, reason }
}

function locationOf(content: LoggedMessage['content']): MessageView['location'] {
  return content?.latitude === undefined || content.longitude === undefined ? null : { latitude: content.latitude, longitude: content.longitude }
}

function aboutOf({ content, about_seq: seq }: LoggedMessage): MessageView['about'] {
  if (content?.corrects !== undefined) return { relation: 'corrects', seq }
  if (content?.reacts !== undefined) return { relation: 'reacts', seq }
  return content?.quotes === undefined ? null : { relation: 'quotes', seq }
}

/** A counsellor's line shows what the worker read; every other line shows its Japanese. */
function translationOf(row: LoggedMessage, translates: boolean, terms?: Glossary): TranslationView {
  const wanted = row.translations.find(({ language }) => (row.author === 'counsellor') === (language !== 'ja'))
  if (wanted) return { status: 'done', ...wanted, missing: terms && wanted.source === 'machine' && row.language !== null ? missingTerms(terms, row.text, row.language, wanted.text, wanted.language) : [] }
  if (row.author === 'counsellor' || row.language === 'ja' || !/\p{L}/u.test(row.text)) return { status: 'unneeded' }
  if (row.translate_problem !== null) return { status: 'failed', why: row.translate_problem, again: row.translate_at !== null }
  if (row.translate_at !== null) return { status: 'pending' }
  // It was looked at, and there was nothing in it to translate.
  return { status: translates && row.kind === 'text' && row.translate_tries > 0 ? 'unneeded' : 'none' }
}

function deliveryStatus({ delivery_status: status, read_at, delivered_at }: LoggedMessage): 'queued' | 'sent' | 'delivered' | 'read' | 'failed' {
  if (status === 'pending') return 'queued'
  if (status === 'failed') return 'failed'
  return read_at ? 'read' : delivered_at ? 'delivered' : 'sent'
}
