// A counsellor's answer: written in Japanese, read by the worker in their language. Both texts are kept.
import type { Unreachable } from '../contact/may-reach.ts'
import type { Runtime } from '../runtime.ts'
import { changeConversation } from '../store/counselling.ts'
import { findConversation, isLogged, languageWritten } from '../store/conversations.ts'
import { isHeld } from '../store/held-lines.ts'
import { translateReply } from './translate-reply.ts'
import type { Reader } from '../store/visible.ts'
import { noteReply } from './case-contact.ts'
import { reachNow } from './exchange.ts'
import { asLine } from './held-line.ts'
import { isOpen, reachOf } from './reach.ts'

/** `not_yours`: take over first. `unreachable`: the person blocked the account. `untranslated`: the provider failed; send `asIs` or try again. `held`: it goes when the person may be reached. */
export type Reply = 'done' | 'held' | NotNow | 'untranslated' | null

/** `contact_...`: the person did not say that we may begin; not on this channel; at no hour. `left_quietly`: with the exit word. `window_closed`: the channel no longer lets us write. `held_elsewhere`: another program has the conversation on the platform. */
type NotNow = `contact_${Unreachable}` | 'left_quietly' | 'not_yours' | 'unreachable' | 'window_closed' | 'held_elsewhere'

export interface ReplyText {
  /** The same one again is the same reply. */
  readonly id: string
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
}

const STAFF_LANGUAGE = 'ja'

export async function reply(runtime: Runtime, reader: Reader, conversation: string, { id, text, translation, asIs, discreet, override, article }: ReplyText): Promise<Reply> {
  const found = await findConversation(runtime.db, reader, conversation)
  if (!found) return null
  if (await isLogged(runtime.db, id)) return 'done'
  if (await isHeld(runtime.db, id)) return 'held'
  const language = found.language ?? await languageWritten(runtime.db, reader, conversation)
  const target = asIs || language === STAFF_LANGUAGE ? null : language
  const machine = target !== null && translation === null ? await translateReply(runtime, found, text, target) : null
  if (machine?.status === 'failed') return 'untranslated'
  const translated = translation ?? (machine?.status === 'done' ? machine.text : null)
  const kept = target === null || translated === null ? null : { language: target, text: translated, source: article?.edited === false ? 'reviewed' as const : translation === null ? 'machine' as const : 'counsellor' as const }
  let held = false
  const result = await changeConversation<NotNow>(runtime.db, reader, conversation, runtime.now(), (locked, waiting) => {
    const now = runtime.now()
    if (locked.handling !== 'counsellor' || locked.assignee_id !== reader.id) return 'not_yours'
    if (!locked.reachable) return 'unreachable'
    if (locked.held) return 'held_elsewhere'
    const channel = runtime.accounts.get(locked.account_id)?.channel
    if (channel && !isOpen(reachOf(channel.capabilities, locked.heard_at).counsellorUntil, now)) return 'window_closed'
    const late = locked.waiting_since !== null
    const line = { id, staff_id: reader.id, text, translation: kept, discreet, article }
    if (!override) {
      if (locked.left_at !== null) return 'left_quietly'
      const reach = reachNow(locked, channel?.type ?? '', now)
      if (reach.type === 'no') return `contact_${reach.reason}`
      held = reach.type === 'later' || reach.neutral
      const asked = waiting.find(({ status }) => status === 'asked')
      if (held) return { hold: [{ ...line, status: asked ? 'asked' : 'waiting', asks: asked?.asks ?? null, due_at: reach.type === 'later' ? reach.at : now }] }
    }
    return { answered: true, answersLate: late, lines: [asLine(line, channel, runtime.newId)] }
  })
  runtime.wakes.wake('deliveries')
  if (result === 'done' && !held) await noteReply(runtime, reader.id, conversation)
  return result === 'done' && held ? 'held' : result
}
