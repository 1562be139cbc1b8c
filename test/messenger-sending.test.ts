// Sending on Messenger: the windows Meta keeps, the errors it answers with, and tries that end without an answer.
import { afterEach, expect, test, vi } from 'vitest'
import type { OutboundMessage, SendIO, SendResult } from '../channels/contract.ts'
import { failureOf } from '../channels/messenger/failure.ts'
import { messenger } from '../channels/messenger/index.ts'
import { startHttpServer } from './platforms/http-server.ts'
import { escapedJson, messengerPsid, startMessenger } from './platforms/messenger.ts'
import type { MessengerOptions } from './platforms/messenger.ts'

const NOW = new Date('2026-11-21T03:00:00.000Z')
const ANA = messengerPsid('Ana')
const RETRY_KEY = '018f0000-0000-7000-8000-000000000001'
const CONFIG = { appSecret: 'test-secret', pageToken: 'EAAtoken', verifyToken: 'a word', graphBase: 'http://127.0.0.1:1' }

const ending: (() => Promise<void>)[] = []
afterEach(async () => {
  vi.restoreAllMocks()
  for (const end of ending.splice(0)) await end()
})

async function open(options: MessengerOptions = {}) {
  const meta = await startMessenger({ now: () => NOW, ...options })
  ending.push(() => meta.close())
  return { meta, config: { appSecret: meta.appSecret, pageToken: meta.token, verifyToken: meta.verifyToken, graphBase: meta.url } }
}

const request = (body: string) => ({ headers: {}, body: Buffer.from(body), receivedAt: NOW.toISOString() })
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000)
const signal = () => AbortSignal.timeout(10_000)
const io = (more: Partial<SendIO> = {}): SendIO => ({ maybeSent: false, signal: signal(), now: () => NOW, ...more })

/** `heard`: hours since the person last did something, as the desk knows it. */
function say(text: string, { heard, ...more }: Partial<OutboundMessage> & { heard?: number } = {}) {
  const to = { person: ANA, thread: '', retryKey: RETRY_KEY, ...(heard !== undefined && { heardAt: hoursAgo(heard).toISOString() }) }
  const [payload] = messenger.render([{ id: 'l1', text, language: 'en', author: 'bot', ...more }], to)
  if (!payload) throw new Error('nothing to send')
  return payload
}

const send = async (config: typeof CONFIG, payload = say('Hello'), given = io()): Promise<SendResult | undefined> => messenger.send?.(payload, config, given)

test('a message is sent once, with its mark, its buttons and no sound; the token is in no address', async () => {
  const { meta, config } = await open()
  meta.textEvent({ psid: ANA, text: 'hello' })
  const asked = vi.spyOn(globalThis, 'fetch')
  const result = await send(config, say('Which language?', { heard: 1, discreet: true, choices: [{ value: 'speak:my', label: 'မြန်မာ' }] }))
  expect(result).toEqual({ status: 'sent', refs: [{ line: 'l1', id: meta.sent[0]?.mid }] })
  expect(meta.sent).toMatchObject([{
    psid: ANA, messaging_type: 'RESPONSE', tag: null, metadata: `madoguchi:${RETRY_KEY}:0/1`,
    message: { text: 'Which language?', quick_replies: [{ title: 'မြန်မာ', payload: 'speak:my' }] },
  }])
  expect(meta.requests).toMatchObject([{ path: '/me/messages', version: 'v25.0', token: 'header', body: { notification_type: 'NO_PUSH' } }])
  expect(asked.mock.calls.map(([address]) => String(address))).toEqual([`${meta.url}/v25.0/me/messages`])
  const echo = escapedJson({ object: 'page', entry: [{ id: meta.pageId, messaging: meta.echoes }] })
  await meta.settled()
  expect(messenger.parse(request(echo), config)).toMatchObject([{ type: 'confirmed', person: ANA, message: meta.sent[0]?.mid, retryKey: RETRY_KEY, part: 0, parts: 1 }])
})

test('each call proves that it comes from the app, by the published vector', async () => {
  const asked = vi.spyOn(globalThis, 'fetch').mockImplementation(async () => Response.json({ message_id: 'm_1', id: '1' }))
  await send(CONFIG)
  await messenger.fetchHealth?.(CONFIG, signal())
  const proof = '0004791b08abe7bb71f6e3d3d6ea4d36159e5970bc64a50a138bb3fc3506c4b8'
  const [[, sent] = [], [address, health] = []] = asked.mock.calls
  expect(JSON.parse(String(sent?.body))).toMatchObject({ appsecret_proof: proof })
  expect(new URL(String(address)).searchParams.get('appsecret_proof')).toBe(proof)
  expect([sent?.headers, health?.headers]).toMatchObject([{ authorization: 'Bearer EAAtoken' }, { authorization: 'Bearer EAAtoken' }])
})

test.each([
  ['the bot within a day', 'bot', 23, 'RESPONSE', null],
  ['a counsellor within a day', 'counsellor', 23, 'RESPONSE', null],
  ['a counsellor within a week, as a person', 'counsellor', 167, 'MESSAGE_TAG', 'HUMAN_AGENT'],
] as const)('%s may write', async (_, author, heard, messaging_type, tag) => {
  const { meta, config } = await open()
  meta.textEvent({ psid: ANA, text: 'hello', at: hoursAgo(heard) })
  expect(await send(config, say('Hello', { author, heard }))).toMatchObject({ status: 'sent' })
  expect(meta.sent).toMatchObject([{ messaging_type, tag }])
})

test.each([['the bot after a day', 'bot', 25], ['a counsellor after a week', 'counsellor', 169]] as const)('%s may not write, and Meta is not asked', async (_, author, heard) => {
  const { meta, config } = await open()
  expect(await send(config, say('Hello', { author, heard }))).toEqual({ status: 'failed', certain: true, reason: 'Messenger: the window is closed' })
  expect(meta.requests).toEqual([])
})

test('where Meta counts the day otherwise, a counsellor writes once more as a person, and the bot does not', async () => {
  const { meta, config } = await open()
  meta.textEvent({ psid: ANA, text: 'hello', at: hoursAgo(25) })
  expect(await send(config, say('Hello', { author: 'counsellor', heard: 23 }))).toMatchObject({ status: 'sent' })
  expect(meta.sent).toMatchObject([{ tag: 'HUMAN_AGENT' }])
  expect(await send(config, say('Hello', { heard: 23 }))).toEqual({ status: 'failed', certain: true, reason: 'Messenger: outside the window (10/2018278)' })
  expect(await send(config, say('Hello'))).toMatchObject({ status: 'failed', certain: true })
  expect(meta.requests).toHaveLength(4)
})

const CLOSED = { status: 'failed', certain: true }
const GONE = { ...CLOSED, gone: true }
const BLOCKED = { ...CLOSED, problem: 'blocked' }
const ACCESS = { status: 'retry', certain: true, afterMs: 30_000, problem: 'access' }
const SOON = { status: 'retry', certain: true }
test.each<[number, number | undefined, Record<string, unknown>]>([
  [190, 463, ACCESS], [10, undefined, ACCESS], [200, 2018028, ACCESS], [3, undefined, ACCESS], [2, 2018344, ACCESS],
  [10, 2018278, CLOSED], [10, 2018065, CLOSED], [10, 9999999, CLOSED], [100, undefined, CLOSED], [100, 2018109, CLOSED], [10303, undefined, CLOSED],
  [10, 2018108, GONE], [200, 1545041, GONE], [551, undefined, GONE], [100, 2018001, GONE], [10, 1893063, BLOCKED], [368, undefined, BLOCKED],
  [1, 99, SOON], [2, undefined, SOON], [1200, undefined, SOON],
])('error %s/%s has its consequence, and its reason says no more than the code', async (code, subcode, expected) => {
  const { meta, config } = await open()
  meta.textEvent({ psid: ANA, text: 'hello' })
  meta.faults.push({ on: 'send', times: 1, code, ...(subcode !== undefined && { subcode }), message: 'about my wages' })
  const reason = expect.stringMatching(new RegExp(`^Messenger: [a-z ]+ \\(${code}${subcode === undefined ? '' : `/${subcode}`}\\)$`))
  expect(await send(config, say('my wages', { heard: 1 }))).toEqual({ ...expected, reason })
  expect(meta.sent).toEqual([])
})

test.each([
  [4, 0, 5_000], [32, 1, 60_000], [613, 2, 120_000], [80006, 90, 300_000], [80001, 3, 180_000],
])('rate limit %s with %s minutes to wait is tried again after %s ms', async (code, regainMinutes, afterMs) => {
  const { meta, config } = await open()
  meta.textEvent({ psid: ANA, text: 'hello' })
  meta.faults.push({ on: 'send', times: 1, code, regainMinutes })
  expect(await send(config)).toEqual({ status: 'retry', certain: true, afterMs, reason: `Messenger: rate limit (${code})`, slow: true })
})

test('an error of the server itself says nothing about the message', () => {
  expect(failureOf({ status: 502 })).toEqual({ status: 'retry', certain: false, afterMs: 20_000, reason: 'Messenger: error 502' })
  expect(failureOf({ status: 500, code: 77777 })).toMatchObject({ status: 'retry', certain: false, afterMs: 20_000 })
  expect(failureOf({ status: 400, code: 77777, transient: true })).toMatchObject(SOON)
  expect(failureOf({ status: 429 })).toMatchObject({ ...SOON, afterMs: 5_000 })
  expect(failureOf({ status: 401 })).toMatchObject(ACCESS)
  expect(failureOf({ status: 413 })).toMatchObject(CLOSED)
})

test('a person who has blocked the page is gone, and a refused token stops the account', async () => {
  const { meta, config } = await open()
  meta.textEvent({ psid: ANA, text: 'hello' })
  expect(await send({ ...config, pageToken: 'another token' })).toMatchObject(ACCESS)
  meta.blocked.add(ANA)
  expect(await send(config)).toMatchObject({ status: 'failed', gone: true })
})

test('after a try without an answer the echo has its time, and the echo tells that it got through', async () => {
  const { meta, config } = await open()
  meta.textEvent({ psid: ANA, text: 'hello' })
  const unsure = { status: 'retry', certain: false, afterMs: 20_000, reason: 'Messenger: no answer' }
  meta.faults.push({ on: 'send', times: 1, after: true }, { on: 'send', times: 1, status: 'cut' })
  expect(await send(config)).toEqual(unsure)
  expect(await send(config)).toEqual(unsure)
  expect(await send(config, say('Hello'), io({ signal: AbortSignal.abort() }))).toEqual(unsure)
  const echoes = escapedJson({ object: 'page', entry: [{ id: meta.pageId, messaging: meta.echoes }] })
  expect(messenger.parse(request(echoes), config)).toMatchObject([{ type: 'confirmed', retryKey: RETRY_KEY, part: 0 }])
  expect(await send(config, say('Hello'), io({ maybeSent: true }))).toMatchObject({ status: 'sent' })
})

test('a refused connection delivered nothing, and an answer without a message id may have', async () => {
  const proxy = await startHttpServer(100_000, async () => ({ status: 200, body: { hello: 'world' } }))
  ending.push(() => proxy.close())
  const config = { ...CONFIG, graphBase: proxy.url }
  expect(await send(config)).toMatchObject({ status: 'retry', certain: false, afterMs: 20_000 })
  await proxy.close()
  expect(await send(config)).toEqual({ status: 'retry', certain: true, reason: 'Messenger: not reachable' })
})
