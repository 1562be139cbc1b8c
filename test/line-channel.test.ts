// LINE against a stand-in of it: every way a send can end, what people sent, and how the account stands.
import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import type { SendResult } from '../channels/contract.ts'
import { line } from '../channels/line/index.ts'
import type { LinePayload } from '../channels/line/render.ts'
import { startHttpServer } from './platforms/http-server.ts'
import type { Answer } from './platforms/http-server.ts'
import { concurrencyLimit, floodLimit, lineUser, monthlyLimit, startLine } from './platforms/line.ts'
import type { LineFault, LineOptions } from './platforms/line.ts'
import { lineOpenApi } from './surroundings.ts'

const NOW = Date.parse('2026-11-21T03:00:10.000Z')
const mai = lineUser('mai')
const never = new AbortController().signal

const power = <Power>(given: Power | undefined): Power => {
  if (given === undefined) throw new Error('the channel lacks a power')
  return given
}
const [send, fetchMedia, fetchHealth] = [power(line.send), power(line.fetchMedia), power(line.fetchHealth)]

const configOf = (url: string, token = 'a-token') => ({ channelSecret: 'secret', channelAccessToken: token, apiBase: url, dataBase: url })

async function open(options: LineOptions = {}) {
  const stand = await startLine({ ...lineOpenApi(), now: () => new Date(NOW), ...options })
  onTestFinished(() => stand.close())
  return { stand, config: configOf(stand.url, stand.token), paths: () => stand.requests.map(({ path }) => path.slice('/v2/bot/'.length)) }
}

/** Says two lines; with a token, by reply. */
function payload(replyToken?: string, expiresAt = '2026-11-21T03:00:50.000Z'): LinePayload {
  const lines = ['one', 'two'].map((id) => ({ id, text: `line ${id}`, language: 'en', author: 'bot' as const }))
  const to = { person: mai, thread: '', retryKey: '018f0000-0000-7000-8000-000000000001' }
  const [made] = line.render(lines, { ...to, ...(replyToken !== undefined && { replyRight: { token: replyToken, expiresAt } }) })
  return power(made)
}

const io = (maybeSent = false, signal = never) => ({ maybeSent, signal, now: () => new Date(NOW) })
const bothRefs = [{ line: 'one', id: expect.stringMatching(/^\d{18}$/) }, { line: 'two', id: expect.stringMatching(/^\d{18}$/) }]

test('a reply is free and says what LINE calls each line', async () => {
  const { stand, config } = await open({ monthlyQuota: 0 })
  const { replyToken = '' } = stand.textEvent({ user: mai, text: 'hi' })
  expect(await send(payload(replyToken), config, io())).toEqual({ status: 'sent', refs: bothRefs })
  expect(stand.sent).toMatchObject([{ via: 'reply', to: mai, messages: [{ text: 'line one' }, { text: 'line two' }] }])
  expect(stand.refused).toEqual([])
})

test('a token LINE does not take any more falls back to one push', async () => {
  const { stand, config, paths } = await open()
  expect(await send(payload('used-up'), config, io())).toEqual({ status: 'sent', refs: bothRefs })
  expect(paths()).toEqual(['message/reply', 'message/push'])
  expect(stand.sent).toMatchObject([{ via: 'push', to: mai, retryKey: '018f0000-0000-7000-8000-000000000001' }])
})

test('a token past its time is not even tried', async () => {
  const { stand, config, paths } = await open()
  const { replyToken = '' } = stand.textEvent({ user: mai, text: 'hi' })
  expect(await send(payload(replyToken, '2026-11-21T03:00:09.999Z'), config, io())).toMatchObject({ status: 'sent' })
  expect(paths()).toEqual(['message/push'])
})

test('a reply that LINE took without answering is known by its used token, and nothing is sent twice', async () => {
  const { stand, config } = await open()
  stand.faults = [{ on: 'reply', after: true, times: 1 }]
  const said = payload(stand.textEvent({ user: mai, text: 'hi' }).replyToken)
  expect(await send(said, config, io())).toEqual({ status: 'retry', certain: false, reason: 'LINE not reachable' })
  expect(await send(said, config, io(true))).toEqual({ status: 'sent', refs: [] })
  expect(stand.sent).toHaveLength(1)
})

test('a push that LINE took without answering is answered with 409, whose ids count', async () => {
  const { stand, config } = await open()
  stand.faults = [{ on: 'push', after: true, times: 1 }]
  expect(await send(payload(), config, io())).toMatchObject({ status: 'retry', certain: false })
  const again = await send(payload(), config, io(true))
  expect(again).toEqual({ status: 'sent', refs: bothRefs })
  expect(await send(payload(), config, io(true))).toEqual(again)
  expect(stand.requests.map(({ status }) => status)).toEqual(['cut', 409, 409])
  expect(stand.sent).toHaveLength(1)
})

const ends: [string, Omit<LineFault, 'on' | 'times'>, SendResult][] = [
  ['the monthly quota', { status: 429, message: monthlyLimit }, { status: 'failed', certain: true, reason: 'LINE: monthly quota used up', problem: 'quota' }],
  ['the rate limit', { status: 429 }, { status: 'retry', certain: true, reason: 'LINE: rate limit', afterMs: 2_000, slow: true }],
  ['too many of the same at once', { status: 429, message: concurrencyLimit }, { status: 'retry', certain: true, reason: 'LINE: too many at once', afterMs: 5_000 }],
  ['a flood to one person', { status: 429, message: floodLimit }, { status: 'retry', certain: true, reason: 'LINE: too many at once', afterMs: 5_000 }],
  ['a plan without this call', { status: 403 }, { status: 'retry', certain: true, reason: 'LINE: access refused (403)', afterMs: 30_000, problem: 'access' }],
  ['an error of LINE', { status: 500 }, { status: 'retry', certain: true, reason: 'LINE: error 500' }],
  ['a gateway that gave up', { status: 504 }, { status: 'retry', certain: false, reason: 'LINE: error 504' }],
  ['a broken rule', { status: 400 }, { status: 'failed', certain: true, reason: 'LINE: refused (400)' }],
  ['a cut connection', { status: 'cut' }, { status: 'retry', certain: false, reason: 'LINE not reachable' }],
]

test.each(ends)('after %s a send ends as that asks', async (_, fault, result) => {
  const { stand, config } = await open()
  stand.faults = [{ on: 'push', times: 1, ...fault }, { on: 'reply', times: 1, ...fault }]
  expect(await send(payload(), config, io())).toEqual(result)
  expect(await send(payload(stand.textEvent({ user: mai, text: 'hi' }).replyToken), config, io())).toEqual(result)
  expect(stand.sent).toEqual([])
})

test('the month\'s last push is followed by pushes that fail, and replies that go out', async () => {
  const { stand, config } = await open({ monthlyQuota: 1 })
  expect(await send(payload(), config, io())).toMatchObject({ status: 'sent' })
  expect(await send({ ...payload(), retryKey: '018f0000-0000-7000-8000-000000000002' }, config, io())).toMatchObject({ status: 'failed', problem: 'quota' })
  expect(await send(payload(stand.textEvent({ user: mai, text: 'hi' }).replyToken), config, io())).toMatchObject({ status: 'sent' })
})

test('a wrong access token is a matter for staff, and the line waits', async () => {
  const { stand } = await open()
  expect(await send(payload(), configOf(stand.url, 'wrong'), io()))
    .toEqual({ status: 'retry', certain: true, reason: 'LINE: access refused (401)', afterMs: 30_000, problem: 'access' })
})

test('where nobody listens nothing was sent, and where nobody answers nobody knows', async () => {
  const closed = await startHttpServer(1, async () => 'cut')
  await closed.close()
  expect(await send(payload(), configOf(closed.url), io())).toEqual({ status: 'retry', certain: true, reason: 'LINE not reachable' })
  const giveUp = new AbortController()
  const silent = await answering(() => {
    giveUp.abort()
    return new Promise<never>(() => {})
  })
  expect(await send(payload(), configOf(silent), io(false, giveUp.signal))).toEqual({ status: 'retry', certain: false, reason: 'LINE not reachable' })
  expect(await send(payload(), configOf(silent), io(false, AbortSignal.abort()))).toMatchObject({ status: 'retry', certain: false })
})

test('an answer that cannot be read is still an answer: only the ids are missing', async () => {
  for (const status of [200, 409]) {
    const strange = await answering(async () => ({ status, body: { sentMessages: 'two' } }))
    expect(await send(payload(), configOf(strange), io())).toEqual({ status: 'sent', refs: [] })
  }
  const half = await answering(async () => ({ status: 200, body: { sentMessages: [{ id: '7' }] } }))
  expect(await send(payload(), configOf(half), io())).toEqual({ status: 'sent', refs: [{ line: 'one', id: '7' }] })
})

async function answering(answer: () => Promise<Answer>): Promise<string> {
  const server = await startHttpServer(1_000_000, answer)
  onTestFinished(() => server.close())
  return server.url
}

async function readMedia(source: string, config: ReturnType<typeof configOf>) {
  const media = await fetchMedia(source, config, never)
  return media.status === 'ready' ? Buffer.concat(await Array.fromAsync(media.bytes)) : media
}
const later = { status: 'later', afterMs: 2_000 }

test('a photo comes byte for byte', async () => {
  const { stand, config } = await open()
  const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, i) => i % 251))
  stand.contents.set('photo', { bytes })
  expect(await readMedia('photo', config)).toEqual(bytes)
})

test('a recording that LINE still prepares is asked for later, and comes as soon as LINE says so', async () => {
  const { stand, config, paths } = await open()
  const bytes = Buffer.from('sound')
  stand.contents.set('voice', { bytes, type: 'audio/mp4', preparing: 1 })
  expect(await readMedia('voice', config)).toEqual(later)
  stand.faults = [{ on: 'content', status: 202, times: 2 }]
  expect(await readMedia('voice', config)).toEqual(later)
  stand.faults = [{ on: 'content', status: 202, times: 1 }]
  expect(await readMedia('voice', config)).toEqual(bytes)
  expect(paths().slice(-3)).toEqual(['message/voice/content', 'message/voice/content/transcoding', 'message/voice/content'])
})

test('what nobody will ever get is gone, and says why', async () => {
  const { stand, config } = await open()
  stand.contents.set('broken', { bytes: new Uint8Array(), failed: true })
  const taken = stand.imageEvent({ user: mai })
  stand.contents.set(taken.message.id, { bytes: Buffer.from('x') })
  stand.unsendEvent({ user: mai, messageId: taken.message.id })
  expect(await readMedia('broken', config)).toEqual({ status: 'gone', reason: 'LINE could not convert it' })
  expect(await readMedia(taken.message.id, config)).toEqual({ status: 'gone', reason: 'LINE no longer has it: too old, or taken back' })
  expect(await readMedia('unknown', config)).toEqual({ status: 'gone', reason: 'LINE does not know it' })
})

test('a failure on the way is thrown, and tried again by whoever asked', async () => {
  const { stand, config } = await open()
  stand.contents.set('photo', { bytes: Buffer.from('x'), preparing: 1 })
  stand.faults = [{ on: 'content', status: 500, times: 1 }, { on: 'transcoding', status: 503, times: 1 }]
  await expect(readMedia('photo', config)).rejects.toThrow('LINE: error 500')
  await expect(readMedia('photo', config)).rejects.toThrow('LINE: error 503')
  await expect(readMedia('photo', configOf(stand.url, 'wrong'))).rejects.toThrow('LINE: error 401')
  await expect(fetchMedia('photo', config, AbortSignal.abort())).rejects.toThrow()
})

test('a connection that breaks within a photo is an error, not half a photo', async () => {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-length': '1000' })
    response.write('half', () => response.destroy())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => { server.close() })
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : address
  await expect(readMedia('photo', configOf(`http://127.0.0.1:${port}`))).rejects.toThrow()
})

test('health tells the quota and what staff must mend', async () => {
  const { config: free } = await open()
  expect(await fetchHealth(free, never)).toEqual({ problems: [], quota: { limit: null, used: 0 } })
  const { stand, config } = await open({ monthlyQuota: 2 })
  await send(payload(), config, io())
  expect(await fetchHealth(config, never)).toEqual({ problems: [], quota: { limit: 2, used: 1 } })
  await send({ ...payload(), retryKey: '018f0000-0000-7000-8000-000000000002' }, config, io())
  expect(await fetchHealth(config, never)).toEqual({ problems: ['quota'], quota: { limit: 2, used: 2 } })
  expect(await fetchHealth(configOf(stand.url, 'wrong'), never)).toEqual({ problems: ['access'] })
  stand.faults = [{ on: 'quota', status: 403, times: 2 }]
  expect(await fetchHealth(config, never)).toEqual({ problems: ['access'] })
  stand.faults = [{ on: 'quota', status: 500, times: 2 }]
  await expect(fetchHealth(config, never)).rejects.toThrow()
})
