// What one turn says, as calls of LINE: text objects with quick replies, up to five to a call.
import { createHash } from 'node:crypto'
import type { messagingApi } from '@line/bot-sdk'
import type { Choice, OutboundMessage, Recipient, ReplyRight } from '../contract.ts'
import { clip, split } from '../text.ts'
import { capabilities } from './capabilities.ts'

/** Objects in one call. */
const OBJECTS = 5
const SENDER_GRAPHEMES = 20

/** One call to one person. `lines` are the ids of the lines that `messages`, one by one, are parts of; LINE never sees them. */
export interface LinePayload {
  readonly to: string
  readonly retryKey: string
  readonly replyRight?: ReplyRight
  readonly discreet: boolean
  readonly messages: (messagingApi.TextMessage | messagingApi.ImageMessage)[]
  readonly lines: readonly string[]
}

export function render(messages: readonly OutboundMessage[], to: Recipient): LinePayload[] {
  const parts = messages.flatMap(partsOf)
  const payloads: LinePayload[] = []
  for (let i = 0; i < parts.length; i += OBJECTS) {
    const call = parts.slice(i, i + OBJECTS)
    payloads.push({
      to: to.person,
      retryKey: i === 0 ? to.retryKey : derivedKey(to.retryKey, i),
      ...(i === 0 && to.replyRight && { replyRight: to.replyRight }),
      // A call has one banner for all it carries: one line that must not be seen silences it.
      discreet: call.some(({ line }) => line.discreet === true),
      messages: call.map(({ object }) => object),
      lines: call.map(({ line }) => line.id),
    })
  }
  return payloads
}

function partsOf(line: OutboundMessage): { readonly line: OutboundMessage; readonly object: LinePayload['messages'][number] }[] {
  const sender = line.authorName ? { sender: { name: clip(line.authorName, SENDER_GRAPHEMES) } } : {}
  if (line.file) return line.file.kind === 'image' ? [{ line, object: { type: 'image', originalContentUrl: line.file.url, previewImageUrl: line.file.url, ...sender } }] : []
  const texts = split(line.text, capabilities.textLength).filter((text) => text.trim() !== '')
  return texts.map((text, i) => {
    const last = i === texts.length - 1
    const object: messagingApi.TextMessage = {
      type: 'text', text,
      ...sender,
      ...(last && line.choices?.length && { quickReply: quickReply(line.choices) }),
    }
    return { line, object }
  })
}

function quickReply(choices: readonly Choice[]): messagingApi.QuickReply {
  return {
    items: choices.slice(0, capabilities.choices).map(({ value, label }) => {
      const shown = clip(label, capabilities.choiceLabelGraphemes)
      return { type: 'action', action: { type: 'postback', label: shown, data: value, displayText: shown } }
    }),
  }
}

/** A UUID of its own for each further call of one delivery, the same however often it is tried. */
function derivedKey(key: string, index: number): string {
  const hex = createHash('sha256').update(`${key}/${index}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
