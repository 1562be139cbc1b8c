// The order of the list as it is read from its indexes: for each reader that of what they may see, whatever happened to people, cases and ties.
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SHOWS, TURNS } from '../src/list/filter.ts'
import type { ListFilter } from '../src/list/filter.ts'
import { compare } from '../src/list/order.ts'
import { changeCase } from '../src/store/case-writing.ts'
import type { Database } from '../src/store/database.ts'
import { countViews, listConversations } from '../src/store/list.ts'
import type { ListRow } from '../src/store/list.ts'
import type { Reader } from '../src/store/visible.ts'
import { eventually } from './desk.ts'
import { freshStore } from './store.ts'

const NOW = new Date('2026-11-24T12:00:00+09:00')
const NEAR: Reader = { id: 'near', roles: ['counsellor'] }
const FREE: Reader = { id: 'free', roles: ['counsellor'] }
const READERS: readonly Reader[] = [NEAR, FREE, { ...FREE, untied: true }, { id: 'free', roles: ['on-call'], untied: true }, { id: 'free', roles: ['on-call'] }, { id: 'free', roles: ['editor'] }]
const FILTERS: readonly ListFilter[] = SHOWS.flatMap((show) => [null, ...TURNS].map((turn) => ({ show, owner: null, turn, language: null, channel: turn === null ? 'line' : null, theme: null })))

let db: Database
let client: pg.Client
beforeAll(async () => {
  ({ db, client } = await freshStore())
  await client.query(`INSERT INTO staff (id, name, email, roles) VALUES ('near', 'N', 'n', '{counsellor}'), ('free', 'F', 'f', '{counsellor}')`)
})
afterAll(async () => {
  await client.end()
  await db.close()
})

const begin = async () => { await client.query(['case_conversation', 'case_file', 'conversation', 'person', 'staff_conflict'].map((table) => `DELETE FROM ${table}`).join(';')) }
const person = async () => (await client.query<{ id: string }>('INSERT INTO person (id) VALUES (gen_random_uuid()) RETURNING id')).rows[0]?.id ?? ''

interface Talk { readonly person: string; readonly handling: string; readonly danger: string | null; readonly waits: number | null; readonly snoozed: boolean; readonly code: string | null; readonly last: number }
const PLAIN: Talk = { person: '', handling: 'waiting', danger: null, waits: null, snoozed: false, code: null, last: 0 }
async function talk(given: Partial<Talk>): Promise<string> {
  const { person: whose, handling, danger, waits, snoozed, code, last } = { ...PLAIN, ...given }
  const id = randomUUID()
  await client.query(`INSERT INTO conversation (id, account_id, person_id, address, handling, danger, waiting_since, snoozed_until, entry_code, last_seq, last_at) VALUES ($1::uuid, 'line', $2, $1::text, $3, $4, $5, $6, $7, 1, $8)`,
    [id, whose, handling, danger && { kind: 'violence', level: danger, at: NOW }, waits === null ? null : new Date(NOW.getTime() - waits * 60_000), snoozed ? new Date(NOW.getTime() + 60_000) : null, code, new Date(NOW.getTime() - last * 1_000)])
  return id
}

async function open(severity: string, whose: string | null, about: readonly string[] = [], companies: readonly string[] = []): Promise<string> {
  const id = randomUUID()
  await client.query(`INSERT INTO case_file (id, person_id, asker, origin, severity, stage, owner, next_at, next_what, companies, last_seq, opened_at, changed_at) VALUES ($1, $2, 'worker', 'counsellor', $3, 'consult', 'team:duty', now(), 'review', $4, 0, now(), now())`, [id, whose, severity, companies])
  for (const one of about) await client.query('INSERT INTO case_conversation (case_id, conversation_id) VALUES ($1, $2)', [id, one])
  return id
}

const tie = (kind: string, value: string) => client.query(`INSERT INTO staff_conflict (id, staff_id, kind, value, created_by) VALUES (gen_random_uuid(), 'near', $1, $2, 'near')`, [kind, value])
const ALL: ListFilter = { show: 'all', owner: null, turn: null, language: null, channel: null, theme: null }

async function paged(reader: Reader, filter: ListFilter, limit = 2): Promise<ListRow[]> {
  const rows: ListRow[] = []
  for (let after: ListRow | null = null; ;) {
    const page: ListRow[] = await listConversations(db, reader, filter, NOW, { type: 'page', after, limit })
    rows.push(...page)
    after = page.at(-1) ?? null
    if (!after || page.length < limit) return rows
  }
}

const unweighed = async () => (await client.query('SELECT id FROM conversation WHERE case_severity IS DISTINCT FROM gravest_open_case(id, person_id)')).rows

test('a case that somebody may not see lifts nothing in their list, and names no severity', async () => {
  await begin()
  const [theirs, employed] = [await person(), await person()]
  const [spoken, other] = [await talk({ person: theirs, last: 60 }), await talk({ person: await person() })]
  await talk({ person: employed, code: 'MAKER' })
  await open('S5', employed, [spoken])
  const seen = async (reader: Reader) => (await paged(reader, ALL)).map(({ id, severity }) => [id, severity])
  expect((await seen(FREE)).slice(0, 2)).toContainEqual([spoken, 'S5'])
  await tie('code', 'MAKER')
  expect(await seen(NEAR)).toEqual([[other, null], [spoken, null]])
  expect(await seen({ id: 'free', roles: ['editor'] })).toEqual([])
})

const codes = ['MAKER', 'KUMIAI']
const world = fc.record({
  talks: fc.array(fc.record({
    person: fc.nat(3), handling: fc.constantFrom('bot', 'waiting', 'counsellor'), danger: fc.constantFrom(null, null, 'S4', 'S5'), waits: fc.option(fc.nat(3)), snoozed: fc.boolean(), code: fc.constantFrom(null, null, ...codes), last: fc.nat(3),
  }), { minLength: 1, maxLength: 7 }),
  cases: fc.array(fc.record({ person: fc.option(fc.nat(3)), severity: fc.constantFrom('S1', 'S3', 'S5'), about: fc.uniqueArray(fc.nat(6), { maxLength: 2 }), companies: fc.uniqueArray(fc.constantFrom(...codes), { maxLength: 1 }) }), { maxLength: 4 }),
  changes: fc.array(fc.record({ type: fc.constantFrom('close', 'reopen', 'raise', 'move case', 'move talk', 'untie'), which: fc.nat(6), to: fc.nat(3) }), { maxLength: 5 }),
  tied: fc.constantFrom(...codes, null),
  reader: fc.constantFrom(...READERS),
  filters: fc.uniqueArray(fc.constantFrom(...FILTERS), { minLength: 3, maxLength: 3 }),
})

test('pages follow each other as if all were put in order by what the reader may see, and the database keeps what that is made of', async () => {
  await fc.assert(fc.asyncProperty(world, async ({ talks, cases, changes, tied, reader, filters }) => {
    await begin()
    const people = [await person(), await person(), await person(), await person()]
    const ids: string[] = []
    for (const one of talks) ids.push(await talk({ ...one, person: people[one.person] ?? '' }))
    const files: string[] = []
    for (const { person: whose, severity, about, companies } of cases) files.push(await open(severity, whose === null ? null : people[whose] ?? null, about.flatMap((n) => ids[n] ?? []), companies))
    for (const { type, which, to } of changes) {
      const [file, conversation, whom] = [files[which], ids[which], people[to]]
      if (type === 'close') await client.query('UPDATE case_file SET closed_at = now() WHERE id = $1', [file])
      if (type === 'reopen') await client.query('UPDATE case_file SET closed_at = NULL WHERE id = $1', [file])
      if (type === 'raise') await client.query(`UPDATE case_file SET severity = 'S4' WHERE id = $1`, [file])
      if (type === 'move case') await client.query('UPDATE case_file SET person_id = $2 WHERE id = $1', [file, whom])
      if (type === 'move talk') await client.query('UPDATE conversation SET person_id = $2 WHERE id = $1', [conversation, whom])
      if (type === 'untie') await client.query('DELETE FROM case_conversation WHERE conversation_id = $1', [conversation])
    }
    expect(await unweighed()).toEqual([])
    if (tied !== null) await tie('code', tied)
    const { each } = await countViews(db, reader, filters, NOW)
    for (const [index, filter] of filters.entries()) {
      const asked = await listConversations(db, reader, filter, NOW, { type: 'named', ids, cases: [] })
      expect(await paged(reader, filter)).toEqual(asked.toSorted(compare))
      expect(each[index]).toBe(asked.length)
    }
  }), { numRuns: 15 })
})

test('who changes a case waits for a turn of its person, and neither is refused', async () => {
  await begin()
  const [whose, other] = [await person(), new pg.Client({ connectionString: db.url })]
  const conversation = await talk({ person: whose })
  const id = await open('S2', whose, [conversation])
  await other.connect()
  await other.query('BEGIN')
  await other.query('SELECT 1 FROM conversation WHERE id = $1 FOR NO KEY UPDATE', [conversation])
  const changed = changeCase<'seen'>(db, FREE, id, () => 'seen')
  await eventually(async () => (await client.query(`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)).rows.length > 0)
  await other.query('SELECT 1 FROM case_file WHERE id = $1 FOR UPDATE', [id])
  await other.query('COMMIT')
  expect(await changed).toBe('seen')
  await other.end()
})
