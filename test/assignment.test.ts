// Who is given a conversation: by presence, hours, language and load; never who is away, or tied to the case.
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { ranked } from '../src/desk/assign.ts'
import { DESK_HOURS } from '../src/hours/timetable.ts'
import type { ConversationList } from '../src/server/api/inbox.ts'
import type { Candidate } from '../src/store/assignment.ts'
import { eventually, openDesk, signIn } from './desk.ts'
import { lineUser, startLine } from './platforms/line.ts'

const ending: (() => Promise<unknown>)[] = []
afterEach(async () => { for (const end of ending.splice(0)) await end() })

const jst = (text: string) => new Date(`${text}+09:00`)

test('first who is there and works now, then who speaks the language, then who has least to do', () => {
  const someone = (id: string, more: Partial<Candidate> = {}): Candidate => ({ id, name: id, hours: null, away: false, present: true, speaks: false, open: 0, ...more })
  const order = ranked([
    someone('away', { away: true, speaks: true }), someone('busy', { speaks: true, open: 5 }), someone('free', { speaks: true }),
    someone('other language'), someone('not there', { present: false, speaks: true }), someone('sundays', { hours: { 7: [['10:00', '12:00']] }, speaks: true }),
  ], DESK_HOURS, jst('2026-11-24T11:00'))
  expect(order.map(({ id }) => id)).toEqual(['free', 'busy', 'other language', 'not there', 'away', 'sundays'])
})

async function open() {
  const line = await startLine()
  const desk = await openDesk({ LINE_CHANNEL_SECRET: 's', LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: line.url })
  const db = new pg.Client({ connectionString: desk.databaseUrl })
  await db.connect()
  ending.push(() => db.end(), () => desk.stop(), () => line.close())
  const counsellor = await signIn(desk)
  const always = JSON.stringify(Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, [['00:00', '24:00']]])))
  await db.query(`UPDATE staff SET hours = $1`, [always])
  const colleague = async (id: string, more = '') => {
    await db.query(`INSERT INTO staff (id, name, email, roles, languages, hours, seen_at) VALUES ($1, $1, $1 || '@example.org', '{counsellor}', '{vi}', $2, now() + interval '1 hour')`, [id, always])
    if (more) await db.query(`UPDATE staff SET ${more} WHERE id = $1`, [id])
  }
  const asks = (name: string) => line.deliver(`${desk.url}/webhooks/line`, [line.textEvent({ user: lineUser(name), text: 'Madoguchi #LOT7' }), line.textEvent({ user: lineUser(name), text: 'Xin chào bạn' }), line.postbackEvent({ user: lineUser(name), data: 'person' })], { secret: 's' })
  const first = async () => (await (await counsellor('/api/conversations?show=all')).json() as ConversationList).conversations[0]
  return { desk, db, counsellor, colleague, asks, first }
}

test('who asks for a person is given to the colleague who is there and speaks the language; when they leave, to the next', async () => {
  const { db, colleague, asks, first } = await open()
  await colleague('anh')
  await colleague('binh')
  await colleague('gone', `seen_at = now() - interval '1 day'`)
  await colleague('tied')
  await db.query(`INSERT INTO staff_conflict (id, staff_id, kind, value, created_by) VALUES (gen_random_uuid(), 'tied', 'code', 'LOT7', 'x')`)
  await asks('Minh')
  await eventually(async () => (await first())?.assignee?.id === 'anh')
  expect((await first())?.handling).toBe('waiting')
  await db.query(`UPDATE staff SET away = true WHERE id = 'anh'`)
  await eventually(async () => (await first())?.assignee?.id === 'binh')
  await db.query(`UPDATE staff SET away = true WHERE id = 'binh'`)
  await eventually(async () => !['anh', 'binh', 'gone', 'tied'].includes((await first())?.assignee?.id ?? ''))
})

test('a supervisor gives a conversation to somebody else, also one that an absent colleague has; nobody gives it to who is tied to it', async () => {
  const { db, counsellor, colleague, asks, first } = await open()
  await asks('Minh')
  const id = await eventually(async () => (await first())?.id)
  await colleague('anh')
  await colleague('tied')
  await db.query(`INSERT INTO staff_conflict (id, staff_id, kind, value, created_by) VALUES (gen_random_uuid(), 'tied', 'code', 'LOT7', 'x')`)
  await db.query(`UPDATE conversation SET handling = 'counsellor', assignee_id = 'anh'`)
  const { assignees } = await (await counsellor(`/api/conversations/${id}/assignees`)).json() as { assignees: { id: string }[] }
  expect(assignees.map((one) => one.id)).not.toContain('tied')
  expect((await counsellor(`/api/conversations/${id}/assign`, { staff: 'tied' })).status).toBe(409)
  const me = ((await (await counsellor('/api/me')).json()) as { id: string }).id
  expect((await counsellor(`/api/conversations/${id}/assign`, { staff: me })).status).toBe(200)
  expect(await first()).toMatchObject({ handling: 'counsellor', assignee: { id: me } })
  await counsellor(`/api/conversations/${id}/assign`, { staff: null })
  expect((await first())?.handling).toBe('waiting')
})
