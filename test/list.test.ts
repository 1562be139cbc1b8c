// The list over HTTP: filters, order, views, snoozing, acts on many with undo, and the search. Refusals first.
import { afterAll, beforeAll, expect, test } from 'vitest'
import pg from 'pg'
import { compare } from '../src/list/order.ts'
import type { ConversationList } from '../src/server/api/inbox.ts'
import type { BulkAnswer, RowsView, SearchView, ViewsView } from '../src/server/api/list.ts'
import { colleague } from './colleague.ts'
import type { Asking } from './colleague.ts'
import { eventually, openDesk, signIn } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { lineUser, startLine } from './platforms/line.ts'
import type { LineStandIn } from './platforms/line.ts'
import { plainly } from './tables.ts'

const SECRET = 'a-channel-secret'
let desk: TestDesk
let line: LineStandIn
let db: pg.Client
let founder: Asking
let counsellor: Asking
const ids: Record<string, string> = {}

const ZAWGYI = 'လစာမရေသးပါဘူး ဘယ္လိုလုပ္ရမလဲ'

/** Who writes first asks for a person; what they say then is no business of the guide. */
async function writes(name: string, text: string): Promise<void> {
  const user = lineUser(name)
  await line.deliver(`${desk.url}/webhooks/line`, [line.postbackEvent({ user, data: 'person' }), line.textEvent({ user, text })], { secret: SECRET })
  ids[name] = await eventually(async () => (await db.query<{ id: string; text: string }>(`SELECT conversation_id AS id, text FROM message WHERE author = 'worker'`)).rows.find((said) => said.text === text)?.id)
}

beforeAll(async () => {
  line = await startLine()
  desk = await openDesk({ LINE_CHANNEL_SECRET: SECRET, LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: line.url })
  founder = await signIn(desk)
  counsellor = await colleague(desk, founder, 'Anh', ['counsellor'])
  db = new pg.Client({ connectionString: desk.databaseUrl, types: plainly })
  await db.connect()
  await writes('Minh', 'Em chưa được trả tiền lương tháng này')
  await writes('Thiri', ZAWGYI)
  await writes('Tanaka', '寮の家賃が高いです。ＬＩＮＥで相談したいです')
})
afterAll(async () => {
  await db.end()
  await desk.stop()
  await line.close()
})

const rows = async (query = '', who = counsellor) => (await (await who(`/api/conversations?${query}`)).json() as RowsView).conversations
const listed = async (query = '') => (await rows(query)).map(({ id }) => id)
const act = async (conversations: readonly (string | undefined)[], what: object, who = counsellor) => (await (await who('/api/conversations/acts', { conversations, act: what })).json()) as BulkAnswer
const found = async (text: string, days: number | null = 31, who = counsellor) => (await (await who('/api/conversations/search', { text, days })).json()) as SearchView
const standing = async () => (await db.query('SELECT id, handling, assignee_id, waiting_since, snoozed_until FROM conversation ORDER BY id')).rows

test('what is not understood is refused: filters that cannot be, times that are past, views of others, sharing by who may not', async () => {
  const refusal = async (path: string, body?: object, method?: string) => (await counsellor(path, body, {}, method)).status
  expect(await refusal('/api/conversations?after=nonsense')).toBe(400)
  expect(await refusal('/api/conversations?ids=nonsense')).toBe(400)
  expect(await refusal('/api/conversations/acts', { conversations: [], act: { type: 'claim' } })).toBe(400)
  expect(await refusal('/api/conversations/acts', { conversations: [ids['Minh']], act: { type: 'assign', staff: 'anybody' } })).toBe(403)
  expect(await refusal('/api/conversations/acts', { conversations: [ids['Minh']], act: { type: 'snooze', until: '2020-01-01T00:00:00Z' } })).toBe(400)
  expect(await refusal('/api/conversations/acts', { conversations: [ids['Minh']], act: { type: 'snooze', until: '2099-01-01T00:00:00Z' } })).toBe(400)
  expect(await refusal('/api/conversations/acts/018f0000-0000-7000-8000-000000000001/undo', {})).toBe(409)
  expect(await refusal('/api/conversations/search', { text: ' ', days: 31 })).toBe(400)
  const filter = { show: 'open', owner: null, turn: null, language: 'vi', channel: null, theme: null }
  expect(await refusal('/api/views', { name: 'mine', filter, shared: true })).toBe(403)
  expect(await refusal('/api/views', { name: 'mine', filter: { ...filter, show: 'everything' }, shared: false })).toBe(400)
  const theirs = (await (await founder('/api/views', { name: 'ベトナム語', filter, shared: false })).json() as { id: string }).id
  expect(await refusal(`/api/views/${theirs}`, { name: 'x' }, 'PATCH')).toBe(404)
  expect(await refusal(`/api/views/${theirs}`, {}, 'DELETE')).toBe(404)
  expect((await (await counsellor('/api/views')).json() as ViewsView).views.map(({ id }) => id)).toEqual(['open', 'mine', 'nobody', 'theirs', 'snoozed', 'all'])
})

test('filters narrow together, and pages follow each other in the order that the pages of the desk know', async () => {
  expect((await listed('language=vi')).toSorted()).toEqual([ids['Minh']])
  expect(await listed('language=vi&turn=theirs')).toEqual([])
  expect(await listed('language=vi&channel=line&turn=ours&owner=nobody')).toEqual([ids['Minh']])
  expect(await listed('channel=email')).toEqual([])
  await db.query(`UPDATE conversation SET danger = '{"kind":"suicide","level":"S4","words":[],"at":"2026-11-21T03:00:00Z"}' WHERE id = $1`, [ids['Tanaka']])
  await founder('/api/cases', { conversation: ids['Thiri'], opening: { asker: { kind: 'worker' }, origin: 'counsellor', severity: 'S3', reason: 'a test', way: 'conversation', here: false } })
  const all = await rows()
  expect(all.map(({ id }) => id)).toEqual([ids['Tanaka'], ids['Thiri'], ids['Minh']])
  expect(all.toSorted(compare)).toEqual(all)
  expect(all[1]?.severity).toBe('S3')
  const paged: string[] = []
  for (let after = ''; ;) {
    const page = await (await counsellor(`/api/conversations?limit=1${after}`)).json() as RowsView
    paged.push(...page.conversations.map(({ id }) => id))
    const last = page.conversations.at(-1)
    if (!last) break
    after = `&after=${[...last.place, last.id].join(',')}`
  }
  expect(paged).toEqual(all.map(({ id }) => id))
  expect(await listed(`ids=${ids['Minh']},${ids['Thiri']}&language=vi`)).toEqual([ids['Minh']])
  await db.query('UPDATE conversation SET danger = NULL')
})

test('the theme of what the guide recognised last stays with the conversation', async () => {
  const user = lineUser('Budi')
  await line.deliver(`${desk.url}/webhooks/line`, [line.textEvent({ user, text: 'hello' }), line.postbackEvent({ user, data: 'answer:labour.unpaid-wages' })], { secret: SECRET })
  const [row] = await eventually(async () => { const these = await rows('theme=labour&show=all'); return these.length > 0 && these })
  await line.deliver(`${desk.url}/webhooks/line`, [line.postbackEvent({ user, data: 'menu' })], { secret: SECRET })
  await eventually(async () => (await rows('theme=labour&show=bot')).some(({ id, lastSeq }) => id === row?.id && lastSeq > (row?.lastSeq ?? 0)))
  expect(await listed('theme=tax&show=all')).toEqual([])
})

test('a conversation that is put off comes back when the worker writes, and when its time is over', async () => {
  const until = new Date(Date.now() + 3_600_000).toISOString()
  expect((await act([ids['Minh'], ids['Thiri']], { type: 'snooze', until })).done).toHaveLength(2)
  expect(await listed()).toEqual([ids['Tanaka']])
  expect((await listed('show=snoozed')).toSorted()).toEqual([ids['Minh'] ?? '', ids['Thiri'] ?? ''].toSorted())
  await line.deliver(`${desk.url}/webhooks/line`, [line.textEvent({ user: lineUser('Minh'), text: 'Em cần giúp' })], { secret: SECRET })
  await eventually(async () => (await listed()).includes(ids['Minh'] ?? ''))
  await db.query(`UPDATE conversation SET snoozed_until = now() - interval '1 second' WHERE id = $1`, [ids['Thiri']])
  await eventually(async () => (await db.query('SELECT 1 FROM conversation WHERE snoozed_until IS NOT NULL')).rows.length === 0)
  expect(await listed()).toHaveLength(3)
})

test('an act on many says what it could not do and why, and is undone exactly, once, where nothing happened since', async () => {
  const before = await standing()
  const anh = (await db.query(`SELECT id FROM staff WHERE name = 'Anh'`)).rows[0].id as string
  await act([ids['Tanaka']], { type: 'claim' }, founder)
  const outcome = await act([ids['Minh'], ids['Tanaka'], '018f0000-0000-7000-8000-000000000001'], { type: 'claim' })
  expect(outcome.done).toEqual([ids['Minh']])
  expect(outcome.refused).toEqual([{ id: ids['Tanaka'], reason: 'taken' }, { id: '018f0000-0000-7000-8000-000000000001', reason: 'not_found' }])
  expect(await listed('owner=mine')).toEqual([ids['Minh']])
  const given = await act([ids['Tanaka'], ids['Thiri']], { type: 'assign', staff: anh }, founder)
  expect(given.done).toHaveLength(2)
  await line.deliver(`${desk.url}/webhooks/line`, [line.textEvent({ user: lineUser('Thiri'), text: 'hello?' })], { secret: SECRET })
  await eventually(async () => (await db.query<{ text: string }>('SELECT text FROM message')).rows.some(({ text }) => text === 'hello?'))
  const undo = (token: string | null, who = founder) => who(`/api/conversations/acts/${token}/undo`, {})
  expect((await undo(given.undo, counsellor)).status).toBe(409)
  expect(await (await undo(given.undo)).json()).toEqual({ done: [ids['Tanaka']], refused: [{ id: ids['Thiri'], reason: 'changed' }], undo: null })
  expect((await undo(given.undo)).status).toBe(409)
  await undo(outcome.undo, counsellor)
  await db.query('UPDATE conversation SET assignee_id = NULL WHERE id = ANY($1)', [[ids['Tanaka'], ids['Thiri']]])
  expect(await standing()).toEqual(before)
  const deeds = (await db.query(`SELECT action FROM audit WHERE object = $1 AND action <> 'conversation.read' ORDER BY seq`, [`conversation:${ids['Tanaka']}`])).rows.map(({ action }) => action as string)
  expect(deeds).toEqual(['conversation.claim', 'conversation.assign', 'conversation.undo'])
})

test('giving back and taking that back: the counsellor has it again, and the worker hears both', async () => {
  await counsellor(`/api/conversations/${ids['Minh']}/take-over`, {})
  const before = await standing()
  const { undo, done, refused } = await act([ids['Minh'], ids['Thiri']], { type: 'giveBack' })
  expect([done, refused]).toEqual([[ids['Minh']], [{ id: ids['Thiri'], reason: 'not_yours' }]])
  await counsellor(`/api/conversations/acts/${undo}/undo`, {})
  expect(await standing()).toEqual(before)
  expect((await db.query(`SELECT count(*)::int AS n FROM message WHERE author = 'system' AND conversation_id = $1`, [ids['Minh']])).rows[0].n).toBe(3)
})

test('words are found in every script and in translations that came later, by who may see them, never when taken back, and no record holds them', async () => {
  const lines = async (text: string, days?: number | null, who?: Asking) => (await found(text, days, who)).lines.map(({ conversation }) => conversation)
  const withWords = async (words: string) => (await db.query<{ id: string; text: string }>('SELECT id, text FROM message')).rows.flatMap(({ id, text }) => (text.includes(words) ? [id] : []))
  const [later] = await withWords('Em cần')
  await db.query(`INSERT INTO translation (message_id, language, text, source) VALUES ($1, 'ja', '助けが必要です', 'machine')`, [later])
  await eventually(async () => (await db.query('SELECT 1 FROM message WHERE unindexed UNION ALL SELECT 1 FROM translation WHERE unindexed')).rows.length === 0)
  expect(await lines('tiền lương')).toEqual([ids['Minh']])
  expect(await lines('လစာမရ')).toEqual([ids['Thiri']])
  expect(await lines('家賃 line')).toEqual([ids['Tanaka']])
  expect(await lines('家賃 給料')).toEqual([])
  expect((await found('家賃')).lines[0]?.found.pieces.find((piece) => piece.found)?.text).toBe('家賃')
  await db.query(`UPDATE message SET at = at - interval '40 days' WHERE id = ANY($1)`, [await withWords('家賃')])
  expect([await lines('家賃'), await lines('家賃', null)]).toEqual([[], [ids['Tanaka']]])
  const pseudonym = (await rows(`ids=${ids['Minh']}`))[0]?.pseudonym ?? ''
  expect((await found(pseudonym.slice(-4))).people.map(({ conversation }) => conversation)).toContain(ids['Minh'])

  await db.query(`INSERT INTO staff_conflict (id, staff_id, kind, value, created_by) SELECT gen_random_uuid(), s.id, 'person', c.person_id::text, s.id FROM staff s, conversation c WHERE s.name = 'Anh' AND c.id = $1`, [ids['Minh']])
  expect([await lines('tien luong'), (await found(pseudonym.slice(-4))).people.filter(({ conversation }) => conversation === ids['Minh'])]).toEqual([[], []])
  expect((await act([ids['Minh']], { type: 'claim' })).refused).toEqual([{ id: ids['Minh'], reason: 'not_found' }])
  expect(await lines('tien luong', 31, founder)).toEqual([ids['Minh']])
  await db.query('DELETE FROM staff_conflict')

  await db.query(`UPDATE message SET withdrawn_at = now() WHERE id = ANY($1)`, [await withWords('tiền lương')])
  expect(await lines('tien luong')).toEqual([])

  const [hit] = (await found('助けが')).lines
  expect([hit?.found.language, hit?.other?.pieces.map(({ text }) => text).join('')]).toEqual(['ja', 'Em cần giúp'])
  const { rows: records } = await db.query(`SELECT detail::text || ' ' || reason || ' ' || object AS row FROM audit WHERE action = 'conversations.search'`)
  expect(records.length).toBeGreaterThan(5)
  expect(records.filter(({ row }) => /助け|tien|luong|家賃|လစာ/.test(row as string))).toEqual([])
})

test('a row holds the beginning of a long line, whole letters of it, and the log all of it', async () => {
  const long = 'ကျွန်တော် လစာ မရသေးပါဘူး။ '.repeat(40).trim()
  await writes('Su', long)
  const [row] = await rows(`ids=${ids['Su']}`)
  const shown = row?.last?.text ?? ''
  const letters = [...new Intl.Segmenter('my').segment(shown)].map(({ segment }) => segment)
  expect([letters.length, letters.at(-1), long.startsWith(shown.slice(0, -1))]).toEqual([161, '…', true])
  const { messages } = await (await counsellor(`/api/conversations/${ids['Su']}`)).json() as { messages: { text: string }[] }
  expect(messages.map(({ text }) => text)).toContain(long)
})

test('what a worker writes is in the search with the line itself: by the same transaction, and in one writing', async () => {
  await writes('Ketut', 'Saya ingin pulang ke Denpasar')
  const { rows: written } = await db.query(`
    SELECT m.unindexed, m.xmin = k.xmin AS together FROM message m JOIN message_terms k ON k.message_id = m.id WHERE m.conversation_id = $1 AND m.author = 'worker'`, [ids['Ketut']])
  expect(written).toEqual([{ unindexed: false, together: true }, { unindexed: false, together: true }])
  expect((await found('denpasar')).lines.map(({ conversation }) => conversation)).toEqual([ids['Ketut']])
})

test('what the desk says to many stands in the search once, is found in every conversation, and by its new words where one line of it is corrected', async () => {
  for (const name of ['Dewi', 'Putri', 'Sari']) await writes(name, `Gaji saya, kata ${name}`)
  await eventually(async () => (await db.query('SELECT 1 FROM message WHERE unindexed UNION ALL SELECT 1 FROM translation WHERE unindexed')).rows.length === 0)
  const shared = (await db.query<{ id: string; conversation_id: string; text: string; own: boolean }>('SELECT m.id, m.conversation_id, m.text, EXISTS (SELECT 1 FROM message_terms k WHERE k.message_id = m.id) AS own FROM message m JOIN said_terms s ON s.id = m.said_id ORDER BY m.seq, m.conversation_id')).rows.filter(({ conversation_id }) => [ids['Putri'], ids['Sari']].includes(conversation_id))
  expect(shared.length).toBeGreaterThanOrEqual(2)
  expect(shared.filter(({ own }) => own)).toEqual([])
  expect((await db.query(`SELECT 1 FROM message WHERE author = 'worker' AND said_id IS NOT NULL`)).rows).toEqual([])
  const [said] = shared
  const words = said?.text.match(/\p{L}{4,}/gu)?.slice(0, 3).join(' ') ?? ''
  const finds = async (text: string) => new Set((await found(text)).lines.map(({ conversation }) => conversation))
  expect(await finds(words)).toEqual(new Set((await db.query<{ conversation_id: string; text: string }>(`SELECT conversation_id, text FROM message WHERE author = 'bot'`)).rows.flatMap((row) => (row.text === said?.text ? [row.conversation_id] : []))))
  await db.query(`INSERT INTO translation (message_id, language, text, source) VALUES ($1, 'ja', 'ヘリコプター', 'corrected') ON CONFLICT (message_id, language) DO UPDATE SET text = excluded.text, unindexed = true`, [said?.id])
  await eventually(async () => (await finds('ヘリコプター')).size > 0)
  expect(await finds('ヘリコプター')).toEqual(new Set([said?.conversation_id]))
  expect((await finds(words)).has(said?.conversation_id ?? '')).toBe(true)
})

test('views: standard ones with counters, own ones in one\'s own order, shared ones for everybody', async () => {
  const filter = { show: 'all', owner: null, turn: null, language: 'vi', channel: null, theme: null }
  const views = async (who: Asking) => (await (await who('/api/views')).json() as ViewsView).views
  const { id } = await (await founder('/api/views', { name: 'みんなのベトナム語', filter, shared: true })).json() as { id: string }
  const seen = (await views(counsellor)).find((view) => view.id === id)
  expect([seen?.name, seen?.own, seen?.count]).toEqual(['みんなのベトナム語', false, (await listed('show=all&language=vi')).length])
  await counsellor('/api/views/order', { views: [id, 'all'] })
  expect((await views(counsellor)).map((view) => view.id).slice(0, 3)).toEqual([id, 'all', 'open'])
  expect((await views(founder)).map((view) => view.id)[0]).toBe('open')
  await founder(`/api/views/${id}`, { shared: false }, {}, 'PATCH')
  expect((await views(counsellor)).map((view) => view.id)).not.toContain(id)
  const { counts } = await (await counsellor('/api/conversations?show=all')).json() as ConversationList
  expect(counts.all).toBe((await views(counsellor)).find((view) => view.id === 'all')?.count)
})
