// Answers over the wire and in the tables: killed in the middle, on a joined app, anonymous, with quotas; and what staff may see of them.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import pg from 'pg'
import type { PersonView } from '../src/server/api/people.ts'
import { colleague } from './colleague.ts'
import type { Asking } from './colleague.ts'
import { content, words } from './content.ts'
import { eventually, freePort, freshDatabase, openDesk, signIn } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { surveyContent } from './questionnaires/survey.ts'
import { worker } from './worker.ts'
import { TEST_KEYS } from './keys.ts'
import { plainly } from './tables.ts'
import { CHILD } from './child.ts'

const folder = mkdtempSync(join(tmpdir(), 'madoguchi-sheets-'))
let desk: TestDesk
let db: pg.Client
let databaseUrl: string
let staff: Asking
beforeAll(async () => {
  databaseUrl = await freshDatabase()
  db = new pg.Client({ connectionString: databaseUrl, types: plainly })
  await db.connect()
})
afterAll(async () => {
  await db.end()
  await desk.stop()
  rmSync(folder, { recursive: true, force: true })
})

const SELF = 'questionnaire:self-check'
interface SheetRow { readonly id: string; readonly person_id: string | null; readonly conversation_id: string | null; readonly version: number; readonly place: string | null; readonly answers: Record<string, unknown>; readonly level: number | null; readonly wish: boolean | null; readonly seen_at: Date; readonly finished_at: Date | null }
const sheets = async (key: string) => (await db.query<SheetRow>('SELECT * FROM answer_sheet WHERE key = $1 ORDER BY begun_at, id', [key])).rows

test('a desk that is killed while somebody answers loses no answer it acknowledged, and keeps none twice', async () => {
  const port = await freePort()
  const env = { ...CHILD, ENCRYPTION_KEYS: TEST_KEYS, PORT: String(port), DATABASE_URL: databaseUrl, DATA_DIR: folder, LOG_LEVEL: 'silent', REPLY_UNDO_SECONDS: '0' }
  const first = spawn(process.execPath, ['src/main.ts'], { cwd: resolve(import.meta.dirname, '..'), stdio: 'ignore', env })
  const dead = new Promise((done) => first.once('exit', done))
  let base = `http://127.0.0.1:${port}`
  await eventually(async () => (await fetch(`${base}/healthz`).catch(() => null))?.ok)
  const { conversationId, token } = await (await fetch(`${base}/v3/directline/conversations`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"locale":"vi"}' })).json() as { conversationId: string; token: string }
  const send = (id: string, said: object) => fetch(`${base}/v3/directline/conversations/${conversationId}/activities`, {
    method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, body: JSON.stringify({ type: 'message', ...said, channelData: { clientActivityID: id, ...('value' in said && { postBack: true }) } }),
  }).then(({ status }) => status, () => 0)
  const tap = (value: string) => ({ value, text: value })
  const all = [tap(SELF), tap(`${SELF}/q1/c-q1.5`), tap(`${SELF}/q1/c-q1.7`), tap(`${SELF}/q1/done`), { text: '150 triệu đồng' }, tap(`${SELF}/q3/c-q3.2`), tap(`${SELF}/q3/c-q3.4`), tap(`${SELF}/q3/done`), tap(`${SELF}/q4/c-no`)]
  const results: number[] = []
  for (const [i, said] of all.entries()) {
    if (i === 6) setTimeout(() => first.kill('SIGKILL'), 2)
    results.push(await send(`s${i}`, said))
  }
  first.kill('SIGKILL')
  await dead
  expect(results.slice(0, 6)).toEqual([200, 200, 200, 200, 200, 200])
  desk = await openDesk({ DATABASE_URL: databaseUrl, DATA_DIR: folder })
  base = desk.url
  // The page sends again what it heard nothing of; sent twice is said once.
  for (const [i, said] of all.entries()) if (i >= 5) await send(`s${i}`, said)
  const [sheet, ...others] = await eventually(async () => { const rows = await sheets('self-check'); return rows[0]?.place === 'q5' && rows })
  expect(others).toEqual([])
  expect(sheet?.answers).toEqual({ q1: { choices: ['q1.5', 'q1.7'] }, q2: { value: 150_000_000, currency: 'VND', said: '150 triệu đồng' }, q3: { choices: ['q3.2', 'q3.4'] }, q4: { choices: ['no'] } })
  staff = await signIn(desk)
})

test('what somebody began is gone on with on another app of theirs, seen by who may see them, and makes a case as grave as it is where they wish it', async () => {
  const one = await worker(desk, 'en')
  await one.tap(SELF)
  await one.tap(`${SELF}/q1/c-q1.3`)
  expect(await one.tap(`${SELF}/q1/done`)).toContain('2/13')
  const code = (await one.tap('code')).match(/\d{3} \d{3} \d{3}/)?.[0].replaceAll(' ', '') ?? ''
  const two = await worker(desk, 'en')
  expect(await two.say(code)).toContain(words('en', 'apps.linked'))
  await two.tap('voice')
  expect(two.buttons()).toContain(SELF)
  expect(await two.tap(SELF)).toContain('2/13')
  await two.say('8000 dollars')
  for (const [question, act] of [['q3', 'done'], ...['q4', 'q5', 'q6', 'q7', 'q8', 'q9', 'q10'].map((id) => [id, 'skip'] as const), ['q11', 'done']] as const) await two.tap(`${SELF}/${question}/${act}`)
  expect(await two.say('nothing more')).toContain('violence')
  await two.tap(`${SELF}/q13/c-yes`)
  const [sheet] = (await sheets('self-check')).filter(({ finished_at }) => finished_at !== null)
  expect(sheet).toMatchObject({ level: 3, wish: true, place: null, version: 1 })
  const { rows: cases } = await db.query<{ origin: string; severity: string }>('SELECT origin, severity FROM case_file WHERE person_id = $1', [sheet?.person_id])
  expect(cases).toEqual([{ origin: 'selfCheck', severity: 'S3' }])
  const seen = async (as: Asking) => await (await as(`/api/people/${sheet?.person_id}`)).json() as PersonView
  expect((await seen(staff)).sheets).toMatchObject([{ title: expect.stringContaining('チェック'), version: 1, label: '2023-05-draft', level: 3, wish: true, lines: [
    { choices: [{ text: '日本で働くまでの間に暴力を振るわれた。', level: 3 }] }, { said: '8,000 USD（8000 dollars）' }, { choices: [] }, { choices: [] }, { said: 'nothing more' }, { yesNo: 'yes' },
  ] }])
  const night = await colleague(desk, staff, 'Night', ['on-call'])
  expect((await night(`/api/people/${sheet?.person_id}`)).status).toBe(404)
})

async function publish(key: string, wording: object, more: { quotas?: object[]; closesAt?: string } = {}): Promise<void> {
  await db.query(`INSERT INTO questionnaire (key, kind, created_by, quotas, closes_at) VALUES ($1, 'survey', 'test', $2, $3) ON CONFLICT (key) DO NOTHING`, [key, JSON.stringify(more.quotas ?? []), more.closesAt ?? null])
  await db.query(`INSERT INTO questionnaire_version (key, number, state, content, saved_by, published_at) SELECT $1, coalesce(max(number), 0) + 1, 'published', $2, 'test', now() FROM questionnaire_version WHERE key = $1`, [key, JSON.stringify(wording)])
  await db.query(`SELECT pg_notify('madoguchi_knowledge', $1)`, [key])
}
const answers = async (one: Awaited<ReturnType<typeof worker>>, key: string) => {
  const to = `questionnaire:${key}`
  await one.tap(`${to}/where/c-dorm`)
  await one.say('7')
  await one.tap(`${to}/liked/n-2`)
  await one.tap(`${to}/lacks/c-heating`)
  await one.tap(`${to}/lacks/done`)
  return await one.say('the secret sentence of this room')
}

test('once an anonymous questionnaire is finished nothing in the tables leads from its answers to the person, and nobody answers twice', async () => {
  await publish('rooms', surveyContent({ anonymous: true }))
  const one = await worker(desk, 'en')
  await eventually(async () => (await one.tap('questionnaire:rooms')).includes('Where do you live?'))
  expect((await sheets('rooms'))[0]?.person_id).not.toBeNull()
  const { rows: [before] } = await db.query<{ id: string; person_id: string; conversation_id: string }>(`SELECT id, person_id, conversation_id FROM answer_sheet WHERE key = 'rooms'`)
  expect(await answers(one, 'rooms')).toContain('All done')
  const [sheet, ...others] = await sheets('rooms')
  expect([others, sheet?.person_id, sheet?.conversation_id, sheet?.answers['lacks']]).toEqual([[], null, null, { choices: ['heating'] }])
  expect(sheet?.id).not.toBe(before?.id)
  expect(sheet?.finished_at?.toLocaleTimeString('en', { timeZone: 'Asia/Tokyo', hour12: false })).toMatch(/^(00|24):00:00$/)
  // The answers stand on the sheet alone: every table is searched for them, and for the person beside them.
  const { rows: tables } = await db.query<{ name: string }>(`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`)
  const holding: string[] = []
  for (const { name } of tables) {
    const { rows } = await db.query<{ text: string }>(`SELECT t::text AS text FROM "${name}" t`)
    if (rows.some(({ text }) => /secret sentence|rooms\/(where|liked|lacks)\/[cn]-/.test(text) && !(name === 'message' && text.includes('choices')))) holding.push(name)
  }
  expect(holding).toEqual(['answer_sheet'])
  const { rows: once } = await db.query<{ digest: string }>(`SELECT digest FROM answered_once WHERE key = 'rooms'`)
  expect(once).toEqual([{ digest: expect.stringMatching(/^[0-9a-f]{32}$/) }])
  expect(once[0]?.digest).not.toContain(before?.person_id.replaceAll('-', '').slice(0, 8))
  const thread = await (await staff(`/api/conversations/${before?.conversation_id}`)).text()
  expect(thread).toContain('A question of an anonymous questionnaire')
  expect(thread).not.toMatch(/secret sentence|heating|Where do you live/)
  expect(await one.tap('questionnaire:rooms')).toContain('already')
  expect(await sheets('rooms')).toHaveLength(1)
})

test('where there are enough answers, or it is over, whoever comes later is told; somebody who began may finish', async () => {
  await publish('enough', surveyContent(), { quotas: [{ by: 'language', value: 'en', most: 1 }] })
  const [one, two, other] = [await worker(desk, 'en'), await worker(desk, 'en'), await worker(desk, 'vi')]
  await eventually(async () => (await one.tap('questionnaire:enough')).includes('Where do you live?'))
  await two.tap('questionnaire:enough')
  await answers(one, 'enough')
  const late = await worker(desk, 'en')
  expect(await late.tap('questionnaire:enough')).toContain('Enough people')
  expect(await other.tap('questionnaire:enough')).toContain('(vi)')
  expect(await answers(two, 'enough')).toContain('All done')
  await db.query(`UPDATE questionnaire SET closes_at = now() - interval '2 hours' WHERE key = 'enough'`)
  await db.query(`SELECT pg_notify('madoguchi_knowledge', 'enough')`)
  await eventually(async () => (await (await worker(desk, 'vi')).tap('questionnaire:enough')).includes('2026') || (await late.tap('questionnaire:enough')).includes('closed'))
  expect(await answers(other, 'enough')).toContain('All done')
})

test('feedback is offered beside the self-check, and what somebody answers stands before who moderates it', async () => {
  const F = 'questionnaire:feedback'
  const one = await worker(desk, 'en')
  await one.tap('voice')
  expect(one.buttons()).toEqual(expect.arrayContaining([SELF, F]))
  await one.tap(F)
  await one.tap(`${F}/kind/c-employer`)
  await one.say('Maruyama Foods')
  await one.tap(`${F}/country/c-jp`)
  const { place } = (await sheets('feedback'))[0] ?? {}
  const rest = content.questionnaires.get('feedback')?.versions.get(1)?.questions.map(({ id }) => id) ?? []
  for (const id of rest.slice(rest.indexOf(place ?? ''))) await one.tap(`${F}/${id}/skip`)
  const [piece] = await eventually(async () => { const { rows } = await db.query('SELECT written, kind, country, state FROM feedback'); return rows.length > 0 && rows })
  expect(piece).toEqual({ written: 'Maruyama Foods', kind: 'employer', country: 'jp', state: 'waiting' })
})
