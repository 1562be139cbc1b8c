// Every event LINE publishes is read, and none is lost; and what must not stand in an event does not.
import { expect, test } from 'vitest'
import type { InboundEvent } from '../channels/contract.ts'
import { line } from '../channels/line/index.ts'
import { loadLineOpenApi } from './platforms/line-openapi.ts'
import { smallestEvents } from './platforms/line-samples.ts'
import { lineOpenApi } from './surroundings.ts'

const { openapiDir } = lineOpenApi()
const config = { channelSecret: 's', channelAccessToken: 't', apiBase: 'http://127.0.0.1:1', dataBase: 'http://127.0.0.1:1' }

function parse(...events: object[]): InboundEvent[] {
  return line.parse({ headers: {}, body: Buffer.from(JSON.stringify({ events })), receivedAt: '2026-11-21T03:00:00.000Z' }, config)
}

const sources = [
  {},
  { source: { type: 'user', userId: `U${'1'.repeat(32)}` } },
  { source: { type: 'group', groupId: `C${'2'.repeat(32)}`, userId: `U${'1'.repeat(32)}` } },
  { source: { type: 'room', roomId: `R${'3'.repeat(32)}` } },
]

test.runIf(openapiDir !== undefined)('every kind of event LINE publishes is read, from whomever, and none is lost or unknown', () => {
  const published = loadLineOpenApi(openapiDir ?? '')
  const samples = smallestEvents(openapiDir ?? '')
  expect(new Set(samples.map(({ type }) => type)).size).toBeGreaterThanOrEqual(20)
  for (const sample of samples) expect(published.errors('Event', sample)).toEqual([])
  for (const source of sources) {
    const events = parse(...samples.map((sample) => ({ ...sample, ...source })))
    expect(events.map(({ id }) => id)).toEqual(samples.map(({ webhookEventId }) => webhookEventId))
    const reasons = events.flatMap((event) => (event.type === 'ignored' ? [event.reason] : []))
    // Only texts can be edited so far; the schema allows for more.
    expect(reasons.filter((reason) => /unknown|not an event/.test(reason) && !reason.endsWith('in messageEdited'))).toEqual([])
  }
})

test.runIf(openapiDir !== undefined)('one-to-one, what a conversation is made of becomes events, and nothing else does', () => {
  const events = parse(...smallestEvents(openapiDir ?? '').map((sample) => ({ ...sample, ...sources[1] })))
  const kinds = Map.groupBy(events, (event) => (event.type === 'message' ? event.content.type : event.type))
  const { ignored, ...others } = Object.fromEntries([...kinds].map(([kind, { length }]) => [kind, length]))
  expect(others).toEqual({ text: 2, media: 4, location: 1, sticker: 1, choice: 1, joined: 1, left: 1, unsent: 1, control: 2 })
  expect(ignored).toBe(events.length - 14)
})

const said = { timestamp: 1, source: { type: 'user', userId: 'Ua' }, webhookEventId: 'e1', replyToken: 'r1' }
const photo = { id: '1', type: 'image' }

test('what is kept elsewhere has no source, so that nobody asks LINE for it', () => {
  const [elsewhere, here] = parse(
    { ...said, type: 'message', message: { ...photo, contentProvider: { type: 'external', originalContentUrl: 'https://example.org/a.jpg' } } },
    { ...said, type: 'message', message: photo },
  )
  expect(elsewhere).toHaveProperty('content', { type: 'media', media: 'image', refused: 'kept at another site' })
  expect(here).toHaveProperty('content', { type: 'media', media: 'image', source: '1' })
})

test('in standby there is no right to reply, whatever LINE sends along; elsewhere there is no standby', () => {
  const text = { ...said, type: 'message', message: { id: '1', type: 'text', text: 'hi' } }
  const [standby, active] = parse({ ...text, mode: 'standby' }, { ...text, mode: 'active' })
  expect(standby).toMatchObject({ type: 'message', standby: true })
  expect(standby).not.toHaveProperty('replyRight')
  expect(active).toHaveProperty('replyRight.token', 'r1')
  expect(active).not.toHaveProperty('standby')
})

test('a choice without a picked value has no label, and a message without a token cannot be marked as read', () => {
  const [tap] = parse({ ...said, type: 'postback', postback: { data: 'menu' } })
  expect(tap).not.toHaveProperty('label')
  const [text] = parse({ ...said, type: 'message', message: { id: '1', type: 'text', text: 'hi' } })
  expect(text).not.toHaveProperty('readToken')
  expect(text).toHaveProperty('content', { type: 'text', text: 'hi' })
})
