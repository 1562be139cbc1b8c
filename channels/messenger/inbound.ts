// A webhook body of a Facebook Page, as events. Facts: Messenger Platform, "Webhooks".
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { UnreadableBody } from '../contract.ts'
import type { InboundEvent, RawRequest } from '../contract.ts'
import { readJson } from '../json.ts'
import { eventsOf } from './events.ts'
import { Entry, FieldChange, PageBody } from './wire.ts'
import type { MessengerConfig } from './wire.ts'

/** HMAC-SHA256 over the raw bytes: Meta signs escaped Unicode, so the body parsed and written again would not match. */
export function verify(request: RawRequest, config: MessengerConfig): boolean {
  const signature = request.headers['x-hub-signature-256']
  return signature !== undefined && isEqual(signature, `sha256=${createHmac('sha256', config.appSecret).update(request.body).digest('hex')}`)
}

/** The text to send back as it is; null where it was not Meta who asked. */
export function challenge(query: Readonly<Record<string, string | undefined>>, config: MessengerConfig): string | null {
  const token = query['hub.verify_token']
  const asked = query['hub.mode'] === 'subscribe' && token !== undefined && isEqual(token, config.verifyToken)
  return asked ? query['hub.challenge'] ?? null : null
}

/** In the order of their times: after a failed delivery Meta sends things in any order. */
export function parse(request: RawRequest): InboundEvent[] {
  const { receivedAt } = request
  const body = readJson(request.body)
  const page = PageBody.safeParse(body)
  if (!page.success) {
    if (FieldChange.safeParse(body).success) return [ignored(body, receivedAt, 'the test form of the app dashboard')]
    throw new UnreadableBody('no list of entries')
  }
  if (page.data.object !== 'page') return [ignored(body, receivedAt, 'not about a page')]
  return page.data.entry.flatMap((entry) => entryEvents(entry, receivedAt)).toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
}

function entryEvents(raw: unknown, receivedAt: string): InboundEvent[] {
  const { id: page, messaging, standby, changes } = Entry.safeParse(raw).data ?? {}
  if (!messaging && !standby && !changes) return [ignored(raw, receivedAt, 'an entry without events')]
  const read = (event: unknown, inStandby: boolean) =>
    eventsOf(event, { id: digest(event), page, standby: inStandby, receivedAt }) ?? [ignored(event, receivedAt, 'not an event of Messenger')]
  return [
    ...(messaging ?? []).flatMap((event) => read(event, false)),
    ...(standby ?? []).flatMap((event) => read(event, true)),
    ...(changes ?? []).map((change) => ignored(change, receivedAt, 'a change of the page, or the test form of the app dashboard')),
  ]
}

/** What has no id of its own is recorded under a digest of itself, so that a repeat of it is the same event. */
function ignored(raw: unknown, receivedAt: string, reason: string): InboundEvent {
  return { id: digest(raw), person: '', at: new Date(receivedAt).toISOString(), redelivered: false, type: 'ignored', reason }
}

function digest(raw: unknown): string {
  return `digest-${createHash('sha256').update(JSON.stringify(raw) ?? '').digest('hex').slice(0, 32)}`
}

function isEqual(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
