// A desk of a million people beside one of ten thousand: what each thing takes, which reads grow, and what that costs (npm run bench:scale).
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import pg from 'pg'
import { expect, test } from 'vitest'
import { asksOf } from './asks.ts'
import { openScaleDesk } from './desk.ts'
import { fill } from './fill.ts'
import { compare } from './measure.ts'
import { readsOf } from './reads.ts'
import { startScalePostgres } from './postgres.ts'
import { partOf } from './size.ts'
import { throughputOf } from './throughput.ts'
import { page } from './write-up.ts'

/** 1 is the full size; a twentieth shows most of it in a few minutes. */
const LARGE = Number(process.env['SCALE_PART'] ?? 1)
const SMALL = LARGE * 100
/** Where this is given, only what it matches is asked, and nothing is written. */
const ONLY = new RegExp(process.env['SCALE_ASK'] ?? '')

test(`a hundredth, and ${LARGE === 1 ? 'a million people' : `a ${LARGE}th of a million people`}`, async () => {
  const postgres = await startScalePostgres(process.env['SCALE_DIR'] ?? null)
  try {
    const [small, large] = [postgres.urlOf(`part_${SMALL}`), postgres.urlOf(`part_${LARGE}`)]
    for (const [part, url] of [[SMALL, small], [LARGE, large]] as const) if (!(await isFilled(url))) await fill(url, partOf(part), (line) => { console.log(`1/${part} ${line}`) })
    const [few, many] = [await openScaleDesk(small), await openScaleDesk(large)]
    const [fewAsks, manyAsks] = [await asksOf(few), await asksOf(many)].map((asks) => asks.filter(({ what }) => ONLY.test(what)))
    const compared = await compare(fewAsks ?? [], manyAsks ?? [], (line) => { console.log(line) })
    const failed = compared.filter((one) => one.failed !== undefined)
    if (process.env['SCALE_ASK'] !== undefined) {
      await few.stop()
      await many.stop()
      expect(failed).toEqual([])
      return
    }
    const throughput = await throughputOf(many)
    const [smallRows, rows] = [await rowsIn(few.db), await rowsIn(many.db)]
    const gigabytes = Number((await many.db.query<{ size: string }>('SELECT pg_database_size(current_database()) AS size')).rows[0]?.size ?? 0) / 1e9
    await few.stop()
    await many.stop()
    const written = page({ rows, smallRows, gigabytes, compared, throughput, reads: await readsOf(large) })
    if (LARGE === 1) writeFileSync(resolve(import.meta.dirname, '../../docs/growth.md'), written)
    else console.log(written)
    expect(failed).toEqual([])
  } finally {
    await postgres.stop()
  }
})

/** The last thing that filling does is forgetting what it made it of. */
async function isFilled(url: string): Promise<boolean> {
  const address = new URL(url)
  const name = address.pathname.slice(1)
  address.pathname = '/postgres'
  const db = new pg.Client({ connectionString: address.href })
  await db.connect()
  const there = (await db.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])).rows.length > 0
  await db.end()
  if (!there) return false
  const filled = new pg.Client({ connectionString: url })
  await filled.connect()
  const { rows } = await filled.query<{ done: boolean }>(`SELECT to_regnamespace('scale') IS NULL AND EXISTS (SELECT 1 FROM message) AS done`)
  await filled.end()
  return rows[0]?.done ?? false
}

async function rowsIn(db: pg.Client): Promise<Record<string, number>> {
  const tables = ['person', 'conversation', 'message', 'translation', 'message_terms', 'event', 'delivery', 'case_file', 'case_event', 'audit']
  const { rows } = await db.query<{ name: string; count: number }>('SELECT relname AS name, reltuples::float8 AS count FROM pg_class WHERE relname = ANY($1)', [tables])
  return Object.fromEntries(tables.map((name) => [name, rows.find((row) => row.name === name)?.count ?? 0]))
}
