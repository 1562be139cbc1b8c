// The night: from a message on LINE to the person who comes. Real server, worker, database and queue; a mail server, LINE and a push service stand in.
import { afterEach, expect, test } from 'vitest'
import { raiseForCases } from '../src/store/alarms.ts'
import { content, words } from './content.ts'
import { eventually } from './desk.ts'
import { DANGER_VI, linkIn, mailTo, openNight, tap } from './night.ts'
import type { Night } from './night.ts'
import { lineUser } from './platforms/line.ts'
import { openStore } from './store.ts'

const ending: (() => Promise<unknown>)[] = []
afterEach(async () => { for (const end of ending.splice(0).toReversed()) await end() })

async function open(): Promise<Night> {
  const night = await openNight()
  ending.push(() => night.close())
  return night
}

const said = ({ line }: Night, name: string) => line.sent.filter(({ to }) => to === lineUser(name)).flatMap(({ messages }) => messages.map((message) => ('text' in message ? message.text : '')))
const rows = async ({ db }: Night, sql: string) => (await db.query(sql)).rows as Record<string, unknown>[]
const settled = (night: Night) => eventually(async () => (await rows(night, `SELECT 1 FROM page WHERE due_at IS NOT NULL UNION ALL SELECT 1 FROM alarm WHERE due_at <= now() UNION ALL SELECT 1 FROM event WHERE done_at IS NULL`)).length === 0)

test('life in danger at night: the emergency text, then one call without a word of it; a tap takes it, the worker is told, nobody else is called', async () => {
  const night = await open()
  await night.colleague('aki', [{ medium: 'email', address: 'aki@example.org' }], { line: 1, hours: 5 })
  await night.colleague('ben', [{ medium: 'email', address: 'ben@example.org' }], { line: 2, hours: 5 })
  await night.worker('Minh', DANGER_VI)
  const call = await mailTo(night, 'aki')
  await eventually(() => said(night, 'Minh').join('\n').includes(words('vi', content.emergencies.suicide.text)))
  expect(call.subject).toBe('緊急の相談 / Urgent consultation')
  expect(JSON.stringify(call)).not.toMatch(/Minh|chết|vi\b/)
  const link = linkIn(call.text, night.desk)
  // What scanners of mail do: they open it, again and again, and take nothing.
  for (let i = 0; i < 3; i++) expect([(await fetch(link)).status, (await fetch(link, { method: 'HEAD' })).status]).toEqual([200, 200])
  expect(await (await fetch(link)).text()).toMatch(/<form method="post"><button/)
  expect(await rows(night, `SELECT 1 FROM alarm WHERE kind = 'danger' AND acknowledged_at IS NOT NULL`)).toEqual([])
  await night.worker('Minh', DANGER_VI)
  await settled(night)
  expect((await rows(night, `SELECT 1 FROM alarm WHERE kind = 'danger'`)).length).toBe(1)
  expect((await tap(link)).status).toBe(200)
  await eventually(() => said(night, 'Minh').includes(words('vi', 'handover.reading')))
  const [conversation] = await rows(night, `SELECT handling, assignee_id FROM conversation`)
  expect(conversation).toEqual({ handling: 'counsellor', assignee_id: 'aki' })
  // Used once: a second tap changes nothing, and tells whose it is.
  expect(await (await tap(link)).text()).toContain('あなたが対応しています')
  for (const minutes of [6, 16, 30]) {
    await night.pass(minutes)
    await settled(night)
  }
  expect(night.mail.mails.map(({ to }) => to).filter((to) => to !== 'sato@example.org')).toEqual(['aki@example.org'])
  expect(said(night, 'Minh').filter((text) => text === words('vi', 'handover.reading')).length).toBe(1)
  const steps = await rows(night, `SELECT action, actor FROM audit WHERE action LIKE 'alarm.%' AND object LIKE 'conversation:%' ORDER BY action`)
  expect(steps).toEqual([{ action: 'alarm.acknowledge', actor: 'aki' }, { action: 'alarm.page', actor: 'system' }, { action: 'alarm.sent', actor: 'system' }])
  // Given back, the next danger is a new alarm.
  await night.db.query(`UPDATE conversation SET handling = 'bot', assignee_id = NULL`)
  await night.worker('Minh', DANGER_VI)
  await eventually(async () => (await rows(night, `SELECT 1 FROM alarm WHERE kind = 'danger'`)).length === 2)
})

test('the first two silent and one address gone: the third is called in time, then everybody, again and again; the supervisor hears of the address by day', async () => {
  const night = await open()
  night.mail.gone.add('ben-old@example.org')
  await night.colleague('aki', [{ medium: 'email', address: 'aki@example.org' }], { line: 1, hours: 5, after: 1 })
  await night.colleague('ben', [{ medium: 'email', address: 'ben-old@example.org' }, { medium: 'email', address: 'ben@example.org' }], { line: 1, hours: 5, after: 2 })
  await night.colleague('chi', [{ medium: 'email', address: 'chi@example.org' }], { line: 2, hours: 5, after: 3 })
  await night.colleague('dai', [{ medium: 'email', address: 'dai@example.org' }])
  const called = () => night.mail.mails.map(({ to }) => to.split('@')[0]).filter((who) => who !== 'sato')
  await night.worker('Minh', DANGER_VI)
  await mailTo(night, 'aki')
  await settled(night)
  expect(called()).toEqual(['aki'])
  await night.pass(5)
  await mailTo(night, 'ben')
  await settled(night)
  expect(called()).toEqual(['aki', 'ben'])
  await night.pass(5)
  await mailTo(night, 'chi')
  await settled(night)
  expect(called()).toEqual(['aki', 'ben', 'chi'])
  await night.pass(5)
  await mailTo(night, 'dai')
  await settled(night)
  expect(new Set(called().slice(3))).toEqual(new Set(['aki', 'ben', 'chi', 'dai']))
  await night.pass(5)
  await eventually(() => called().length === 11)
  expect((await tap(linkIn((await mailTo(night, 'chi')).text, night.desk))).status).toBe(200)
  expect(await (await tap(linkIn((await mailTo(night, 'aki')).text, night.desk))).text()).toContain('chiさんが対応しています')
  await night.pass(30)
  await settled(night)
  expect(called().length).toBe(11)
  await eventually(async () => JSON.stringify(await rows(night, `SELECT detail FROM alarm WHERE kind = 'rota' AND acknowledged_at IS NULL`)).includes('"bounced":[{"id":"ben"'))
  await eventually(() => night.mail.mails.find(({ to, subject }) => to === 'sato@example.org' && subject.startsWith('夜の当番に空きがあります')))
})

test('who cannot be reached at all is not waited for; a way that fails for now is tried again', async () => {
  const night = await open()
  night.mail.gone.add('aki@example.org')
  await night.colleague('aki', [{ medium: 'email', address: 'aki@example.org' }], { line: 1, hours: 5 })
  await night.colleague('ben', [{ medium: 'email', address: 'ben@example.org' }], { line: 2, hours: 5 })
  night.mail.down = true
  await night.worker('Minh', DANGER_VI)
  await eventually(async () => (await rows(night, `SELECT 1 FROM page WHERE staff_id = 'aki' AND attempts > 0 AND reason IS NOT NULL`)).length > 0)
  night.mail.down = false
  await mailTo(night, 'ben')
  await settled(night)
  const pages = await rows(night, 'SELECT staff_id, status FROM page WHERE staff_id <> (SELECT id FROM staff ORDER BY created_at LIMIT 1) ORDER BY asked_at')
  expect(pages).toEqual([{ staff_id: 'aki', status: 'failed' }, { staff_id: 'ben', status: 'sent' }])
})

test('a colleague who is tied to the person is never called, and an old link of theirs opens nothing', async () => {
  const night = await open()
  await night.colleague('aki', [{ medium: 'email', address: 'aki@example.org' }], { line: 1, hours: 5 })
  await night.colleague('tied', [{ medium: 'email', address: 'tied@example.org' }], { line: 1, hours: 5, after: 1 })
  await night.worker('Minh', 'xin chào')
  await eventually(() => said(night, 'Minh').length > 0)
  await night.db.query(`INSERT INTO staff_conflict (id, staff_id, kind, value, created_by) SELECT gen_random_uuid(), 'tied', 'person', id::text, 'test' FROM person`)
  await night.worker('Minh', DANGER_VI)
  const link = linkIn((await mailTo(night, 'aki')).text, night.desk)
  await settled(night)
  await night.pass(20)
  await eventually(() => night.mail.mails.filter(({ to }) => to === 'aki@example.org').length === 2)
  await settled(night)
  expect(night.mail.mails.some(({ to }) => to === 'tied@example.org')).toBe(false)
  await night.db.query(`INSERT INTO staff_conflict (id, staff_id, kind, value, created_by) SELECT gen_random_uuid(), 'aki', 'person', id::text, 'test' FROM person`)
  expect((await tap(link)).status).toBe(403)
  expect(await rows(night, `SELECT 1 FROM alarm WHERE kind = 'danger' AND acknowledged_at IS NOT NULL`)).toEqual([])
})

test('two who tap at the same moment: one has it, the other reads who', async () => {
  const night = await open()
  await night.colleague('aki', [{ medium: 'email', address: 'aki@example.org' }])
  await night.colleague('ben', [{ medium: 'email', address: 'ben@example.org' }])
  await night.worker('Minh', DANGER_VI)
  const links = await Promise.all(['aki', 'ben'].map(async (who) => linkIn((await mailTo(night, who)).text, night.desk)))
  const pages = await Promise.all(links.map(async (link) => (await tap(link)).text()))
  expect(pages.filter((page) => page.includes('あなたが対応しています')).length).toBe(1)
  expect(pages.filter((page) => page.includes('さんが対応しています')).length).toBe(1)
})

test('by day the desk has two minutes of its own, and whoever takes it over there ends the alarm', async () => {
  const night = await open()
  await night.staff('/api/hours', { usual: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, [['00:00', '24:00']]])), languages: {} }, {}, 'PATCH')
  await night.colleague('aki', [{ medium: 'email', address: 'aki@example.org' }], { line: 1, hours: 5 })
  await night.worker('Minh', DANGER_VI)
  await eventually(() => said(night, 'Minh').length > 0)
  const [alarm] = await rows(night, `SELECT extract(epoch FROM due_at - raised_at)::int AS grace, conversation_id FROM alarm WHERE kind = 'danger'`)
  expect(alarm?.['grace']).toBe(120)
  expect((await night.staff(`/api/conversations/${String(alarm?.['conversation_id'])}/take-over`, {})).status).toBe(200)
  await night.pass(30)
  await settled(night)
  expect(night.mail.mails.filter(({ to }) => to === 'aki@example.org')).toEqual([])
  expect((await rows(night, `SELECT 1 FROM alarm WHERE kind = 'danger' AND acknowledged_at IS NULL`)).length).toBe(0)
})

test('a counsellor who has the conversation and does not answer at night: somebody is called, and it is theirs', async () => {
  const night = await open()
  await night.colleague('aki', [{ medium: 'email', address: 'aki@example.org' }], { line: 1, hours: 5 })
  await night.worker('Minh', 'xin chào')
  await eventually(() => said(night, 'Minh').length > 0)
  const [{ id }] = await rows(night, 'SELECT id FROM conversation') as [{ id: string }]
  await night.staff(`/api/conversations/${id}/take-over`, {})
  await night.worker('Minh', DANGER_VI)
  await eventually(async () => (await rows(night, `SELECT 1 FROM alarm WHERE kind = 'danger'`)).length === 1)
  await night.pass(2)
  await tap(linkIn((await mailTo(night, 'aki')).text, night.desk))
  expect(await rows(night, 'SELECT handling, assignee_id FROM conversation')).toEqual([{ handling: 'counsellor', assignee_id: 'aki' }])
})

test('somebody rang with their life in danger and nobody has the case: who is on call is called, nobody who is tied to it, and a tap makes it theirs', async () => {
  const night = await open()
  await night.colleague('aki', [{ medium: 'email', address: 'aki@example.org' }], { line: 2, hours: 5 })
  await night.colleague('ben', [{ medium: 'email', address: 'ben@example.org' }], { line: 1, hours: 5 })
  await night.db.query(`INSERT INTO staff_conflict (id, staff_id, kind, value, created_by) VALUES (gen_random_uuid(), 'ben', 'code', 'LOT7', 'x')`)
  const opening = { asker: { kind: 'partner', name: 'NPO' }, origin: 'partner', severity: 'S4', reason: 'rang', way: 'phone', here: true, companies: ['LOT7'] }
  const { id } = await (await night.staff('/api/cases', { conversation: null, language: 'vi', opening })).json() as { id: string }
  // Whoever has it and says themselves how grave it is needs no call.
  await night.staff(`/api/cases/${id}/acts`, { type: 'raise', severity: 'S5', reason: 'found out' })
  expect(await rows(night, `SELECT 1 FROM alarm WHERE kind = 'danger'`)).toEqual([])
  await night.staff('/api/cases', { conversation: null, language: 'vi', opening: { ...opening, severity: 'S5', here: false } })
  const call = await mailTo(night, 'aki')
  expect(JSON.stringify(call)).not.toMatch(/NPO|rang|LOT7/)
  const [alarm] = await rows(night, `SELECT case_id, conversation_id, level FROM alarm WHERE kind = 'danger'`)
  expect(alarm).toEqual({ case_id: expect.any(String), conversation_id: null, level: 'S5' })
  expect(alarm?.['case_id']).not.toBe(id)
  expect(await (await tap(linkIn(call.text, night.desk))).text()).toContain(`/desk/cases/${String(alarm?.['case_id'])}`)
  expect(await rows(night, `SELECT owner FROM case_file WHERE id = '${String(alarm?.['case_id'])}'`)).toEqual([{ owner: 'aki' }])
  expect(night.mail.mails.map(({ to }) => to).filter((to) => to !== 'sato@example.org')).toEqual(['aki@example.org'])
  // A case that nobody dealt with in time calls again, once, though nobody wrote anywhere.
  const database = openStore(night.desk.databaseUrl)
  ending.push(() => database.close())
  for (let i = 0; i < 2; i++) await database.prisma.$transaction((tx) => raiseForCases(tx, [String(alarm?.['case_id'])], new Date()))
  expect((await rows(night, `SELECT 1 FROM alarm WHERE kind = 'danger' AND acknowledged_at IS NULL`)).length).toBe(1)
})

test('a forged, cut or foreign link says nothing', async () => {
  const night = await open()
  for (const token of ['x', 'A'.repeat(51), '..%2f..']) {
    const answers = [await fetch(`${night.desk.url}/ack/${token}`), await tap(`${night.desk.url}/ack/${token}`)]
    expect(answers.map(({ status }) => status)).toEqual([404, 404])
  }
})
