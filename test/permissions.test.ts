// The permission table, tried: every route as every role, as a stranger, and as somebody who is tied to the case. Refusals first.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actionsOf, may, PERMISSIONS, ROLES } from '../src/permissions.ts'
import { actionOf, ROUTE_NAMES } from '../src/routes.ts'
import type { RouteName } from '../src/routes.ts'
import type { ConversationList } from '../src/server/api/inbox.ts'
import type { CaseListView, Oversight } from '../src/server/api/cases.ts'
import type { AuditView } from '../src/server/api/staff.ts'
import { eventually, openDesk, signIn } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { lineUser, startLine } from './platforms/line.ts'
import type { LineStandIn } from './platforms/line.ts'
import { ALONE } from './report-example.ts'
import { openRoutes, SECRET } from './route-desk.ts'
import type { Routes } from './route-desk.ts'
import { plainly } from './tables.ts'

let desk: TestDesk
let line: LineStandIn
let db: pg.Client
let counsellor: Awaited<ReturnType<typeof signIn>>
let routes: Routes
let me = ''
let conversation = ''
let caseId = ''
let personId = ''

beforeAll(async () => {
  line = await startLine()
  desk = await openDesk({ LINE_CHANNEL_SECRET: SECRET, LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: line.url })
  counsellor = await signIn(desk)
  db = new pg.Client({ connectionString: desk.databaseUrl, types: plainly })
  await db.connect()
  routes = await openRoutes(desk, line, db, counsellor);
  ({ me, conversation, caseId, personId } = routes.there)
})
afterAll(async () => {
  await db.end()
  await desk.stop()
  await line.close()
})

const sampleOf = (name: RouteName) => routes.sampleOf(name)
const ask = (name: RouteName) => routes.ask(name)
const become = (roles: readonly string[]) => db.query('UPDATE staff SET roles = $1', [roles])
/** These need something that is not there, so absence says nothing about the role. */
const ABSENT: ReadonlySet<string> = new Set(['DELETE /api/staff/:id/conflicts/:conflict', 'DELETE /api/staff/:id/sessions/:session', 'DELETE /api/invitations/:id', 'DELETE /api/on-call/shifts/:id', 'POST /api/on-call/shifts/:id/answer', 'DELETE /api/on-call/ways/:id', 'POST /api/on-call/ways/:id/test',
  'GET /api/audit/exports/:id', 'PATCH /api/me/devices/:id', 'DELETE /api/me/devices/:id', 'DELETE /api/people/:id/notes/:note', 'PATCH /api/conversations/:id/notes/:note', 'DELETE /api/conversations/:id/notes/:note', 'DELETE /api/conversations/:id/files/:file', 'PATCH /api/views/:id', 'DELETE /api/views/:id', 'POST /api/cases/:id/requests/:request/link', 'GET /api/cases/:id/requests/:request/files/:file', 'DELETE /api/partners/:id/ties/:tie', 'DELETE /api/bodies/:id/releases/:release', 'POST /api/bodies/:id/replies/:reply'])

const refusals = async () => {
  const { rows } = await db.query<{ detail: { route: string } }>(`SELECT detail FROM audit WHERE action = 'refused'`)
  return new Map([...Map.groupBy(rows, ({ detail }) => detail.route)].map(([route, { length }]) => [route, length]))
}

test('a stranger gets nothing from any route, not even whether it is there', async () => {
  const answers = await Promise.all(ROUTE_NAMES.map(async (name) => {
    const { path, body } = sampleOf(name)
    const [method] = name.split(' ')
    const response = await fetch(desk.url + path, { method: method ?? 'GET', headers: { origin: desk.url, 'content-type': 'application/json' }, ...(body && { body: JSON.stringify(body) }) })
    return [name, response.status, await response.json()]
  }))
  expect(answers).toEqual(ROUTE_NAMES.map((name) => [name, 401, { error: 'signed_out' }]))
})

describe.each(ROLES)('as %s', (role) => {
  test('everything the table does not allow looks as if it were not there, and the try is written down', async () => {
    await become([role])
    const forbidden = ROUTE_NAMES.filter((one) => !may([role], actionOf(one)))
    const before = await refusals()
    expect(await Promise.all(forbidden.map(async (name) => [name, await ask(name)]))).toEqual(forbidden.map((name) => [name, 404]))
    const after = await refusals()
    expect(forbidden.map((name) => [name, (after.get(name) ?? 0) - (before.get(name) ?? 0)])).toEqual(forbidden.map((name) => [name, 1]))
  })

  test('everything the table allows is there', async () => {
    await become([role])
    // An on-call person sees what is dangerous.
    await db.query(`UPDATE conversation SET danger = '{"kind":"suicide","level":"S5","words":[],"at":"2026-11-21T03:00:00Z"}'`)
    for (const name of ROUTE_NAMES.filter((one) => may([role], actionOf(one)) && !ABSENT.has(one))) {
      expect([name, [401, 403, 404].includes(await ask(name))]).toEqual([name, false])
    }
    await db.query('UPDATE conversation SET danger = NULL')
  })
})

test('an on-call person sees dangerous conversations and their own, and no others', async () => {
  await become(['on-call'])
  expect(await ask('GET /api/conversations/:id')).toBe(404)
  expect(await ask('GET /api/media/:id')).toBe(404)
  await db.query(`UPDATE conversation SET assignee_id = $1`, [me])
  expect(await ask('GET /api/conversations/:id')).toBe(200)
  await db.query('UPDATE conversation SET assignee_id = NULL')
})

describe.each([['by the company\'s code', 'code', () => 'LOT7'], ['by the person', 'person', () => personId]])('somebody tied to the case %s', (_, kind, value) => {
  beforeAll(async () => {
    await become(['supervisor', 'counsellor', 'on-call'])
    await db.query(`DELETE FROM staff_conflict`)
    await db.query(`INSERT INTO staff_conflict (id, staff_id, kind, value, created_by) VALUES (gen_random_uuid(), $1, $2, $3, $1)`, [me, kind, value()])
  })
  afterAll(() => db.query('DELETE FROM staff_conflict'))

  test('finds nothing of it by any route', async () => {
    for (const name of ROUTE_NAMES.filter((one) => /\/(conversations|cases|library|people)\/:id|\/api\/people$|\/media\/|POST \/api\/cases$/.test(one))) {
      // Signs of life answer alike whether or not there is anybody to see them.
      if (/typing|seen/.test(name)) continue
      expect([name, await ask(name)]).toEqual([name, 404])
    }
    const list = await (await counsellor('/api/conversations?show=all')).json() as ConversationList
    expect(list.conversations.map(({ id }) => id)).not.toContain(conversation)
    expect([list.counts.all, list.counts.waiting, list.counts.danger]).toEqual([list.conversations.length, 0, 0])
    for (const name of ['mine', 'unassigned', 'all', 'overdue', 'escalated', 'closed']) {
      const { cases, counts } = await (await counsellor(`/api/cases?list=${name}`)).json() as CaseListView
      expect([name, cases, counts[name]]).toEqual([name, [], 0])
    }
    expect(await (await counsellor('/api/cases/next', {})).json()).toEqual({ id: null })
    expect(await (await counsellor('/api/library')).json()).toEqual({ studies: [] })
    const { escalated, idle, consultations } = await (await counsellor('/api/cases/oversight')).json() as Oversight
    expect([escalated, idle, consultations]).toEqual([[], [], { fields: 0, contacts: 0, people: 0, companies: 0 }])
  })

  test('reads nothing of it in the record', async () => {
    await become(['auditor', 'counsellor'])
    const objects = (await (await counsellor('/api/audit')).json() as AuditView).entries.map(({ object }) => object)
    expect(objects.length).toBeGreaterThan(5)
    expect(objects).not.toContain(`conversation:${conversation}`)
    expect(objects).not.toContain(`case:${caseId}`)
    expect(objects).not.toContain(`person:${personId}`)
    expect((await (await counsellor(`/api/audit?object=conversation:${conversation}`)).json() as AuditView).entries).toEqual([])
  })

  test('hears nothing of it on the stream', async () => {
    await become(['counsellor'])
    const response = await counsellor('/api/stream')
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    let heard = ''
    const listening = (async () => { for (;;) { const piece = await reader?.read(); if (!piece || piece.done) return; heard += piece.value } })().catch(() => {})
    const other = lineUser('Thiri')
    await line.deliver(`${desk.url}/webhooks/line`, [line.textEvent({ user: lineUser('Minh'), text: 'hello again' })], { secret: SECRET })
    await line.deliver(`${desk.url}/webhooks/line`, [line.textEvent({ user: other, text: 'hello' })], { secret: SECRET })
    await db.query(`SELECT pg_notify('madoguchi_conversation', 'case:' || id) FROM case_file`)
    await db.query(`SELECT pg_notify('madoguchi_conversation', 'person:' || id) FROM person`)
    await db.query(`SELECT pg_notify('madoguchi_conversation', id::text) FROM conversation`)
    await eventually(() => heard.includes('event: conversation'))
    await eventually(async () => (await db.query('SELECT 1 FROM event WHERE done_at IS NULL')).rowCount === 0)
    await reader?.cancel()
    await listening
    expect(heard).not.toContain(conversation)
    expect(heard).not.toContain(caseId)
    expect(heard).not.toContain(personId)
  })
})

test('a company\'s account reads what was released for its company, and nothing of a draft, of another company, or of a report that was taken back', async () => {
  await become(['company'])
  const own = () => Promise.all([ask('GET /api/own-reports/:id'), ask('GET /api/own-reports/:id/page'), ask('GET /api/own-reports/:id/files/:format')])
  expect(await own()).toEqual([200, 200, 200])
  await db.query('UPDATE staff SET company_id = NULL')
  expect(await own()).toEqual([404, 404, 404])
  await db.query('UPDATE staff SET company_id = $1', [routes.there.things.company.id])
  const made = (state: string, company: string, released: string | null) => db.query(`INSERT INTO report (id, company_id, quarter, members, months, state, content, saved_at, released_at) VALUES (gen_random_uuid(), $1::uuid, '2026-Q2', ARRAY[$1::uuid], '{}', $2, $3, now(), $4) RETURNING id`, [company, state, ALONE, released])
  const other = (await db.query(`INSERT INTO company (id, name, tier) VALUES (gen_random_uuid(), 'B', 1) RETURNING id`)).rows[0].id as string
  const theirs = routes.there.things
  for (const [state, company, released] of [['draft', theirs.company.id, null], ['review', theirs.company.id, null], ['withdrawn', theirs.company.id, '2026-10-01'], ['released', other, '2026-10-01']] as const) {
    routes.there.things = { ...theirs, report: (await made(state, company, released)).rows[0].id as string }
    expect([state, await own()]).toEqual([state, [404, 404, 404]])
  }
  routes.there.things = theirs
})

test('without the tie the same person finds it again, in the record too', async () => {
  await become(['auditor'])
  expect((await (await counsellor(`/api/audit?object=conversation:${conversation}`)).json() as AuditView).entries.length).toBeGreaterThan(0)
  await become(['counsellor'])
  expect(await ask('GET /api/conversations/:id')).toBe(200)
})

test('every route of the desk has a row in the table, and nothing that staff read leaves the store without its condition', () => {
  const root = join(import.meta.dirname, '../src')
  const texts = (folder: string) => readdirSync(join(root, folder)).filter((name) => name.endsWith('.ts')).map((name) => [name, readFileSync(join(root, folder, name), 'utf8')] as const)
  const written = texts('server').flatMap(([name, text]) => [...text.matchAll(/router\.(get|post|put|patch|delete|all)\(\s*\[?'(\/[^']*)'/g)].map(([, method, path]) => `${name} ${method} ${path}`))
  expect(written.filter((one) => one.includes('/api'))).toEqual([
    'inbox.ts get /api/session', 'inbox.ts post /api/setup', 'inbox.ts get /api/invited/:token', 'inbox.ts post /api/invited/:token',
    // Signed by the connector.
    'webhooks.ts post /api/messages',
  ])
  const used = new Set([...texts('server'), ...texts('desk')].flatMap(([, text]) => [...text.matchAll(/from '\.\.\/store\/([a-z-]+)\.ts'/g)].map(([, name]) => `${name}.ts`)))
  const reading = texts('store').filter(([name, text]) => used.has(name) && /\b(FROM|JOIN|UPDATE) (conversation|message|media|translation|case_file|case_event|case_conversation|person_entry|person_company|person_merge)\b/.test(text))
  // The staff's own numbers name no conversation; of messages to many staff are given counts, and small ones not at all; whom a company's report
  // counts does not depend on who prepares it, and leaves only through src/reports. What failed is tried again without showing anything of it.
  // The names that are taken out before a text leaves are shown to nobody. How the desk runs is told as counts and times of the whole. What is over
  // by its rule is a number, and what protects somebody is asked of a person the reader sees.
  const counting = ['running.ts', 'team.ts', 'visible.ts', 'report-counts.ts', 'trouble-acts.ts', 'outreach-results.ts', 'outreach-recipients.ts', 'known-names.ts', 'retention.ts', 'protection.ts']
  expect(reading.filter(([name, text]) => !text.includes("from './visible.ts'") && !counting.includes(name)).map(([name]) => name)).toEqual([])
})

test('the table is readable: every action has a role, every role its own account, and no company reads a conversation', () => {
  for (const roles of Object.values(PERMISSIONS)) expect(roles.length).toBeGreaterThan(0)
  for (const role of ROLES) expect(actionsOf([role])).toContain('own')
  for (const role of ['company', 'committee', 'auditor', 'editor', 'administrator']) expect(may([role], 'conversations.read')).toBe(false)
})
