// A LINE webhook body, as events. Facts: LINE Messaging API reference, "Webhook Event Objects".
import { createHash } from 'node:crypto'
import { validateSignature } from '@line/bot-sdk'
import { UnreadableBody } from '../contract.ts'
import type { Content, InboundEvent, RawRequest } from '../contract.ts'
import { readJson } from '../json.ts'
import { LineAnyEvent, LineBody, LineEvent } from './wire.ts'
import type { LineCommon, LineConfig, LineMessage, LinePostback } from './wire.ts'

/** LINE promises one minute and may change it: ten seconds are left for the way there. */
const REPLY_TOKEN_MS = 50_000

/** What LINE tells and the desk does nothing with, whoever it is about, and why. */
const NOT_FOR_THE_DESK: ReadonlyMap<string, string> = new Map([
  ['join', 'the account came into a group, where nobody is answered'],
  ['leave', 'the account is no longer in a group, where nobody was answered'],
  ['memberJoined', 'somebody came into a group, where nobody is answered'],
  ['memberLeft', 'somebody left a group, where nobody is answered'],
  ['accountLink', 'the desk links its workers to no other service'],
  ['beacon', 'the desk does not follow where people go'],
  ['videoPlayComplete', 'the desk does not watch who looks at a video'],
  ['membership', 'the desk has no paid membership'],
  ['delivery', 'about a notification message, which the desk never sends'],
  ['module', 'the account was connected to another program or cut off from it: staff see that at LINE'],
  ['botSuspended', 'LINE has suspended the account, which staff see at LINE'],
  ['botResumed', 'LINE has ended the suspension of the account'],
])

/** HMAC-SHA256 over the raw bytes with the channel secret, compared in constant time. */
export function verify(request: RawRequest, config: LineConfig): boolean {
  const signature = request.headers['x-line-signature']
  return signature !== undefined && validateSignature(Buffer.from(request.body), config.channelSecret, signature)
}

export function parse(request: RawRequest): InboundEvent[] {
  const parsed = LineBody.safeParse(readJson(request.body))
  if (!parsed.success) throw new UnreadableBody('no list of events')
  return parsed.data.events.map((event) => eventOf(event, Date.parse(request.receivedAt)))
}

function eventOf(raw: unknown, receivedAt: number): InboundEvent {
  const common = LineAnyEvent.safeParse(raw)
  if (!common.success) return unknown(raw, receivedAt)
  const base = baseOf(common.data, receivedAt)
  const ignored = (reason: string): InboundEvent => ({ ...base, type: 'ignored', reason })
  const { source, type } = common.data
  const notForTheDesk = NOT_FOR_THE_DESK.get(type)
  if (notForTheDesk) return ignored(`${type}: ${notForTheDesk}`)
  if (source && source.type !== 'user') return ignored(`in a ${source.type}: others would read the answer`)
  if (!base.person) return ignored(`${type} without a person`)
  const known = LineEvent.safeParse(raw)
  if (!known.success) return ignored(`unknown event or message type in ${type}`)
  const event = known.data
  switch (event.type) {
    case 'message': return { ...base, ...readTokenOf(event.message), type: 'message', message: event.message.id, content: contentOf(event.message) }
    case 'messageEdited': {
      // The line keeps the id under which the person may take it back.
      const { id, text } = event.message
      return { ...base, ...readTokenOf(event.message), type: 'message', message: id, content: { type: 'text', text, corrects: id } }
    }
    case 'postback': {
      if (isMenuSwitch(event.postback)) return ignored('rich menu switched: nothing was said')
      const { date, time, datetime } = event.postback.params ?? {}
      const label = datetime ?? date ?? time
      return { ...base, type: 'choice', value: event.postback.data, ...(label && { label }) }
    }
    case 'follow': return { ...base, type: 'joined' }
    case 'unfollow': return { ...base, type: 'left' }
    case 'unsend': return { ...base, type: 'unsent', message: event.unsend.messageId }
    case 'activated': return { ...base, type: 'control', ours: true }
    case 'deactivated': return { ...base, type: 'control', ours: false }
  }
}

/** `person` is empty outside one-to-one chats. In standby another module has the chat: a reply token would be of no use. */
function baseOf({ webhookEventId, timestamp, mode, source, replyToken, deliveryContext }: LineCommon, receivedAt: number) {
  return {
    id: webhookEventId,
    person: source?.type === 'user' ? source.userId ?? '' : '',
    at: timeOf(timestamp, receivedAt),
    redelivered: deliveryContext?.isRedelivery ?? false,
    ...(mode === 'standby'
      ? { standby: true as const }
      : replyToken && { replyRight: { token: replyToken, expiresAt: new Date(receivedAt + REPLY_TOKEN_MS).toISOString() } }),
  }
}

function readTokenOf({ markAsReadToken }: { markAsReadToken?: string | undefined }) {
  return markAsReadToken ? { readToken: markAsReadToken } : {}
}

function isMenuSwitch({ params }: LinePostback): boolean {
  return params?.newRichMenuAliasId !== undefined || params?.status !== undefined
}

function contentOf(message: LineMessage): Content {
  switch (message.type) {
    case 'text': return { type: 'text', text: message.text, ...(message.quotedMessageId && { quotes: message.quotedMessageId }) }
    case 'image':
    case 'video':
    case 'audio': {
      const { type: media, id, contentProvider } = message
      const atLine = (contentProvider?.type ?? 'line') === 'line'
      return { type: 'media', media, ...(atLine ? { source: id } : { refused: 'kept at another site' }) }
    }
    case 'file': return { type: 'media', media: 'file', source: message.id, ...(message.fileName && { name: message.fileName }) }
    case 'location': {
      const title = [message.title, message.address].filter(Boolean).join(', ')
      return { type: 'location', latitude: message.latitude, longitude: message.longitude, ...(title && { title }) }
    }
    case 'sticker': return { type: 'sticker', keywords: message.text ? [message.text] : message.keywords ?? [] }
  }
}

/** An event without LINE's own fields is recorded under a digest of itself, so that a repeat of it is the same event. */
function unknown(raw: unknown, receivedAt: number): InboundEvent {
  const id = `digest-${createHash('sha256').update(JSON.stringify(raw) ?? '').digest('hex').slice(0, 32)}`
  return { id, person: '', at: timeOf(receivedAt, receivedAt), redelivered: false, type: 'ignored', reason: 'not an event of LINE' }
}

function timeOf(timestamp: number, receivedAt: number): string {
  const time = new Date(timestamp)
  return (Number.isNaN(time.getTime()) ? new Date(receivedAt) : time).toISOString()
}
