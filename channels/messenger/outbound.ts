// What the desk says, on Messenger: one message for each part of a line, each with a mark that its echo brings back.
import { z } from 'zod'
import type { Choice, OutboundFile, OutboundMessage, Recipient, SendIO, SendResult } from '../contract.ts'
import { split } from '../text.ts'
import { capabilities, HUMAN_AGENT_HOURS, REPLY_HOURS } from './capabilities.ts'
import { failureOf, isOutsideWindow, unreachable, unsure } from './failure.ts'
import { fit } from './fit.ts'
import { call } from './graph.ts'
import type { Answer } from './graph.ts'
import { markText } from './wire.ts'
import type { Mark, MessengerConfig } from './wire.ts'

const TITLE = 20

export interface QuickReply { readonly content_type: 'text'; readonly title: string; readonly payload: string }

/** One call: one message to one person. `line` is the id of the line it is a part of. */
export interface MessengerPayload extends Mark {
  readonly to: string
  readonly line: string
  readonly author: OutboundMessage['author']
  readonly heardAt?: string
  readonly discreet: boolean
  readonly text: string
  readonly file?: Pick<OutboundFile, 'kind' | 'url'>
  readonly quickReplies?: readonly QuickReply[]
  readonly metadata: string
}

export function render(messages: readonly OutboundMessage[], { person, retryKey, heardAt }: Recipient): MessengerPayload[] {
  const shown = messages.flatMap(({ id, text, author, choices, discreet = false, file }): Omit<MessengerPayload, 'to' | 'metadata' | keyof Mark>[] => {
    if (file) return [{ line: id, author, discreet, text: '', file: { kind: file.kind, url: file.url } }]
    const parts = split(text, capabilities.textLength).filter((part) => part.trim() !== '')
    return parts.map((part, i) => ({
      line: id, author, discreet, text: part, ...(i === parts.length - 1 && choices?.length && { quickReplies: quickReplies(choices) }),
    }))
  })
  return shown.map((message, part) => {
    const mark = { retryKey, part, parts: shown.length }
    return { to: person, ...message, ...mark, ...(heardAt !== undefined && { heardAt }), metadata: markText(mark) }
  })
}

function quickReplies(choices: readonly Choice[]): QuickReply[] {
  return choices.slice(0, capabilities.choices).map(({ value, label }) => ({ content_type: 'text', title: fit(label, TITLE), payload: value }))
}

type Tagging = { readonly messaging_type: 'RESPONSE' } | { readonly messaging_type: 'MESSAGE_TAG'; readonly tag: 'HUMAN_AGENT' }
const RESPONSE: Tagging = { messaging_type: 'RESPONSE' }
const BY_A_PERSON: Tagging = { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' }

/**
 * There is no key that makes a repeated send one message, and no call that tells what became of one: after a try without an
 * answer the echo has its time to confirm it, then it is sent again.
 */
export async function send(payload: MessengerPayload, config: MessengerConfig, io: SendIO): Promise<SendResult> {
  const hours = (io.now().getTime() - Date.parse(payload.heardAt ?? '')) / 3_600_000
  // Not a number where nobody knows: then Meta decides.
  const isWithin = (limit: number) => !(hours > limit)
  const byAPerson = payload.author === 'counsellor' && isWithin(HUMAN_AGENT_HOURS)
  if (!isWithin(REPLY_HOURS) && !byAPerson) return { status: 'failed', certain: true, reason: 'Messenger: the window is closed' }
  try {
    const first = await post(payload, isWithin(REPLY_HOURS) ? RESPONSE : BY_A_PERSON, config, io.signal)
    const again = !first.ok && isOutsideWindow(first.fault) && byAPerson && isWithin(REPLY_HOURS)
    return resultOf(payload, again ? await post(payload, BY_A_PERSON, config, io.signal) : first)
  } catch (error) {
    return unreachable(error)
  }
}

function post(payload: MessengerPayload, tagging: Tagging, config: MessengerConfig, signal: AbortSignal): Promise<Answer> {
  const { to, text, file, quickReplies: quick_replies, metadata, discreet } = payload
  const said = file ? { attachment: { type: file.kind, payload: { url: file.url } } } : { text }
  const message = { ...said, metadata, ...(quick_replies && { quick_replies }) }
  const parameters = { recipient: { id: to }, ...tagging, message, ...(discreet && { notification_type: 'NO_PUSH' }) }
  return call(config, { method: 'POST', path: 'me/messages', parameters, signal })
}

const Sent = z.object({ message_id: z.string().min(1) })

function resultOf({ line }: MessengerPayload, answer: Answer): SendResult {
  if (!answer.ok) return failureOf(answer.fault)
  const sent = Sent.safeParse(answer.body)
  return sent.success ? { status: 'sent', refs: [{ line, id: sent.data.message_id }] } : unsure('an answer that cannot be read')
}
