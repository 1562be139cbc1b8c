// Questionnaires at the desk over real HTTP: who may publish, what is saved over whom, what results and exports say, and whose self-check is seen.
import ExcelJS from 'exceljs'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayInJapan } from '../src/hours/timetable.ts'
import type { FreeTexts, HearingsView, QuestionnaireList, QuestionnairePage, ResultsView } from '../src/server/api/questionnaires.ts'
import type { AuditView } from '../src/server/api/staff.ts'
import { withText } from '../src/questionnaires/draft.ts'
import type { Left } from './answered.ts'
import { leaveSheets } from './answered.ts'
import { colleague } from './colleague.ts'
import type { Asking } from './colleague.ts'
import { openDesk, signIn } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { worker } from './worker.ts'

let desk: TestDesk
let db: pg.Client
let [founder, author, reviewer, counsellor]: Asking[] = []
beforeAll(async () => {
  desk = await openDesk()
  db = new pg.Client({ connectionString: desk.databaseUrl })
  await db.connect()
  founder = await signIn(desk)
  author = await colleague(desk, founder, 'Anh', ['editor'])
  reviewer = await colleague(desk, founder, 'Binh', ['supervisor'])
  counsellor = await colleague(desk, founder, 'Chi', ['counsellor'])
})
afterAll(async () => {
  await db.end()
  await desk.stop()
})

const KEY = 'autumn'
const read = async <T>(response: Promise<Response> | undefined): Promise<T> => await (await response)?.json() as T
const refusal = async (response: Promise<Response> | undefined) => [(await response)?.status, (await read<{ error: string }>(response?.then((one) => one.clone()))).error]
const at = (who: Asking | undefined, what = '', body?: object, method = 'POST', key = KEY) => who?.(`/api/questionnaires/${key}${what}`, body, {}, method)
const page = (who = author) => read<QuestionnairePage>(at(who))
const results = (who: Asking | undefined, query = '', key = KEY) => read<ResultsView>(at(who, `/results${query}`, undefined, 'GET', key))

test('what is not whole, was written by oneself, or was changed meanwhile is not published; by a second person it is', async () => {
  const begun = await author?.('/api/questionnaires', { key: KEY, kind: 'survey', from: { type: 'template', name: 'fixed-point' } })
  expect(begun?.status).toBe(201)
  expect(await refusal(author?.('/api/questionnaires', { key: KEY, kind: 'survey', from: { type: 'empty' } }))).toEqual([409, 'key_taken'])
  expect((await author?.('/api/questionnaires', { key: 'Not A Key', kind: 'survey', from: { type: 'empty' } }))?.status).toBe(400)
  const { open } = await page()
  if (!open) throw new Error('no draft')
  const broken = withText(open.draft, 'title', 'my', '')
  expect(await read(at(author, '/draft', { revision: 1, draft: broken, unchecked: ['title/es'] }, 'PATCH'))).toEqual({ revision: 2 })
  expect(await refusal(at(author, '/review', { revision: 2, ask: true }))).toEqual([409, 'faulty'])
  expect(await refusal(at(reviewer, '/draft', { revision: 1, draft: open.draft, unchecked: [] }, 'PATCH'))).toEqual([409, 'changed'])
  // Burmese in the old encoding is kept in Unicode.
  await at(author, '/draft', { revision: 2, draft: withText(broken, 'title', 'my', 'ကၽြန္ေတာ္ လစာ မရေသးပါဘူး ကူညီေပးပါ'), unchecked: ['title/es'] }, 'PATCH')
  expect((await page()).open).toMatchObject({ revision: 3, unchecked: ['title/es'], draft: { title: { my: 'ကျွန်တော် လစာ မရသေးပါဘူး ကူညီပေးပါ' } } })
  await at(author, '/review', { revision: 3, ask: true })
  expect(await refusal(at(author, '/decision', { revision: 4, decision: 'publish' }))).toEqual([409, 'own_questionnaire'])
  expect(await refusal(at(author, '/draft', { revision: 4, draft: open.draft, unchecked: [] }, 'PATCH'))).toEqual([409, 'in_review'])
  expect(await refusal(at(reviewer, '/decision', { revision: 4, decision: 'return' }))).toEqual([400, 'reason'])
  expect((await at(counsellor, '/decision', { revision: 4, decision: 'publish' }))?.status).toBe(404)
  expect((await at(reviewer, '/decision', { revision: 4, decision: 'publish' }))?.status).toBe(200)
  expect(await page()).toMatchObject({ standing: 'open', open: null, running: { number: 1 }, languages: { length: 9 }, anonymous: true })

  expect(await refusal(at(reviewer, '', { opensAt: '2026-12-02T00:00:00+09:00', closesAt: '2026-12-01T00:00:00+09:00', quotas: [] }, 'PATCH'))).toEqual([400, 'closes_before'])
  await at(reviewer, '', { opensAt: '2099-01-01T00:00:00+09:00', closesAt: null, quotas: [{ most: 100 }, { by: 'language', value: 'my', most: 30 }] }, 'PATCH')
  expect(await page()).toMatchObject({ standing: 'waiting', opensAt: '2098-12-31T15:00:00.000Z', most: 100, quotas: [{ most: 100 }, { by: 'language', value: 'my', most: 30 }] })
  await at(reviewer, '', { opensAt: null, closesAt: null, quotas: [] }, 'PATCH')
  await at(author, '/draft', {})
  await at(author, '/draft', {}, 'DELETE')
  expect((await page()).versions.map(({ number, state }) => [number, state])).toEqual([[2, 'withdrawn'], [1, 'published']])
  const { questionnaires, templates } = await read<QuestionnaireList>(author?.('/api/questionnaires'))
  expect([questionnaires.map(({ key, standing }) => [key, standing]), templates.map(({ name }) => name)]).toEqual([[[KEY, 'open'], ['feedback', 'open'], ['self-check', 'open']], ['fixed-point']])
})

test('of an anonymous survey fewer than five, two filters at once, and the last who answered are never shown', async () => {
  const sheet = (n: number, more: Partial<Left> = {}): Left => ({ key: KEY, answers: { q1: { number: (n % 5) + 1 }, q7: { choices: ['no'] }, q11: { text: `own words ${n}` } }, day: `2025-11-1${n % 3}`, ...more })
  await leaveSheets(db, Array.from({ length: 4 }, (_, n) => sheet(n)))
  expect(await results(author)).toMatchObject({ few: true, n: null, waiting: 4, questions: [], byDay: [], byLanguage: [] })
  expect(await refusal(at(reviewer, '/export?format=csv', undefined, 'GET'))).toEqual([409, 'fewer_than_five'])
  await leaveSheets(db, [...Array.from({ length: 8 }, (_, n) => sheet(n, { day: '2025-11-14' })), sheet(9, { language: 'my', day: '2025-11-15' }), sheet(3, { finished: false, day: dayInJapan(new Date()) })])
  const all = await results(author)
  expect(all).toMatchObject({ few: false, n: 10, waiting: 3, unfinished: 1, byLanguage: [{ key: 'vi', count: 10 }], choices: { language: [{ value: 'vi' }], month: [{ value: '2025-11' }] } })
  expect(all.questions[0]).toMatchObject({ id: 'q1', type: 'scale', n: 10, unknown: 0 })
  expect(await results(author, '?language=my')).toMatchObject({ few: true, n: null, questions: [] })
  expect(await refusal(at(author, '/results?language=vi&channel=line', undefined, 'GET'))).toEqual([400, 'one_filter'])
  for (const who of [author, counsellor]) expect((await at(who, '/texts/q11', undefined, 'GET'))?.status).toBe(404)
  const texts = await read<FreeTexts>(at(reviewer, '/texts/q11', undefined, 'GET'))
  expect([texts.few, texts.all, texts.texts[0]]).toEqual([false, 10, { original: 'own words 0', language: 'vi', translation: null }])
  expect(await read(at(reviewer, '/texts/q11?language=my', undefined, 'GET'))).toEqual({ few: true, texts: [], all: 0 })

  const csv = await (await at(reviewer, '/export?format=csv', undefined, 'GET'))?.text() ?? ''
  expect([csv.trim().split('\r\n').length, csv.includes('own words'), csv.includes('2025')]).toEqual([11, false, false])
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(await (await at(reviewer, '/export?format=xlsx', undefined, 'GET'))?.arrayBuffer() ?? new ArrayBuffer(0))
  expect(book.worksheets.map(({ name, rowCount }) => [name, rowCount])).toEqual([['回答', 11], ['自由記述1', 11]])
  const { entries } = await read<AuditView>(founder?.('/api/audit?object=questionnaires:autumn'))
  expect(entries.filter(({ action }) => action === 'questionnaire.export').map(({ detail }) => detail['rows'])).toEqual([10, 10])
  expect(JSON.stringify(entries)).not.toContain('own words')
})

test('whose self-check is gravest is told to who may see them, and to nobody tied to them or to their company', async () => {
  const check = { title: 'Self-check', questions: [{ id: 'q1', kind: 'many', text: inAll('?'), choices: [{ id: 'q1.1', text: inAll('a'), level: 3, indicator: 'violence' }, { id: 'q1.2', text: inAll('b'), level: 2, indicator: null }] }] }
  await db.query(`INSERT INTO questionnaire (key, kind, created_by) VALUES ('check', 'selfCheck', 'file')`)
  await db.query(`INSERT INTO questionnaire_version (key, number, state, content, saved_by, published_at) VALUES ('check', 1, 'published', $1, 'file', now())`, [{ ...check, title: inAll('Self-check'), intro: inAll('i'), thanks: inAll('t'), anonymous: false }])
  const [one, two] = [await worker(desk, 'vi'), await worker(desk, 'my')]
  await one.say('hello')
  await two.say('hello')
  const people = (await db.query<{ person_id: string }>('SELECT person_id FROM conversation ORDER BY id')).rows.map(({ person_id: id }) => id)
  const company = (await db.query<{ id: string }>(`INSERT INTO company (id, name) VALUES (gen_random_uuid(), 'みどり工業') RETURNING id`)).rows[0]?.id ?? ''
  await db.query(`INSERT INTO company_code (code, company_id, lot, created_by) VALUES ('MIDORI', $1, 'company', 'test')`, [company])
  const [light, grave] = await leaveSheets(db, [
    { key: 'check', person: people[0] ?? null, answers: { q1: { choices: ['q1.2'] } } },
    { key: 'check', person: people[1] ?? null, answers: { q1: { choices: ['q1.1', 'q1.2'] } }, wish: true, company },
  ])
  const hearings = () => read<HearingsView>(at(counsellor, '/hearings', undefined, 'GET', 'check'))
  const sheets = async () => (await hearings()).rows.map(({ sheet }) => sheet)
  for (const who of [author]) expect((await at(who, '/hearings', undefined, 'GET', 'check'))?.status).toBe(404)
  expect(await sheets()).toEqual([grave, light])
  const mark = (sheet: string | undefined, state: string | null) => at(counsellor, `/hearings/${sheet}`, { state }, 'POST', 'check')
  expect((await mark(grave, 'heard'))?.status).toBe(200)
  expect(await hearings()).toMatchObject({ target: 250, people: 2, heard: 1, rows: [{ level: 3, indicators: ['violence'], chosen: 2, wish: true, state: 'heard', markedBy: 'Chi' }, { level: 2, indicators: [], state: null }] })

  const chi = (await db.query<{ id: string }>(`SELECT id FROM staff WHERE name = 'Chi'`)).rows[0]?.id
  const tie = (kind: string, value: string | undefined) => db.query(`INSERT INTO staff_conflict (id, staff_id, kind, value, created_by) VALUES (gen_random_uuid(), $1, $2, $3, 'test')`, [chi, kind, value])
  await tie('code', 'MIDORI')
  expect([await sheets(), (await mark(grave, null))?.status, (await results(counsellor, '', 'check')).n]).toEqual([[light], 404, 1])
  await tie('person', people[0])
  expect([await sheets(), (await mark(light, 'asked'))?.status, (await results(counsellor, '', 'check')).n]).toEqual([[], 404, 0])
  await db.query('DELETE FROM staff_conflict')
  await mark(grave, null)
  expect((await hearings()).heard).toBe(0)
  expect(await results(counsellor, '?language=my', 'check')).toMatchObject({ few: true, n: null })
  expect(await refusal(at(reviewer, '/withdraw', { reason: '' }, 'POST', 'check'))).toEqual([400, 'invalid'])
  await at(reviewer, '/withdraw', { reason: 'a test' }, 'POST', 'check')
  expect((await read<QuestionnairePage>(at(author, '', undefined, 'GET', 'check'))).standing).toBe('withdrawn')
})

function inAll(text: string) {
  return { ja: text, en: text, zh: text, vi: text, tl: text, id: text, my: text, pt: text, es: text }
}
