// What counsellors do with a person's file, over the wire: refusals first, changes side by side, and two people who are one.
import { afterAll, beforeAll, expect, test } from 'vitest'
import pg from 'pg'
import type { ConversationList } from '../src/server/api/inbox.ts'
import type { CaseOpened } from '../src/server/api/cases.ts'
import type { FoundPeople, PersonView } from '../src/server/api/people.ts'
import type { ApprovalView, AuditView } from '../src/server/api/staff.ts'
import { colleague } from './colleague.ts'
import type { Asking } from './colleague.ts'
import { openDesk, signIn } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { worker } from './worker.ts'
import { plainly } from './tables.ts'

let desk: TestDesk
let db: pg.Client
let sato: Asking
let anh: Asking
let night: Asking
let admin: Asking
beforeAll(async () => {
  desk = await openDesk()
  sato = await signIn(desk)
  anh = await colleague(desk, sato, 'Anh', ['counsellor'])
  night = await colleague(desk, sato, 'Night', ['on-call'])
  admin = await colleague(desk, sato, 'Admin', ['supervisor'])
  db = new pg.Client({ connectionString: desk.databaseUrl, types: plainly })
  await db.connect()
})
afterAll(async () => {
  await db.end()
  await desk.stop()
})

/** Somebody who wrote in the web chat: their conversation and who they are. */
async function met(text: string, locale = 'vi') {
  const chat = await worker(desk, locale)
  await chat.say(text)
  const { rows: [row] } = await db.query<{ id: string; person_id: string }>('SELECT id, person_id FROM conversation ORDER BY created_at DESC LIMIT 1')
  if (!row) throw new Error('nobody wrote')
  return { chat, conversation: row.id, person: row.person_id }
}
const see = async (as: Asking, person: string) => await (await as(`/api/people/${person}`)).json() as PersonView
const status = async (answer: Promise<Response>) => { const response = await answer; await response.body?.cancel(); return response.status }
const tell = (as: Asking, person: string, field: string, value: unknown, base = 0, conversation: string | null = null) =>
  as(`/api/people/${person}/facts`, { field, status: 'known', value, base, conversation })
const refusal = async (answer: Promise<Response>) => { const response = await answer; return [response.status, (await response.json() as { error?: string }).error] }

test('the on-call person sees only who is in danger; a wrong value, somebody else’s conversation and a person who is not there are refused', async () => {
  const { person } = await met('Xin chào')
  const other = await met('Xin chào')
  expect([await status(night(`/api/people/${person}`)), await status(sato('/api/people/018f0000-0000-7000-8000-000000000001')), await status(sato('/api/people/nobody'))]).toEqual([404, 404, 404])
  expect(await status(tell(anh, person, 'company', '株式会社'))).toBe(400)
  expect(await status(tell(anh, person, 'employer', 'x'))).toBe(400)
  expect(await status(tell(anh, person, 'work', 'welding', 0, other.conversation))).toBe(404)
  await other.chat.say('Tôi muốn chết')
  expect((await see(night, other.person)).conversations.map(({ id, dangerous }) => [id, dangerous])).toEqual([[other.conversation, true]])
})

test('each change stands with who and when; it is taken back, and nobody writes over what they have not seen', async () => {
  const { person, conversation } = await met('Xin chào')
  expect((await see(anh, person)).suggested).toMatchObject({ preferred: 'vi', company: [], place: null })
  expect(await status(tell(sato, person, 'residence', { status: 'technicalIntern2', until: '2027-03-31' }, 0, conversation))).toBe(200)
  const first = (await see(anh, person)).facts.residence
  expect(first).toMatchObject({ by: '佐藤', status: 'known', value: { status: 'technicalIntern2', until: '2027-03-31' } })
  const base = first?.entry ?? 0
  const both = await Promise.all([refusal(tell(sato, person, 'residence', { status: 'specifiedSkilled1', until: null }, base)), refusal(tell(anh, person, 'residence', { status: 'student', until: null }, base))])
  expect(new Set(both.map(([code]) => code))).toEqual(new Set([200, 409]))
  expect(both.find(([code]) => code === 409)).toEqual([409, 'changed'])
  const now = (await see(anh, person)).facts.residence
  expect(now?.changes.length).toBe(2)
  expect(await refusal(anh(`/api/people/${person}/facts/residence/${base}`, {}, {}, 'DELETE'))).toEqual([409, 'changed'])
  expect(await status(anh(`/api/people/${person}/facts/residence/${now?.entry}`, {}, {}, 'DELETE'))).toBe(200)
  expect((await see(anh, person)).facts.residence).toMatchObject({ by: 'Anh', undid: true, value: { status: 'technicalIntern2', until: '2027-03-31' } })
  expect(await status(anh(`/api/people/${person}/facts`, { field: 'ageGroup', status: 'declined', value: null, base: 0 }))).toBe(200)
  expect((await see(sato, person)).facts.ageGroup).toMatchObject({ status: 'declined', value: null })
  expect((await see(sato, person)).facts.household).toBeUndefined()
  const { entries } = await (await sato(`/api/audit?object=person:${person}`)).json() as AuditView
  expect(entries.map(({ action }) => action)).toContain('person.change')
  expect(JSON.stringify(entries)).not.toMatch(/technicalIntern|2027-03/)
})

test('what is sensitive is noted only with their consent; a note’s words can be removed by who wrote them', async () => {
  const { person, conversation } = await met('Xin chào')
  const note = (text: string, sensitive: boolean, agreed: boolean) => anh(`/api/people/${person}/notes`, { text, sensitive, agreed, conversation })
  expect(await refusal(note('expects a child in May', true, false))).toEqual([409, 'not_agreed'])
  expect(await status(note('expects a child in May', true, true))).toBe(200)
  const [kept] = (await see(sato, person)).notes
  expect(kept).toMatchObject({ text: 'expects a child in May', sensitive: true, by: 'Anh' })
  const third = await colleague(desk, sato, 'Third', ['counsellor'])
  expect(await refusal(third(`/api/people/${person}/notes/${kept?.id}`, {}, {}, 'DELETE'))).toEqual([409, 'not_yours'])
  expect(await status(anh(`/api/people/${person}/notes/${kept?.id}`, {}, {}, 'DELETE'))).toBe(200)
  expect((await see(sato, person)).notes[0]).toMatchObject({ text: null, removedBy: 'Anh' })
  expect(JSON.stringify((await db.query('SELECT value FROM person_entry')).rows)).not.toContain('child')
})

test('a company noted as a fact keeps tied colleagues out at once, also by its own name; taken back as a mistake, it does not', async () => {
  const { person, conversation } = await met('Xin chào')
  const { rows: [member] } = await db.query<{ id: string }>(`SELECT id FROM staff WHERE name = 'Anh'`)
  await sato(`/api/staff/${member?.id}/conflicts`, { kind: 'code', value: 'MAKER' })
  expect(await status(tell(anh, person, 'company', 'maker'))).toBe(404)
  expect(await status(tell(sato, person, 'company', 'maker'))).toBe(200)
  const seen = async () => [await status(anh(`/api/people/${person}`)), await status(anh(`/api/conversations/${conversation}`)), (await (await anh('/api/conversations?show=all')).json() as ConversationList).conversations.some(({ id }) => id === conversation)]
  expect(await seen()).toEqual([404, 404, false])
  const entry = (await see(sato, person)).facts.company?.entry
  await sato(`/api/people/${person}/facts/company/${entry}`, {}, {}, 'DELETE')
  expect(await seen()).toEqual([200, 200, true])
})

test('two files are merged only with two facts alike and a second person; taken apart by a supervisor, each has its own again', async () => {
  const [one, two] = [await met('Xin chào'), await met('Mingalaba', 'my')]
  await tell(anh, one.person, 'work', 'welding', 0, one.conversation)
  await tell(anh, two.person, 'work', 'Welding', 0, two.conversation)
  await tell(anh, one.person, 'nationality', 'VN', 0, one.conversation)
  const name = (await see(anh, two.person)).pseudonym
  const found = async () => (await (await anh(`/api/people?name=${encodeURIComponent(name)}&beside=${one.person}`)).json() as FoundPeople).people
  expect(await found()).toMatchObject([{ id: two.person, alike: ['work'], proof: false }])
  const ask = (facts: readonly string[]) => refusal(anh(`/api/people/${one.person}/merge`, { other: two.person, facts, reason: 'the same voice on the phone' }))
  expect(await ask(['work', 'nationality'])).toEqual([409, 'no_match'])
  await tell(anh, two.person, 'nationality', 'VN', 0, two.conversation)
  expect([await ask(['nationality', 'nationality']), await ask(['work', 'nationality']), await ask(['work', 'nationality'])]).toEqual([[409, 'no_match'], [202, undefined], [409, 'asked_already']])
  const waiting = async (as: Asking) => (await (await as('/api/approvals')).json() as { approvals: ApprovalView[] }).approvals.find(({ action }) => action === 'mergePeople')
  const approval = await waiting(sato)
  expect(approval).toMatchObject({ reason: 'the same voice on the phone', facts: ['work', 'nationality'] })
  // Somebody who may decide, but must not know of either of them.
  const { rows: [tied] } = await db.query<{ id: string }>(`SELECT id FROM staff WHERE name = 'Admin'`)
  await sato(`/api/staff/${tied?.id}/conflicts`, { kind: 'person', value: two.person })
  expect([await waiting(admin), await status(admin(`/api/approvals/${approval?.id}`, { decision: 'granted' }))]).toEqual([undefined, 409])
  const file = (await (await anh('/api/cases', { conversation: two.conversation, opening: { asker: { kind: 'worker' }, origin: 'counsellor', severity: 'S2', reason: 'r', way: 'conversation', here: false } })).json() as CaseOpened).id
  expect(await status(sato(`/api/approvals/${approval?.id}`, { decision: 'granted' }))).toBe(200)
  const whole = await see(anh, two.person)
  expect([whole.id, whole.conversations.length, whole.cases.map(({ view }) => view.id)]).toEqual([one.person, 2, [file]])
  expect(whole.facts.work?.differs.map(({ value }) => value)).toEqual(['welding'])
  expect([await status(admin(`/api/people/${one.person}`)), await status(admin(`/api/conversations/${one.conversation}`))]).toEqual([404, 404])
  // What is taken back in one file brings back nothing of the other's.
  await tell(anh, one.person, 'callName', 'Minh', 0, one.conversation)
  const called = (await see(anh, one.person)).facts.callName?.entry ?? 0
  await tell(anh, one.person, 'callName', 'Thiri', called, two.conversation)
  await anh(`/api/people/${one.person}/facts/callName/${(await see(anh, one.person)).facts.callName?.entry}`, {}, {}, 'DELETE')
  expect((await see(anh, one.person)).facts.callName).toMatchObject({ status: 'known', value: 'Minh' })
  const [merge] = whole.merges
  expect(merge).toMatchObject({ how: 'approval', by: 'Anh', approvedBy: '佐藤', stands: true })
  const apart = (as: Asking) => as(`/api/people/${one.person}/part`, { part: two.person, reason: 'two brothers' })
  expect(await status(apart(anh))).toBe(404)
  expect(await status(apart(sato))).toBe(200)
  expect(await refusal(apart(sato))).toEqual([409, 'not_merged'])
  const [first, second] = [await see(sato, one.person), await see(sato, two.person)]
  expect([first.conversations.map(({ id }) => id), second.conversations.map(({ id }) => id), first.cases.length, second.cases.length]).toEqual([[one.conversation], [two.conversation], 0, 1])
  expect([first.facts.callName?.value, second.facts.callName?.status]).toEqual(['Minh', 'empty'])
  expect(first.merges[0]?.undone).toMatchObject({ by: '佐藤', reason: 'two brothers' })
  expect(JSON.stringify((await db.query('SELECT reason, detail FROM audit')).rows)).not.toMatch(/brothers|voice/)
})
