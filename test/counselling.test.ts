// The counsellor's side: sign in, see the conversation, take over, answer in Japanese, give back.
import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import type { ConversationList, Thread } from '../src/server/api/inbox.ts'
import { eventually, openDesk, signIn } from './desk.ts'
import { words } from './content.ts'
import { startGoogleTranslate } from './platforms/google-translate.ts'
import { lineUser, startLine } from './platforms/line.ts'

const SECRET = 'a-channel-secret'
const ending: (() => Promise<void>)[] = []
afterEach(async () => { for (const end of ending.splice(0)) await end() })

async function open(env: Record<string, string> = {}) {
  const line = await startLine()
  const desk = await openDesk({ LINE_CHANNEL_SECRET: SECRET, LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: line.url, ...env })
  ending.push(() => desk.stop(), () => line.close())
  const says = (user: string, text: string) => line.deliver(`${desk.url}/webhooks/line`, [line.textEvent({ user, text })], { secret: SECRET })
  const taps = (user: string, data: string) => line.deliver(`${desk.url}/webhooks/line`, [line.postbackEvent({ user, data })], { secret: SECRET })
  return { line, desk, says, taps }
}

async function google(): Promise<{ env: Record<string, string>; stand: Awaited<ReturnType<typeof startGoogleTranslate>> }> {
  const stand = await startGoogleTranslate()
  ending.push(() => stand.close())
  return { stand, env: { GOOGLE_TRANSLATE_PROJECT: 'p', GOOGLE_TRANSLATE_ENDPOINT: stand.url } }
}

const listed = async (counsellor: Awaited<ReturnType<typeof signIn>>, show = 'all') => {
  const [first] = (await (await counsellor(`/api/conversations?show=${show}`)).json() as ConversationList).conversations
  return first
}
const threadOf = async (counsellor: Awaited<ReturnType<typeof signIn>>, id: string) => await (await counsellor(`/api/conversations/${id}`)).json() as Thread

test('nobody reads or writes without signing in, and no page of another site can act', async () => {
  const { desk } = await open()
  for (const path of ['/api/conversations', '/api/status', '/api/stream', '/api/conversations/018f0000-0000-7000-8000-000000000001']) {
    expect((await fetch(desk.url + path)).status).toBe(401)
  }
  const counsellor = await signIn(desk)
  expect((await counsellor('/api/conversations')).status).toBe(200)
  expect((await counsellor('/api/conversations/not-an-id')).status).toBe(404)
  expect((await counsellor('/api/conversations/018f0000-0000-7000-8000-000000000001')).status).toBe(404)
  const foreign = await fetch(`${desk.url}/api/conversations/018f0000-0000-7000-8000-000000000001/take-over`, {
    method: 'POST', headers: { origin: 'https://evil.example', 'content-type': 'application/json' }, body: '{}',
  })
  expect(foreign.status).toBe(403)
})

test('the set-up link works once, and nobody else can make an account', async () => {
  const { desk } = await open()
  await signIn(desk)
  const again = await fetch(`${desk.url}/api/setup`, {
    method: 'POST', headers: { origin: desk.url, 'content-type': 'application/json' },
    body: JSON.stringify({ token: desk.setupToken, name: 'Eve', email: 'eve@example.org', password: 'another long password' }),
  })
  expect(again.status).toBe(410)
  const signUp = await fetch(`${desk.url}/api/auth/sign-up/email`, {
    method: 'POST', headers: { origin: desk.url, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Eve', email: 'eve@example.org', password: 'another long password' }),
  })
  expect(signUp.ok).toBe(false)
})

test('a person is asked for, a counsellor takes over, answers in Japanese, and gives back', async () => {
  const { stand, env } = await google()
  stand.translations.set('ja:tôi chưa nhận được lương', '私はまだ給料を受け取っていません')
  stand.translations.set('vi:給与明細はありますか', 'Bạn có phiếu lương không?')
  const { desk, line, says, taps } = await open(env)
  const counsellor = await signIn(desk)
  const user = lineUser('Minh')
  await says(user, 'tôi chưa nhận được lương')
  await taps(user, 'person')
  const waiting = await eventually(async () => { const one = await listed(counsellor, 'open'); return one?.handling === 'waiting' && one })
  expect(waiting).toMatchObject({ channel: 'line', language: 'vi', reachable: true, waitingSince: expect.any(String) })
  const translated = await eventually(async () => (await threadOf(counsellor, waiting.id)).messages.find(({ translation }) => translation.status === 'done' && translation.source === 'machine'))
  expect(translated).toMatchObject({ author: 'worker', text: 'tôi chưa nhận được lương', translation: { text: '私はまだ給料を受け取っていません' } })

  const tooEarly = await counsellor(`/api/conversations/${waiting.id}/replies`, { id: randomUUID(), text: '給与明細はありますか' })
  expect([tooEarly.status, await tooEarly.json()]).toEqual([409, { error: 'not_yours' }])
  expect((await counsellor(`/api/conversations/${waiting.id}/take-over`, {})).status).toBe(200)
  expect((await counsellor(`/api/conversations/${waiting.id}/replies`, { id: randomUUID(), text: '給与明細はありますか' })).status).toBe(201)
  await eventually(() => line.sent.some(({ messages }) => JSON.stringify(messages).includes('Bạn có phiếu lương không?')))
  expect(line.sent.some(({ messages }) => JSON.stringify(messages).includes(words('vi', 'handover.takenOver')))).toBe(true)

  await says(user, 'dạ có')
  await eventually(async () => (await threadOf(counsellor, waiting.id)).messages.some(({ text }) => text === 'dạ có'))
  const botLines = (thread: Thread) => thread.messages.filter(({ author }) => author === 'bot').length
  const before = botLines(await threadOf(counsellor, waiting.id))
  expect((await counsellor(`/api/conversations/${waiting.id}/give-back`, {})).status).toBe(200)
  await says(user, 'xin chào')
  await eventually(async () => botLines(await threadOf(counsellor, waiting.id)) > before)
  const thread = await threadOf(counsellor, waiting.id)
  expect(thread.messages.map(({ seq }) => seq)).toEqual(thread.messages.map((_, i) => i + 1))
  expect(line.refused).toEqual([])
})

test('a reply whose answer was lost is sent again and is one line', async () => {
  const { desk, line, says } = await open()
  const counsellor = await signIn(desk)
  await says(lineUser('Dup'), 'hello')
  const one = await eventually(() => listed(counsellor))
  await counsellor(`/api/conversations/${one.id}/take-over`, {})
  const reply = { id: randomUUID(), text: 'こんにちは', asIs: true }
  for (let i = 0; i < 3; i++) expect((await counsellor(`/api/conversations/${one.id}/replies`, reply)).status).toBe(201)
  await eventually(() => line.sent.some(({ messages }) => JSON.stringify(messages).includes('こんにちは')))
  expect((await threadOf(counsellor, one.id)).messages.filter(({ text }) => text === 'こんにちは')).toHaveLength(1)
})

test('without a provider everything works and the desk says "not translated"', async () => {
  const { desk, line, says, taps } = await open()
  const counsellor = await signIn(desk)
  const user = lineUser('Aye')
  await says(user, 'ကူညီပါ')
  await taps(user, 'person')
  const waiting = await eventually(async () => { const one = await listed(counsellor, 'open'); return one?.handling === 'waiting' && one })
  const [worker] = (await threadOf(counsellor, waiting.id)).messages
  expect(worker).toMatchObject({ author: 'worker', translation: { status: 'none' } })
  await counsellor(`/api/conversations/${waiting.id}/take-over`, {})
  await counsellor(`/api/conversations/${waiting.id}/replies`, { id: randomUUID(), text: 'こんにちは', asIs: true })
  await eventually(() => line.sent.some(({ messages }) => JSON.stringify(messages).includes('こんにちは')))
})

test('while the provider is down the log waits for its translation and a reply is not sent half', async () => {
  const { stand, env } = await google()
  const { desk, line, says, taps } = await open(env)
  const counsellor = await signIn(desk)
  const user = lineUser('Rosa')
  stand.faults.push({ on: 'translateText', times: 1, status: 400 })
  stand.faults.push({ on: 'translateText', times: 1, status: 403 })
  await says(user, 'no me pagaron')
  await taps(user, 'person')
  const waiting = await eventually(async () => { const one = await listed(counsellor, 'open'); return one?.handling === 'waiting' && one })
  await eventually(async () => (await threadOf(counsellor, waiting.id)).messages[0]?.translation.status === 'failed')
  await counsellor(`/api/conversations/${waiting.id}/take-over`, {})
  const reply = await counsellor(`/api/conversations/${waiting.id}/replies`, { id: randomUUID(), text: '少し待ってください' })
  expect([reply.status, await reply.json()]).toEqual([502, { error: 'untranslated' }])
  expect(line.sent.some(({ messages }) => JSON.stringify(messages).includes('少し待ってください'))).toBe(false)
  expect((await counsellor(`/api/conversations/${waiting.id}/replies`, { id: randomUUID(), text: '少し待ってください' })).status).toBe(201)
})

test('who blocked the account is shown as unreachable and is not written to', async () => {
  const { desk, line, says } = await open()
  const counsellor = await signIn(desk)
  const user = lineUser('Ko')
  await says(user, 'hello')
  await line.deliver(`${desk.url}/webhooks/line`, [line.unfollowEvent({ user })], { secret: SECRET })
  const gone = await eventually(async () => { const one = await listed(counsellor); return one?.reachable === false && one })
  await counsellor(`/api/conversations/${gone.id}/take-over`, {})
  expect((await counsellor(`/api/conversations/${gone.id}/replies`, { id: randomUUID(), text: 'こんにちは' })).status).toBe(409)
})

test('a message taken back is withdrawn from view, the fact is kept', async () => {
  const { desk, line } = await open()
  const counsellor = await signIn(desk)
  const user = lineUser('Lin')
  const event = line.textEvent({ user, text: 'a secret' })
  await line.deliver(`${desk.url}/webhooks/line`, [event], { secret: SECRET })
  const one = await eventually(() => listed(counsellor))
  await line.deliver(`${desk.url}/webhooks/line`, [line.unsendEvent({ user, messageId: event.message.id })], { secret: SECRET })
  const hidden = await eventually(async () => (await threadOf(counsellor, one.id)).messages.find(({ withdrawn }) => withdrawn))
  expect(hidden).toMatchObject({ text: null, author: 'worker' })
  expect(JSON.stringify(await threadOf(counsellor, one.id))).not.toContain('a secret')
})

test('danger to life stands first in the list, with the words that raised it', async () => {
  const { desk, says } = await open()
  const counsellor = await signIn(desk)
  await says(lineUser('A'), 'hello')
  await says(lineUser('B'), 'I want to die')
  await says(lineUser('C'), 'hello')
  const first = await eventually(async () => { const one = await listed(counsellor); return one?.danger && one })
  expect(first.danger).toMatchObject({ kind: 'suicide', level: 'S5', words: [expect.stringContaining('die')] })
})

test('a change is told to the desk at once, without a word of what was said', async () => {
  const { desk, says } = await open()
  const counsellor = await signIn(desk)
  const stream = await counsellor('/api/stream')
  const reader = stream.body?.getReader()
  await says(lineUser('Nyein'), 'something private')
  let heard = ''
  await eventually(async () => {
    heard += new TextDecoder().decode((await reader?.read())?.value)
    return heard.includes('event: conversation')
  })
  expect(heard).not.toContain('private')
  await reader?.cancel()
})
