// The stand-in of the Messenger Platform answers as the Graph API does: tokens, proofs, windows, owners, faults.
import { expect, test } from 'vitest'
import { graphError, openMessenger } from './messenger-client.ts'
import { appSecretProof, messengerPsid, pageInboxAppId } from './messenger.ts'

const mai = messengerPsid('mai')
const hour = 60 * 60_000
const outsideWindow = graphError(400, 10, 2018278)

test('an appsecret_proof is the HMAC-SHA256 of the token under the app secret, in hex', () => {
  expect(appSecretProof('EAAtoken', 'test-secret')).toBe('0004791b08abe7bb71f6e3d3d6ea4d36159e5970bc64a50a138bb3fc3506c4b8')
})

test('a token stands in the header or in the query, and without the right one the answer is code 190', async () => {
  const { messenger, call } = await openMessenger()
  for (const place of ['header', 'query'] as const) {
    expect((await call('GET', '/v25.0/me', undefined, { place })).status).toBe(200)
    expect(await call('GET', '/v25.0/me', undefined, { place, token: 'wrong' })).toMatchObject(graphError(401, 190, 467))
  }
  expect(await call('GET', '/v25.0/me', undefined, { token: null })).toMatchObject(graphError(400, 190))
  expect(messenger.requests.map(({ token, status }) => [token, status])).toEqual([['header', 200], ['header', 401], ['query', 200], ['query', 401], [null, 400]])
  expect(messenger.refused.map(({ code, subcode }) => [code, subcode])).toEqual([[190, 467], [190, 467], [190, null]])
  expect(JSON.stringify(messenger.requests)).not.toContain(messenger.token)
})

test('a missing or false appsecret_proof is code 100, and it may stand in the query or in the body', async () => {
  const { messenger, call } = await openMessenger()
  messenger.textEvent({ psid: mai, text: 'hi' })
  const body = { recipient: { id: mai }, sender_action: 'typing_on' }
  const missing = await call('POST', '/v25.0/me/messages', body, { proof: null })
  expect(missing).toMatchObject({ status: 400, body: { error: { code: 100, message: 'API calls from the server require an appsecret_proof argument' } } })
  expect(await call('POST', '/v25.0/me/messages', body, { proof: appSecretProof('another', messenger.appSecret) })).toMatchObject({
    status: 400, body: { error: { code: 100, message: expect.stringContaining('Invalid appsecret_proof') } },
  })
  const proof = appSecretProof(messenger.token, messenger.appSecret)
  expect((await call('POST', '/v25.0/me/messages', { ...body, appsecret_proof: proof }, { proof: null })).status).toBe(200)
  expect(messenger.requests.at(-1)?.body).toEqual(body)
})

test('where the app does not require a proof it may be missing, and a false one is refused all the same', async () => {
  const { call } = await openMessenger({ requireProof: false })
  expect((await call('GET', '/v25.0/me', undefined, { proof: null })).status).toBe(200)
  expect(await call('GET', '/v25.0/me', undefined, { proof: 'false' })).toMatchObject(graphError(400, 100))
})

test('any version is taken, and what is no call of the Graph API, no JSON or too large is refused', async () => {
  const { messenger, call } = await openMessenger()
  for (const path of ['/v21.0/me', '/v26.0/me', '/me', `/v25.0/${messenger.pageId}`]) expect((await call('GET', path)).status).toBe(200)
  expect(messenger.requests.map(({ version, path }) => [version, path]).slice(0, 3)).toEqual([['v21.0', '/me'], ['v26.0', '/me'], [null, '/me']])
  for (const path of ['/v25.0/me/message', '/v25.0//me/messages', '/v25.0/me/messages/', '/latest/me/messages', '/v25.0/999/messages']) {
    expect(await call('POST', path, {})).toMatchObject(graphError(400, 100, 33))
  }
  expect(await call('POST', '/v25.0/me/messages', '{')).toMatchObject(graphError(400, 100))
  expect(await call('POST', '/v25.0/me/messages', '{}', { type: 'text/plain' })).toMatchObject(graphError(400, 100))
  expect(await call('POST', '/v25.0/me/messages', JSON.stringify('a'.repeat(2 * 1024 * 1024)))).toMatchObject(graphError(413, 100))
})

test('an accepted message is answered with its mid and written down', async () => {
  const { messenger, clock, call } = await openMessenger()
  const { message: { mid: quoted } } = messenger.textEvent({ psid: mai, text: 'hi' })
  const message = { text: 'Xin chào', metadata: 'line-1' }
  const answer = await call('POST', `/v25.0/${messenger.pageId}/messages`, {
    recipient: { id: mai }, messaging_type: 'UPDATE', message, reply_to: { mid: quoted },
  })
  const [sent] = messenger.sent
  expect(answer).toMatchObject({ status: 200, body: { recipient_id: mai, message_id: sent?.mid } })
  expect(messenger.sent).toEqual([{
    psid: mai, message, messaging_type: 'UPDATE', tag: null, metadata: 'line-1', reply_to: quoted,
    mid: expect.stringMatching(/^m_[\w-]{60,}$/), at: new Date(clock.at),
  }])
})

test('a person who never wrote to the Page is unknown: code 100, subcode 2018001', async () => {
  const { messenger, sendTo } = await openMessenger()
  messenger.readEvent({ psid: mai, watermark: 1 })
  expect(await sendTo(mai)).toMatchObject(graphError(400, 100, 2018001))
  expect(messenger.refused).toMatchObject([{ code: 100, subcode: 2018001, request: { path: '/me/messages' } }])
  messenger.profiles.set(mai, {})
  expect(await sendTo(mai)).toMatchObject(outsideWindow)
})

test('a person who has blocked the Page cannot be reached: code 551, which is no mistake of the caller', async () => {
  const { messenger, sendTo } = await openMessenger()
  messenger.textEvent({ psid: mai, text: 'hi' })
  messenger.blocked.add(mai)
  expect(await sendTo(mai)).toMatchObject(graphError(400, 551, 1545041))
  expect([messenger.sent, messenger.refused]).toEqual([[], []])
})

test('the window closes 24 hours after the last action of the person: code 10, subcode 2018278', async () => {
  const { messenger, clock, sendTo } = await openMessenger()
  messenger.textEvent({ psid: mai, text: 'hi' })
  clock.at += 24 * hour
  expect((await sendTo(mai)).status).toBe(200)
  clock.at += 1
  expect(await sendTo(mai)).toMatchObject(outsideWindow)
  expect(await sendTo(mai, { messaging_type: 'UPDATE' })).toMatchObject(outsideWindow)
  expect(messenger.sent).toHaveLength(1)
})

test('what a person says, taps, opens or reacts to opens the window, and reading, correcting or agreeing to news does not', async () => {
  const { messenger, clock, sendTo } = await openMessenger()
  const by = { psid: mai }
  const opens = [
    () => messenger.quickReplyEvent({ ...by, text: 'Yes', payload: 'yes' }), () => messenger.stickerEvent(by), () => messenger.fallbackEvent(by),
    () => messenger.mediaEvent({ ...by, type: 'image', url: 'https://example.net/a.jpg' }), () => messenger.attachmentEvent({ ...by, type: 'hologram' }),
    () => messenger.postbackEvent({ ...by, title: 'Start', payload: 'start' }), () => messenger.referralEvent({ ...by, ref: 'dorm' }),
    () => messenger.reactionEvent({ ...by, mid: 'm_1' }),
  ]
  const leaves = [
    () => messenger.readEvent({ ...by, watermark: 1 }), () => messenger.deliveryEvent({ ...by, watermark: 1 }), () => messenger.optinEvent(by),
    () => messenger.editEvent({ ...by, mid: 'm_1', text: 'b', numEdit: 1 }), () => messenger.unreactEvent({ ...by, mid: 'm_1' }),
    () => messenger.echoEvent({ ...by, text: 'from the inbox' }),
  ]
  messenger.textEvent({ ...by, text: 'hi' })
  for (const happen of [...leaves, ...opens]) {
    clock.at += 25 * hour
    happen()
    expect((await sendTo(mai)).status, String(happen)).toBe(opens.includes(happen) ? 200 : 400)
  }
})

test('HUMAN_AGENT reaches for 7 days, and needs its permission', async () => {
  const tagged = { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' }
  const { messenger, clock, sendTo } = await openMessenger()
  messenger.textEvent({ psid: mai, text: 'hi' })
  clock.at += 7 * 24 * hour
  expect((await sendTo(mai, tagged)).status).toBe(200)
  clock.at += 1
  expect(await sendTo(mai, tagged)).toMatchObject(outsideWindow)
  expect(messenger.sent).toMatchObject([{ messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' }])

  const without = await openMessenger({ humanAgent: false })
  without.messenger.textEvent({ psid: mai, text: 'hi' })
  expect(await without.sendTo(mai, tagged)).toMatchObject(graphError(403, 200))
})

test('while another app has the conversation a send is code 10 without a subcode; a day later it is idle', async () => {
  const { messenger, clock, sendTo } = await openMessenger()
  messenger.textEvent({ psid: mai, text: 'hi' })
  messenger.takeThreadEvent({ psid: mai })
  expect(messenger.threadOwner(mai)).toBe(pageInboxAppId)
  const held = await sendTo(mai)
  expect(held).toMatchObject(graphError(400, 10))
  expect(held.body).not.toHaveProperty('error.error_subcode')
  clock.at += 24 * hour + 1
  expect(messenger.threadOwner(mai)).toBeNull()
  messenger.takeThreadEvent({ psid: mai })
  messenger.textEvent({ psid: mai, text: 'hi' })
  messenger.passThreadEvent({ psid: mai, from: pageInboxAppId })
  expect((await sendTo(mai)).status).toBe(200)
})

test('a send may hand the conversation over in the same call', async () => {
  const { messenger, sendTo } = await openMessenger()
  messenger.textEvent({ psid: mai, text: 'hi' })
  await sendTo(mai, { thread_control: { control_type: 'pass', app_id: pageInboxAppId } })
  expect(messenger.threadOwner(mai)).toBe(pageInboxAppId)
  expect(await sendTo(mai)).toMatchObject(graphError(400, 10))
})

test('passing, taking and releasing a conversation change its owner, and only the default app may take', async () => {
  const { messenger, clock, call } = await openMessenger()
  const recipient = { id: mai }
  const control = async (edge: string, more: object = {}) => (await call('POST', `/v25.0/me/${edge}`, { recipient, ...more })).status
  messenger.textEvent({ psid: mai, text: 'hi' })
  expect(await control('release_thread_control')).toBe(400)
  expect(await control('pass_thread_control', { target_app_id: 263902037430900, metadata: 'please' })).toBe(200)
  const expiration = clock.at / 1000 + 24 * 60 * 60
  expect((await call('GET', `/v25.0/me/thread_owner?recipient=${mai}`)).body).toEqual({ data: [{ thread_owner: { app_id: pageInboxAppId, expiration } }] })
  expect(await control('pass_thread_control', { target_app_id: '1' })).toBe(400)
  expect(await control('request_thread_control')).toBe(200)
  expect(messenger.threadOwner(mai)).toBe(pageInboxAppId)
  expect(await control('take_thread_control')).toBe(200)
  expect(messenger.threadOwner(mai)).toBe(messenger.appId)
  expect(await control('release_thread_control')).toBe(200)
  expect((await call('GET', `/v25.0/me/thread_owner?recipient=${mai}`)).body).toEqual({ data: [] })
  expect(await call('POST', '/v25.0/me/pass_thread_control', { recipient })).toMatchObject(graphError(400, 100))

  const other = await openMessenger({ defaultApp: false })
  expect(await other.call('POST', '/v25.0/me/take_thread_control', { recipient })).toMatchObject(graphError(400, 10))
})

test('a sender_action is written down apart, and answered without a mid', async () => {
  const { messenger, clock, sendTo, call } = await openMessenger()
  const act = (more: object) => call('POST', '/v25.0/me/messages', { recipient: { id: mai }, ...more })
  expect(await act({ sender_action: 'typing_on' })).toMatchObject(graphError(400, 100, 2018001))
  messenger.textEvent({ psid: mai, text: 'hi' })
  expect((await act({ sender_action: 'mark_seen' })).body).toEqual({ recipient_id: mai })
  await act({ sender_action: 'react', payload: { message_id: 'm_1', reaction: 'love' } })
  expect(messenger.actions).toMatchObject([{ psid: mai, sender_action: 'mark_seen', payload: null }, { sender_action: 'react', payload: { message_id: 'm_1' } }])
  expect(messenger.sent).toEqual([])
  clock.at += 24 * hour + 1
  expect(await act({ sender_action: 'typing_on' })).toMatchObject(outsideWindow)
  expect(await sendTo(mai, { sender_action: 'typing_on' })).toMatchObject(graphError(400, 100))
})
