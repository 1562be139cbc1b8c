// What the desk counts of itself, and how staff hear of it who look elsewhere. Refusals first.
import { afterAll, beforeAll, expect, test } from 'vitest'
import pg from 'pg'
import { colleague } from './colleague.ts'
import { eventually, openDesk, signIn } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { lineUser, startLine } from './platforms/line.ts'
import type { LineStandIn } from './platforms/line.ts'
import { startPushService } from './platforms/push-service.ts'
import type { PushService } from './platforms/push-service.ts'
import type { NumbersView } from '../src/server/api/numbers.ts'
import type { DeviceList } from '../src/server/api/staff.ts'
import { nameSeal } from './store.ts'

const SECRET = 'a-channel-secret'
let desk: TestDesk
let line: LineStandIn
let push: PushService
let db: pg.Client
let founder: Awaited<ReturnType<typeof signIn>>
let hers: Awaited<ReturnType<typeof colleague>>

beforeAll(async () => {
  line = await startLine()
  push = await startPushService()
  desk = await openDesk({ LINE_CHANNEL_SECRET: SECRET, LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: line.url, ON_CALL_INNER_WEBHOOKS: 'yes', PUBLIC_URL: 'http://desk.example' })
  founder = await signIn(desk)
  hers = await colleague(desk, founder, 'Anh', ['counsellor'])
  db = new pg.Client({ connectionString: desk.databaseUrl })
  await db.connect()
})
afterAll(async () => {
  await db.end()
  await desk.stop()
  await push.close()
  await line.close()
})

const numbers = async (who = founder, period = 'today') => await (await who(`/api/numbers?period=${period}`)).json() as NumbersView
const deliver = (...events: ReturnType<LineStandIn['textEvent'] | LineStandIn['postbackEvent']>[]) => line.deliver(`${desk.url}/webhooks/line`, events, { secret: SECRET })
const idOf = async (name: string) => eventually(async () => (await db.query(`SELECT id FROM conversation WHERE address = $1`, [nameSeal(lineUser(name))])).rows[0]?.id as string)
/** Waits for a person since so many minutes ago. */
async function waits(name: string, minutes: number, text = 'ขอโทษ'): Promise<string> {
  await deliver(line.textEvent({ user: lineUser(name), text }), line.postbackEvent({ user: lineUser(name), data: 'person' }))
  const id = await idOf(name)
  await eventually(async () => (await db.query(`UPDATE conversation SET waiting_since = now() - make_interval(mins => $2) WHERE id = $1 AND handling = 'waiting'`, [id, minutes])).rowCount)
  return id
}
async function answers(id: string, reply: string): Promise<void> {
  await founder(`/api/conversations/${id}/take-over`, {})
  const { status } = await founder(`/api/conversations/${id}/replies`, { id: reply, text: 'お待たせしました', asIs: true })
  expect(status).toBe(201)
}

test('who is tied to a company is not counted its conversations', async () => {
  const before = await numbers(hers)
  await waits('Tied', 3)
  await db.query(`UPDATE conversation SET entry_code = 'LOT9' WHERE address = $1`, [nameSeal(lineUser('Tied'))])
  const { staff } = await (await founder('/api/staff')).json() as { staff: { id: string; name: string }[] }
  await founder(`/api/staff/${staff.find(({ name }) => name === 'Anh')?.id}/conflicts`, { kind: 'code', value: 'LOT9', note: 'a test' })
  const sum = ({ waiting }: NumbersView) => waiting.byLanguage.reduce((all, { count }) => all + count, 0)
  expect(sum(await numbers(hers))).toBe(sum(before))
  expect(sum(await numbers(founder))).toBe(sum(before) + 1)
  expect((await numbers(hers)).alone).toEqual(before.alone)
  await db.query(`UPDATE conversation SET waiting_since = NULL, handling = 'bot', assignee_id = NULL`)
})

test('the time to the first reply runs from asking to the first answer by a person; later answers are not first', async () => {
  await answers(await waits('A', 4, 'Xin chào, tôi cần hỏi'), '00000000-0000-4000-8000-0000000000a1')
  await answers(await waits('B', 10, 'Xin chào, tôi cần hỏi'), '00000000-0000-4000-8000-0000000000b1')
  const third = await waits('C', 60, 'Xin chào, tôi cần hỏi')
  await answers(third, '00000000-0000-4000-8000-0000000000c1')
  await deliver(line.textEvent({ user: lineUser('C'), text: 'cảm ơn' }))
  await eventually(async () => (await db.query('SELECT waiting_since FROM conversation WHERE id = $1', [third])).rows[0]?.waiting_since)
  await answers(third, '00000000-0000-4000-8000-0000000000c2')
  const { firstReply, alone } = await numbers()
  expect(firstReply.all).toMatchObject({ n: 3 })
  expect(Math.round((firstReply.all?.median ?? 0) / 60)).toBe(10)
  expect(Math.round((firstReply.all?.p90 ?? 0) / 60)).toBe(50)
  expect(firstReply.byLanguage).toMatchObject([{ key: 'vi', n: 3 }])
  expect((await db.query('SELECT count(*)::int AS n FROM answered_wait WHERE NOT first')).rows[0].n).toBe(1)
  expect(alone.all - alone.alone).toBeGreaterThanOrEqual(3)
})

test('a day ends at midnight in Japan, not where the server stands', async () => {
  const { since, lines } = await numbers()
  expect(since.slice(11)).toBe('15:00:00.000Z')
  expect(lines.at(-1)?.worker).toBeGreaterThan(0)
  expect((await numbers(founder, 'week')).lines.length).toBe(7)
  expect((await numbers(founder, 'month')).lines.length).toBe(28)
  await db.query(`UPDATE message SET at = $1::timestamptz - interval '1 second'`, [since])
  const after = await numbers()
  expect(after.lines.every(({ worker, desk: written, guide }) => worker + written + guide === 0)).toBe(true)
  expect(after.alone.all).toBe(0)
  expect((await numbers(founder, 'week')).lines.at(-2)?.worker).toBeGreaterThan(0)
})

test('a browser is told that somebody waits, nothing of who and what, once for each wait; and no longer once it does not want it', async () => {
  await db.query(`UPDATE conversation SET waiting_since = NULL, handling = 'bot', assignee_id = NULL`)
  expect((await founder('/api/me/devices', { endpoint: 'http://169.254.169.254/', keys: push.subscription.keys, told: ['somebody'] })).status).toBe(400)
  const added = await founder('/api/me/devices', { ...push.subscription, told: ['waiting', 'danger'] })
  expect(added.status).toBe(201)
  const { id } = await added.json() as { id: string }
  expect((await hers(`/api/me/devices/${id}`, { told: [] }, {}, 'PATCH')).status).toBe(404)
  expect((await hers(`/api/me/devices/${id}`, {}, {}, 'DELETE')).status).toBe(404)
  const conversation = await waits('Quiet', 1, 'Công ty không trả lương tháng này')
  await eventually(() => push.shown.length > 0)
  expect(push.faults).toEqual([])
  expect(push.shown).toHaveLength(1)
  expect(push.shown[0]).toMatchObject({ urgency: 'normal', payload: { urgent: false, link: `http://desk.example/desk/c/${conversation}` } })
  expect(JSON.stringify(push.shown)).not.toMatch(/lương|Quiet|LINE|vi"/)
  await deliver(line.textEvent({ user: lineUser('Danger'), text: 'Tôi muốn chết, tôi không muốn sống nữa' }))
  await eventually(() => push.shown.some(({ urgency }) => urgency === 'high'))
  expect(push.shown).toHaveLength(2)
  // What somebody has is theirs alone, and only where they want to hear of it.
  expect((await founder(`/api/me/devices/${id}`, { told: ['yours'] }, {}, 'PATCH')).status).toBe(200)
  await founder(`/api/conversations/${conversation}/take-over`, {})
  await founder(`/api/conversations/${conversation}/replies`, { id: '00000000-0000-4000-8000-0000000000d1', text: 'はい', asIs: true })
  await deliver(line.textEvent({ user: lineUser('Quiet'), text: 'cảm ơn' }))
  // As if it had been written a while ago, and the desk told of the wait before it longer ago.
  const writtenAgo = () => db.query(`UPDATE conversation SET waiting_since = now() - interval '1 minute', told_staff_at = now() - interval '1 hour' WHERE id = $1 AND waiting_since IS NOT NULL`, [conversation])
  await eventually(async () => (await writtenAgo()).rowCount)
  await eventually(() => push.shown.length === 3)
  push.gone = true
  await writtenAgo()
  await eventually(async () => (await (await founder('/api/me/devices')).json() as DeviceList).devices.length === 0)
})
