// Direct Line 3.0 as the page and Microsoft's client speak it.
import { afterEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { eventually, openDesk } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { words } from './content.ts'

interface Shown { id: string; text: string; from: { role: string }; channelData: Record<string, unknown>; suggestedActions?: { actions: { value: string }[] } }
interface Started { conversationId: string; token: string; streamUrl: string; expires_in: number }

const ending: (() => Promise<void> | void)[] = []
afterEach(async () => { for (const end of ending.splice(0).toReversed()) await end() })

async function open(): Promise<TestDesk> {
  const desk = await openDesk()
  ending.push(() => desk.stop())
  return desk
}

async function call<T>(desk: TestDesk, path: string, { token, body }: { token?: string; body?: unknown } = {}): Promise<{ status: number; json: T }> {
  const response = await fetch(`${desk.url}/v3/directline${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return { status: response.status, json: await response.json() as T }
}

const start = async (desk: TestDesk, locale = 'my') => (await call<Started>(desk, '/conversations', { body: { locale } })).json
const post = (desk: TestDesk, { conversationId, token }: Started, text: string, clientActivityID: string, more = {}) =>
  call<{ id: string }>(desk, `/conversations/${conversationId}/activities`, { token, body: { type: 'message', text, channelData: { clientActivityID, ...more } } })
const history = async (desk: TestDesk, { conversationId, token }: Started, watermark = '') =>
  (await call<{ activities: Shown[]; watermark: string }>(desk, `/conversations/${conversationId}/activities?watermark=${watermark}`, { token })).json

function watch(url: string): Shown[] {
  const seen: Shown[] = []
  const socket = new WebSocket(url)
  socket.on('message', (data) => { if (String(data)) seen.push(...(JSON.parse(String(data)) as { activities: Shown[] }).activities) })
  ending.push(() => socket.terminate())
  return seen
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
  const seen = watch(started.streamUrl)
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
  const seen = watch(again.json.streamUrl)
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
