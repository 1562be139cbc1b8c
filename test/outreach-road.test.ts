// A message to many on a whole desk: who may not get it, who looks at it, that everybody gets it once, and what becomes of it.
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OutreachChoices, OutreachPage, OutreachPreview, ReachView } from '../src/server/api/outreach.ts'
import { EVERYBODY } from '../src/outreach/segment.ts'
import type { Asking } from './colleague.ts'
import { colleague } from './colleague.ts'
import { words } from './content.ts'
import { allAnswered, eventually, openDesk, signIn } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { settle } from './outreach-people.ts'
import type { Somebody } from './outreach-people.ts'
import { startLine } from './platforms/line.ts'
import type { LineStandIn } from './platforms/line.ts'
import { startMessenger } from './platforms/messenger.ts'
import type { MessengerStandIn } from './platforms/messenger.ts'
import { startSmtp } from './platforms/smtp.ts'
import type { Smtp } from './platforms/smtp.ts'

const SECRET = 'a-channel-secret'
let desk: TestDesk
let line: LineStandIn
let messenger: MessengerStandIn
let smtp: Smtp
let db: pg.Client
let author: Asking
let other: Asking
let people: Somebody[]

beforeAll(async () => {
  line = await startLine()
  messenger = await startMessenger()
  smtp = await startSmtp()
  desk = await openDesk({
    LINE_CHANNEL_SECRET: SECRET, LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: line.url, EMAIL_ADDRESS: 'desk@soudan.example', EMAIL_SMTP_URL: smtp.url,
    MESSENGER_APP_SECRET: messenger.appSecret, MESSENGER_PAGE_TOKEN: messenger.token, MESSENGER_VERIFY_TOKEN: messenger.verifyToken, MESSENGER_GRAPH_BASE: messenger.url,
    OUTREACH_HOURS: '00:00-24:00', OUTREACH_EMAIL_PER_SECOND: '40', OUTREACH_LINE_YEN: '3',
  })
  db = new pg.Client({ connectionString: desk.databaseUrl })
  await db.connect()
  author = await signIn(desk)
  other = await colleague(desk, author, 'Tanaka', ['supervisor', 'editor'])
  people = await settle(db, messenger, 60, [5, 3, 2])
})
afterAll(async () => {
  await db.end()
  await desk.stop()
  await Promise.all([line.close(), messenger.close(), smtp.close()])
})

const json = async <T>(answer: Promise<Response>): Promise<[number, T]> => {
  const response = await answer
  return [response.status, await response.json() as T]
}
const page = async (id: string, as = author) => (await json<OutreachPage>(as(`/api/outreach/${id}`)))[1]
const write = async (kind: string, change: Partial<{ segment: object; message: object }> = {}) => {
  const [, { id }] = await json<{ id: string }>(author('/api/outreach', { kind }))
  const { message, revision } = await page(id)
  const body = { revision, title: 'a test', kind, segment: EVERYBODY, message: { ...message, buttons: [] }, startsAt: null, endsAt: null, ...change }
  expect((await author(`/api/outreach/${id}`, body, {}, 'PATCH')).status).toBe(200)
  return id
}
const act = async (as: Asking, id: string, path: string, body: object) => {
  const { revision } = await page(id)
  const [status, answer] = await json<{ error?: string }>(as(`/api/outreach/${id}/${path}`, { revision, ...body }))
  return [status, answer.error] as const
}
const release = async (id: string) => {
  expect(await act(author, id, 'review', { ask: true })).toEqual([200, undefined])
  expect(await act(other, id, 'decision', { decision: 'release' })).toEqual([200, undefined])
}
const count = async (segment: object, kind = 'news') => (await json<ReachView>(author('/api/outreach/count', { segment: { ...EVERYBODY, ...segment }, kind })))[1]

test('its author cannot release it; what is changed while it is looked at is looked at again; a first line that tells is refused', async () => {
  const id = await write('survey')
  const { message } = await page(id)
  const telling = { ...message, texts: { ...message.texts, en: { text: 'Madoguchi: your unpaid wages', source: 'written' } } }
  const faulty = await write('survey', { message: telling })
  expect((await page(faulty)).faults).toMatchObject([{ type: 'telling', language: 'en', named: 'madoguchi' }])
  expect(await act(author, faulty, 'review', { ask: true })).toEqual([409, 'outreach_faulty'])
  const draft = await write('survey', { message: { ...message, texts: { ...message.texts, vi: { text: 'Tin ngắn', source: 'machine' } } } })
  expect(await act(author, draft, 'review', { ask: true })).toEqual([409, 'outreach_faulty'])
  expect(await act(other, id, 'decision', { decision: 'release' })).toEqual([409, 'not_in_review'])
  expect(await act(author, id, 'review', { ask: true })).toEqual([200, undefined])
  expect(await act(author, id, 'decision', { decision: 'release' })).toEqual([409, 'own_outreach'])
  const { revision, segment } = await page(id)
  expect((await other(`/api/outreach/${id}`, { revision, title: 'changed', kind: 'survey', segment, message, startsAt: null, endsAt: null }, {}, 'PATCH')).status).toBe(200)
  expect((await page(id)).state).toBe('draft')
  expect(await act(author, id, 'review', { ask: true })).toEqual([200, undefined])
  expect(await act(other, id, 'decision', { decision: 'release' })).toEqual([409, 'own_outreach'])
  expect((await db.query('SELECT 1 FROM outreach_recipient')).rowCount).toBe(0)
})

test('who writes it sees counts, and small ones not at all; nobody who said no is counted as reached', async () => {
  expect(await count({})).toMatchObject({ all: 60, now: 60, never: {}, channels: { line: 30, messenger: 18, email: 12 }, cost: { messages: { line: 30 }, yen: 90 } })
  expect(await count({ languages: ['vi'] })).toMatchObject({ all: 7, now: 7 })
  await db.query(`UPDATE person SET language = 'xx' WHERE id = ANY($1)`, [people.slice(0, 3).map(({ id }) => id)])
  expect(await count({ languages: ['xx'] })).toMatchObject({ all: null, now: null, cost: null, languages: { xx: null } })
  await db.query(`UPDATE person SET language = 'vi' WHERE language = 'xx'`)
  const set = (contact: object | null, from: number, to: number) => db.query('UPDATE person SET contact = $2 WHERE id = ANY($1)', [people.slice(from, to).map(({ id }) => id), contact])
  await set(null, 0, 10)
  await set({ begin: false }, 10, 20)
  await set({ begin: true, neutral: false, news: false }, 20, 30)
  await set({ begin: true, watched: true }, 30, 40)
  expect(await count({})).toMatchObject({ all: 60, now: 20, never: { never: 20, optedOut: 10, safeContact: 10 } })
  expect(await count({}, 'disaster')).toMatchObject({ now: 30, never: { never: 10, optedOut: 10, safeContact: 10 } })
  await set({ begin: true, neutral: false }, 0, 60)
  await db.query(`UPDATE conversation SET heard_at = now() - interval '25 hours' WHERE account_id = 'messenger'`)
  expect(await count({})).toMatchObject({ now: 42, never: { window: 18 } })
  await db.query(`UPDATE conversation SET heard_at = now() WHERE account_id = 'messenger'`)
  expect((await json<OutreachChoices>(author('/api/outreach/choices')))[1]).toMatchObject({ accounts: ['line', 'messenger', 'email'] })
  expect((await author('/api/outreach/count', { segment: { languages: 'vi' }, kind: 'news' })).status).toBe(400)
})

test('everybody gets it once, in their language, with how to end it; an answer is not kept waiting; what was tapped is counted', async () => {
  const id = await write('survey')
  const { message } = await page(id)
  const [, preview] = await json<OutreachPreview>(author(`/api/outreach/${id}/preview`, { message, language: 'vi' }))
  expect(preview.channels.map(({ channel }) => channel)).toEqual(['line', 'messenger', 'email'])
  expect(preview.channels[0]?.buttons).toContain(words('vi', 'choice.noNews'))
  const [first] = people
  const quiet = people.slice(50, 55)
  await db.query(`UPDATE person SET contact = '{"begin":true,"neutral":true}' WHERE id = ANY($1)`, [quiet.map((one) => one.id)])
  await release(id)
  await eventually(async () => (await page(id)).state === 'done')
  const [toLine, toMessenger, toMail] = [line.sent.map(({ to }) => to), messenger.sent.map(({ psid }) => psid), smtp.sent.map(({ to }) => to)]
  const got = (channel: Somebody['channel']) => people.filter((one) => one.channel === channel).map(({ address }) => address).toSorted()
  expect([toLine.toSorted(), toMessenger.toSorted(), toMail.toSorted()]).toEqual([got('line'), got('messenger'), got('email')])
  expect([line.refused, messenger.refused, smtp.refused]).toEqual([[], [], []])
  const toFirst = JSON.stringify(line.sent.find(({ to }) => to === first?.address)?.messages)
  expect(toFirst).toContain(words('vi', 'news.stop').slice(0, 20))
  expect(toFirst).toContain('noNews')
  expect(smtp.sent[0]?.mail.text).toContain('2. ')
  const opened = line.sent.find(({ to }) => to === quiet.find(({ channel }) => channel === 'line')?.address)
  expect(JSON.stringify(opened?.messages)).toContain('opening:yes')
  const webhook = `${desk.url}/webhooks/line`
  await line.deliver(webhook, [line.postbackEvent({ user: opened?.to ?? '', data: 'opening:yes' })], { secret: SECRET })
  await eventually(() => line.sent.some(({ to, messages }) => to === opened?.to && JSON.stringify(messages).includes('noNews')))
  for (const { address } of people.filter(({ channel }) => channel === 'line').slice(0, 6)) await line.deliver(webhook, [line.postbackEvent({ user: address, data: 'noNews' })], { secret: SECRET })
  const after = await eventually(async () => { const seen = await page(id); return seen.progress?.optedOut === 6 && seen })
  expect(after.progress).toMatchObject({ all: 60, waiting: 0, sent: 60, skipped: {}, failed: {} })
  expect(after.results?.taps).toEqual([{ key: 'noNews', count: 6 }])
  expect(after.results?.byChannel).toEqual([{ key: 'line', count: 30 }, { key: 'messenger', count: 18 }, { key: 'email', count: 12 }])
  const sheet = await author(`/api/outreach/${id}/export`)
  expect(await sheet.text()).toContain('optedOut,,6')
  expect(await count({})).toMatchObject({ now: 50, never: { optedOut: null }, later: { busy: null } })
})

test('the word ends news on any channel and answers go on; what is stopped reaches nobody more', async () => {
  const [, , , , , , , writer] = people.filter(({ channel }) => channel === 'line')
  const webhook = `${desk.url}/webhooks/line`
  const address = writer?.address ?? ''
  await db.query(`UPDATE conversation SET handling = 'counsellor', assignee_id = (SELECT id FROM staff LIMIT 1) WHERE id = $1`, [writer?.conversation])
  await line.deliver(webhook, [line.textEvent({ user: address, text: 'NO  news' })], { secret: SECRET })
  await eventually(async () => (await db.query(`SELECT 1 FROM person WHERE id = $1 AND contact->>'news' = 'false'`, [writer?.id])).rowCount)
  await db.query(`UPDATE conversation SET handling = 'bot', assignee_id = NULL, waiting_since = NULL WHERE id = $1`, [writer?.conversation])
  await allAnswered(db)
  const before = line.sent.length
  await line.deliver(webhook, [line.textEvent({ user: address, text: 'menu please' })], { secret: SECRET })
  await eventually(() => line.sent.length > before)
  const id = await write('survey')
  await db.query(`UPDATE outreach SET starts_at = now() + interval '1 hour' WHERE id = $1`, [id])
  await release(id)
  expect((await page(id)).state).toBe('released')
  expect(await act(other, id, 'run', { act: 'pause' })).toEqual([200, undefined])
  await db.query(`UPDATE outreach SET starts_at = now() WHERE id = $1`, [id])
  expect(await act(other, id, 'run', { act: 'stop' })).toEqual([409, 'reason'])
  expect(await act(other, id, 'run', { act: 'stop', reason: 'a test' })).toEqual([200, undefined])
  expect((await db.query('SELECT 1 FROM outreach_recipient WHERE outreach_id = $1', [id])).rowCount).toBe(0)
})

test('what is paused waits, goes on where it was as often as one likes, and still comes to nobody twice', async () => {
  const id = await write('survey')
  await db.query(`UPDATE outreach SET starts_at = now() + interval '1 hour' WHERE id = $1`, [id])
  await release(id)
  await allAnswered(db)
  const before = [line.sent.length, messenger.sent.length, smtp.sent.length]
  const sent = () => [line.sent, messenger.sent, smtp.sent].map(({ length }, i) => length - (before[i] ?? 0))
  expect(await act(other, id, 'run', { act: 'pause' })).toEqual([200, undefined])
  await db.query(`UPDATE outreach SET starts_at = now() WHERE id = $1`, [id])
  await new Promise((done) => setTimeout(done, 1_500))
  expect([(await page(id)).state, sent()]).toEqual(['paused', [0, 0, 0]])
  expect(await act(other, id, 'run', { act: 'resume' })).toEqual([200, undefined])
  await eventually(() => sent().some((one) => one > 0))
  for (const change of ['pause', 'resume'] as const) expect([200, 409]).toContain((await act(other, id, 'run', { act: change }))[0])
  // Who is asked something at this moment comes later.
  const open = `SELECT 1 FROM outreach_recipient WHERE outreach_id = $1 AND state = 'waiting' AND reason IS DISTINCT FROM 'busy'`
  await eventually(async () => (await db.query(open, [id])).rowCount === 0)
  const { progress } = await eventually(async () => { const seen = await page(id); return seen.progress?.underWay === 0 && seen })
  expect([progress?.failed, sent().reduce((sum, one) => sum + one, 0)]).toEqual([{}, progress?.sent])
  const addresses = [...line.sent.slice(before[0]).map(({ to }) => to), ...messenger.sent.slice(before[1]).map(({ psid }) => psid), ...smtp.sent.slice(before[2]).map(({ to }) => to)]
  expect(new Set(addresses).size).toBe(addresses.length)
  expect(addresses.length).toBeGreaterThan(40)
})
