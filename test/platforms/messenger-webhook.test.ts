// The Messenger stand-in calls webhooks as Meta does: escaped, signed, repeated, with echoes and in the right envelope.
import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { listen, openMessenger } from './messenger-client.ts'
import { escapedJson, messengerPsid, pageInboxAppId, signMessengerBody } from './messenger.ts'

const mai = messengerPsid('mai')
const hmac = (text: string, key: string) => `sha256=${createHmac('sha256', key).update(text).digest('hex')}`

test('a signature is sha256= and the HMAC-SHA256 of the body in hex', () => {
  expect(signMessengerBody('{"object":"page","entry":[]}', 'test-secret')).toBe('sha256=b5a88eb16fa1b0bd3526754d185ffe266abe023a8d0d305aa57e5f244aaf399d')
})

test('a body travels in ASCII with lower-case escapes, and its signature is over exactly those bytes', async () => {
  const { messenger } = await openMessenger({ appSecret: 'test-secret' })
  const bot = await listen()
  const event = messenger.textEvent({ psid: mai, text: 'äöå こんにちは 🍎' })
  expect(await messenger.deliver(bot.url, [event])).toEqual({ status: 200, body: '{}', tries: 1 })
  const body = bot.received[0]?.body ?? ''
  const signature = bot.received[0]?.headers['x-hub-signature-256']
  expect(body).toContain(String.raw`"text":"\u00e4\u00f6\u00e5 \u3053\u3093\u306b\u3061\u306f \ud83c\udf4e"`)
  expect(signature).toBe(hmac(body, 'test-secret'))
  expect(signature).not.toBe(hmac(JSON.stringify(JSON.parse(body)), 'test-secret'))
  expect(bot.parsed()).toEqual([{ object: 'page', entry: [{ id: messenger.pageId, time: event.timestamp, messaging: [event] }] }])
})

test('ids of apps and stickers are numbers with all their digits, past what JSON.parse keeps', async () => {
  expect(escapedJson({ app_id: 24177764818601113n, sticker_id: 369239263222822n, text: '\\u0000' })).toBe(
    String.raw`{"app_id":24177764818601113,"sticker_id":369239263222822,"text":"\\u0000"}`,
  )
  const { messenger } = await openMessenger()
  expect(Number.isSafeInteger(Number(messenger.appId))).toBe(false)
})

test('a delivery may be signed wrongly, or not at all', async () => {
  const { messenger } = await openMessenger()
  const bot = await listen(() => ({ status: 401, body: {} }))
  await messenger.deliver(bot.url, [messenger.textEvent({ psid: mai, text: 'hi' })], { badSignature: true, tries: 1 })
  expect(await messenger.deliver(bot.url, [], { signature: null, tries: 1 })).toMatchObject({ status: 401, tries: 1 })
  const [wrong, none] = bot.received
  expect(wrong?.headers['x-hub-signature-256']).toMatch(/^sha256=[0-9a-f]{64}$/)
  expect(wrong?.headers['x-hub-signature-256']).not.toBe(hmac(wrong?.body ?? '', messenger.appSecret))
  expect(none?.headers).not.toHaveProperty('x-hub-signature-256')
})

test('several events are as many entries, in reverse order where asked, and a repeated body is the same to the byte', async () => {
  const { messenger } = await openMessenger()
  const bot = await listen()
  const [first, second] = ['one', 'two'].map((text) => messenger.textEvent({ psid: mai, text }))
  if (first === undefined || second === undefined) throw new Error('no events')
  await messenger.deliver(bot.url, [first, second], { reverse: true, repeat: 2 })
  expect(bot.parsed()[0]).toMatchObject({ entry: [{ messaging: [second] }, { messaging: [first] }] })
  expect(bot.received.map(({ body }) => body)).toEqual([bot.received[0]?.body, bot.received[0]?.body])
})

test('what is not answered with 200 in time is posted again', async () => {
  const { messenger } = await openMessenger()
  const answers = [500, 204, 200]
  const bot = await listen(() => ({ status: answers.shift() ?? 404, body: {} }))
  expect(await messenger.deliver(bot.url, [])).toMatchObject({ status: 200, tries: 3 })
  const silent = await listen((request) => (silent.received.indexOf(request) === 0 ? new Promise(() => {}) : { status: 200, body: {} }))
  expect((await messenger.deliver(silent.url, [], { timeoutMs: 200, tries: 50 })).status).toBe(200)
  expect(silent.received.length).toBeGreaterThan(1)
  const cut = await listen(() => 'cut')
  await expect(messenger.deliver(cut.url, [])).rejects.toThrow(TypeError)
  expect(cut.received).toHaveLength(3)
})

test('a webhook that fails for an hour loses its subscription, and one that recovers does not', async () => {
  const { messenger, clock, call } = await openMessenger()
  let status = 500
  const bot = await listen(() => ({ status, body: {} }))
  await call('POST', '/v25.0/me/subscribed_apps', { subscribed_fields: 'messages' })
  const deliverAs = async (answer: number) => {
    status = answer
    await messenger.deliver(bot.url, [], { tries: 1 })
    clock.at += 59 * 60_000
    return [...messenger.subscribed]
  }
  expect([await deliverAs(500), await deliverAs(200), await deliverAs(500), await deliverAs(500)]).toEqual(Array.from({ length: 4 }, () => ['messages']))
  expect(await deliverAs(500)).toEqual([])
})

test('an address is verified by answering with the challenge and nothing else', async () => {
  const { messenger } = await openMessenger({ verifyToken: 'our token' })
  const bot = await listen(({ query }) => {
    const right = query.get('hub.mode') === 'subscribe' && query.get('hub.verify_token') === 'our token'
    return { status: right ? 200 : 403, body: Buffer.from(query.get('hub.challenge') ?? '') }
  })
  const quoting = await listen(({ query }) => ({ status: 200, body: query.get('hub.challenge') }))
  expect(await messenger.verify(bot.url, { challenge: '1158201444' })).toEqual({ status: 200, body: '1158201444', challenge: '1158201444', taken: true })
  expect(await messenger.verify(bot.url, { token: 'another' })).toMatchObject({ status: 403, taken: false })
  expect(await messenger.verify(bot.url, { mode: 'unsubscribe' })).toMatchObject({ status: 403, taken: false })
  expect(await messenger.verify(quoting.url)).toMatchObject({ status: 200, taken: false })
})

test('an echo follows the answer, and carries the mid, the metadata and our app', async () => {
  const { messenger, sendTo, clock } = await openMessenger()
  let answered = () => {}
  const afterwards = new Promise<void>((resolve) => { answered = resolve })
  const bot = await listen(async () => {
    await afterwards
    return { status: 200, body: {} }
  })
  messenger.deliverTo = { url: bot.url }
  messenger.textEvent({ psid: mai, text: 'hi' })
  const { body } = await sendTo(mai, { message: { text: 'Xin chào', metadata: 'line-1' } })
  answered()
  await messenger.settled()
  const [sent] = messenger.sent
  expect(body).toMatchObject({ message_id: sent?.mid })
  expect(bot.parsed()).toMatchObject([{ entry: [{ messaging: [{
    sender: { id: messenger.pageId }, recipient: { id: mai }, timestamp: clock.at,
    message: { is_echo: true, app_id: Number(messenger.appId), metadata: 'line-1', mid: sent?.mid, text: 'Xin chào' },
  }] }] }])
  expect(bot.received[0]?.body).toContain(`"app_id":${messenger.appId},`)
})

test('an echo can be there before the answer', async () => {
  const { messenger, sendTo } = await openMessenger({ echo: 'before' })
  const order: string[] = []
  const bot = await listen(() => {
    order.push('echo')
    return { status: 200, body: {} }
  })
  messenger.deliverTo = { url: bot.url }
  messenger.textEvent({ psid: mai, text: 'hi' })
  await sendTo(mai)
  order.push('answer')
  expect(order).toEqual(['echo', 'answer'])
  messenger.faults = [{ on: 'send', after: true, times: 1 }]
  await expect(sendTo(mai)).rejects.toThrow(TypeError)
  expect(order).toEqual(['echo', 'answer', 'echo'])
})

test('an echo can stay away, and without an address it is written down alone', async () => {
  const { messenger, sendTo } = await openMessenger()
  const bot = await listen()
  messenger.textEvent({ psid: mai, text: 'hi' })
  await sendTo(mai)
  expect(messenger.echoes).toMatchObject([{ message: { is_echo: true, mid: messenger.sent[0]?.mid } }])
  messenger.echo = 'never'
  messenger.deliverTo = { url: bot.url }
  await sendTo(mai)
  await messenger.settled()
  expect(messenger.echoes).toHaveLength(1)
  expect(bot.received).toHaveLength(0)
})

test('delivery and reading are told after the echo, and what the webhook does not take is written down', async () => {
  const { messenger, sendTo, clock } = await openMessenger({ receipts: ['delivered', 'read'] })
  const bot = await listen()
  messenger.deliverTo = { url: bot.url }
  messenger.textEvent({ psid: mai, text: 'hi' })
  await sendTo(mai)
  await messenger.settled()
  const watermark = clock.at
  expect(bot.parsed()).toMatchObject([{ message: { is_echo: true } }, { delivery: { mids: [messenger.sent[0]?.mid], watermark } }, { read: { watermark } }]
    .map((event) => ({ entry: [{ messaging: [event] }] })))
  const closed = await listen(() => 'cut')
  messenger.deliverTo = { url: closed.url }
  await sendTo(mai)
  await messenger.settled()
  expect(messenger.undelivered).toHaveLength(3)
})

test('while another app has the conversation its events come as standby, without the payload of a button', async () => {
  const { messenger } = await openMessenger()
  const bot = await listen()
  const taken = messenger.takeThreadEvent({ psid: mai })
  const tap = messenger.postbackEvent({ psid: mai, title: 'Start', payload: 'START' })
  const kofi = messenger.textEvent({ psid: messengerPsid('kofi'), text: 'hi' })
  await messenger.deliver(bot.url, [taken, tap, kofi, messenger.echoEvent({ psid: mai, text: 'from the inbox' })])
  const { postback } = tap
  expect(postback).toHaveProperty('payload', 'START')
  expect(bot.parsed()).toMatchObject([{ entry: [
    { messaging: [{ take_thread_control: { previous_owner_app_id: messenger.appId, new_owner_app_id: pageInboxAppId } }] },
    { standby: [{ postback: { title: 'Start' } }] },
    { messaging: [{ message: { text: 'hi' } }] },
    { standby: [{ message: { is_echo: true, app_id: 26390203743090 } }] },
  ] }])
  expect(bot.received[0]?.body).not.toContain('START')
  expect(messenger.standbyEntry(kofi)).toMatchObject({ id: messenger.pageId, standby: [kofi] })
})

test('the Test button of the dashboard sends another envelope, strings for numbers, and nobody', async () => {
  const { messenger, clock } = await openMessenger()
  const bot = await listen()
  await messenger.deliverBody(bot.url, messenger.dashboardTest())
  const timestamp = String(clock.at / 1000)
  expect(bot.parsed()).toMatchObject([{ field: 'messaging_postbacks', value: { sender: { user_ref: expect.any(String) }, timestamp } }])
})
