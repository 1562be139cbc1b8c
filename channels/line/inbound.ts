// A LINE webhook body, as events. Facts: LINE Messaging API reference, "Webhook Event Objects".
import { createHash } from 'node:crypto'
import { validateSignature } from '@line/bot-sdk'
import { UnreadableBody } from '../contract.ts'
import type { Content, InboundEvent, RawRequest } from '../contract.ts'
import { LineAnyEvent, LineBody, LineEvent } from './wire.ts'
import type { LineCommon, LineConfig, LineMessage } from './wire.ts'

/** LINE promises one minute and may change it: ten seconds are left for the way there. */
const REPLY_TOKEN_MS = 50_000

/** HMAC-SHA256 over the raw bytes with the channel secret, compared in constant time. */
export function verify(request: RawRequest, config: LineConfig): boolean {
  const signature = request.headers['x-line-signature']
  return signature !== undefined && validateSignature(Buffer.from(request.body), config.channelSecret, signature)
}

export function parse(request: RawRequest): InboundEvent[] {
  let body: unknown
  try {
    body = JSON.parse(Buffer.from(request.body).toString('utf8'))
  } catch {
    throw new UnreadableBody('not JSON')
  }
  const parsed = LineBody.safeParse(body)
  if (!parsed.success) throw new UnreadableBody('no list of events')
  return parsed.data.events.map((event) => eventOf(event, Date.parse(request.receivedAt)))
}

function eventOf(raw: unknown, receivedAt: number): InboundEvent {
  const common = LineAnyEvent.safeParse(raw)
  if (!common.success) return unknown(raw, receivedAt)
  const base = baseOf(common.data, receivedAt)
  const { source, mode, type } = common.data
  if (source && source.type !== 'user') return { ...base, person: '', type: 'ignored', reason: `in a ${source.type}: others would read the answer` }
  if (mode === 'standby') return { ...base, type: 'ignored', reason: 'standby: another module has the chat' }
  if (!base.person) return { ...base, type: 'ignored', reason: `${type} without a person` }
  const known = LineEvent.safeParse(raw)
  if (!known.success) return { ...base, type: 'ignored', reason: `unknown event or message type in ${type}` }
  const event = known.data
  switch (event.type) {
    case 'message': return { ...base, type: 'message', message: event.message.id, content: contentOf(event.message) }
    case 'postback': return { ...base, type: 'choice', value: event.postback.data }
    case 'follow': return { ...base, type: 'joined' }
    case 'unfollow': return { ...base, type: 'left' }
    case 'unsend': return { ...base, type: 'unsent', message: event.unsend.messageId }
  }
}

function baseOf(event: LineCommon, receivedAt: number) {
  return {
    id: event.webhookEventId,
    person: event.source?.userId ?? '',
    at: timeOf(event.timestamp, receivedAt),
    redelivered: event.deliveryContext?.isRedelivery ?? false,
    ...(event.replyToken && { replyRight: { token: event.replyToken, expiresAt: new Date(receivedAt + REPLY_TOKEN_MS).toISOString() } }),
  }
}

function contentOf(message: LineMessage): Content {
  switch (message.type) {
    case 'text': return { type: 'text', text: message.text }
    case 'image':
    case 'video':
    case 'audio': return { type: 'media', media: message.type, source: message.id }
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
