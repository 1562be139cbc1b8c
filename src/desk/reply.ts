// A counsellor's answer: written in Japanese, read by the worker in their language. Both texts are kept.
import type { Unreachable } from '../contact/may-reach.ts'
import type { Runtime } from '../runtime.ts'
import { unsentAttachments } from '../store/attachments.ts'
import { changeConversation } from '../store/counselling.ts'
import type { LineFile } from '../store/counselling.ts'
import { findConversation, isLogged, languageWritten } from '../store/conversations.ts'
import { deskSettingsOf } from '../store/desk-settings.ts'
import { findHeld } from '../store/held-lines.ts'
import { newSince } from '../store/resending.ts'
import { translateReply } from './translate-reply.ts'
import type { Reader } from '../store/visible.ts'
import { noteReply } from './case-contact.ts'
import { reachNow } from './exchange.ts'
import { asLines } from './held-line.ts'
import { isOpen, reachOf } from './reach.ts'

/**
 * `untranslated`: the provider failed; send `asIs` or try again. `held`: it goes when the person may be reached. `undoable`: it goes at
 * `until`, unless its writer takes it back.
 */
export type Reply = { readonly type: 'done' | 'held' } | { readonly type: 'undoable'; readonly until: Date } | NotNow | 'untranslated' | null

/**
 * `not_yours`: take over first. `unreachable`: the person blocked the account. `contact_...`: the person did not say that we may begin; not
 * on this channel; at no hour. `left_quietly`: with the exit word. `window_closed`: the channel no longer lets us write. `held_elsewhere`:
 * another program has the conversation on the platform. `conversation_changed`: somebody wrote since `seen`. `no_file`: not there any more.
 */
type NotNow = `contact_${Unreachable}` | 'left_quietly' | 'not_yours' | 'unreachable' | 'window_closed' | 'held_elsewhere' | 'conversation_changed' | 'no_file'

export interface ReplyText {
  /** The same one again is the same reply. */
  readonly id: string
  /** Empty only where files go alone. */
  readonly text: string
  /** What the worker reads, as the counsellor saw or wrote it. */
  readonly translation: string | null
  /** Send what was written, in the language it was written in. */
  readonly asIs: boolean
  /** Arrive without sound or banner. */
  readonly discreet: boolean
  /** On a supervisor's word, whatever the terms of the person are; the reason stands in the record. */
  readonly override: boolean
  /** The article it began with; `edited`: it is the counsellor's text now, no longer the reviewed one. */
  readonly article: { readonly topic: string; readonly edited: boolean } | null
  /** Ids of attachments. */
  readonly files: readonly string[]
  /** The last line the counsellor has seen; null: nobody asks. */
  readonly seen: number | null
}

const STAFF_LANGUAGE = 'ja'

export async function reply(runtime: Runtime, reader: Reader, conversation: string, { id, text, translation, asIs, discreet, override, article, files, seen }: ReplyText): Promise<Reply> {
  const found = await findConversation(runtime.db, reader, conversation)
  if (!found) return null
  if (await isLogged(runtime.db, id)) return { type: 'done' }
  const before = await findHeld(runtime.db, id)
  if (before) return before.undoable ? { type: 'undoable', until: before.dueAt } : { type: 'held' }
  const language = found.language ?? await languageWritten(runtime.db, reader, conversation)
  const target = asIs || text === '' || language === STAFF_LANGUAGE ? null : language
  const machine = target !== null && translation === null ? await translateReply(runtime, found, text, target) : null
  if (machine?.status === 'failed') return 'untranslated'
  const translated = translation ?? (machine?.status === 'done' ? machine.text : null)
  const kept = target === null || translated === null ? null : { language: target, text: translated, source: article?.edited === false ? 'reviewed' as const : translation === null ? 'machine' as const : 'counsellor' as const }
  const delay = 1_000 * ((await deskSettingsOf(runtime.db, reader.id)).undoSeconds ?? runtime.config.undoSeconds)
  let attached: LineFile[] = []
  let became: Exclude<Reply, string | null> = { type: 'done' }
  const result = await changeConversation<NotNow>(runtime.db, reader, conversation, runtime.now(), (locked, waiting) => {
    const now = runtime.now()
    if (locked.handling !== 'counsellor' || locked.assignee_id !== reader.id) return 'not_yours'
    if (!locked.reachable) return 'unreachable'
    if (locked.held) return 'held_elsewhere'
    const channel = runtime.accounts.get(locked.account_id)?.channel
    if (channel && !isOpen(reachOf(channel.capabilities, locked.heard_at).counsellorUntil, now)) return 'window_closed'
    const line = { id, staff_id: reader.id, text, translation: kept, discreet, article, files: attached.length > 0 ? attached : null, undoable: false }
    if (!override) {
      if (locked.left_at !== null) return 'left_quietly'
      const reach = reachNow(locked, channel?.type ?? '', now)
      if (reach.type === 'no') return `contact_${reach.reason}`
      const asked = waiting.find(({ status }) => status === 'asked')
      if (reach.type === 'later' || reach.neutral) {
        became = { type: 'held' }
        return { hold: [{ ...line, status: asked ? 'asked' : 'waiting', asks: asked?.asks ?? null, due_at: reach.type === 'later' ? reach.at : now }] }
      }
      // Where somebody is in danger nothing waits; what was written before goes before.
      const queued = waiting.filter(({ status, undoable }) => undoable && status === 'waiting')
      if ((delay > 0 && !locked.dangerous) || queued.length > 0) {
        const until = new Date(Math.max(now.getTime() + (locked.dangerous ? 0 : delay), ...queued.map(({ due_at }) => due_at.getTime())))
        became = { type: 'undoable', until }
        return { hold: [{ ...line, undoable: true, status: 'waiting', asks: null, due_at: until }] }
      }
    }
    return { answered: true, answersLate: locked.waiting_since !== null, lines: asLines(line, channel, runtime.newId) }
  }, async (tx) => {
    if (seen !== null && await newSince(tx, reader, conversation, seen)) return 'conversation_changed'
    attached = await unsentAttachments(tx, reader.id, conversation, files)
    return attached.length === files.length ? null : 'no_file'
  })
  if (result !== 'done') return result
  runtime.wakes.wake('deliveries')
  if (became.type === 'done') await noteReply(runtime, reader.id, conversation)
  return became
}
