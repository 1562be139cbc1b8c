// The stand-in of LINE behaves as LINE does: tokens, retry keys, faults and webhooks, driven by LINE's own client.
import { randomUUID } from 'node:crypto'
import { HTTPFetchError, messagingApi, validateSignature } from '@line/bot-sdk'
import { expect, onTestFinished, test } from 'vitest'
import { startHttpServer, type Received } from './http-server.ts'
import { lineGroup, lineUser, monthlyLimit, rateLimit, signLineBody, startLine, type LineOptions } from './line.ts'

const mai = lineUser('mai')
const secret = 'channel-secret'
const hello: messagingApi.Message[] = [{ type: 'text', text: 'Xin chào' }]

async function start(options: LineOptions = {}) {
  const clock = { at: Date.parse('2026-04-01T00:00:00Z') }
  const line = await startLine({ openapiDir: process.env.LINE_OPENAPI_DIR, now: () => new Date(clock.at), ...options })
  onTestFinished(() => line.close())
  const client = new messagingApi.MessagingApiClient({ channelAccessToken: line.token, baseURL: line.url })
  const replyTo = (event: { replyToken?: string }) => client.replyMessage({ replyToken: event.replyToken ?? '', messages: hello })
  return { line, client, clock, replyTo }
}

/** What the client throws, as status and body. */
async function refusal(call: Promise<unknown>) {
  const error = await call.then(() => null, (caught: unknown) => caught)
  if (!(error instanceof HTTPFetchError)) throw new Error(`no refusal of LINE's: ${String(error)}`)
  const body: unknown = JSON.parse(error.body)
  return { status: error.status, body, headers: error.headers }
}
const invalidToken = { status: 400, body: { message: 'Invalid reply token' } }

test('a wrong access token is refused', async () => {
  const { line } = await start()
  const stranger = new messagingApi.MessagingApiClient({ channelAccessToken: 'wrong', baseURL: line.url })
  const { status, body } = await refusal(stranger.pushMessage({ to: mai, messages: hello }))
  expect({ status, body }).toEqual({ status: 401, body: { message: expect.stringContaining('Authentication failed') } })
  expect(line.refused).toMatchObject([{ status: 401, request: { path: '/v2/bot/message/push' } }])
  expect(line.sent).toEqual([])
})

test('an unknown path, a superfluous slash, a body of another kind are refused', async () => {
  const { line } = await start()
  const post = async (path: string, body: string, type = 'application/json') => {
    const headers = { authorization: `Bearer ${line.token}`, 'content-type': type }
    return (await fetch(line.url + path, { method: 'POST', headers, body })).status
  }
  expect(await post('/v2/bot/message/narrowcast', '{}')).toBe(404)
  expect(await post('//v2/bot/message/push', '{}')).toBe(404)
  expect(await post('/v2/bot/message/push/', '{}')).toBe(404)
  expect(await post('/v2/bot/message/push', '{')).toBe(400)
  expect(await post('/v2/bot/message/push', '{}', 'text/plain')).toBe(415)
  expect(await post('/v2/bot/message/push', JSON.stringify('a'.repeat(2 * 1024 * 1024)))).toBe(413)
  expect(line.refused).toHaveLength(6)
})

test('a receiver that is no LINE id is refused', async () => {
  const { line, client } = await start()
  expect(await refusal(client.pushMessage({ to: 'mai', messages: hello }))).toMatchObject({ status: 400, body: { details: [{ property: 'to' }] } })
  expect(line.sent).toEqual([])
})

test('a reply token works once, and only one that was given', async () => {
  const { line, client, replyTo } = await start()
  expect(await refusal(client.replyMessage({ replyToken: 'invented', messages: hello }))).toMatchObject(invalidToken)
  const event = line.textEvent({ user: mai, text: 'hi' })
  expect((await replyTo(event)).sentMessages).toEqual([{ id: expect.stringMatching(/^\d{18}$/), quoteToken: expect.any(String) }])
  expect(await refusal(replyTo(event))).toMatchObject(invalidToken)
  expect(line.sent).toMatchObject([{ via: 'reply', to: mai, messages: hello, retryKey: null, delivered: true }])
  expect(line.refused.map(({ reason }) => reason)).toEqual(['Invalid reply token', 'Invalid reply token'])
})

test('a reply token lives for a minute from the delivery, and never longer than 20 minutes after the event', async () => {
  const { line, clock, replyTo } = await start()
  const bot = await listenToWebhooks()
  const [late, again, old] = [1, 2, 3].map(() => line.textEvent({ user: mai, text: 'hi' }))
  if (late === undefined || again === undefined || old === undefined) throw new Error('no events')
  clock.at += 60_001
  expect(await refusal(replyTo(late))).toMatchObject(invalidToken)
  await line.deliver(bot.url, [again], { secret, redelivery: true })
  clock.at += 60_000
  await replyTo(again)
  clock.at += 20 * 60_000
  await line.deliver(bot.url, [old], { secret, redelivery: true })
  expect(await refusal(replyTo(old))).toMatchObject(invalidToken)
})

test('a refused reply leaves its token unused', async () => {
  const { line, client, replyTo } = await start()
  const event = line.postbackEvent({ user: mai, data: 'lang=vi' })
  await refusal(client.replyMessage({ replyToken: event.replyToken ?? '', messages: [] }))
  await replyTo(event)
  expect(line.sent).toHaveLength(1)
})

test('a reply to a group goes to the group', async () => {
  const { line, replyTo } = await start()
  const group = lineGroup('factory')
  await replyTo(line.textEvent({ user: mai, group, text: 'hi' }))
  expect(line.sent[0]?.to).toBe(group)
})

test('a retry key must be a UUID and is refused on a reply', async () => {
  const { line, client } = await start()
  expect(await refusal(client.pushMessage({ to: mai, messages: hello }, 'again'))).toMatchObject({ status: 400 })
  const { replyToken } = line.textEvent({ user: mai, text: 'hi' })
  const headers = { authorization: `Bearer ${line.token}`, 'content-type': 'application/json', 'x-line-retry-key': randomUUID() }
  const response = await fetch(`${line.url}/v2/bot/message/reply`, { method: 'POST', headers, body: JSON.stringify({ replyToken, messages: hello }) })
  expect(response.status).toBe(400)
  expect(line.sent).toEqual([])
})

test('a repeated retry key answers 409 with the first answer and sends nothing', async () => {
  const { line, client, clock } = await start()
  const key = randomUUID()
  const first = await client.pushMessageWithHttpInfo({ to: mai, messages: hello }, key)
  const second = await refusal(client.pushMessage({ to: mai, messages: hello }, key.toUpperCase()))
  expect(second.status).toBe(409)
  expect(second.body).toEqual({ message: 'The retry key is already accepted', sentMessages: first.body.sentMessages })
  expect(second.headers.get('x-line-accepted-request-id')).toBe(first.httpResponse.headers.get('x-line-request-id'))
  expect(second.headers.get('x-line-request-id')).not.toBe(first.httpResponse.headers.get('x-line-request-id'))
  expect(line.refused).toEqual([])
  expect((await refusal(client.pushMessage({ to: lineUser('kofi'), messages: hello }, key))).status).toBe(400)
  expect(line.refused).toHaveLength(1)
  clock.at += 24 * 60 * 60_000 + 1
  await client.pushMessage({ to: mai, messages: hello }, key)
  expect(line.sent.map(({ retryKey }) => retryKey)).toEqual([key, key])
})

test('a fault answers so many times and nothing was accepted', async () => {
  const { line, client, replyTo } = await start()
  line.faults = [
    { on: 'push', status: 500, times: 2 },
    { on: 'push', status: 429, times: 1 },
    { on: 'push', status: 429, message: monthlyLimit, times: 1 },
  ]
  const key = randomUUID()
  const answers = []
  for (let round = 0; round < 4; round += 1) answers.push(await refusal(client.pushMessage({ to: mai, messages: hello }, key)))
  expect(answers.map(({ status, body }) => ({ status, body }))).toEqual([
    ...Array.from({ length: 2 }, () => ({ status: 500, body: { message: 'Internal server error' } })),
    { status: 429, body: { message: rateLimit } },
    { status: 429, body: { message: monthlyLimit } },
  ])
  await replyTo(line.textEvent({ user: mai, text: 'a fault of push is none of reply' }))
  await client.pushMessage({ to: mai, messages: hello }, key)
  expect(line.sent.map(({ via }) => via)).toEqual(['reply', 'push'])
  expect(line.requests.map(({ status }) => status)).toEqual([500, 500, 429, 429, 200, 200])
  expect(line.refused).toEqual([])
})

test('a cut connection hides whether the message was accepted', async () => {
  const { line, client, replyTo } = await start()
  const key = randomUUID()
  line.faults = [{ on: 'push', status: 'cut', times: 1 }, { on: 'push', after: true, times: 1 }, { on: 'reply', after: true, times: 1 }]
  await expect(client.pushMessage({ to: mai, messages: hello }, key)).rejects.toThrow(TypeError)
  expect(line.sent).toHaveLength(0)
  await expect(client.pushMessage({ to: mai, messages: hello }, key)).rejects.toThrow(TypeError)
  expect(line.sent).toHaveLength(1)
  expect((await refusal(client.pushMessage({ to: mai, messages: hello }, key))).status).toBe(409)
  const event = line.textEvent({ user: mai, text: 'hi' })
  await expect(replyTo(event)).rejects.toThrow(TypeError)
  expect(await refusal(replyTo(event))).toMatchObject(invalidToken)
  expect(line.sent.map(({ via }) => via)).toEqual(['push', 'reply'])
})

test('a slow answer comes late and counts', async () => {
  const { line, client } = await start()
  line.faults = [{ on: 'push', delayMs: 80, times: 1 }]
  const before = performance.now()
  await client.pushMessage({ to: mai, messages: hello })
  expect(performance.now() - before).toBeGreaterThan(70)
  expect(line.sent).toHaveLength(1)
})

test('the monthly quota ends pushes, not replies', async () => {
  const { line, client, replyTo } = await start({ monthlyQuota: 1 })
  await client.pushMessage({ to: mai, messages: hello })
  expect(await refusal(client.pushMessage({ to: mai, messages: hello }))).toMatchObject({ status: 429, body: { message: monthlyLimit } })
  await replyTo(line.textEvent({ user: mai, text: 'hi' }))
  expect(line.refused).toEqual([])
})

test('a profile is there for friends only, and a push to somebody who has blocked the account arrives nowhere', async () => {
  const { line, client } = await start()
  line.profiles.set(mai, { displayName: 'Mai', language: 'vi' })
  expect(await client.getProfile(mai)).toEqual({ userId: mai, displayName: 'Mai', language: 'vi' })
  expect((await refusal(client.getProfile(lineUser('nobody')))).status).toBe(404)
  expect(line.unfollowEvent({ user: mai })).not.toHaveProperty('replyToken')
  expect((await refusal(client.getProfile(mai))).status).toBe(404)
  await client.pushMessage({ to: mai, messages: hello })
  expect(line.sent).toMatchObject([{ to: mai, delivered: false }])
  expect(line.followEvent({ user: mai })).toMatchObject({ follow: { isUnblocked: true }, replyToken: expect.any(String) })
  expect(await client.getProfile(mai)).toMatchObject({ displayName: 'Mai' })
  expect(line.refused).toEqual([])
})

test('bot info and the loading animation answer as LINE does', async () => {
  const { line, client } = await start()
  expect(await client.getBotInfo()).toMatchObject({ userId: line.botUserId })
  for (const wrong of [{ chatId: lineGroup('factory') }, { chatId: mai, loadingSeconds: 7 }, { chatId: mai, loadingSeconds: 65 }]) {
    expect((await refusal(client.showLoadingAnimation(wrong))).status).toBe(400)
  }
  const { httpResponse, body } = await client.showLoadingAnimationWithHttpInfo({ chatId: mai, loadingSeconds: 20 })
  expect([httpResponse.status, body]).toEqual([202, {}])
})

async function listenToWebhooks() {
  const received: Received[] = []
  const server = await startHttpServer(1024 * 1024, async (request) => {
    received.push(request)
    return { status: 200, body: {} }
  })
  onTestFinished(() => server.close())
  return { url: server.url, received, parsed: () => received.map(({ body }): unknown => JSON.parse(body ?? '')) }
}

test('a delivery is signed over its bytes and says when it comes again', async () => {
  expect(signLineBody('{"destination":"U0123456789abcdef0123456789abcdef","events":[]}', 'test-secret'))
    .toBe('gm+Yeahw5baogs9tEH3gcNyHgvV+c0IrVMgY78d0ihE=')
  const { line } = await start()
  const bot = await listenToWebhooks()
  const event = line.textEvent({ user: mai, text: 'こんにちは 🍎' })
  expect(event.webhookEventId).toMatch(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/)
  expect(await line.deliver(bot.url, [event], { secret })).toEqual({ status: 200, body: '{}' })
  await line.deliver(bot.url, [event], { secret, redelivery: true })
  await line.deliver(bot.url, [], { secret, signature: 'AAAA' })
  await line.deliver(bot.url, [], { secret, signature: null })
  const signatures = bot.received.map(({ headers }) => headers['x-line-signature'])
  expect(bot.received.map(({ body }, at) => validateSignature(body ?? '', secret, String(signatures[at])))).toEqual([true, true, false, false])
  expect(signatures.slice(2)).toEqual(['AAAA', undefined])
  const again = { ...event, deliveryContext: { isRedelivery: true } }
  expect(bot.parsed()).toEqual([[event], [again], [], []].map((events) => ({ destination: line.botUserId, events })))
})

test('events carry what LINE gives them and no more', async () => {
  const { line } = await start()
  const group = lineGroup('factory')
  const said = line.textEvent({ user: mai, text: 'hi' })
  expect(said).toMatchObject({ mode: 'active', timestamp: Date.parse('2026-04-01T00:00:00Z'), source: { type: 'user', userId: mai } })
  expect(line.stickerEvent({ user: mai, keywords: ['thanks'] })).toMatchObject({ message: { type: 'sticker', keywords: ['thanks'] } })
  expect(line.imageEvent({ user: mai })).toMatchObject({ message: { type: 'image', contentProvider: { type: 'line' } } })
  expect(line.unsendEvent({ user: mai, messageId: said.message.id })).not.toHaveProperty('replyToken')
  expect(line.joinEvent({ group })).toMatchObject({ source: { type: 'group', groupId: group }, replyToken: expect.any(String) })
  expect(line.textEvent({ user: mai, text: 'hi', mode: 'standby' })).not.toHaveProperty('replyToken')
  expect(() => line.textEvent({ user: 'mai', text: 'hi' })).toThrow('not a LINE id')
})
