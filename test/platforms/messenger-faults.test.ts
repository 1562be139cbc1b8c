// Faults of the Messenger stand-in, and what stands beside sending: the Page, people, menus, subscriptions, media.
import { expect, test } from 'vitest'
import { graphError, openMessenger } from './messenger-client.ts'
import { messengerPsid } from './messenger.ts'

const mai = messengerPsid('mai')

test('a rate limit is code 613 with usage headers that say when to come back, and nothing was accepted', async () => {
  const { messenger, sendTo } = await openMessenger()
  messenger.textEvent({ psid: mai, text: 'hi' })
  messenger.faults = [{ on: 'send', code: 613, times: 1, regainMinutes: 3 }, { on: 'send', code: 80006, times: 1 }]
  const limited = await sendTo(mai)
  expect(limited).toMatchObject(graphError(400, 613))
  const usage: unknown = JSON.parse(limited.headers.get('x-business-use-case-usage') ?? '')
  expect(usage).toMatchObject({ [messenger.pageId]: [{ type: 'messenger', call_count: 100, estimated_time_to_regain_access: 3 }] })
  expect(JSON.parse(limited.headers.get('x-app-usage') ?? '')).toMatchObject({ call_count: 100 })
  expect(await sendTo(mai)).toMatchObject(graphError(400, 80006))
  expect([messenger.sent, messenger.refused]).toEqual([[], []])
  expect((await sendTo(mai)).status).toBe(200)
})

test('a fault carries any code of the Graph API, and a failure of Meta itself says that it is transient', async () => {
  const { messenger, sendTo, call } = await openMessenger()
  messenger.textEvent({ psid: mai, text: 'hi' })
  messenger.faults = [
    { on: 'send', code: 190, subcode: 460, times: 1 }, { on: 'send', code: 368, times: 1 }, { on: 'send', code: 10, subcode: 1893063, times: 1 },
    { on: 'send', status: 503, times: 1 }, { on: 'send', code: 2, times: 1 }, { on: 'page', code: 190, subcode: 463, times: 1 },
  ]
  const expected = [graphError(401, 190, 460), graphError(400, 368), graphError(400, 10, 1893063), graphError(503, 2), graphError(500, 2)]
  for (const error of expected) {
    const answer = await sendTo(mai)
    expect(answer).toMatchObject(error)
    if (error.body.error.code === 2) expect(answer).toHaveProperty('body.error.is_transient', true)
  }
  expect(await call('GET', '/v25.0/me')).toMatchObject(graphError(401, 190, 463))
  expect([messenger.sent, messenger.refused]).toEqual([[], []])
  expect(await sendTo(mai, { messaging_type: 'GREETING' })).toMatchObject(graphError(400, 100))
})

test('a cut connection hides whether the message was accepted', async () => {
  const { messenger, sendTo } = await openMessenger()
  messenger.textEvent({ psid: mai, text: 'hi' })
  messenger.faults = [{ on: 'send', status: 'cut', times: 1 }, { on: 'send', after: true, times: 1 }]
  await expect(sendTo(mai)).rejects.toThrow(TypeError)
  expect(messenger.sent).toHaveLength(0)
  expect(messenger.echoes).toHaveLength(0)
  await expect(sendTo(mai)).rejects.toThrow(TypeError)
  expect(messenger.sent).toHaveLength(1)
  expect(messenger.echoes).toHaveLength(1)
  expect(messenger.requests.map(({ status }) => status)).toEqual(['cut', 'cut'])
})

test('a slow answer comes late and counts', async () => {
  const { messenger, sendTo } = await openMessenger()
  messenger.textEvent({ psid: mai, text: 'hi' })
  messenger.faults = [{ on: 'send', delayMs: 80, times: 1 }]
  const before = performance.now()
  expect((await sendTo(mai)).status).toBe(200)
  expect(performance.now() - before).toBeGreaterThan(70)
  expect(messenger.sent).toHaveLength(1)
})

test('the Page tells the fields that were asked for', async () => {
  const { messenger, call } = await openMessenger({ username: 'desk' })
  expect((await call('GET', '/v25.0/me?fields=id,username,name')).body).toEqual({ id: messenger.pageId, username: 'desk', name: 'Stand-in' })
  expect((await call('GET', '/v25.0/me?fields=username')).body).toEqual({ id: messenger.pageId, username: 'desk' })
  expect(await call('GET', '/v25.0/me?fields=secret')).toMatchObject(graphError(400, 100))
})

test('a person tells what permissions allow, which may be the id alone, and without a profile it is 100 with 2018218', async () => {
  const { messenger, call } = await openMessenger()
  const ask = (psid: string, fields = 'first_name,locale') => call('GET', `/v25.0/${psid}?fields=${fields}`)
  messenger.profiles.set(mai, { first_name: 'Mai', last_name: 'Tran', locale: 'vi_VN' })
  expect((await ask(mai)).body).toEqual({ id: mai, first_name: 'Mai', locale: 'vi_VN' })
  messenger.profiles.set(mai, {})
  expect((await ask(mai)).body).toEqual({ id: mai })
  expect(await ask(messengerPsid('kofi'))).toMatchObject(graphError(400, 100, 2018218))
  expect(messenger.refused).toEqual([])
  expect(await ask(mai, 'salary')).toMatchObject(graphError(400, 100))
})

const button = { type: 'postback', title: 'Talk to an agent', payload: 'CARE' }
const menu = { locale: 'default', call_to_actions: [button] }
const pageProfile = '/v25.0/me/messenger_profile'

test('what is set on the Page stays until it is set again or deleted, and the menu needs a Get Started button', async () => {
  const { messenger, call } = await openMessenger()
  expect(await call('POST', pageProfile, { persistent_menu: [menu] })).toMatchObject(graphError(400, 100))
  const set = {
    get_started: { payload: 'START' }, persistent_menu: [menu, { ...menu, locale: 'vi_VN' }],
    greeting: [{ locale: 'default', text: 'Hello' }], ice_breakers: [{ locale: 'default', call_to_actions: [{ question: 'Where?', payload: 'WHERE' }] }],
  }
  expect(await call('POST', pageProfile, set)).toMatchObject({ status: 200, body: { result: 'success' } })
  await call('POST', pageProfile, { greeting: [{ locale: 'default', text: 'Good day' }] })
  expect(messenger.profile).toEqual({ ...set, greeting: [{ locale: 'default', text: 'Good day' }] })
  expect((await call('GET', `${pageProfile}?fields=greeting,commands`)).body).toEqual({ data: [{ greeting: [{ locale: 'default', text: 'Good day' }] }] })
  expect(await call('DELETE', pageProfile, { fields: ['get_started'] })).toMatchObject(graphError(400, 100))
  expect(await call('DELETE', pageProfile, { fields: ['get_started', 'persistent_menu'] })).toMatchObject({ status: 200, body: { result: 'success' } })
  expect(Object.keys(messenger.profile)).toEqual(['greeting', 'ice_breakers'])
  expect((await call('GET', `${pageProfile}?fields=get_started`)).body).toEqual({ data: [] })
})

test.each([
  ['a menu of 21 items', { persistent_menu: [{ ...menu, call_to_actions: Array.from({ length: 21 }, () => button) }] }, 'persistent_menu[0][call_to_actions]'],
  ['a menu title of 31', { persistent_menu: [{ ...menu, call_to_actions: [{ ...button, title: 'a'.repeat(31) }] }] }, 'persistent_menu[0][call_to_actions][0][title]'],
  ['a phone button in a menu', { persistent_menu: [{ ...menu, call_to_actions: [{ ...button, type: 'phone_number' }] }] }, 'persistent_menu[0][call_to_actions][0][type]'],
  ['no default locale', { greeting: [{ locale: 'ja_JP', text: 'a' }] }, 'greeting'],
  ['a language where a locale belongs', { greeting: [{ locale: 'default', text: 'a' }, { locale: 'ja', text: 'a' }] }, 'greeting[1][locale]'],
  ['a locale twice', { greeting: [{ locale: 'default', text: 'a' }, { locale: 'default', text: 'b' }] }, 'greeting'],
  ['a greeting of 161', { greeting: [{ locale: 'default', text: 'a'.repeat(161) }] }, 'greeting[0][text]'],
  ['5 ice breakers', { ice_breakers: [{ locale: 'default', call_to_actions: Array.from({ length: 5 }, () => ({ question: 'a', payload: 'a' })) }] }, 'ice_breakers[0][call_to_actions]'],
  ['a Get Started payload of 1,001', { get_started: { payload: 'a'.repeat(1001) } }, 'get_started[payload]'],
  ['an unknown property', { banner: {} }, 'banner'],
])('on the Page, %s is refused', async (_what, body, param) => {
  const { messenger, call } = await openMessenger()
  expect(await call('POST', pageProfile, { get_started: { payload: 'START' }, ...body })).toMatchObject(graphError(400, 100))
  expect(messenger.refused[0]?.message.split(' ')).toContain(param)
  expect(messenger.profile).toEqual({})
})

test('the webhook is subscribed to the fields that were listed, in the query or in the body', async () => {
  const { messenger, call } = await openMessenger()
  const path = `/v25.0/${messenger.pageId}/subscribed_apps`
  expect(await call('POST', `${path}?subscribed_fields=messages,message_echoes`)).toMatchObject({ status: 200, body: { success: true } })
  expect([...messenger.subscribed]).toEqual(['messages', 'message_echoes'])
  await call('POST', '/v25.0/me/subscribed_apps', { subscribed_fields: ['messages', 'standby'] })
  expect((await call('GET', path)).body).toEqual({ data: [{ id: messenger.appId, subscribed_fields: ['messages', 'standby'] }] })
  expect(await call('POST', path, { subscribed_fields: 'messages,feed' })).toMatchObject(graphError(400, 100))
  expect(await call('POST', path)).toMatchObject(graphError(400, 100))
})

test('media are fetched without a token, as their own bytes, until their address expires', async () => {
  const { messenger } = await openMessenger()
  const bytes = Uint8Array.from([0xff, 0xd8, 0x00, 0xff])
  const url = messenger.serveMedia('a photo.jpg', bytes, 'image/jpeg')
  const fetched = await fetch(url)
  expect([fetched.status, fetched.headers.get('content-type'), fetched.headers.get('content-length')]).toEqual([200, 'image/jpeg', '4'])
  expect(new Uint8Array(await fetched.arrayBuffer())).toEqual(bytes)
  expect((await fetch(url.replace(/oh=\w/, 'oh=x'))).status).toBe(403)
  expect((await fetch(`${messenger.url}/media/other.jpg`)).status).toBe(404)
  expect(messenger.refused).toEqual([])
  expect((await fetch(url, { headers: { authorization: `Bearer ${messenger.token}` } })).status).toBe(400)
  expect(messenger.refused).toMatchObject([{ message: 'A token was sent to the CDN' }])
  messenger.expireMedia('a photo.jpg')
  expect((await fetch(url)).status).toBe(403)
})
