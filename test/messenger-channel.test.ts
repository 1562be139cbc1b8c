// What the cases of Messenger cannot say: the handshake, odd bodies, the stand-in's own events, and properties of texts and titles.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { InboundEvent } from '../channels/contract.ts'
import { fit } from '../channels/messenger/fit.ts'
import { messenger } from '../channels/messenger/index.ts'
import { escapedJson, messengerPsid, signMessengerBody, startMessenger } from './platforms/messenger.ts'
import type { MessengerEvent } from './platforms/messenger.ts'

const NOW = new Date('2026-11-21T03:00:00.000Z')
const ANA = messengerPsid('Ana')
const RETRY_KEY = '018f0000-0000-7000-8000-000000000001'
const CONFIG = { appSecret: 'test-secret', pageToken: 'EAAtoken', verifyToken: 'a word', graphBase: 'http://127.0.0.1:1' }

const request = (body: string, headers: Record<string, string> = {}) => ({ headers, body: Buffer.from(body), receivedAt: NOW.toISOString() })

test('the signature is that of the published vector, over the raw bytes, and sha1 is not enough', () => {
  const body = '{"object":"page","entry":[]}'
  const signature = 'sha256=b5a88eb16fa1b0bd3526754d185ffe266abe023a8d0d305aa57e5f244aaf399d'
  const isGenuine = (headers: Record<string, string>, text = body) => messenger.verify(request(text, headers), CONFIG)
  expect(isGenuine({ 'x-hub-signature-256': signature })).toBe(true)
  expect(isGenuine({ 'x-hub-signature-256': signature }, `${body} `)).toBe(false)
  expect(isGenuine({ 'x-hub-signature-256': signature.slice(7) })).toBe(false)
  expect(isGenuine({ 'x-hub-signature-256': `${signature}00` })).toBe(false)
  expect(isGenuine({ 'x-hub-signature': signature })).toBe(false)
})

test('only who knows the word that was agreed gets the challenge back', () => {
  const ask = (query: Record<string, string>) => messenger.challenge?.(query, CONFIG)
  const right = { 'hub.mode': 'subscribe', 'hub.verify_token': 'a word', 'hub.challenge': '1158201444' }
  expect(ask(right)).toBe('1158201444')
  expect(ask({ ...right, 'hub.verify_token': 'a ward' })).toBeNull()
  expect(ask({ ...right, 'hub.verify_token': '' })).toBeNull()
  expect(ask({ ...right, 'hub.mode': 'unsubscribe' })).toBeNull()
  expect(ask({ 'hub.mode': 'subscribe', 'hub.verify_token': 'a word' })).toBeNull()
  expect(ask({})).toBeNull()
})

test('whatever stands in a genuine body, every event has an id and a time, and nothing throws', () => {
  const kinds = ['message', 'postback', 'referral', 'message_edit', 'delivery', 'read', 'reaction', 'take_thread_control', 'optin', 'other']
  const parts = ['mid', 'text', 'attachments', 'payload', 'watermark', 'mids', 'action', 'ref', 'is_echo']
  const odd = fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom(...parts), fc.jsonValue()))
  const event = fc.dictionary(fc.constantFrom('sender', 'recipient', 'timestamp', ...kinds), fc.oneof(odd, fc.constant({ id: ANA })))
  fc.assert(fc.property(fc.array(fc.oneof(event, fc.jsonValue())), fc.jsonValue(), (messaging, standby) => {
    const events = messenger.parse(request(JSON.stringify({ object: 'page', entry: [{ id: '1', messaging, standby }] })), CONFIG)
    for (const { id, at, person, type } of events) {
      expect(id).not.toBe('')
      expect(new Date(at).toISOString()).toBe(at)
      if (type !== 'ignored') expect(person).not.toBe('')
    }
  }), { numRuns: 500 })
})

test('a tap without an id of its own is the same event when it comes again, and another one when it is another', () => {
  const tap = (timestamp: number) => ({ sender: { id: ANA }, recipient: { id: '1' }, timestamp, postback: { title: 'Menu', payload: 'menu' } })
  const body = (messaging: object[]) => JSON.stringify({ object: 'page', entry: [{ id: '1', messaging }] })
  const idOf = (timestamp: number, more: object[] = []) => messenger.parse(request(body([tap(timestamp), ...more])), CONFIG)[0]?.id
  expect(idOf(NOW.getTime())).toBe(idOf(NOW.getTime(), [{ other: 1 }]))
  expect(idOf(NOW.getTime())).not.toBe(idOf(NOW.getTime() - 1))
})

test('a link\'s words that are no code bring none, and what stands by brings nothing to mark as read', () => {
  const event = (kind: object) => ({ sender: { id: ANA }, recipient: { id: '1' }, timestamp: NOW.getTime(), ...kind })
  const entry = { messaging: [event({ referral: { ref: 'a=b' } })], standby: [event({ message: { mid: 'm_1', text: 'hi' } })] }
  const [joined, heard] = messenger.parse(request(JSON.stringify({ object: 'page', entry: [entry] })), CONFIG)
  expect(joined).not.toHaveProperty('code')
  expect(heard).toMatchObject({ type: 'message', standby: true })
  expect(heard).not.toHaveProperty('readToken')
})

test('every kind of event of the stand-in is what it means', async () => {
  const meta = await startMessenger({ now: () => NOW })
  await meta.close()
  const psid = ANA
  const types = (...events: MessengerEvent[]): InboundEvent['type'][] => {
    const body = escapedJson({ object: 'page', entry: [{ id: meta.pageId, time: NOW.getTime(), messaging: events }] })
    expect(messenger.verify(request(body, { 'x-hub-signature-256': signMessengerBody(body, meta.appSecret) }), { ...CONFIG, appSecret: meta.appSecret })).toBe(true)
    return messenger.parse(request(body), CONFIG).map(({ type }) => type)
  }
  const album = meta.mediaEvent({ psid, type: 'image', url: ['https://x.fbcdn.net/1', 'https://x.fbcdn.net/2'], text: 'look' })
  expect(types(meta.textEvent({ psid, text: '給料' }), album)).toEqual(['message', 'message', 'message', 'message'])
  expect(types(meta.stickerEvent({ psid }), meta.attachmentEvent({ psid, type: 'hologram' }))).toEqual(['message', 'message'])
  expect(types(meta.quickReplyEvent({ psid, text: 'Menu', payload: 'menu' }))).toEqual(['choice'])
  expect(types(meta.postbackEvent({ psid, title: 'Menu', payload: 'menu', withMid: false }))).toEqual(['choice'])
  expect(types(meta.postbackEvent({ psid, title: 'Get Started', payload: 'GET_STARTED', ref: 'A7K2' }))).toEqual(['joined'])
  expect(types(meta.referralEvent({ psid, ref: 'A7K2' }))).toEqual(['joined'])
  const [mid, watermark] = ['m_1', NOW.getTime()]
  expect(types(meta.readEvent({ psid, watermark }), meta.deliveryEvent({ psid, watermark }))).toEqual(['status', 'status'])
  expect(types(meta.reactionEvent({ psid, mid }), meta.editEvent({ psid, mid, text: 'x', numEdit: '1' }))).toEqual(['reacted', 'message'])
  expect(types(meta.echoEvent({ psid, text: 'Hi' }))).toEqual(['answeredElsewhere'])
  expect(types(meta.passThreadEvent({ psid }), meta.takeThreadEvent({ psid }))).toEqual(['control', 'control'])
  const unused = [
    meta.fallbackEvent({ psid }), meta.unreactEvent({ psid, mid }), meta.requestThreadEvent({ psid }), meta.appRolesEvent(), meta.optinEvent({ psid }),
    meta.policyEvent({ action: 'warning' }), meta.otherEvent({ psid, part: { teleport: {} } }),
  ]
  expect(types(...unused)).toEqual(unused.map(() => 'ignored'))
})

test('titles stay within the limit and end at the end of a character, whatever stands in them', () => {
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (label) => {
    const title = fit(label, 20)
    expect(title.length).toBeLessThanOrEqual(20)
    if (title === label) return
    expect(title.endsWith('…')).toBe(true)
    const cuts = [...segmenter.segment(label)].map(({ index }) => label.slice(0, index).trimEnd())
    expect(cuts).toContain(title.slice(0, -1))
  }))
})

test('buttons stand under the last part of their line only, and a line without any carries none', () => {
  const lines = [{ id: 'l1', text: 'x'.repeat(4000), choices: [{ value: 'menu', label: 'Menu' }] }, { id: 'l2', text: 'y' }]
  const payloads = messenger.render(lines.map((line) => ({ ...line, language: 'en', author: 'bot' as const })), { person: ANA, thread: '', retryKey: RETRY_KEY })
  expect(payloads.map(({ quickReplies }) => quickReplies?.length ?? 0)).toEqual([0, 0, 1, 0])
})

test('parts of a text that are nothing but blanks are not sent, and the numbers leave them out', () => {
  const text = `${'x'.repeat(1999)}${' '.repeat(1999)}end`
  const payloads = messenger.render([{ id: 'l1', text, language: 'en', author: 'bot' }], { person: ANA, thread: '', retryKey: RETRY_KEY })
  expect(payloads.map((payload) => [payload.text.trim().length, payload.part, payload.parts])).toEqual([[1999, 0, 2], [3, 1, 2]])
})
