// Who had no ties when their request came is not asked for them again within it: a tie holds from the next request on, and at once on a stream that is open.
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually, openDesk, signIn } from './desk.ts'
import type { Asking } from './colleague.ts'
import type { TestDesk } from './desk.ts'
import { lineUser, startLine } from './platforms/line.ts'
import type { LineStandIn } from './platforms/line.ts'

const SECRET = 'a-channel-secret'
const SAID = 'Họ giữ hộ chiếu của em'
let desk: TestDesk
let line: LineStandIn
let db: pg.Client
let counsellor: Asking
let conversation = ''
let other = ''

const arrives = async (name: string, text: string) => {
  await line.deliver(`${desk.url}/webhooks/line`, [line.postbackEvent({ user: lineUser(name), data: 'person' }), line.textEvent({ user: lineUser(name), text })], { secret: SECRET })
}
beforeAll(async () => {
  line = await startLine()
  desk = await openDesk({ LINE_CHANNEL_SECRET: SECRET, LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: line.url })
  counsellor = await signIn(desk)
  db = new pg.Client({ connectionString: desk.databaseUrl })
  await db.connect()
  const newest = async (known: string) => eventually(async () => (await db.query<{ id: string }>('SELECT id FROM conversation WHERE id::text <> $1 AND last_seq > 0', [known])).rows[0]?.id)
  await arrives('Minh', SAID)
  conversation = await newest('')
  await arrives('Thiri', 'hello')
  other = await newest(conversation)
})
afterAll(async () => {
  await db.end()
  await desk.stop()
  await line.close()
})

const tie = () => db.query(`INSERT INTO staff_conflict (id, staff_id, kind, value, created_by) SELECT gen_random_uuid(), s.id, 'person', c.person_id, s.id FROM staff s, conversation c WHERE c.id = $1`, [conversation])
const untie = () => db.query('DELETE FROM staff_conflict')

/** What each of these shows of it: rows, counters, the conversation, the search, the person. */
async function shown(): Promise<unknown[]> {
  const read = async (path: string, body?: object) => (await (await counsellor(path, body)).text()).includes(conversation)
  const { person } = (await db.query<{ person: string }>('SELECT person_id AS person FROM conversation WHERE id = $1', [conversation])).rows[0] ?? { person: '' }
  const { counts } = await (await counsellor('/api/views')).json() as { counts: { all: number } }
  return [await read('/api/conversations?show=all'), await read(`/api/conversations?ids=${conversation}`), counts.all, (await counsellor(`/api/conversations/${conversation}`)).status,
    await read('/api/conversations/search', { text: 'hộ chiếu', days: null }), (await counsellor(`/api/people/${person}`)).status]
}

test('a tie holds from the next request on, and no longer than it is there', async () => {
  const [seen, hidden] = [[true, true, 2, 200, true, 200], [false, false, 1, 404, false, 404]]
  await eventually(async () => (await shown())[4])
  expect(await shown()).toEqual(seen)
  await tie()
  expect(await shown()).toEqual(hidden)
  await untie()
  expect(await shown()).toEqual(seen)
})

test('and at once on a stream that was opened before', async () => {
  const response = await counsellor('/api/stream')
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let heard = ''
  const listening = (async () => { for (;;) { const piece = await reader?.read(); if (!piece || piece.done) return; heard += piece.value } })().catch(() => {})
  const tell = (id: string) => db.query(`SELECT pg_notify('madoguchi_conversation', $1)`, [id])
  await tell(conversation)
  await eventually(() => heard.includes(conversation))
  await tie()
  // What was on its way before the tie has come when this has.
  await tell(other)
  await eventually(() => heard.includes(other))
  heard = ''
  await tell(conversation)
  await tell(other)
  await eventually(() => heard.includes(other))
  await reader?.cancel()
  await listening
  await untie()
  expect(heard).not.toContain(conversation)
})
