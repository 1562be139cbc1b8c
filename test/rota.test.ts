// The rota as it is kept: by whom, handed over by both or by who keeps it, checked by day, and drilled. Refusals first.
import { afterEach, expect, test } from 'vitest'
import { eventually } from './desk.ts'
import { allCalled, DANGER_VI, linkIn, mailTo, openNight, tap } from './night.ts'
import type { Night } from './night.ts'
import type { AlarmView, OnCallView } from '../src/server/api/on-call.ts'
import { nameSeal } from './store.ts'

const ending: (() => Promise<unknown>)[] = []
afterEach(async () => { for (const end of ending.splice(0).toReversed()) await end() })

async function open(): Promise<Night> {
  const night = await openNight()
  ending.push(() => night.close())
  return night
}

const view = async ({ staff }: Night) => await (await staff('/api/on-call')).json() as OnCallView
const become = ({ db }: Night, ...roles: string[]) => db.query(`UPDATE staff SET roles = $1 WHERE email = $2`, [roles, nameSeal('sato@example.org')])
const me = async ({ db }: Night) => (await db.query(`SELECT id FROM staff WHERE email = $1`, [nameSeal('sato@example.org')])).rows[0].id as string
const hours = (from: number, until: number, now = Date.now()) => ({ from: new Date(now + from * 3_600_000).toISOString(), until: new Date(now + until * 3_600_000).toISOString() })
const problem = async (night: Night) => (await view(night)).problem

test('what makes no sense is refused, and nothing of it is kept', async () => {
  const night = await open()
  const staff = await me(night)
  await night.colleague('editor', [], undefined, ['editor'])
  for (const shift of [{ staff, line: 1, ...hours(5, 5) }, { staff, line: 1, ...hours(5, 2) }, { staff, line: 3, ...hours(0, 5) }, { staff, line: 1, ...hours(0, 24 * 40) }, { staff, line: 1, from: 'today', until: 'tomorrow' }]) {
    expect([shift, (await night.staff('/api/on-call/shifts', { shifts: [{ staff, line: 1, ...hours(0, 1) }, shift] })).status]).toEqual([shift, 400])
  }
  expect((await night.staff('/api/on-call/shifts', { shifts: [{ staff: 'editor', line: 1, ...hours(0, 5) }] })).status).toBe(409)
  for (const chain of [{ next: 0, everyone: 15, again: 5 }, { next: 5, everyone: 15 }, { next: 5.5, everyone: 15, again: 5 }]) expect((await night.staff('/api/on-call', chain, {}, 'PATCH')).status).toBe(400)
  expect([(await view(night)).shifts, (await view(night)).settings]).toEqual([[], { next: 5, everyone: 15, again: 5 }])
})

test('a shift changes hands when both agree; nobody else can offer it or accept it; who keeps the rota needs nobody', async () => {
  const night = await open()
  await night.colleague('aki', [])
  await night.colleague('ben', [])
  const own = await me(night)
  await night.staff('/api/on-call/shifts', { shifts: [{ staff: 'aki', line: 1, ...hours(0, 5) }, { staff: own, line: 2, ...hours(0, 5) }] })
  const [first = '', second = ''] = (await view(night)).shifts.map(({ id }) => id)
  await become(night, 'on-call')
  const post = async (path: string, body: object) => (await night.staff(`/api/on-call/shifts/${path}`, body)).status
  expect([await post(`${first}/offer`, { to: 'ben' }), await post(`${first}/answer`, { accept: true }), await post(`${second}/offer`, { to: own }), await post(`${second}/offer`, { to: 'nobody' })]).toEqual([404, 404, 409, 409])
  expect((await night.staff(`/api/on-call/shifts/${first}`, { staff: own }, {}, 'PATCH')).status).toBe(404)
  expect(await post(`${second}/offer`, { to: 'ben' })).toBe(200)
  expect((await view(night)).shifts[1]).toMatchObject({ staff: { id: own }, offeredTo: { id: 'ben' } })
  // Aki asks for theirs to be taken over: one declines, then accepts.
  for (const [accept, has] of [[false, 'aki'], [true, own]] as const) {
    await night.db.query('UPDATE on_call_shift SET offered_to = $1 WHERE id = $2', [own, first])
    expect(await post(`${first}/answer`, { accept })).toBe(200)
    expect((await view(night)).shifts.find(({ id }) => id === first)).toMatchObject({ staff: { id: has }, offeredTo: null })
  }
  await become(night, 'supervisor')
  expect((await night.staff(`/api/on-call/shifts/${first}`, { staff: 'ben' }, {}, 'PATCH')).status).toBe(200)
  expect((await view(night)).now.map(({ staff }) => staff.id)).toEqual(['ben', own])
})

test('by day: nobody for a night, then somebody who cannot be reached, then all is well; a mail for each, and no more', async () => {
  const night = await open()
  const mails = () => night.mail.mails.filter(({ to, subject }) => to === 'sato@example.org' && subject.startsWith('夜の当番')).length
  /** As on the next day. */
  const nextDay = () => night.db.query(`INSERT INTO setting (key, value) VALUES ('rota-checked', '"2000-01-01"') ON CONFLICT (key) DO UPDATE SET value = excluded.value`)
  await eventually(async () => (await problem(night))?.uncovered.length === 1)
  // Where the hours were closed before the first look, that is the first mail.
  await allCalled(night)
  const before = mails()
  await nextDay()
  await eventually(() => mails() === before + 1)
  await night.colleague('aki', [{ medium: 'email', address: 'aki@example.org' }])
  await night.db.query('UPDATE on_call_way SET verified_at = NULL')
  await night.staff('/api/on-call/shifts', { shifts: [{ staff: 'aki', line: 1, ...hours(-1, 24 * 8) }] })
  await eventually(async () => (await problem(night))?.unreachable.map(({ id }) => id).join() === 'aki')
  await eventually(() => mails() === before + 2)
  await night.db.query('UPDATE on_call_way SET verified_at = now()')
  await nextDay()
  await eventually(async () => (await problem(night)) === null)
  expect(mails()).toBe(before + 2)
})

test('past calls show their steps to who may see the conversation, and a drill is marked as one and can be ended', async () => {
  const night = await open()
  await night.colleague('aki', [{ medium: 'email', address: 'aki@example.org' }], { line: 1, hours: 5 })
  await night.worker('Minh', DANGER_VI)
  await tap(linkIn((await mailTo(night, 'aki')).text, night.desk))
  expect((await night.staff('/api/on-call/drills', {})).status).toBe(201)
  expect((await night.staff('/api/on-call/drills', {})).status).toBe(409)
  const list = async () => (await (await night.staff('/api/on-call/alarms')).json() as { alarms: AlarmView[] }).alarms.filter(({ kind }) => kind !== 'rota')
  await eventually(async () => (await list())[0]?.pages.some(({ status }) => status === 'sent'))
  expect(night.mail.mails.map(({ subject }) => subject)).toContainEqual(expect.stringMatching(/^【訓練】/))
  expect((await list()).map(({ kind, endedBy, pages }) => [kind, endedBy?.id ?? null, pages.map(({ name, medium, usedAt }) => [name, medium, usedAt !== null])])).toEqual([
    ['drill', null, [['aki', 'email', false]]], ['danger', 'aki', [['aki', 'email', true]]],
  ])
  await night.staff('/api/on-call/drills', {}, {}, 'DELETE')
  const last = night.mail.mails.filter(({ to }) => to === 'aki@example.org').at(-1)
  expect(await (await fetch(linkIn(last?.text ?? '', night.desk))).text()).toContain('この呼び出しは終わりました')
  expect((await list())[0]?.endedAt).not.toBeNull()
  // Tied to the person, one finds the drill alone.
  await night.db.query(`INSERT INTO staff_conflict (id, staff_id, kind, value, created_by) SELECT gen_random_uuid(), $1, 'person', p.id::text, 'test' FROM person p`, [await me(night)])
  expect((await list()).map(({ kind }) => kind)).toEqual(['drill'])
  const conversation = (await night.db.query('SELECT id FROM conversation')).rows[0].id as string
  expect((await night.staff(`/api/conversations/${conversation}/alarms`)).status).toBe(404)
})
