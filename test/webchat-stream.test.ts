// The live side of the web chat: credentials that open one stream, dead sockets, who is there, who writes, what was read.
import { createServer } from 'node:http'
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import type { ClientOptions } from 'ws'
import { webchat } from '../channels/webchat/index.ts'
import { issueStreamToken } from '../channels/webchat/tokens.ts'
import { readConfig } from '../src/config.ts'
import { openSockets } from '../src/server/direct-line/sockets.ts'
import { openLive } from '../src/server/live.ts'
import type { ConversationList, Thread } from '../src/server/api/inbox.ts'
import { openLog } from '../src/operate/log.ts'
import { eventually, openDesk, signIn } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { call, history, post, reopen, start, watch } from './direct-line.ts'
import type { Started, Watched } from './direct-line.ts'
import { words } from './content.ts'
import { openStore } from './store.ts'

const ending: (() => Promise<void> | void)[] = []
afterEach(async () => { for (const end of ending.splice(0).toReversed()) await end() })

async function open(): Promise<TestDesk> {
  const desk = await openDesk()
  ending.push(() => desk.stop())
  return desk
}

function follow(url: string, options: ClientOptions = {}): Watched {
  const watched = watch(url, options)
  ending.push(() => watched.socket.terminate())
  return watched
}

/** A counsellor who has the conversation. */
async function withCounsellor(desk: TestDesk, started: Started) {
  const counsellor = await signIn(desk)
  const patch = await counsellor('/api/me', { publicName: 'ハナ' }, {}, 'PATCH')
  expect(patch.status).toBe(200)
  await post(desk, started, 'menu', 'ask', { postBack: false })
  const [row] = await eventually(async () => {
    const { conversations } = await (await counsellor('/api/conversations?show=all')).json() as ConversationList
    return conversations.length > 0 && conversations
  })
  const id = row?.id ?? ''
  const say = (text: string) => counsellor(`/api/conversations/${id}/replies`, { id: crypto.randomUUID(), text, asIs: true })
  const thread = async () => await (await counsellor(`/api/conversations/${id}`)).json() as Thread
  return { counsellor, id, say, thread }
}

test('a stream opens once for each credential: neither a second time, nor with the token, nor with a changed one', async () => {
  const desk = await open()
  const started = await start(desk)
  const first = follow(started.streamUrl)
  await eventually(() => first.seen.length > 1)
  expect(await eventually(follow(started.streamUrl).ended)).toBe(403)
  const url = new URL(started.streamUrl)
  const credential = url.searchParams.get('t') ?? ''
  url.searchParams.set('t', started.token)
  expect(await eventually(follow(url.href).ended)).toBe(403)
  const other = new URL((await reopen(desk, started)).streamUrl)
  other.pathname = other.pathname.replace(started.conversationId, 'another')
  expect(await eventually(follow(other.href).ended)).toBe(403)
  // Nor is it a token: what stands in an address may be seen by others.
  expect((await call(desk, `/conversations/${started.conversationId}`, { token: credential })).status).toBe(403)
  expect(first.ended()).toBeNull()
})

test('several tabs all get each line once, and a limit keeps one conversation from opening endless streams', async () => {
  const desk = await open()
  const started = await start(desk)
  const tabs = [follow(started.streamUrl)]
  for (let i = 0; i < 15; i++) tabs.push(follow((await reopen(desk, started)).streamUrl))
  await eventually(() => tabs.every(({ seen }) => seen.length > 0))
  expect(await eventually(follow((await reopen(desk, started)).streamUrl).ended)).toBe(429)
  await post(desk, started, 'hello', 'a')
  await eventually(() => tabs.every(({ seen }) => seen.some(({ text }) => text === 'hello')))
  for (const { seen } of tabs) {
    const lines = seen.filter(({ type }) => type === 'message')
    expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length)
  }
})

test('a history longer than one reading comes whole and in order', async () => {
  const desk = await open()
  const started = await start(desk)
  await eventually(async () => (await history(desk, started)).activities.length > 0)
  const db = new pg.Client({ connectionString: desk.databaseUrl })
  await db.connect()
  ending.push(() => db.end())
  await db.query(`INSERT INTO message (id, conversation_id, seq, author, text) SELECT gen_random_uuid(), id, last_seq + n, 'bot', 'line ' || n FROM conversation, generate_series(1, 1200) n`)
  await db.query('UPDATE conversation SET last_seq = last_seq + 1200')
  const { seen } = follow((await reopen(desk, started)).streamUrl)
  await eventually(() => seen.some(({ text }) => text === 'line 1200'))
  expect(seen.map(({ text }) => text).filter((text) => /^line \d/.test(text))).toEqual(Array.from({ length: 1200 }, (_, i) => `line ${i + 1}`))
})

test('who is there is said when a counsellor comes and goes, to those who look and to those who come later', async () => {
  const desk = await open()
  const started = await start(desk, 'en')
  const page = follow(started.streamUrl)
  const { counsellor, id } = await withCounsellor(desk, started)
  const told = ({ seen }: Watched) => seen.filter(({ type }) => type === 'event').map(({ value }) => value)
  await eventually(() => told(page).length === 1)
  await counsellor(`/api/conversations/${id}/take-over`, {})
  await eventually(() => told(page).length === 2)
  const later = follow((await reopen(desk, started)).streamUrl)
  await eventually(() => told(later).length === 1)
  await counsellor(`/api/conversations/${id}/give-back`, {})
  await eventually(() => told(page).length === 3 && told(later).length === 2)
  expect([told(page), told(later)]).toEqual([[{ person: null }, { person: 'ハナ' }, { person: null }], [{ person: 'ハナ' }, { person: null }]])
  // It is true for a moment: no watermark, and not in the history.
  expect(page.sets.filter(({ activities }) => activities.some(({ type }) => type === 'event')).map(({ watermark }) => watermark)).toEqual([undefined, undefined, undefined])
  expect((await history(desk, started)).activities.every(({ type }) => type === 'message')).toBe(true)
})

test('while a counsellor writes, the page is told, without a watermark and only for the moment', async () => {
  const desk = await open()
  const started = await start(desk, 'en')
  const page = follow(started.streamUrl)
  const { counsellor, id } = await withCounsellor(desk, started)
  await counsellor(`/api/conversations/${id}/typing`, {})
  await counsellor(`/api/conversations/${id}/take-over`, {})
  await eventually(() => page.seen.some(({ text }) => text === words('en', 'handover.takenOver')))
  expect(page.seen.some(({ type }) => type === 'typing')).toBe(false)
  const { conversations } = await (await counsellor('/api/conversations?show=all')).json() as ConversationList
  expect(conversations[0]?.can).toMatchObject({ typing: true, receipts: ['read'] })
  await counsellor(`/api/conversations/${id}/typing`, {})
  const set = await eventually(() => page.sets.find(({ activities }) => activities.some(({ type }) => type === 'typing')))
  expect(set.watermark).toBeUndefined()
  expect(set.activities[0]).toMatchObject({ from: { id: 'counsellor', role: 'bot' } })
})

test('what the page has shown, the desk shows as read; marks of strangers\' lines change nothing', async () => {
  const desk = await open()
  const started = await start(desk, 'en')
  const { counsellor, id, say, thread } = await withCounsellor(desk, started)
  const other = await start(desk, 'en')
  await counsellor(`/api/conversations/${id}/take-over`, {})
  expect((await say('これは見ましたか')).status).toBe(201)
  const line = await eventually(async () => (await history(desk, started)).activities.find(({ text }) => text === 'これは見ましたか'))
  const mark = (who: Started, activity: string) => call(desk, `/conversations/${who.conversationId}/activities`, {
    token: who.token, body: { type: 'event', name: 'webchat/read', value: { id: activity } },
  })
  const state = async () => (await thread()).messages.find(({ text }) => text === 'これは見ましたか')?.delivery?.status
  await mark(other, line.id)
  await mark(other, line.id.replace(started.conversationId, other.conversationId))
  await mark(started, `${started.conversationId}|018f0000-0000-7000-8000-000000000001`)
  expect(await state()).toBe('sent')
  expect((await mark(started, line.id)).status).toBe(200)
  await eventually(async () => (await state()) === 'read')
  await say('これはまだです')
  await eventually(async () => (await history(desk, started)).activities.some(({ text }) => text === 'これはまだです'))
  expect((await thread()).messages.find(({ text }) => text === 'これはまだです')?.delivery?.status).toBe('sent')
})

test('a socket that answers no ping is closed; one that does stays open', async () => {
  const desk = await open()
  const started = await start(desk)
  const config = { secret: 'a secret of at least thirty-two letters' }
  const db = openStore(desk.databaseUrl, 2)
  ending.push(() => db.close())
  const server = createServer()
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done) })
  const live = await openLive(db)
  const runtime = { db, log: openLog({ level: 'silent', role: 'test' }), config: readConfig([], {}) }
  // So long the other one has for its answer, on a slow machine too.
  const sockets = openSockets(server, runtime, live, { id: 'webchat', channel: webchat, config }, 2_000)
  ending.push(async () => { sockets.close(); server.close(); await live.close() })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const url = (id: string) => `ws://127.0.0.1:${port}/v3/directline/conversations/${started.conversationId}/stream?t=${issueStreamToken({ user: 'dl_a', conv: started.conversationId }, id, config)}`
  const [lively, dead] = [follow(url('1')), follow(url('2'), { autoPong: false })]
  expect(await eventually(dead.ended)).toBe(1006)
  expect(lively.ended()).toBeNull()
})
