// Company reports in a whole desk: what is refused first, then counted, checked by a second person, released, read by its company, taken back.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dayInJapan } from '../src/hours/timetable.ts'
import { lastDue, monthsOf, monthsOfQuarter, quarterAfter } from '../src/reports/calendar.ts'
import { peopleIn } from '../src/reports/suppress.ts'
import type { OwnReport, OwnReports, ReportList, ReportView } from '../src/server/api/reports.ts'
import { colleague } from './colleague.ts'
import type { Asking } from './colleague.ts'
import { openDesk, signIn } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { nameSeal } from './store.ts'

let desk: TestDesk
let db: pg.Client
let author: Asking
let second: Asking
let employer: Asking
const due = lastDue(dayInJapan(new Date()), 'quarter')
const before = quarterAfter(due, -1)

beforeAll(async () => {
  desk = await openDesk()
  author = await signIn(desk)
  second = await colleague(desk, author, 'Suzuki', ['supervisor'])
  employer = await colleague(desk, author, 'Employer', [])
  db = new pg.Client({ connectionString: desk.databaseUrl })
  await db.connect()
  await db.query(`INSERT INTO account (id, channel) VALUES ('line', 'line') ON CONFLICT DO NOTHING`)
})
afterAll(async () => {
  await db.end()
  await desk.stop()
})

async function company({ parent = null, tier = null, workers = 800 }: { parent?: string | null; tier?: number | null; workers?: number } = {}) {
  const id = randomUUID()
  await db.query(`INSERT INTO company (id, name, parent_id, tier, contract_from) VALUES ($1::uuid, $1::uuid::text, $2, $3, $4)`, [id, parent, tier, `${monthsOfQuarter(before)[0]}-01`])
  await db.query(`INSERT INTO company_workers (company_id, as_of, workers, by) VALUES ($1, '2020-04-01', $2, 'a test')`, [id, workers])
  await db.query(`INSERT INTO company_code (code, company_id, lot, created_by) VALUES ($1::uuid::text, $1::uuid, 'company', 'a test')`, [id])
  return id
}

/** So many come by its code in the first month of a quarter and ask about these topics. */
async function asking(of: string, quarter: string, number: number, ...topics: string[]) {
  const day = `${monthsOfQuarter(quarter)[0]}-02`
  for (let one = 0; one < number; one++) {
    const [person, conversation] = [randomUUID(), randomUUID()]
    await db.query(`INSERT INTO person (id, language) VALUES ($1, 'vi')`, [person])
    await db.query(`INSERT INTO conversation (id, account_id, person_id, address, entry_code, created_at) VALUES ($1::uuid, 'line', $2, $1::uuid::text, $3, $4::date + time '03:00')`, [conversation, person, of, day])
    await db.query(`INSERT INTO consultation_topic (conversation_id, day, topic, at) SELECT $1, $2::date, t, $2::date + time '03:00' FROM unnest($3::text[]) t`, [conversation, day, topics])
  }
}

async function ask<T = { error: string }>(who: Asking, path: string, body?: object, method = 'POST'): Promise<[number, T]> {
  const response = await who(path, body, {}, method)
  return [response.status, await response.json() as T]
}
const prepare = async (of: string | null, quarter: string) => (await ask<{ id: string }>(author, '/api/reports', { company: of, quarter }))[1].id
const view = async (id: string, who = author) => (await ask<ReportView>(who, `/api/reports/${id}`))[1]
const review = async (id: string) => { await author(`/api/reports/${id}/review`, { revision: (await view(id)).revision, ask: true }) }
const decide = async (who: Asking, id: string, decision = 'release', reason = '') => ask(who, `/api/reports/${id}/decision`, { revision: (await view(id)).revision, decision, reason })
async function release(of: string | null, quarter: string): Promise<string> {
  const id = await prepare(of, quarter)
  await review(id)
  expect(await decide(second, id)).toEqual([200, {}])
  return id
}
const asCompany = (of: string) => db.query(`UPDATE staff SET roles = '{company}', company_id = $1 WHERE email = $2`, [of, nameSeal('employer@example.org')])

describe('refused', () => {
  test('a quarter that is not over, a slice that is no quarter, a company without a contract, none at all', async () => {
    const contracted = await company({ tier: 1 })
    expect(await ask(author, '/api/reports', { company: contracted, quarter: quarterAfter(due) })).toEqual([409, { error: 'not_due' }])
    expect((await ask(author, '/api/reports', { company: contracted, quarter: '2026-07' }))[0]).toBe(400)
    expect(await ask(author, '/api/reports', { company: contracted, quarter: quarterAfter(before, -1) })).toEqual([409, { error: 'not_due' }])
    expect(await ask(author, '/api/reports', { company: await company(), quarter: due })).toEqual([409, { error: 'no_contract' }])
    expect((await ask(author, '/api/reports', { company: randomUUID(), quarter: due }))[0]).toBe(404)
  })

  test('a threshold that falls; one below five there never is', async () => {
    const { settings } = (await ask<ReportList>(author, '/api/reports'))[1]
    expect(settings.thresholds).toEqual({ 1: 5, 2: 5, 3: 5 })
    const put = (thresholds: object) => ask(author, '/api/reports/settings', { thresholds }, 'PATCH')
    expect((await put({ 1: 4, 2: 5, 3: 5 }))[0]).toBe(400)
    expect((await put({ 1: 5, 2: 5, 3: 9 }))[0]).toBe(200)
    expect(await put({ 1: 5, 2: 5, 3: 8 })).toEqual([409, { error: 'threshold_falls' }])
  })

  test('its release by who wrote in it, before anybody was asked, or after a change', async () => {
    const id = await prepare(await company({ tier: 1 }), due)
    expect(await decide(second, id)).toEqual([409, { error: 'not_in_review' }])
    await review(id)
    expect(await decide(author, id)).toEqual([409, { error: 'own_report' }])
    expect(await ask(author, `/api/reports/${id}`, { revision: (await view(id)).revision, recommendations: [] }, 'PATCH')).toEqual([409, { error: 'in_review' }])
    expect(await ask(second, `/api/reports/${id}/decision`, { revision: 1, decision: 'release' })).toEqual([409, { error: 'changed' }])
    expect(await decide(second, id, 'return')).toEqual([409, { error: 'reason' }])
    expect((await decide(second, id, 'return', 'the text says too much'))[0]).toBe(200)
    expect(await ask(second, `/api/reports/${id}`, { revision: (await view(id)).revision, recommendations: [{ theme: 'labour', addressee: '', text: { ja: '残業', en: '' } }] }, 'PATCH')).toEqual([409, { error: 'theme_hidden' }])
    const recommendations = [{ theme: 'general', addressee: '人事部', text: { ja: '残業の記録を見直してください。', en: '' } }]
    expect((await ask(second, `/api/reports/${id}`, { revision: (await view(id)).revision, recommendations }, 'PATCH'))[0]).toBe(200)
    await review(id)
    // The second person wrote in it now.
    expect(await decide(second, id)).toEqual([409, { error: 'own_report' }])
  })

  test('to who is tied to one of its companies: they find nothing of it', async () => {
    const [root, other] = [await company({ tier: 2 }), await company({ tier: 1 })]
    const child = await company({ parent: root })
    const id = await prepare(root, due)
    await db.query(`INSERT INTO staff_conflict (id, staff_id, kind, value, created_by) SELECT gen_random_uuid(), id, 'code', $1, id FROM staff WHERE email = $2`, [child, nameSeal('suzuki@example.org')])
    expect((await ask(second, `/api/reports/${id}`))[0]).toBe(404)
    expect((await ask(second, '/api/reports', { company: root, quarter: due }))[0]).toBe(404)
    const list = (await ask<ReportList>(second, '/api/reports'))[1]
    expect([list.reports.some((one) => one.id === id), list.due.some((one) => one.company?.id === root), list.due.some((one) => one.company?.id === other)]).toEqual([false, false, true])
    await db.query('DELETE FROM staff_conflict')
  })
})

test('a quarter with too few people says only that, and is counted with the next; then each month stands in the ledger for ever', async () => {
  const root = await company({ tier: 1 })
  await asking(root, before, 4, 'labour.overtime-pay')
  const first = await release(root, before)
  expect((await view(first)).report).toMatchObject({ tooFew: true, units: [], period: { quarters: [before] } })
  expect((await db.query('SELECT 1 FROM report_month WHERE company_id = $1', [root])).rowCount).toBe(0)
  await asking(root, due, 8, 'labour.overtime-pay', 'living.debt')
  const id = await release(root, due)
  const { report, state } = await view(id)
  expect([state, report.period.quarters, report.rolledUp]).toEqual(['released', [before, due], [{ type: 'quarters', quarters: [before] }]])
  const [unit] = report.units
  expect([unit?.people, unit?.contacts, unit?.declared]).toEqual([{ state: 'shown', people: 12 }, { state: 'suppressed' }, 800])
  // All twelve asked about labour, eight of them about living too: neither may be told, for those who did not are fewer than five.
  expect(unit?.themes.rows.map(({ figure }) => figure.state)).toEqual(Array.from({ length: 6 }, () => 'suppressed'))
  expect(unit?.languages).toMatchObject({ people: { people: 12 }, rest: { state: 'shown', people: 12 } })
  const { rows } = await db.query('SELECT month FROM report_month WHERE company_id = $1 ORDER BY month', [root])
  expect(rows.map(({ month }) => month)).toEqual(monthsOf(report.period))
  // Somebody comes late: what was released stays, and is not counted again.
  await asking(root, due, 1, 'tax.pension')
  expect(await ask(author, '/api/reports', { company: root, quarter: due })).toEqual([409, { error: 'released' }])
  expect(await ask(author, '/api/reports', { company: root, quarter: before })).toEqual([409, { error: 'released' }])
  expect((await view(id)).report).toEqual(report)
  await expect(db.query(`UPDATE report SET content = '{}' WHERE id = $1`, [id])).rejects.toThrow('never changed')
  await expect(db.query(`UPDATE report SET state = 'draft' WHERE id = $1`, [id])).rejects.toThrow('never changed')
  await expect(db.query('DELETE FROM report WHERE id = $1', [id])).rejects.toThrow('never changed')
  await expect(db.query('DELETE FROM report_month WHERE company_id = $1', [root])).rejects.toThrow('stays counted')
})

test('of two releases at once that count the same people one goes out, and the other is overtaken', async () => {
  const [one, other] = [await company({ tier: 1 }), await company({ tier: 1 })]
  const child = await company({ parent: one })
  await asking(child, due, 7, 'labour.overtime-pay')
  const first = await prepare(one, due)
  await db.query('UPDATE company SET parent_id = $1 WHERE id = $2', [other, child])
  const then = await prepare(other, due)
  await review(first)
  await review(then)
  const answers = await Promise.all([first, then].map((id) => decide(second, id)))
  expect(answers.map(([status]) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  expect(answers.find(([status]) => status === 409)?.[1]).toEqual({ error: 'overtaken' })
  const overtaken = await Promise.all([first, then].map(async (id) => (await view(id)).overtaken))
  expect(overtaken.filter(Boolean)).toHaveLength(1)
})

test('groups that were too small for a year are counted together at its end, when none of them can be told from the others', async () => {
  await db.query('UPDATE company SET tier = NULL')
  const quarter = lastDue(dayInJapan(new Date()), 'year')
  const small = [await company({ tier: 3 }), await company({ tier: 3 }), await company({ tier: 3 })]
  await db.query('UPDATE company SET contract_from = $1 WHERE tier = 3', [`${monthsOfQuarter(quarter)[0]}-01`])
  for (const [place, id] of small.entries()) await asking(id, quarter, [4, 0, 6][place] ?? 0, 'labour.overtime-pay')
  expect(await ask(author, '/api/reports', { company: null, quarter: quarterAfter(quarter, -1) })).toEqual([409, { error: 'not_due' }])
  expect((await ask<ReportList>(author, '/api/reports'))[1].due).toContainEqual(expect.objectContaining({ company: null, quarter }))
  // The threshold of all is the highest there is: nine.
  const id = await prepare(null, quarter)
  const { report } = await view(id)
  expect([report.company, report.threshold, report.rolledUp]).toEqual([null, 9, [{ type: 'groups', count: 3 }]])
  expect([report.units[0]?.people, report.units[0]?.companies]).toEqual([{ state: 'shown', people: 10 }, []])
})

describe('a company\'s account', () => {
  test('reads what was released for its company: its group if the contract is its own, otherwise itself or that it stands with others', async () => {
    const root = await company({ tier: 1 })
    const [large, little, stranger] = [await company({ parent: root, workers: 400 }), await company({ parent: root, workers: 40 }), await company({ tier: 1 })]
    await asking(root, due, 9, 'labour.overtime-pay')
    await asking(large, due, 11, 'labour.overtime-pay')
    await asking(little, due, 3, 'living.debt')
    const draft = await prepare(root, due)
    await asCompany(root)
    expect((await ask<OwnReports>(employer, '/api/own-reports'))[1].reports).toEqual([])
    expect((await ask(employer, `/api/own-reports/${draft}`))[0]).toBe(404)
    await review(draft)
    expect((await ask(employer, `/api/own-reports/${draft}`))[0]).toBe(404)
    await decide(second, draft)
    const seen = async () => (await ask<OwnReport>(employer, `/api/own-reports/${draft}`))[1]
    expect((await seen()).report.units.map(({ people, companies }) => [peopleIn(people), companies.length])).toEqual([[12, 2], [11, 1]])
    await author('/api/reports/settings', { parentSees: 'status' }, {}, 'PATCH')
    expect((await seen()).report.units.map(({ people }) => peopleIn(people))).toEqual([12])
    expect((await seen()).companies.filter(({ own }) => own)).toEqual([{ id: large, name: large, own: true }])
    await asCompany(large)
    expect((await seen()).report.units.map(({ people }) => peopleIn(people))).toEqual([11])
    expect(JSON.stringify(await seen())).not.toMatch(new RegExp(`${root}|${little}`))
    await asCompany(little)
    expect((await seen()).report).toMatchObject({ units: [], tooFew: true, company: { id: little }, recommendations: [] })
    await asCompany(stranger)
    expect((await ask(employer, `/api/own-reports/${draft}`))[0]).toBe(404)
    expect((await ask<OwnReports>(employer, '/api/own-reports'))[1].reports).toEqual([])
    await db.query(`UPDATE staff SET company_id = NULL WHERE email = $1`, [nameSeal('employer@example.org')])
    expect((await ask<OwnReports>(employer, '/api/own-reports'))[1]).toEqual({ company: null, reports: [] })
    // What is taken back is no longer read, and what it said stays said.
    await asCompany(root)
    expect((await ask(second, `/api/reports/${draft}/withdraw`, { revision: (await view(draft)).revision, reason: 'a code was printed on the wrong flyer' }))[0]).toBe(200)
    expect((await ask(employer, `/api/own-reports/${draft}`))[0]).toBe(404)
    expect((await ask<OwnReports>(employer, '/api/own-reports'))[1].reports.map(({ withdrawn }) => withdrawn)).toEqual([true])
    expect(await ask(author, '/api/reports', { company: root, quarter: due })).toEqual([409, { error: 'released' }])
  })

  test('reaches no other route of reports, of companies, or of the desk', async () => {
    for (const path of ['/api/reports', `/api/reports/${randomUUID()}`, '/api/conversations', '/api/cases', '/api/staff', '/api/status']) expect([path, (await ask(employer, path))[0]]).toEqual([path, 404])
  })
})
