// What fails: one broken message stops nobody else, a database that is full or away blames no message, and staff see it all, try it again, or leave it.
import { connect, createServer } from 'node:net'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Thread } from '../src/server/api/inbox.ts'
import type { TroubleCount, TroubleKind, TroublePage } from '../src/server/api/troubles.ts'
import { BATCH } from '../src/store/turns.ts'
import { colleague } from './colleague.ts'
import { words } from './content.ts'
import type { Asking } from './colleague.ts'
import { eventually, openDesk, signIn } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { lineUser, startLine } from './platforms/line.ts'
import type { LineStandIn } from './platforms/line.ts'
import { nameSeal, openStore, testKeyring } from './store.ts'
import { plainly } from './tables.ts'

const SECRET = 'a-channel-secret'
const NOBODY = '018f0000-0000-7000-8000-000000000001'

let desk: TestDesk
let line: LineStandIn
let db: pg.Client
let founder: Asking

beforeAll(async () => {
  line = await startLine()
  desk = await openDesk({ LINE_CHANNEL_SECRET: SECRET, LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: line.url })
  founder = await signIn(desk)
  db = new pg.Client({ connectionString: desk.databaseUrl, types: plainly })
  await db.connect()
})
afterAll(async () => {
  await db.end()
  await desk.stop()
  await line.close()
})

const says = (user: string, text: string) => line.deliver(`${desk.url}/webhooks/line`, [line.textEvent({ user, text })], { secret: SECRET })
const answersTo = (user: string) => line.sent.filter(({ to }) => to === user).length
const lastTo = (user: string) => JSON.stringify(line.sent.findLast(({ to }) => to === user))
const troubles = async () => await (await founder('/api/troubles')).json() as TroublePage
const rowsOf = async (kind: TroubleKind) => (await troubles()).kinds.find((one) => one.kind === kind)?.rows ?? []
const act = async (what: 'again' | 'end', body: object) => await (await founder(`/api/troubles/${what}`, body)).json() as { done: number; of: number }
const conversationOf = async (user: string) => (await db.query('SELECT id FROM conversation WHERE address = $1', [nameSeal(user)])).rows[0].id as string

/** A line with these words fails like this, as PostgreSQL itself would say it: a seal is as long as what it seals. Null: every line. */
async function refusing(said: string | null, sqlstate: string, during: () => Promise<void>): Promise<void> {
  await db.query(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF ${said === null ? 'true' : `length(NEW.text) = ${testKeyring.seal('t', said).length}`} THEN RAISE EXCEPTION 'refused' USING ERRCODE = '${sqlstate}'; END IF; RETURN NEW; END $$`)
  await db.query('CREATE TRIGGER refuse BEFORE INSERT ON message FOR EACH ROW EXECUTE FUNCTION refuse()')
  try {
    await during()
  } finally {
    await db.query('DROP FUNCTION refuse CASCADE')
  }
}

test('nothing is in trouble at first, and who may not act cannot', async () => {
  expect(await troubles()).toEqual({ kinds: [], stuck: { turns: null, deliveries: null } })
  const anh = await colleague(desk, founder, 'Anh', ['counsellor'])
  for (const path of ['/api/troubles', '/api/troubles/count']) expect((await anh(path)).status).toBe(404)
  for (const [path, body] of [['again', { kind: 'turn', ids: null }], ['end', { kind: 'turn', ids: null, reason: 'a test' }]] as const) expect((await anh(`/api/troubles/${path}`, body)).status).toBe(404)
  for (const body of [{ kind: 'turn', ids: ['x'] }, { kind: 'delivery', ids: ['1'] }, { kind: 'nothing', ids: null }]) expect((await founder('/api/troubles/again', body)).status).toBe(400)
  expect((await founder('/api/troubles/end', { kind: 'turn', ids: null, reason: ' ' })).status).toBe(400)
})

test('a message that cannot be written is set aside for a person who reads it, who wrote it is told so, everybody else is answered, and mended it is taken up again', async () => {
  const [poisoned, other] = [lineUser('poisoned'), lineUser('other')]
  await says(poisoned, 'Hello')
  await eventually(() => answersTo(poisoned) === 1)
  await refusing('the POISON words', '22000', async () => {
    await Promise.all([says(other, 'Hello'), says(poisoned, 'the POISON words')])
    await says(other, 'Hello again')
    await eventually(() => answersTo(other) === 2)
    await eventually(async () => (await rowsOf('turn')).length === 1)
  })
  const [row] = await rowsOf('turn')
  const conversation = await conversationOf(poisoned)
  expect(row).toMatchObject({ tries: 3, trying: false, by: 'line', conversation, reason: 'PrismaClientKnownRequestError' })
  // As an answer to it: with its own free reply.
  await eventually(() => answersTo(poisoned) === 2)
  expect(lastTo(poisoned)).toContain(words('en', 'handover.unread'))
  expect(line.requests.filter(({ path }) => path.endsWith('/push'))).toEqual([])
  expect(JSON.stringify(await troubles())).not.toContain('POISON')
  const { conversation: shown, entries } = await (await founder(`/api/conversations/${conversation}`)).json() as Thread
  expect(shown.handling).toBe('waiting')
  expect(entries.find(({ type }) => type === 'setAside')?.detail).toMatchObject({ words: 'the POISON words' })
  expect(await act('again', { kind: 'turn', ids: [row?.id] })).toEqual({ done: 1, of: 1 })
  await eventually(async () => (await db.query<{ text: string }>('SELECT text FROM message WHERE conversation_id = $1', [conversation])).rows.some(({ text }) => text.includes('POISON')))
  expect(await rowsOf('turn')).toEqual([])
})

test('what cannot be written and speaks of danger is answered with the numbers at once, and calls somebody', async () => {
  const user = lineUser('danger')
  await says(user, 'Hello')
  await eventually(() => answersTo(user) === 1)
  await refusing('I want to kill myself', '22000', async () => {
    await says(user, 'I want to kill myself')
    await eventually(() => answersTo(user) === 2)
  })
  expect(lastTo(user)).toContain(words('en', 'emergency.suicide').split('\n')[0])
  const conversation = await conversationOf(user)
  expect((await db.query('SELECT level FROM alarm WHERE conversation_id = $1', [conversation])).rows).toEqual([{ level: 'S5' }])
  expect((await act('end', { kind: 'turn', ids: null, reason: 'a test' })).done).toBe(1)
})

test('what was written before it in the same breath is answered as ever', async () => {
  const user = lineUser('in one breath')
  await says(user, 'Hello')
  await eventually(() => answersTo(user) === 1)
  await refusing('the second of two messages, sent together', '22000', async () => {
    await line.deliver(`${desk.url}/webhooks/line`, ['What is the minimum wage?', 'the second of two messages, sent together'].map((text) => line.textEvent({ user, text })), { secret: SECRET })
    await eventually(() => answersTo(user) === 3)
  })
  expect(line.sent.filter(({ to }) => to === user).slice(-2).map((sent) => JSON.stringify(sent).includes(words('en', 'handover.unread')))).toEqual([false, true])
  expect((await act('end', { kind: 'turn', ids: null, reason: 'a test' })).done).toBe(1)
})

test('who left many messages waiting is answered all the same: no batch grows with what waits', async () => {
  const user = lineUser('many')
  await says(user, 'Hello')
  await eventually(() => answersTo(user) === 1)
  const conversation = await conversationOf(user)
  const receipt = { person: user, at: new Date().toISOString(), redelivered: false, type: 'status', status: 'read', messages: [] }
  await db.query(`INSERT INTO event (account_id, external_id, conversation_id, type, payload) SELECT 'line', 'many ' || n, $1, 'status', $2::jsonb || jsonb_build_object('id', 'many ' || n) FROM generate_series(1, 200) n`, [conversation, JSON.stringify(receipt)])
  await says(user, 'Are you there?')
  await eventually(() => answersTo(user) === 2)
  const { rows } = await db.query<{ n: number }>(`SELECT count(*)::int AS n FROM event WHERE external_id LIKE 'many %' GROUP BY done_at`)
  expect(Math.max(...rows.map(({ n }) => n))).toBeLessThanOrEqual(BATCH)
})

test('a turn that throws is set aside too; left at that with a reason it is shown no more, and the record says by whom', async () => {
  const [user, other] = [lineUser('thrown'), lineUser('beside')]
  await says(user, 'Hello')
  await eventually(() => answersTo(user) === 1)
  await db.query(`INSERT INTO event (account_id, external_id, conversation_id, type, payload) VALUES ('line', 'broken', $1, 'message', '{"type":"message"}')`, [await conversationOf(user)])
  await Promise.all([says(user, 'Are you there?'), says(other, 'Hello')])
  const [row] = await eventually(async () => { const rows = await rowsOf('turn'); return rows.length === 1 && rows })
  expect(row?.reason).toBe('TypeError')
  await eventually(async () => answersTo(other) === 1 && (await db.query('SELECT 1 FROM event WHERE done_at IS NULL')).rowCount === 0)
  expect(await act('end', { kind: 'turn', ids: [row?.id], reason: 'a broken row of a test' })).toEqual({ done: 1, of: 1 })
  expect((await troubles()).kinds).toEqual([])
  const { rows: [written] } = await db.query(`SELECT action, detail, reason FROM audit WHERE action = 'trouble.end' ORDER BY seq DESC LIMIT 1`)
  expect(written).toEqual({ action: 'trouble.end', detail: { kind: 'turn', ids: [row?.id], done: 1 }, reason: 'a broken row of a test' })
})

test.each([['full', '53100'], ['deadlocked', '40P01']])('a database that is %s blames no message: afterwards each is answered once', async (name, sqlstate) => {
  const user = lineUser(`patient ${name}`)
  await refusing(null, sqlstate, async () => {
    expect((await says(user, 'Hello')).status).toBe(200)
    await says(user, 'Hello again')
    // Long enough for a turn to be tried many times over.
    await new Promise((done) => setTimeout(done, 500))
  })
  await eventually(() => answersTo(user) === 2)
  expect(await rowsOf('turn')).toEqual([])
})

test('a database that is away is told as what it is, to platforms and to staff, and what it acknowledged is there afterwards', async () => {
  const user = lineUser('away')
  await db.query(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused' USING ERRCODE = '25006'; END $$`)
  await db.query('CREATE TRIGGER refuse BEFORE INSERT ON event FOR EACH ROW EXECUTE FUNCTION refuse()')
  const event = line.textEvent({ user, text: 'Hello' })
  const deliver = () => line.deliver(`${desk.url}/webhooks/line`, [event], { secret: SECRET })
  expect(await deliver()).toMatchObject({ status: 503, body: '{"error":"unavailable"}' })
  await db.query('DROP FUNCTION refuse CASCADE')
  expect((await deliver()).status).toBe(200)
  expect((await deliver()).status).toBe(200)
  await eventually(() => answersTo(user) === 1)
})

test('an answer that was refused is tried again only while the person may be written to', async () => {
  const [here, gone] = [lineUser('here'), lineUser('gone')]
  for (const user of [here, gone]) {
    await says(user, 'Hello')
    await eventually(() => answersTo(user) === 1)
  }
  for (const on of ['reply', 'reply'] as const) line.faults.push({ on, times: 1, status: 400, message: 'The request body has 1 error' })
  await Promise.all([says(here, 'Hello?'), says(gone, 'Hello?')])
  const rows = await eventually(async () => { const failed = await rowsOf('delivery'); return failed.length === 2 && failed })
  expect(rows.map(({ reason, trying, by }) => ({ reason, trying, by }))).toEqual([1, 2].map(() => ({ reason: 'LINE: refused (400)', trying: false, by: 'line' })))
  expect(await (await founder('/api/troubles/count')).json() as TroubleCount).toEqual({ count: 2 })
  await db.query(`UPDATE conversation SET held = true WHERE address = $1`, [nameSeal(gone)])
  expect(await act('again', { kind: 'delivery', ids: null })).toEqual({ done: 1, of: 2 })
  await eventually(() => answersTo(here) === 2)
  expect(answersTo(gone)).toBe(1)
  expect(await act('end', { kind: 'delivery', ids: null, reason: 'a test' })).toEqual({ done: 1, of: 1 })
  expect(await rowsOf('delivery')).toEqual([])
})

test('what else fails is shown and acted on: translations, files, calls, and mails', async () => {
  const user = lineUser('else')
  await says(user, 'Hello')
  await eventually(() => answersTo(user) === 1)
  const conversation = await conversationOf(user)
  await db.query(`UPDATE message SET translate_problem = 'provider', translate_at = NULL, translate_tries = 3 WHERE conversation_id = $1 AND seq = 1`, [conversation])
  await db.query(`INSERT INTO media (id, message_id, status, kind, source, reason, tries) SELECT gen_random_uuid(), id, 'failed', 'image', 'x', 'tries', 150 FROM message WHERE conversation_id = $1 AND seq = 1`, [conversation])
  await db.query(`INSERT INTO alarm (id, kind, conversation_id, level, raised_at, due_at) VALUES ($1, 'danger', $2, 'S5', now(), now() + interval '5 minutes')`, [NOBODY, conversation])
  await db.query(`INSERT INTO page (id, alarm_id, staff_id, medium, status, attempts, reason, asked_at) SELECT gen_random_uuid(), $1, id, 'email', 'failed', 8, 'no address', now() FROM staff LIMIT 1`, [NOBODY])
  await db.query(`INSERT INTO inquiry (conversation_id, email, notified_seq, problem, untold_after) VALUES ($1, 'a@example.org', 2, 'refused by the mail server (550)', 0)`, [conversation])
  await db.query(`INSERT INTO body (id, entry) VALUES ($1, '{"name":"A"}')`, [NOBODY])
  await db.query(`INSERT INTO body_reply (id, body_id, address, expires_at, mail_tries, mail_problem, asked_by) VALUES ($1, $1, 'a@example.org', now() + interval '9 days', 12, 'failed', 'system')`, [NOBODY])
  const { kinds } = await troubles()
  const expected = ['translation', 'media', 'page', 'inquiryMail', 'bodyMail'] as const
  expect(kinds.map(({ kind, count }) => [kind, count])).toEqual(expected.map((kind) => [kind, 1]))
  expect(JSON.stringify(kinds)).not.toMatch(/@example|Hello/)
  for (const kind of expected) expect([kind, await act('again', { kind, ids: null })]).toEqual([kind, { done: 1, of: 1 }])
  expect((await db.query('SELECT notified_seq, problem FROM inquiry')).rows).toEqual([{ notified_seq: 0, problem: null }])
  // Nothing that is on its way may write over what follows: these have been tried, and a call that still is finds its row no more.
  await eventually(async () => (await db.query(`SELECT 1 FROM message WHERE translate_at IS NOT NULL UNION ALL SELECT 1 FROM media WHERE status = 'pending'`)).rowCount === 0)
  await db.query(`UPDATE message SET translate_problem = 'budget', translate_at = NULL; UPDATE media SET status = 'failed', due_at = NULL; UPDATE page SET id = gen_random_uuid(), status = 'failed', due_at = NULL; UPDATE inquiry SET problem = 'x'; UPDATE body_reply SET mail_problem = 'gone', mail_due_at = NULL`)
  for (const { kind, count } of (await troubles()).kinds) expect([kind, (await act('end', { kind, ids: null, reason: 'a test' })).done]).toEqual([kind, count])
  expect((await troubles()).kinds).toEqual([])
})

test('while the database refuses connections, who listens to it knocks twice a second and no more, and hears of the gap afterwards', async () => {
  const knocks: number[] = []
  let away = false
  const port = Number(new URL(desk.databaseUrl).port)
  const server = createServer((caller) => {
    caller.on('error', () => {})
    if (away) {
      knocks.push(performance.now())
      return void caller.destroy()
    }
    const behind = connect(port, '127.0.0.1')
    behind.on('error', () => caller.destroy())
    caller.pipe(behind).pipe(caller)
  })
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', () => done()) })
  const at = server.address()
  const url = new URL(desk.databaseUrl)
  url.port = String(typeof at === 'object' && at !== null ? at.port : 0)
  const database = openStore(url.href)
  const heard: (string | null)[] = []
  const stop = await database.listen((changed) => heard.push(changed))
  away = true
  await db.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query = 'LISTEN madoguchi_conversation'`)
  await eventually(() => knocks.length >= 4)
  // Each only after the one before has failed and half a second is over: never two at once, and those two again.
  expect(knocks.slice(1).filter((knock, i) => knock - (knocks[i] ?? 0) < 250)).toEqual([])
  away = false
  await eventually(() => heard.includes(null))
  await stop()
  await database.close()
  await new Promise((done) => server.close(done))
})
