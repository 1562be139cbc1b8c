// The other direction: LINE calls us. Signs a webhook body as LINE does and posts it.
import { createHmac } from 'node:crypto'
import type { LineMemory } from './line-memory.ts'

export interface Delivery {
  /** The channel secret that signs the body. */
  readonly secret: string
  /** Marks every event as sent again; its reply token is good for another minute. */
  readonly redelivery?: boolean
  /** Sent instead of the right signature; null leaves the header out. */
  readonly signature?: string | null
  /** LINE itself gives up after about two seconds; the default is a minute, so that a busy machine fails no test. */
  readonly timeoutMs?: number
}

export const signLineBody = (body: string, secret: string) => createHmac('sha256', secret).update(body, 'utf8').digest('base64')

/** `events` may be empty, as LINE's connection test is. Rejects where nobody answers in time. */
export async function deliverWebhook(memory: LineMemory, destination: string, url: string, events: readonly object[], delivery: Delivery) {
  const sent = events.map((event) => (delivery.redelivery === true ? { ...event, deliveryContext: { isRedelivery: true } } : event))
  for (const event of events) {
    if ('replyToken' in event && typeof event.replyToken === 'string') memory.delivered(event.replyToken)
  }
  const body = JSON.stringify({ destination, events: sent })
  const signature = delivery.signature === undefined ? signLineBody(body, delivery.secret) : delivery.signature
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'LineBotWebhook/2.0',
      ...(signature === null ? {} : { 'x-line-signature': signature }),
    },
    body,
    signal: AbortSignal.timeout(delivery.timeoutMs ?? 60_000),
  })
  return { status: response.status, body: await response.text() }
}
