// Translation as a desk lives with it: over sockets, by Google's own client, with the provider going away and coming back.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MessageView, StatusView, Thread } from '../src/server/api/inbox.ts'
import type { CorrectionList, GlossaryView } from '../src/server/api/translation.ts'
import { words } from './content.ts'
import { eventually, openDesk, signIn } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { startGoogleTranslate } from './platforms/google-translate.ts'
import type { GoogleTranslateStandIn } from './platforms/google-translate.ts'
import { lineUser, startLine } from './platforms/line.ts'
import type { LineStandIn } from './platforms/line.ts'
import pg from 'pg'
import { nameSeal } from './store.ts'

const SECRET = 'a-channel-secret'
let [desk, line, google, db] = [null, null, null, null] as unknown as [TestDesk, LineStandIn, GoogleTranslateStandIn, pg.Client]
let counsellor: Awaited<ReturnType<typeof signIn>>

beforeAll(async () => {
  [line, google] = [await startLine(), await startGoogleTranslate()]
  desk = await openDesk({
    LINE_CHANNEL_SECRET: SECRET, LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: line.url,
    GOOGLE_TRANSLATE_PROJECT: 'p', GOOGLE_TRANSLATE_LOCATION: 'us-central1', GOOGLE_TRANSLATE_ENDPOINT: google.url,
    GOOGLE_TRANSLATE_GLOSSARY_BUCKET: 'terms', GOOGLE_STORAGE_ENDPOINT: google.url, TRANSLATION_MONTHLY_CHARACTERS: '1000',
  })
  counsellor = await signIn(desk)
  db = new pg.Client({ connectionString: desk.databaseUrl })
  await db.connect()
})
afterAll(async () => {
  await db.end()
  await desk.stop()
  await line.close()
  await google.close()
})

const says = (user: string, ...texts: string[]) => line.deliver(`${desk.url}/webhooks/line`, texts.map((text) => line.textEvent({ user, text })), { secret: SECRET })
const taps = (user: string, data: string) => line.deliver(`${desk.url}/webhooks/line`, [line.postbackEvent({ user, data })], { secret: SECRET })
const conversationOf = async (user: string) => eventually(async () => (await db.query('SELECT id FROM conversation WHERE address = $1', [nameSeal(user)])).rows[0]?.id as string | undefined)
const threadOf = async (id: string) => await (await counsellor(`/api/conversations/${id}`)).json() as Thread
const lineOf = (id: string, text: string, is: (message: MessageView) => boolean) =>
  eventually(async () => (await threadOf(id)).messages.find((message) => message.text === text && is(message)))
const isDone = ({ translation }: MessageView) => translation.status === 'done'
const sent = () => google.requests.filter(({ path }) => path.endsWith(':translateText')).flatMap(({ body }) => (body as { contents: string[] }).contents)
const post = async (path: string, body: object) => {
  const response = await counsellor(path, body)
  return { status: response.status, body: await response.json() as Record<string, unknown> }
}

test('the provider goes away and comes back: the conversation goes on, every line gets its Japanese, in its place', async () => {
  const user = lineUser('Minh')
  google.faults.push({ on: 'translateText', times: 1, status: 499 })
  await says(user, 'tôi chưa nhận được lương tháng này')
  const id = await conversationOf(user)
  const failed = await lineOf(id, 'tôi chưa nhận được lương tháng này', ({ translation }) => translation.status === 'failed')
  expect(failed.translation).toEqual({ status: 'failed', why: 'provider', again: false })
  await taps(user, 'person')
  await says(user, 'công ty không trả tiền tăng ca', 'gọi tôi số 090-1234-5678')
  await lineOf(id, 'gọi tôi số 090-1234-5678', isDone)
  expect((await post(`/api/conversations/${id}/lines/${failed.seq}/translate`, {})).status).toBe(200)
  for (const text of ['tôi chưa nhận được lương tháng này', 'công ty không trả tiền tăng ca']) await lineOf(id, text, isDone)
  const thread = await threadOf(id)
  expect(thread.messages.map(({ seq }) => seq)).toEqual(thread.messages.map((_, i) => i + 1))
  expect(thread.messages.find(({ text }) => text === 'gọi tôi số 090-1234-5678')?.translation).toMatchObject({ text: '[ja] gọi tôi số 090-1234-5678', source: 'machine' })
  expect(thread.messages.find(({ text }) => text === 'công ty không trả tiền tăng ca')?.translation).toMatchObject({ missing: [{ term: 'tiền tăng ca', expected: ['残業代'] }] })
  expect(sent().join()).not.toContain('5678')
  expect((await post(`/api/conversations/${id}/lines/99/translate`, {})).status).toBe(409)
})

test('a reply is shown with the terms it lost, read back on demand, and both are remembered', async () => {
  const user = lineUser('Hoa')
  await says(user, 'tôi muốn hỏi về thuế')
  const id = await conversationOf(user)
  // What is counted below is the reply's alone.
  await lineOf(id, 'tôi muốn hỏi về thuế', isDone)
  expect((await threadOf(id)).conversation.language).toBe('vi')
  const japanese = '田中さんに残業代のことを聞きましたか'
  google.translations.set('vi:QZ1Xさんに残業代のことを聞きましたか', 'Bạn đã hỏi QZ1X về tiền chưa?')
  expect((await post(`/api/conversations/${id}/translate`, { text: japanese })).body).toEqual({ status: 'done', language: 'vi', text: 'Bạn đã hỏi 田中 về tiền chưa?', missing: [{ term: '残業代', expected: ['tiền làm thêm giờ', 'tiền tăng ca', 'tiền làm thêm'] }] })
  const before = sent().length
  for (let i = 0; i < 2; i++) expect((await post(`/api/conversations/${id}/back-translation`, { text: 'Bạn đã hỏi chưa?' })).body).toEqual({ status: 'done', text: '[ja] Bạn đã hỏi chưa?' })
  await post(`/api/conversations/${id}/translate`, { text: japanese })
  expect(sent()).toHaveLength(before + 1)
  expect(line.sent.some(({ messages }) => JSON.stringify(messages).includes('Bạn đã hỏi'))).toBe(false)
})

test('"this translation is wrong": shown with its author, used from then on, on the editors\' list without the name, and dismissed again', async () => {
  const user = lineUser('Lan')
  await says(user, 'hôm qua ông Takeda mắng tôi')
  const id = await conversationOf(user)
  const { seq } = await lineOf(id, 'hôm qua ông Takeda mắng tôi', isDone)
  expect((await post(`/api/conversations/${id}/lines/${seq + 1}/correction`, { text: 'x' })).body).toEqual({ error: 'not_correctable' })
  expect((await post(`/api/conversations/${id}/lines/${seq}/correction`, { text: '昨日Takeda社長に怒られました' })).status).toBe(200)
  expect((await lineOf(id, 'hôm qua ông Takeda mắng tôi', isDone)).translation).toMatchObject({ text: '昨日Takeda社長に怒られました', source: 'corrected', by: '佐藤' })
  const another = lineUser('Mai')
  await says(another, 'hôm qua ông Suzuki mắng tôi')
  const other = await conversationOf(another)
  expect((await lineOf(other, 'hôm qua ông Suzuki mắng tôi', isDone)).translation).toMatchObject({ text: '昨日Suzuki社長に怒られました', source: 'corrected' })
  const { corrections } = await (await counsellor('/api/corrections?show=open')).json() as CorrectionList
  expect(corrections).toMatchObject([{ original: 'hôm qua ông QZ1X mắng tôi', machine: '[ja] hôm qua ông QZ1X mắng tôi', corrected: '昨日QZ1X社長に怒られました', by: '佐藤', state: 'open' }])
  expect((await post(`/api/corrections/${corrections[0]?.id}`, { state: 'dismissed' })).status).toBe(200)
  expect((await post(`/api/corrections/${corrections[0]?.id}`, { state: 'kept' })).status).toBe(409)
  await says(another, 'hôm qua ông Ito mắng tôi')
  expect((await lineOf(other, 'hôm qua ông Ito mắng tôi', isDone)).translation).toMatchObject({ source: 'machine' })
  // Who is tied to the person sees nothing of it on the list either.
  await db.query(`INSERT INTO staff_conflict (id, staff_id, kind, value, created_by) SELECT gen_random_uuid(), s.id, 'person', c.person_id::text, s.id FROM staff s, conversation c WHERE c.id = $1`, [id])
  expect((await (await counsellor('/api/corrections?show=decided')).json() as CorrectionList).corrections).toEqual([])
  await db.query('DELETE FROM staff_conflict')
})

test('a language beyond the nine is named to the desk and translated both ways where the provider can', async () => {
  const user = lineUser('Somchai')
  await says(user, 'ฉันยังไม่ได้รับเงินเดือน')
  const id = await conversationOf(user)
  expect(await lineOf(id, 'ฉันยังไม่ได้รับเงินเดือน', isDone)).toMatchObject({ language: 'th', translation: { text: '[ja] ฉันยังไม่ได้รับเงินเดือน' } })
  expect((await threadOf(id)).conversation.language).toBe('th')
  expect(JSON.stringify(line.sent)).not.toContain(words('en', 'welcome.unreadLanguage'))
  await post(`/api/conversations/${id}/take-over`, {})
  expect((await post(`/api/conversations/${id}/replies`, { id: randomUUID(), text: '給与明細はありますか' })).status).toBe(201)
  await eventually(() => line.sent.some(({ messages }) => JSON.stringify(messages).includes('[th] 給与明細はありますか')))
})

test('who writes a language that nobody here reads is told so, with the languages and a person to choose', async () => {
  const user = lineUser('Tenzin')
  // The language is named by its letters, and Google has none of it.
  await says(user, 'ང་ལ་གླ་ཆ་མ་རག')
  const id = await conversationOf(user)
  const told = await eventually(async () => (await threadOf(id)).messages.find(({ text }) => text?.includes(words('en', 'welcome.unreadLanguage'))))
  expect(told.text).toContain(words('ja', 'welcome.unreadLanguage'))
  expect(await lineOf(id, 'ང་ལ་གླ་ཆ་མ་རག', ({ translation }) => translation.status === 'failed')).toMatchObject({ language: 'bo', translation: { why: 'language', again: false } })
  await eventually(() => JSON.stringify(line.sent.findLast(({ to }) => to === user)?.messages)?.includes('Tiếng Việt'))
  await taps(user, 'person')
  await eventually(async () => (await threadOf(id)).conversation.handling === 'waiting')
})

test('when the month is used up only who waits is translated, then nobody but danger; the desk shows how far it is', async () => {
  const status = async () => (await (await counsellor('/api/status')).json() as StatusView).translationBudget
  expect(await status()).toMatchObject({ limit: 1000, reserve: 1200, used: expect.any(Number) })
  const spent = (used: number) => db.query(`INSERT INTO translation_month (month, used) VALUES (to_char(now() AT TIME ZONE 'Asia/Tokyo', 'YYYY-MM'), $1) ON CONFLICT (month) DO UPDATE SET used = excluded.used`, [used])
  await spent(1150)
  const user = lineUser('Thu')
  await says(user, 'tôi muốn hỏi về bảo hiểm y tế ở Nhật')
  const id = await conversationOf(user)
  expect((await lineOf(id, 'tôi muốn hỏi về bảo hiểm y tế ở Nhật', ({ translation }) => translation.status === 'failed')).translation).toEqual({ status: 'failed', why: 'budget', again: true })
  await taps(user, 'person')
  await says(user, 'lương tháng này khi nào có')
  await lineOf(id, 'lương tháng này khi nào có', isDone)
  await spent(1200)
  await says(user, 'hợp đồng của tôi hết hạn tháng sau')
  await lineOf(id, 'hợp đồng của tôi hết hạn tháng sau', ({ translation }) => translation.status === 'failed')
  await says(user, 'tôi muốn chết')
  await lineOf(id, 'tôi muốn chết', isDone)
  // What waited for another month is not left behind either.
  await lineOf(id, 'tôi muốn hỏi về bảo hiểm y tế ở Nhật', isDone)
  expect((await status())?.used).toBeGreaterThan(1200)
})

test('the glossary is edited by one after another, as it is exported, and Google learns it', async () => {
  const glossary = async () => await (await counsellor('/api/glossary')).json() as GlossaryView
  const file = await (await counsellor('/api/glossary/export')).text()
  const { number, terms } = await glossary()
  expect(number).toBe(0)
  expect((await post('/api/glossary/import', { file: '- id: broken' })).body).toMatchObject({ error: 'invalid', detail: expect.stringContaining('terms') })
  const changed = terms.map((term) => (term.id === 'overtime' ? { ...term, terms: { ...term.terms, vi: 'tăng ca' } } : term))
  expect(await post('/api/glossary', { number, terms: changed })).toEqual({ status: 200, body: { number: 1 } })
  expect((await post('/api/glossary', { number, terms: changed })).body).toEqual({ error: 'changed' })
  expect(await glossary()).toMatchObject({ number: 1, by: '佐藤' })
  expect((await post('/api/glossary/import', { file })).body).toEqual({ number: 2 })
  expect((await glossary()).terms).toEqual(terms)
  await eventually(() => [...google.glossaryStore.made.values()].some((rows) => rows.some((row) => row['ja'] === '残業')))
})
