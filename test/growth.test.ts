// Nothing the desk asks of its database reads a whole table that grows: every route and every sweep, with the plans PostgreSQL made for them.
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROLES } from '../src/permissions.ts'
import { ROUTE_NAMES } from '../src/routes.ts'
import { freshDatabase, openDesk, signIn } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { growthOf, pretendMany, relayPlans, wholeReads } from './plans.ts'
import type { PlanRelay } from './plans.ts'
import { startLine } from './platforms/line.ts'
import type { LineStandIn } from './platforms/line.ts'
import { openRoutes, SECRET } from './route-desk.ts'

const MODERATED = 'who moderates looks through the whole board, which is small beside the desk (docs/board.md)'
/** What may: the table or index, how the statement begins, and why. */
const ALLOWED: readonly (readonly [read: string, statement: string, because: string])[] = [
  ['person_company_person_id_idx', 'WITH talk AS', 'a count of a whole period asks of everybody who came then whether a company sent them; few are noted by hand'],
  ['person_company_person_id_idx', 'SELECT company_id, count(DISTINCT person_id)', 'counts everybody who came by any company, in the background'],
  ...['answer_sheet_person_id_idx', 'feedback_sheet_id_key', 'feedback_body_id_idx'].map((read) => [read, 'WITH seen AS (SELECT g.state', 'every piece of feedback is counted'] as const),
  ['person', 'SELECT p.id, p.language, p.contact, app.id', 'a message to everybody is counted for everybody'],
  ['held_line', 'SELECT p.id, p.language, p.contact, app.id', 'a message to everybody is counted for everybody'],
  ...['board_post', 'board_line_thread_id_at_idx', 'board_report_line_id_member_id_key'].flatMap((read) => ['SELECT i.*, m.nickname FROM', 'SELECT count(*) FILTER (WHERE (i.state IN'].map((statement) => [read, statement, MODERATED] as const)),
  ...['board_report_line_id_member_id_key', 'board_member_address_key', 'board_member'].map((read) => [read, 'SELECT m.id, m.nickname, m.language', MODERATED] as const),
  // So few rows cost nothing to read in the order they are wanted; on a large desk they are found by their person (docs/growth.md).
  ['case_event_pkey', 'SELECT e.case_id, e.payload FROM case_event e JOIN case_file f', 'only where there are few rows'],
  ['person_merge_pkey', 'WITH theirs AS', 'only where there are few rows'],
  ['case_conversation_conversation_id_idx', 'SELECT (EXISTS (SELECT 1 FROM case_file theirs', 'only where there are few rows'],
  ...['case_conversation_conversation_id_idx', 'case_file_person_id_idx'].map((read) => [read, 'SELECT id FROM ( SELECT', 'only where there are few rows'] as const),
  ['conversation_pkey', 'SELECT at, (count(*) FILTER', 'only where there are few rows'],
  ['conversation_pkey', 'SELECT count(*)::int AS all', 'only where there are few rows'],
  ...['case_conversation_conversation_id_idx', 'case_file_person_id_idx'].map((read) => [read, 'SELECT count(*)::int AS count FROM (', 'who changes a rule is told how much is over by it'] as const),
  ['privacy_request', 'SELECT r.*, coalesce(o.root_id', 'wishes to be forgotten, or for a copy, are few'],
]
const isAllowed = (read: string, statement: string) => ALLOWED.some(([table, start]) => read.endsWith(` of ${table}`) && statement.startsWith(start))

/** What is found is then one of so many routes'. */
const AT_ONCE = 8

let db: pg.Client
let desk: TestDesk
let line: LineStandIn
let relay: PlanRelay

beforeAll(async () => {
  const databaseUrl = await freshDatabase()
  db = new pg.Client({ connectionString: databaseUrl })
  await db.connect()
  // On so few rows PostgreSQL would read a table whole although there is an index: only where there is none it still does.
  // What is planned for many rows would be compiled first, too.
  for (const setting of ['enable_seqscan', 'enable_mergejoin', 'enable_hashjoin', 'jit']) await db.query(`ALTER DATABASE ${new URL(databaseUrl).pathname.slice(1)} SET ${setting} = off`)
  relay = await relayPlans(databaseUrl, { once: true })
  line = await startLine()
  desk = await openDesk({ DATABASE_URL: relay.url, LINE_CHANNEL_SECRET: SECRET, LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: line.url })
})
afterAll(async () => {
  await desk.stop()
  await relay.close()
  await line.close()
  await db.end()
})

test('no route and no sweep reads a whole table that grows, nor a whole index of it', async () => {
  const counsellor = await signIn(desk)
  const routes = await openRoutes(desk, line, db, counsellor)
  await db.query('UPDATE staff SET roles = $1', [ROLES])
  const { growing, partial } = await growthOf(db)
  await pretendMany(db)
  relay.taken()
  const found = new Map<string, Set<string>>()
  const look = (asked: string) => {
    for (const { statement, plan } of relay.taken()) {
      for (const read of wholeReads(plan, growing, partial)) {
        const asText = statement.replace(/\s+/g, ' ').trim()
        const key = `${read}: ${asText.slice(0, 160)}`
        if (!isAllowed(read, asText)) found.set(key, (found.get(key) ?? new Set()).add(asked))
      }
    }
  }
  // Who is tied to something is asked about in every statement.
  for (const ties of ['DELETE FROM staff_conflict', `INSERT INTO staff_conflict (id, staff_id, kind, value, created_by) VALUES (gen_random_uuid(), '${routes.there.me}', 'code', 'NOBODYS', 'x')`]) {
    await db.query(ties)
    for (let first = 0; first < ROUTE_NAMES.length; first += AT_ONCE) {
      const names = ROUTE_NAMES.slice(first, first + AT_ONCE)
      await Promise.all(names.map((name) => routes.ask(name)))
      look(names.join(', '))
    }
  }
  expect([...found].map(([key, asked]) => `${key} <- ${[...asked].join(', ')}`)).toEqual([])
})

test('a statement without an index is found', async () => {
  const { growing, partial } = await growthOf(db)
  const through = new pg.Client({ connectionString: relay.url })
  await through.connect()
  relay.taken()
  await through.query(`SELECT 1 FROM message WHERE text = 'nobody has an index of this'`)
  await through.query(`SELECT 1 FROM message WHERE id = '018f0000-0000-7000-8000-000000000001'`)
  expect(relay.taken().map(({ plan }) => wholeReads(plan, growing, partial))).toEqual(expect.arrayContaining([['Seq Scan of message'], []]))
  await through.end()
})
