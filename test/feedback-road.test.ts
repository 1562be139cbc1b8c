// Feedback on a whole desk: from finished sheets over two people and a new quarter to the public page, and the body's reply by a mailed link. Refusals first.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { releaseFeedback, takeFeedback } from '../src/jobs/feedback.ts'
import { LANGUAGES } from '../src/knowledge/languages.ts'
import type { BodyDetail, FeedbackList, PieceView, ReplyAsked } from '../src/server/api/feedback.ts'
import { marksIn } from '../src/server/feedback-marks.ts'
import type { Database } from '../src/store/database.ts'
import { colleague } from './colleague.ts'
import type { Asking } from './colleague.ts'
import { content } from './content.ts'
import { eventually, openDesk, signIn } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { insertSheets } from './feedback-sheets.ts'
import { startLibreTranslate } from './platforms/libretranslate.ts'
import type { LibreTranslateStandIn } from './platforms/libretranslate.ts'
import { startStaffMail } from './platforms/staff-mail.ts'
import type { StaffMail } from './platforms/staff-mail.ts'
import { openStore } from './store.ts'
import { plainly } from './tables.ts'

let desk: TestDesk, mail: StaffMail, libre: LibreTranslateStandIn, db: pg.Client, store: Database
let boss: Asking, second: Asking, counsellor: Asking
let body = ''
const NOTHING = '018f0000-0000-7000-8000-000000000001'
const lastQuarter = new Date(Date.now() - 100 * 86_400_000)
const soon = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10)
const SECRET_WORDS = 'My name is Nguyen Van Minh. The boss hits me every day.'

beforeAll(async () => {
  mail = await startStaffMail()
  libre = await startLibreTranslate()
  desk = await openDesk({ EMAIL_ADDRESS: 'desk@example.org', EMAIL_SMTP_URL: mail.url, ON_CALL_INNER_WEBHOOKS: 'yes', LIBRETRANSLATE_URL: libre.url })
  db = new pg.Client({ connectionString: desk.databaseUrl, types: plainly })
  await db.connect()
  store = openStore(desk.databaseUrl)
  boss = await signIn(desk)
  second = await colleague(desk, boss, 'Tanaka', ['supervisor'])
  counsellor = await colleague(desk, boss, 'Suzuki', ['counsellor'])
})
afterAll(async () => {
  await db.end()
  await store.close()
  await desk.stop()
  await mail.close()
  await libre.close()
})

const json = async <T>(answer: Promise<Response>): Promise<T> => await (await answer).json() as T
const outcome = async (answer: Promise<Response>): Promise<string | number> => { const got = await answer; return got.ok ? got.status : ((await got.json()) as { error: string }).error }
const queue = (show: string, who: Asking = counsellor) => json<FeedbackList>(who(`/api/feedback?show=${show}`))
const piece = (id: string, who: Asking = boss) => json<PieceView>(who(`/api/feedback/${id}`))
const move = (id: string, revision: number, decision: string, who: Asking = boss, more: object = {}) => outcome(who(`/api/feedback/${id}/decision`, { revision, decision, ...more }))
const save = (id: string, revision: number, body_: string | null, shown: string | null, who: Asking = boss) => outcome(who(`/api/feedback/${id}`, { revision, body: body_, shown }, {}, 'PATCH'))
const detail = () => json<BodyDetail>(boss(`/api/bodies/${body}`))
const page = async (path: string) => { const got = await fetch(desk.url + path, { redirect: 'manual' }); return { status: got.status, text: await got.text(), headers: got.headers } }
const release = () => releaseFeedback({ db: store, newId: () => randomUUID(), now: () => new Date() })

/** Through both people's hands. */
async function letThrough(id: string, shown: string | null) {
  const { revision } = await piece(id)
  expect(await save(id, revision, body, shown)).toBe(200)
  expect(await move(id, revision + 1, 'accept')).toBe(200)
  expect(await move(id, revision + 2, 'publish', second)).toBe(200)
}

describe('a finished sheet', () => {
  test('becomes one piece however often it is looked at; danger stands first, beside the way to the person', async () => {
    await insertSheets(db, { at: lastQuarter, people: 4, answers: { kind: { choices: ['sending'] }, name: { text: 'Thang Long Manpower JSC' }, country: { choices: ['vn'] }, 'legal.fees': { choices: ['no'] }, 'legal.wages': { choices: ['yes'] }, recommend: { number: 2 } } })
    await insertSheets(db, { at: lastQuarter, people: 1, conversation: true, answers: { kind: { choices: ['sending'] }, name: { text: 'thang long' }, country: { choices: ['vn'] }, 'legal.fees': { choices: ['no'] }, recommend: { number: 1 }, words: { text: SECRET_WORDS }, show: { choices: ['yes'] } } })
    const runtime = { db: store, content, newId: () => randomUUID(), now: () => new Date() }
    await Promise.all([takeFeedback(runtime), takeFeedback(runtime)])
    const { pieces, states, items } = await queue('waiting')
    expect([pieces.length, states.waiting, items]).toEqual([5, 5, [{ key: 'legal.fees', count: 5 }]])
    expect(pieces[0]).toMatchObject({ written: 'thang long', danger: 'violence', hasWords: true })
    const view = await piece(pieces[0]?.id ?? '')
    expect(view.conversation).not.toBeNull()
    expect(await eventually(async () => (await piece(view.id)).japanese)).toMatch(/^\[ja\] My name is Nguyen Van Minh/)
    expect(view.wordMarks.map(([start, end]) => SECRET_WORDS.slice(start, end)).join(' ')).toContain('Nguyen')
    expect(marksIn('Chị Nguyen Thi Hoa bị ngã.', [], content)).toEqual([[0, 18]])
  })
})

describe('a body', () => {
  test('is suggested by its name, listed by two people, and changed by nobody who only reads', async () => {
    const entry = { kind: 'sending', name: 'Thăng Long Manpower', country: 'vn', contact: 'office@thanglong.example' }
    expect(await outcome(counsellor('/api/bodies', { entry }))).toBe('not_found')
    expect(await outcome(boss('/api/bodies', { entry: { ...entry, page: 'javascript:alert(1)' } }))).toBe('invalid')
    body = (await json<{ id: string }>(boss('/api/bodies', { entry }))).id
    const [first] = (await queue('waiting')).pieces
    expect((await piece(first?.id ?? '')).suggestions).toEqual([{ id: body, name: 'Thăng Long Manpower', kind: 'sending' }])
    const list = (act: string, who: Asking) => outcome(who(`/api/bodies/${body}/listing`, { act }))
    expect([await list('approve', second), await list('ask', boss), await list('approve', boss), await list('approve', second)]).toEqual(['changed', 200, 'own_listing', 200])
  })
})

describe('moderation', () => {
  test('needs a body and a decision on the words; who prepared a piece does not let it through; a reason is kept and can be undone', async () => {
    const [first] = (await queue('waiting')).pieces
    const id = first?.id ?? ''
    expect(await move(id, 1, 'accept')).toBe('no_body')
    expect(await move(id, 1, 'accept', counsellor)).toBe('not_found')
    expect(await save(id, 1, NOTHING, null)).toBe('no_body')
    expect([await save(id, 1, body, null), await save(id, 1, body, 'x')]).toEqual([200, 'changed'])
    expect(await move(id, 2, 'accept')).toBe('undecided_words')
    expect(await move(id, 2, 'refuse')).toBe('reason')
    expect(await move(id, 2, 'hold', boss, { reason: 'personalData', note: 'names the boss' })).toBe(200)
    expect(await piece(id)).toMatchObject({ state: 'held', reason: 'personalData', decidedBy: '佐藤' })
    expect(await move(id, 3, 'undo')).toBe(200)
    await letThrough(id, '上司から暴力を受けたという声がありました。')
    expect((await piece(id)).state).toBe('ready')
    expect((await piece(id)).words).toBe(SECRET_WORDS)
    const { rows } = await db.query(`SELECT detail, reason FROM audit WHERE action = 'feedback.decide'`)
    expect(JSON.stringify(rows)).not.toMatch(/names the boss|Nguyen/)
  })

  test('is hidden from whoever is tied to the company, and counts nothing for them', async () => {
    const company = randomUUID()
    await db.query(`INSERT INTO company (id, name) VALUES ($1, 'Thang Long')`, [company])
    await db.query(`INSERT INTO company_code (code, company_id, lot, created_by) VALUES ('TL1', $1, 'company', 'x')`, [company])
    await db.query('UPDATE body SET company_id = $1 WHERE id = $2', [company, body])
    await db.query(`INSERT INTO staff_conflict (id, staff_id, kind, value, created_by) SELECT gen_random_uuid(), id, 'code', 'TL1', id FROM staff WHERE name = 'Suzuki'`)
    const id = (await queue('ready', boss)).pieces[0]?.id
    expect([(await queue('ready')).pieces, await outcome(counsellor(`/api/feedback/${id}`)), await outcome(counsellor(`/api/bodies/${body}`))]).toEqual([[], 'not_found', 'not_found'])
    await db.query('DELETE FROM staff_conflict')
    await db.query('UPDATE body SET company_id = NULL')
  })
})

describe('the public page', () => {
  test('says that it is not open until staff open it, and shows no number before five people are through', async () => {
    expect(await page('/bodies?lang=en')).toMatchObject({ status: 200, text: expect.stringContaining('not open yet') as string })
    expect((await page(`/bodies/${body}`)).text).not.toContain('Thăng Long')
    expect(await outcome(counsellor('/api/feedback', { open: true }, {}, 'PATCH'))).toBe('not_found')
    expect(await outcome(boss('/api/feedback', { open: true }, {}, 'PATCH'))).toBe(200)
    const rest = (await queue('waiting', boss)).pieces
    for (const { id } of rest.slice(1)) await letThrough(id, null)
    await release()
    expect((await page(`/bodies/${body}?lang=en`)).text).toContain('Not enough voices yet')
    expect(await outcome(boss(`/api/bodies/${body}/replies`, { until: soon, mail: false }))).toBe('nothing_released')
    await letThrough(rest[0]?.id ?? '', null)
  })

  test('shows what five people said together, in broad bands, once for a quarter, and no text as it was written', async () => {
    await Promise.all([release(), release()])
    const { releases, waiting } = await detail()
    expect([waiting, releases]).toMatchObject([0, [{ results: { people: 5, legal: [{ item: 'legal.fees', people: 5, yes: 'few' }], scales: [{ scale: 'recommend', people: 5, median: 2 }] } }]])
    const shown = await eventually(async () => { const seen = await page(`/bodies/${body}?lang=en`); return seen.text.includes('[en] 上司から暴力') && seen })
    expect(shown.text).toMatch(/What 5 people answered[\s\S]*one in four or fewer[\s\S]*\[en\] 上司から暴力[\s\S]*Translated by a machine/)
    expect((await page(`/bodies/${body}?lang=ja`)).text).toMatch(/<blockquote dir="auto" lang="ja">上司から暴力/)
    expect((await page(`/bodies/${body}?lang=my`)).text).toMatch(/<blockquote dir="auto" lang="ja">上司から暴力/)
    expect(JSON.stringify(libre.requests)).not.toContain('Nguyen')
    expect(shown.text).not.toMatch(/Nguyen|hits me|<script|legal\.wages|noindex/)
    expect([shown.headers.get('content-security-policy')?.includes("default-src 'self'"), shown.text.length < 100_000]).toEqual([true, true])
    for (const language of LANGUAGES) for (const path of ['/bodies', `/bodies/${body}`]) expect((await page(`${path}?lang=${language}`)).text).toContain(`<html lang="${language}">`)
    expect((await page('/bodies?lang=vi&name=thang%20long')).text).toContain(`/bodies/${body}?lang=vi`)
    expect((await page('/bodies?kind=school')).text).not.toContain(body)
    expect((await page(`/bodies/${NOTHING}`)).status).toBe(404)
    await insertSheets(db, { at: lastQuarter, people: 1, answers: { kind: { choices: ['sending'] }, name: { text: 'Thang Long' }, recommend: { number: 5 } } })
    const late = await eventually(async () => (await queue('waiting', boss)).pieces[0]?.id)
    await letThrough(late, null)
    await release()
    expect((await page(`/bodies/${body}?lang=en`)).text).toBe(shown.text)
  })
})

describe('the right of reply', () => {
  const linkIn = (text: string) => /http\S+\/reply\/[\w-]+/.exec(text)?.[0].replace(/^http:\/\/[^/]+/, desk.url) ?? ''
  const press = async (link: string, fields: Record<string, string>) => { const got = await fetch(link, { method: 'POST', body: new URLSearchParams(fields) }); return { status: got.status, text: await got.text() } }

  test('is a mailed link that tells no text; the answer stands beside the results once staff have read it', async () => {
    expect(await outcome(boss(`/api/bodies/${body}/replies`, { until: '2020-01-01', mail: true }))).toBe('link_too_long')
    expect(await json<ReplyAsked>(boss(`/api/bodies/${body}/replies`, { until: soon, mail: true }))).toEqual({ link: null })
    const { text } = await eventually(() => mail.mails.find(({ to }) => to === 'office@thanglong.example'))
    const link = linkIn(text)
    expect((await page(link.replace(desk.url, ''))).text).not.toContain('5段階')
    const opened = await press(link, { do: 'open' })
    expect(opened.text).toMatch(/Thăng Long[\s\S]*費用[\s\S]*4分の1以下[\s\S]*5段階の 2/)
    expect(`${text}${opened.text}`).not.toMatch(/暴力|Nguyen|violence/)
    expect([(await press(link, { do: 'reply', text: '' })).status, (await press(link, { do: 'reply', text: 'x'.repeat(2_001) })).status, (await press(`${desk.url}/reply/${'A'.repeat(43)}`, { do: 'open' })).status]).toEqual([400, 400, 404])
    expect((await press(link, { do: 'reply', text: 'We now tell <b>all</b> fees.' })).text).toContain('受け取りました')
    expect((await page(`/bodies/${body}`)).text).not.toContain('fees.')
    const [reply] = (await detail()).answers
    expect(await outcome(boss(`/api/bodies/${body}/replies/${reply?.id}`, { decision: 'publish' }))).toBe(200)
    expect((await page(`/bodies/${body}?lang=en`)).text).toContain('We now tell &lt;b&gt;all&lt;/b&gt; fees.')
    expect((await press(link, { do: 'open' })).status).toBe(404)
  })
})

test('two bodies that are one are merged, and the old address leads to the new; a release taken back is gone for good', async () => {
  const other = (await json<{ id: string }>(boss('/api/bodies', { entry: { kind: 'sending', name: 'TLM', country: 'vn' } }))).id
  expect(await outcome(boss(`/api/bodies/${other}/merge`, { into: other }))).toBe('changed')
  expect(await outcome(boss(`/api/bodies/${other}/merge`, { into: body }))).toBe(200)
  expect([(await page(`/bodies/${other}`)).headers.get('location'), (await detail()).entry.otherNames]).toEqual([`/bodies/${body}`, ['TLM']])
  const [made] = (await detail()).releases
  expect(await outcome(boss(`/api/bodies/${body}/releases/${made?.id}`, {}, {}, 'DELETE'))).toBe(200)
  await db.query(`UPDATE feedback_release SET quarter = '2020Q1'`)
  await release()
  expect((await page(`/bodies/${body}?lang=en`)).text).toContain('Not enough voices yet')
})
