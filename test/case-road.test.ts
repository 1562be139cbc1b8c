// Cases on a whole desk: danger begins one in the same turn, a reply ends the wait, the clock runs in the database, nothing is told without consent.
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { fold } from '../src/cases/case.ts'
import { openBySign } from '../src/cases/open.ts'
import { changeOf } from '../src/cases/projection.ts'
import { DESK_HOURS } from '../src/hours/timetable.ts'
import { createHours } from '../src/gateway/hours.ts'
import { keepTime } from '../src/jobs/cases.ts'
import { newId, now } from '../src/runtime.ts'
import type { CaseDetail, CaseListView, CaseOpened, ConsentTextView, Oversight } from '../src/server/api/cases.ts'
import { saveCases } from '../src/store/case-writing.ts'
import { proofOfCases } from '../src/store/cases.ts'
import { eventually, freshDatabase, openDesk, signIn } from './desk.ts'
import { lineUser, startLine } from './platforms/line.ts'
import { openStore } from './store.ts'
import { plainly } from './tables.ts'

const ending: (() => Promise<unknown>)[] = []
afterEach(async () => { for (const end of ending.splice(0)) await end() })

async function open() {
  const line = await startLine()
  const desk = await openDesk({ LINE_CHANNEL_SECRET: 's', LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: line.url })
  const db = new pg.Client({ connectionString: desk.databaseUrl, types: plainly })
  await db.connect()
  ending.push(() => db.end(), () => desk.stop(), () => line.close())
  const counsellor = await signIn(desk)
  const says = (text: string, name = 'Minh') => line.deliver(`${desk.url}/webhooks/line`, [line.textEvent({ user: lineUser(name), text })], { secret: 's' })
  const list = async (name = 'all') => await (await counsellor(`/api/cases?list=${name}`)).json() as CaseListView
  const detail = async (id: string) => await (await counsellor(`/api/cases/${id}`)).json() as CaseDetail
  const act = async (id: string, body: object) => { const answer = await counsellor(`/api/cases/${id}/acts`, body); return answer.ok ? 'done' : ((await answer.json()) as { error: string }).error }
  /** Every row is what its events make. */
  const rowsAreTrue = async () => {
    const { rows } = await db.query(`SELECT f.*, (SELECT jsonb_agg(e.payload ORDER BY e.seq) FROM case_event e WHERE e.case_id = f.id) AS events FROM case_file f`)
    for (const { events, ...row } of rows) {
      const made = changeOf([], events).row
      expect({ ...made, due_at: made.due_at && new Date(made.due_at), next_at: made.next_at && new Date(made.next_at), attention_at: made.attention_at && new Date(made.attention_at), opened_at: new Date(made.opened_at), changed_at: new Date(made.changed_at), closed_at: made.closed_at && new Date(made.closed_at) })
        .toEqual(Object.fromEntries(Object.keys(made).map((key) => [key, row[key]])))
    }
    return rows.length
  }
  return { line, desk, db, counsellor, says, list, detail, act, rowsAreTrue }
}

test('"I want to die" begins a case with the line itself; whoever takes the next one gets it, and their reply ends the wait', async () => {
  const { counsellor, says, list, detail, rowsAreTrue, db } = await open()
  await says('Xin chào')
  await says('Tôi muốn chết')
  // Whenever the line is there, its case is: they are written in one transaction.
  const seen = await eventually(async () => { const { rows } = await db.query(`SELECT (SELECT count(*)::int FROM message WHERE danger IS NOT NULL) AS lines, (SELECT count(*)::int FROM case_file) AS cases`); return rows[0].lines > 0 && rows[0] })
  expect(seen).toEqual({ lines: 1, cases: 1 })
  const [found] = await eventually(async () => { const { cases } = await list('unassigned'); return cases.length > 0 && cases })
  expect(found).toMatchObject({ severity: 'S5', owner: { id: 'team:duty', name: null }, stage: 'desk', due: { breached: false }, conversations: [{ channel: 'line' }] })
  const { id } = await (await counsellor('/api/cases/next', {})).json() as CaseOpened
  expect(id).toBe(found?.id)
  expect(await (await counsellor('/api/cases/next', {})).json()).toEqual({ id: null })
  const conversation = found?.conversations[0]?.id ?? ''
  await counsellor(`/api/conversations/${conversation}/take-over`, {})
  expect((await counsellor(`/api/conversations/${conversation}/replies`, { id: newId(), text: 'ここにいます', asIs: true })).status).toBe(201)
  const { state, events } = await detail(found?.id ?? '')
  expect(state).toMatchObject({ awaiting: false, contacts: [{ direction: 'in', by: 'system' }, { direction: 'out', way: 'conversation' }] })
  expect(state.clocks.response).toBeUndefined()
  expect(fold(events)).toEqual(state)
  // What they write then is the same case, and begins a wait again.
  await says('cảm ơn')
  await eventually(async () => (await detail(found?.id ?? '')).state.awaiting)
  expect(await rowsAreTrue()).toBe(1)
})

test('a message in danger makes an open case graver; a calm one does not; nothing makes it less grave but a person with a reason', async () => {
  const { counsellor, says, list, detail, act, db } = await open()
  await says('Hello')
  const conversation = await eventually(async () => (await db.query('SELECT id FROM conversation WHERE last_seq > 0')).rows[0]?.id as string)
  const opening = { asker: { kind: 'worker' }, origin: 'counsellor', severity: 'S2', reason: 'wages', way: 'conversation', here: true, themes: ['labour.unpaid-wages'] }
  const { id } = await (await counsellor('/api/cases', { conversation, opening })).json() as { id: string }
  await says('my boss took my passport and hits me, I cannot leave the dormitory')
  await eventually(async () => /S[45]/.test((await detail(id)).case.severity))
  expect((await list()).cases).toHaveLength(1)
  expect(await act(id, { type: 'raise', severity: 'S1', reason: 'x' })).toBe('not_higher')
  expect((await counsellor(`/api/cases/${id}/acts`, { type: 'lower', severity: 'S2', reason: ' ' })).status).toBe(400)
  expect(await act(id, { type: 'lower', severity: 'S2', reason: 'it was long ago' })).toBe('done')
  // Who reads the record reads what was done, and nothing of the worker.
  expect((await db.query(`SELECT detail, reason FROM audit WHERE action = 'case.act' ORDER BY seq DESC LIMIT 1`)).rows).toEqual([{ detail: { act: 'lower' }, reason: '' }])
  expect(JSON.stringify((await db.query('SELECT detail, reason FROM audit')).rows)).not.toMatch(/long ago|wages/)
  await says('thank you')
  await eventually(async () => (await detail(id)).state.awaiting)
  expect((await detail(id)).case.severity).toBe('S2')
  const { consultations } = await (await counsellor('/api/cases/oversight')).json() as Oversight
  expect(consultations).toEqual({ fields: 1, contacts: 1, people: 1, companies: 0 })
})

test('an office hears of somebody only after they agreed to exactly what they were shown; a company\'s own question is counted apart', async () => {
  const { counsellor, detail, act, list } = await open()
  const opening = { asker: { kind: 'friend', name: '同僚' }, origin: 'counsellor', severity: 'S2', reason: 'rang', way: 'phone', here: true }
  const { id } = await (await counsellor('/api/cases', { conversation: null, language: 'my', opening })).json() as { id: string }
  const party = { type: 'office', name: '労働基準監督署', publicEmployee: true }
  const asked = { party, items: ['problem', 'status'], until: '2099-01-01' }
  expect(await act(id, { type: 'disclose', party, items: ['problem'], purpose: 'p' })).toBe('no_consent')
  const shown = await (await counsellor(`/api/cases/${id}/consent-text`, asked)).json() as ConsentTextView
  expect(shown.language).toBe('my')
  expect(shown.japanese).toContain('在留資格（ざいりゅうしかく）')
  const { text, language, version } = shown
  expect(await act(id, { type: 'giveConsent', ...asked, given: 'spoken', text: `${text}!`, language, version })).toBe('text_changed')
  expect(await act(id, { type: 'giveConsent', ...asked, given: 'spoken', text, language, version })).toBe('consent_too_long')
  const soon = { ...asked, until: new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10) }
  const again = await (await counsellor(`/api/cases/${id}/consent-text`, soon)).json() as ConsentTextView
  expect(await act(id, { type: 'giveConsent', ...soon, given: 'spoken', text: again.text, language: again.language, version: again.version })).toBe('done')
  expect(await act(id, { type: 'disclose', party, items: ['status'], purpose: 'p' })).toBe('status_warning')
  expect(await act(id, { type: 'disclose', party, items: ['status'], purpose: 'p', warned: true })).toBe('done')
  expect((await detail(id)).state.disclosures).toMatchObject([{ items: ['status'], party: { name: '労働基準監督署' } }])
  const own = { ...opening, asker: { kind: 'company', name: '工場の担当' }, companies: ['LOT7'] }
  expect((await counsellor('/api/cases', { conversation: null, opening: own })).status).toBe(201)
  expect((await list()).cases.filter(({ pseudonym }) => pseudonym === null)).toMatchObject([{ asker: 'company' }])
  const { consultations } = await (await counsellor('/api/cases/oversight')).json() as Oversight
  expect(consultations).toEqual({ fields: 1, contacts: 1, people: 1, companies: 1 })
})

test('what somebody had who left, or is tied to it since, is on duty again; their conversation waits for others', async () => {
  const { counsellor, says, db, list, act } = await open()
  await says('Tôi muốn chết')
  const [found] = await eventually(async () => { const { cases } = await list('unassigned'); return cases.length > 0 && cases })
  await db.query(`INSERT INTO staff (id, name, email, roles) VALUES ('anh', 'Anh', 'anh@example.org', '{counsellor}')`)
  expect((await counsellor(`/api/cases/${found?.id}/owner`, { staff: 'nobody', reason: '' })).status).toBe(409)
  expect((await counsellor(`/api/cases/${found?.id}/owner`, { staff: 'anh', reason: 'speaks Vietnamese' })).status).toBe(200)
  await db.query(`UPDATE conversation SET handling = 'counsellor', assignee_id = 'anh'`)
  expect((await list()).cases[0]?.owner).toEqual({ id: 'anh', name: 'Anh' })
  await db.query(`INSERT INTO staff_conflict (id, staff_id, kind, value, created_by) VALUES (gen_random_uuid(), 'anh', 'code', 'LOT7', 'x')`)
  expect(await act(found?.id ?? '', { type: 'nameCompany', code: 'lot7', relation: 'employer' })).toBe('done')
  await eventually(async () => (await list()).cases[0]?.owner.id === 'team:duty')
  await eventually(async () => (await db.query('SELECT handling FROM conversation')).rows[0].handling === 'waiting')
  expect((await counsellor(`/api/cases/${found?.id}/owner`, { staff: 'anh', reason: '' })).status).toBe(409)
  const { idle } = await (await counsellor('/api/cases/oversight')).json() as Oversight
  expect(idle).toEqual([])
})

test('several workers keep the time of many cases: each is warned of, breached and escalated once, also after a day away', async () => {
  const databases = [await freshDatabase()].flatMap((url) => [openStore(url), openStore(url), openStore(url)])
  ending.push(...databases.map((one) => () => one.close()))
  const [db] = databases
  if (!db) throw new Error('no database')
  const then = new Date(now().getTime() - 20 * 60_000)
  const cases = Array.from({ length: 120 }, () => ({ id: newId(), person: null, conversations: [], ...changeOf([], openBySign({ type: 'danger', kind: 'violence', level: 'S5' }, { now: then, actor: 'system', hours: DESK_HOURS, newId })) }))
  await db.prisma.$transaction((tx) => saveCases(tx, cases), { timeout: 60_000, maxWait: 60_000 })
  const woken: string[] = []
  const moment = now()
  const workers = databases.map((one) => ({ db: one, now: () => moment, newId, hours: createHours(one, now) }))
  await Promise.all(workers.map((worker) => keepTime(worker, async (_, ids) => { woken.push(...ids) })))
  const count = async (type: string) => db.prisma.caseEvent.count({ where: { type } })
  expect([await count('clockBreached'), await count('escalated'), woken.length]).toEqual([120, 120, 0])
  // Nothing more is due at that moment, whoever looks.
  await Promise.all(workers.map((worker) => keepTime(worker)))
  expect(await count('escalated')).toBe(120)
  const later = workers.map((worker) => ({ ...worker, now: () => new Date(moment.getTime() + 6 * 60_000) }))
  await Promise.all(later.map((worker) => keepTime(worker, async (_, ids) => { woken.push(...ids) })))
  expect([new Set(woken).size, woken.length]).toEqual([120, 120])
})

test('where a case cannot be written, the line is logged and the emergency text said all the same', async () => {
  const { db, says, line } = await open()
  await db.query('ALTER TABLE case_file ADD CONSTRAINT broken CHECK (false) NOT VALID')
  await says('Tôi muốn chết')
  await eventually(async () => (await db.query(`SELECT 1 FROM message WHERE danger IS NOT NULL`)).rows.length === 1)
  await eventually(() => line.sent.length > 0)
  expect((await db.query('SELECT 1 FROM case_file')).rows).toEqual([])
})

test('once a day the record says that every case has an owner and a next date, however many workers there are', async () => {
  const { desk, db, says, list } = await open()
  const proofs = async () => (await db.query(`SELECT detail FROM audit WHERE action = 'cases.prove'`)).rows
  expect((await eventually(async () => { const rows = await proofs(); return rows.length > 0 && rows }))).toEqual([{ detail: { open: 0, idle: 0 } }])
  await says('Tôi muốn chết')
  await eventually(async () => (await list()).cases.length > 0)
  const database = openStore(desk.databaseUrl)
  ending.push(() => database.close())
  expect(await proofOfCases(database, now())).toEqual({ open: 1, idle: 0 })
  // Nobody moves its clock for a day: that would be seen.
  expect(await proofOfCases(database, new Date(now().getTime() + 86_400_000))).toEqual({ open: 1, idle: 1 })
})

test('the database itself refuses an open case without an owner or without what comes next', async () => {
  const { db, says, list } = await open()
  await says('Tôi muốn chết')
  await eventually(async () => (await list()).cases.length > 0)
  await expect(db.query(`UPDATE case_file SET next_at = NULL`)).rejects.toThrow('case_file_never_idle')
  await expect(db.query(`UPDATE case_file SET owner = ''`)).rejects.toThrow('case_file_never_idle')
})
