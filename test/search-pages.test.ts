// The search looks further back until a page is full: page after page everything is found once, the latest first, however the lines are spread.
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTermHash } from '../src/knowledge/term-hash.ts'
import { termsIn } from '../src/knowledge/terms.ts'
import { search } from '../src/server/search.ts'
import type { Database } from '../src/store/database.ts'
import { freshStore } from './store.ts'

const NOW = new Date('2026-11-24T12:00:00+09:00')
const DAY = 86_400_000
const READER = { id: 'free', roles: ['counsellor'], untied: true } as const
const hashTerms = createTermHash('a secret of this test')

let db: Database
let client: pg.Client
let conversation = ''
beforeAll(async () => {
  ({ db, client } = await freshStore())
  const person = (await client.query<{ id: string }>('INSERT INTO person (id) VALUES (gen_random_uuid()) RETURNING id')).rows[0]?.id
  const talk = async (address: string) => (await client.query<{ id: string }>(`INSERT INTO conversation (id, account_id, person_id, address, last_seq, last_at) VALUES (gen_random_uuid(), 'line', $1, $2, 1, $3) RETURNING id`, [person, address, NOW])).rows[0]?.id ?? ''
  conversation = await talk('a')
  // Others wrote so much lately that the first look holds next to nothing else.
  await client.query(`INSERT INTO message (id, conversation_id, seq, author, kind, text, at)
    SELECT ($2 || right(gen_random_uuid()::text, 21))::uuid, $1, n, 'worker', 'text', 'other', $3 FROM generate_series(1, 1000) n`, [await talk('b'), idOf(NOW.getTime() - 30_000, false).slice(0, 15), new Date(NOW.getTime() - 30_000)])
})
afterAll(async () => {
  await client.end()
  await db.close()
})

/** Ids of version 7 as the desk makes them, or of version 4 as counsellors' pages do: nearly all of those are greater. */
const idOf = (at: number, ownPage: boolean) => (ownPage ? `f${randomUUID().slice(1)}` : randomUUID().replace(/^.{8}-.{4}-4/, `${at.toString(16).padStart(12, '0').replace(/^(.{8})(.{4})$/, '$1-$2')}-7`))

async function write(lines: readonly { ago: number; holds: boolean; ownPage: boolean }[]): Promise<{ id: string; at: number; holds: boolean }[]> {
  await client.query('DELETE FROM message_terms')
  await client.query('DELETE FROM message WHERE conversation_id = $1', [conversation])
  const rows = lines.map(({ ago, holds, ownPage }, index) => ({ id: idOf(NOW.getTime() - ago, ownPage), at: NOW.getTime() - ago, seq: index + 1, holds, text: holds ? 'the rent is late' : 'nothing of that' }))
  await client.query(`INSERT INTO message (id, conversation_id, seq, author, kind, text, language, at)
    SELECT id, $2, seq, 'worker', 'text', text, 'en', at FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, seq int, text text, at timestamptz)`, [JSON.stringify(rows.map((row) => ({ ...row, at: new Date(row.at) }))), conversation])
  for (const { id, text } of rows) await client.query('INSERT INTO message_terms (message_id, terms) VALUES ($1, $2)', [id, hashTerms(termsIn([text]))])
  return rows
}

async function pages(days: number | null): Promise<string[]> {
  const ids: string[] = []
  for (let after: { at: string; id: string } | undefined; ;) {
    const { lines, next } = await search({ db, hashTerms, now: () => NOW }, READER, { text: 'rent', days, ...(after && { after }) })
    ids.push(...lines.map(({ id }) => id))
    if (!next) return ids
    after = next
  }
}

const spread = fc.oneof(fc.nat(60_000), fc.nat(2 * DAY), fc.nat(90 * DAY), fc.nat(1_200 * DAY))
const world = fc.array(fc.record({ ago: spread, holds: fc.boolean(), ownPage: fc.integer({ min: 0, max: 9 }).map((n) => n === 0) }), { minLength: 1, maxLength: 120 })

test('every line once, the latest first, with and without a first day', async () => {
  await fc.assert(fc.asyncProperty(world, fc.constantFrom(null, 1, 31), async (lines, days) => {
    const written = await write(lines)
    const since = days === null ? 0 : NOW.getTime() - days * DAY
    const found = await pages(days)
    expect(found).toEqual(written.filter(({ at, holds }) => holds && at >= since).toSorted((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1)).map(({ id }) => id))
  }), { numRuns: 12 })
})
