// Direct Line 3.0 as the page and Microsoft's client speak it.
import { afterEach, expect, test } from 'vitest'
import { eventually, openDesk } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { call, history, post, start, watch } from './direct-line.ts'
import type { Started } from './direct-line.ts'
import { words } from './content.ts'

const ending: (() => Promise<void> | void)[] = []
afterEach(async () => { for (const end of ending.splice(0).toReversed()) await end() })

async function open(): Promise<TestDesk> {
  const desk = await openDesk()
  ending.push(() => desk.stop())
  return desk
}

test('a wrong, foreign or missing token is refused with what the client reacts to', async () => {
  const desk = await open()
  const [one, other] = [await start(desk), await start(desk)]
  expect((await call(desk, `/conversations/${one.conversationId}`)).status).toBe(403)
  expect((await call(desk, `/conversations/${one.conversationId}`, { token: `${one.token}x` })).status).toBe(403)
  expect((await call(desk, `/conversations/${one.conversationId}`, { token: other.token })).status).toBe(404)
  expect((await call(desk, '/nowhere', { token: one.token })).json).toMatchObject({ error: { code: 'NotFound' } })
  expect((await post(desk, { ...one, token: other.token }, 'x', 'a')).status).toBe(404)
})

test('the greeting arrives by itself, in the browser\'s language, and the echo follows what is posted', async () => {
  const desk = await open()
  const started = await start(desk, 'my-MM')
  expect(started).toMatchObject({ conversationId: expect.any(String), token: expect.any(String), expires_in: expect.any(Number) })
  const { seen, socket } = watch(started.streamUrl)
  ending.push(() => socket.terminate())
  await eventually(() => seen.length >= 3)
  expect(seen.map(({ text }) => text)).toContain(words('my', 'welcome.promise'))
  const { json: { id } } = await post(desk, started, 'လစာ မရသေးဘူး', 'client-1')
  const echo = await eventually(() => seen.find((activity) => activity.id === id))
  expect(echo).toMatchObject({ from: { role: 'user' }, channelData: { clientActivityID: 'client-1' } })
  expect(seen.map(({ id: shown }) => shown)).toHaveLength(new Set(seen.map(({ id: shown }) => shown)).size)
})

test('a post repeated on a bad line is one message with one id', async () => {
  const desk = await open()
  const started = await start(desk)
  const answers = await Promise.all([1, 2, 3].map(() => post(desk, started, 'hello', 'the-same')))
  expect(new Set(answers.map(({ json }) => json.id)).size).toBe(1)
  await eventually(async () => (await history(desk, started)).activities.some(({ from }) => from.role === 'user'))
  await post(desk, started, 'second', 'another')
  const set = await eventually(async () => {
    const all = await history(desk, started)
    return all.activities.some(({ text }) => text === 'second') && all
  })
  expect(set.activities.filter(({ text }) => text === 'hello')).toHaveLength(1)
})

test('after a reconnect everything behind the watermark comes, once and in order', async () => {
  const desk = await open()
  const started = await start(desk, 'en')
  await eventually(async () => (await history(desk, started)).activities.length >= 3)
  const { watermark } = await history(desk, started)
  for (let i = 0; i < 5; i++) await post(desk, started, `line ${i}`, `c${i}`)
  await eventually(async () => (await history(desk, started)).activities.filter(({ from }) => from.role === 'user').length === 5)
  const again = await call<Started>(desk, `/conversations/${started.conversationId}?watermark=${watermark}`, { token: started.token })
  expect(again.status).toBe(200)
  const { seen, socket } = watch(again.json.streamUrl)
  ending.push(() => socket.terminate())
  await eventually(() => seen.filter(({ from }) => from.role === 'user').length === 5)
  expect(seen.filter(({ from }) => from.role === 'user').map(({ text }) => text)).toEqual(['line 0', 'line 1', 'line 2', 'line 3', 'line 4'])
  expect(seen.some(({ text }) => text === words('en', 'welcome.promise'))).toBe(false)
})

test('a refreshed token opens the same conversation; a browser of another site may ask', async () => {
  const desk = await open()
  const started = await start(desk)
  const refreshed = await call<Started>(desk, '/tokens/refresh', { token: started.token, body: {} })
  expect(refreshed.json.conversationId).toBe(started.conversationId)
  expect((await history(desk, { ...started, token: refreshed.json.token })).activities).toBeInstanceOf(Array)
  const preflight = await fetch(`${desk.url}/v3/directline/conversations`, { method: 'OPTIONS', headers: { origin: 'https://shop.example' } })
  expect(preflight.status).toBe(204)
  expect(preflight.headers.get('access-control-allow-headers')).toContain('x-ms-bot-agent')
})

test('a tapped button is a choice; the wrong kind of body is a clear refusal', async () => {
  const desk = await open()
  const started = await start(desk, 'en')
  const path = `/conversations/${started.conversationId}/activities`
  await call(desk, path, { token: started.token, body: { type: 'message', text: 'Burmese', value: 'speak:my', channelData: { postBack: true, clientActivityID: 'p' } } })
  await eventually(async () => (await history(desk, started)).activities.some(({ text }) => text === words('my', 'welcome.languageSet')))
  expect((await call(desk, path, { token: started.token, body: [] })).json).toMatchObject({ error: { code: 'BadArgument' } })
})

test('a token for one user and certain sites is good for nobody else\'s pages, and for no other user', async () => {
  const desk = await open()
  expect((await call<{ error: { code: string } }>(desk, '/tokens/generate', { body: { user: { id: 'me' } } })).json.error.code).toBe('BadArgument')
  expect((await call(desk, '/tokens/generate', { body: { trustedOrigins: ['not an address'] } })).status).toBe(400)
  const { json: made } = await call<Started>(desk, '/tokens/generate', { body: { user: { id: 'dl_maria', name: 'Maria' }, trustedOrigins: ['https://shop.example/page'] } })
  expect(JSON.parse(Buffer.from(made.token.split('.')[1] ?? '', 'base64url').toString())).toMatchObject({ user: 'dl_maria', conv: made.conversationId })
  const begin = (origin: string) => call<Started>(desk, '/conversations', { token: made.token, body: {}, headers: { origin } })
  expect((await begin('https://elsewhere.example')).status).toBe(403)
  const begun = await begin('https://shop.example')
  expect([begun.status, begun.json.conversationId]).toEqual([201, made.conversationId])
  expect((await begin('https://shop.example')).status).toBe(200)
  const refreshed = await call<Started>(desk, '/tokens/refresh', { token: made.token, body: {}, headers: { origin: 'https://shop.example' } })
  expect((await call(desk, `/conversations/${made.conversationId}`, { token: refreshed.json.token, headers: { origin: 'https://elsewhere.example' } })).status).toBe(403)
  const foreign = watch(begun.json.streamUrl, { origin: 'https://elsewhere.example' })
  expect(await eventually(() => foreign.ended())).toBe(403)
  await post(desk, begun.json, 'hello', 'a')
  const line = await eventually(async () => (await history(desk, begun.json)).activities.find(({ text }) => text === 'hello'))
  expect(line.from.id).toBe('dl_maria')
})

test('a conversation that never began, or is gone, is not found; typing is answered and not kept', async () => {
  const desk = await open()
  const { json: made } = await call<Started>(desk, '/tokens/generate', { body: {} })
  expect((await call(desk, `/conversations/${made.conversationId}`, { token: made.token })).status).toBe(404)
  expect((await post(desk, made, 'hello', 'a')).status).toBe(404)
  const started = await start(desk)
  const answer = await call<{ id: string }>(desk, `/conversations/${started.conversationId}/activities`, { token: started.token, body: { type: 'typing' } })
  expect([answer.status, typeof answer.json.id]).toEqual([200, 'string'])
})

test('what is too long, too large or no activity is refused with the field that is wrong', async () => {
  const desk = await open()
  const started = await start(desk)
  const path = `/conversations/${started.conversationId}/activities`
  const refused = async (body: unknown) => (await call<{ error: { code: string; message: string } }>(desk, path, { token: started.token, body })).json.error
  expect((await refused({ type: 'message', text: 'x'.repeat(20_001) })).message).toMatch(/^text: /)
  expect((await refused({ text: 'hello' })).message).toMatch(/^type: /)
  const large = await call<{ error: { code: string } }>(desk, path, { token: started.token, body: { type: 'message', value: 'x'.repeat(300_000) } })
  expect([large.status, large.json.error.code]).toEqual([413, 'PayloadTooLarge'])
})

test('one conversation may post sixty times a minute, and is told when to come back; others are not held up by it', async () => {
  const desk = await open()
  const [busy, calm] = [await start(desk), await start(desk)]
  const statuses = await Promise.all(Array.from({ length: 70 }, async (_, i) => post(desk, busy, `line ${i}`, `c${i}`)))
  const held = statuses.filter(({ status }) => status === 429)
  expect(held).toHaveLength(10)
  expect(Number(held[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await post(desk, calm, 'hello', 'a')).status).toBe(200)
})

test('one address may begin 120 conversations in ten minutes; another desk counts for itself', async () => {
  const [desk, other] = [await open(), await open()]
  const begin = async (at: TestDesk) => (await call(at, '/tokens/generate', { body: {} })).status
  expect(new Set(await Promise.all(Array.from({ length: 120 }, () => begin(desk))))).toEqual(new Set([200]))
  expect([await begin(desk), await begin(other)]).toEqual([429, 200])
})
