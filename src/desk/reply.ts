// A counsellor's answer: written in Japanese, read by the worker in their language. Both texts are kept.
import { translateOne } from '../language/policy.ts'
import type { Runtime } from '../runtime.ts'
import { changeConversation } from '../store/counselling.ts'
import { findConversation, isLogged } from '../store/conversations.ts'
import type { Reader } from '../store/visible.ts'
import { isOpen, reachOf } from './reach.ts'

/** `not_yours`: take over first. `unreachable`: the person blocked the account. `untranslated`: the provider failed; send `asIs` or try again. */
export type Reply = 'done' | NotNow | 'untranslated' | null

/** `window_closed`: the channel no longer lets us write. `held_elsewhere`: another program has the conversation on the platform. */
type NotNow = 'not_yours' | 'unreachable' | 'window_closed' | 'held_elsewhere'

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
}

const STAFF_LANGUAGE = 'ja'

export async function reply(runtime: Runtime, reader: Reader, conversation: string, { id, text, translation, asIs, discreet }: ReplyText): Promise<Reply> {
  const found = await findConversation(runtime.db, reader, conversation)
  if (!found) return null
  if (await isLogged(runtime.db, id)) return 'done'
  const target = asIs || found.language === null || found.language === STAFF_LANGUAGE ? null : found.language
  const machine = target !== null && translation === null ? await translateOne(runtime.translator, text, STAFF_LANGUAGE, target) : null
  if (machine?.status === 'failed') return 'untranslated'
  const translated = translation ?? (machine?.status === 'done' ? machine.text : null)
  const result = await changeConversation<NotNow>(runtime.db, reader, conversation, runtime.now(), (locked) => {
    if (locked.handling !== 'counsellor' || locked.assignee_id !== reader.id) return 'not_yours'
    if (!locked.reachable) return 'unreachable'
    if (locked.held) return 'held_elsewhere'
    const channel = runtime.accounts.get(locked.account_id)?.channel
    if (channel && !isOpen(reachOf(channel.capabilities, locked.heard_at).counsellorUntil, runtime.now())) return 'window_closed'
    return {
      answered: true,
      lines: [{
        id, author: 'counsellor', staff: reader.id, text, language: STAFF_LANGUAGE,
        ...(target !== null && translated !== null && {
          translation: { language: target, text: translated, source: translation === null ? 'machine' as const : 'counsellor' as const },
        }),
        ...(discreet && channel?.capabilities.discreet && { discreet }),
        delivery: channel?.send ? runtime.newId() : null,
      }],
    }
  })
  runtime.wakes.wake('deliveries')
  return result
}
