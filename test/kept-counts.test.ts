// Counts of a large desk: made by a worker, kept, made again when they are old, and given up when nobody waits.
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../src/config.ts'
import { counted } from '../src/desk/counts.ts'
import type { Counted } from '../src/desk/counts.ts'
import { countFigures, countSegments, forgetOldCounts } from '../src/jobs/count.ts'
import { EVERYBODY } from '../src/outreach/segment.ts'
import { tiesOf } from '../src/store/counting.ts'
import type { Database } from '../src/store/database.ts'
import { freshStore } from './store.ts'

const PEOPLE = 6_000
const SPAN = { from: '2030-04-01', to: '2030-06-30' }
let db: Database
let client: pg.Client
let time = Date.parse('2030-05-05T03:00:00Z')
/** A desk that has no account from which anybody could be written to. */
const tools = () => ({ db, accounts: new Map(), config: readConfig([], {}), now: () => new Date(time) })

beforeAll(async () => {
  ({ db, client } = await freshStore())
  await client.query(`INSERT INTO staff (id, name, email) VALUES ('anh', 'Anh', 'anh@example.org'), ('binh', 'Bình', 'binh@example.org')`)
  await client.query(`INSERT INTO person (id, language) SELECT gen_random_uuid(), CASE WHEN n % 4 = 0 THEN 'my' ELSE 'vi' END FROM generate_series(1, ${PEOPLE}) n`)
  await client.query(`INSERT INTO conversation (id, account_id, person_id, address) SELECT gen_random_uuid(), 'line', id, id::text FROM person`)
  await client.query(`INSERT INTO consultation_topic (conversation_id, day, topic, by, at) SELECT id, '2030-05-01', 'labour.resign', 'guide', '2030-05-01T03:00:00Z' FROM (SELECT id FROM conversation ORDER BY id LIMIT 30) asked`)
  await client.query('ANALYZE person, conversation')
})
afterAll(async () => {
  await client.end()
  await db.close()
})

/** What PostgreSQL is told of how many there are. */
const pretend = (conversations: number) => client.query(`SELECT pg_restore_relation_stats('schemaname', 'public', 'relname', 'conversation', 'reltuples', $1::real)`, [conversations])
const total = async (staff = 'anh') => counted(tools(), 'total', { span: SPAN, ...await tiesOf(db, staff) })
const contactsIn = (one: Awaited<ReturnType<typeof total>>) => (one.type === 'counted' ? one.value.contacts : null)
const segment = (languages: readonly string[]) => counted(tools(), 'reach', { segment: { ...EVERYBODY, languages }, kind: 'news', staff: [], all: false })
const allIn = (one: Counted<{ readonly all: number }>) => (one.type === 'counted' ? one.value.all : null)
const pass = (ms: number) => { time += ms }
const wroteAgain = (day: string) => client.query(`INSERT INTO consultation_topic (conversation_id, day, topic, by, at) SELECT id, $1::date, 'labour.resign', 'guide', now() FROM (SELECT id FROM conversation ORDER BY id LIMIT 1) first`, [day])

test('a small desk counts at once, and keeps nothing', async () => {
  expect(await total()).toMatchObject({ type: 'counted', at: null, value: { contacts: 30, people: 30 } })
  expect(allIn(await segment(['my']))).toBe(PEOPLE / 4)
  expect((await client.query('SELECT 1 FROM kept_count')).rowCount).toBe(0)
})

test('a large desk says that it counts, then gives what a small one would, and of when; the old figure stands until the new one is there', async () => {
  await pretend(2_000_000)
  expect(await total()).toEqual({ type: 'counting', share: 0 })
  await countFigures(tools())
  expect(await total()).toMatchObject({ type: 'counted', renewing: false, at: new Date(time), value: { contacts: 30, people: 30 } })
  await wroteAgain('2030-05-02')
  expect(contactsIn(await total())).toBe(30)
  pass(3_600_000)
  expect(await total()).toMatchObject({ type: 'counted', renewing: true, value: { contacts: 30 } })
  await countFigures(tools())
  expect(await total()).toMatchObject({ renewing: false, at: new Date(time), value: { contacts: 31, people: 30 } })
})

test('who is tied to somebody has a count of their own, and another one as soon as they are tied to more', async () => {
  const tie = async () => client.query(`INSERT INTO staff_conflict (id, staff_id, created_by, kind, value) SELECT gen_random_uuid(), 'binh', 'anh', 'person', person_id::text FROM conversation WHERE id IN (SELECT conversation_id FROM consultation_topic) ORDER BY id OFFSET $1 LIMIT 1`,
    [(await client.query('SELECT 1 FROM staff_conflict')).rowCount])
  await tie()
  for (const people of [29, 28]) {
    expect(await total('binh')).toMatchObject({ type: 'counting' })
    await countFigures(tools())
    expect(await total('binh')).toMatchObject({ value: { people } })
    await tie()
  }
  expect(await total()).toMatchObject({ value: { people: 30 } })
})

test('a segment is counted a part at a time; nobody counts on for who looks no more', async () => {
  expect(await segment(['my'])).toEqual({ type: 'counting', share: 0 })
  pass(60_000)
  await countSegments(tools())
  expect(await segment(['my'])).toEqual({ type: 'counting', share: 0 })
  let looks = 0
  // It is taken up in time; then so much time goes by without anybody asking.
  await countSegments({ ...tools(), now: () => { pass(looks++ === 0 ? 1_000 : 20_000); return new Date(time) } })
  expect(looks).toBeGreaterThan(2)
  expect((await client.query(`SELECT value, share, leased_until FROM kept_count WHERE kind = 'reach'`)).rows).toEqual([{ value: null, share: expect.any(Number), leased_until: null }])
  expect(await segment(['my'])).toMatchObject({ type: 'counting', share: expect.any(Number) })
  await countSegments(tools())
  expect(allIn(await segment(['my']))).toBe(PEOPLE / 4)
})

test('two workers never count the same; one that died is stood in for; what nobody asks for is forgotten', async () => {
  pass(3_600_000)
  await total()
  await client.query(`UPDATE kept_count SET leased_until = $1`, [new Date(time + 60_000)])
  await countFigures(tools())
  expect(await total()).toMatchObject({ renewing: true })
  pass(120_000)
  await countFigures(tools())
  expect(await total()).toMatchObject({ renewing: false })
  pass(2 * 86_400_000)
  await forgetOldCounts(tools())
  expect((await client.query('SELECT 1 FROM kept_count')).rowCount).toBe(0)
})
