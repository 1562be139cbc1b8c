// A desk of a million people beside one of ten thousand: what each thing takes, which reads grow, and what that costs (npm run bench:scale).
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import pg from 'pg'
import { expect, test } from 'vitest'
import { asksOf } from './asks.ts'
import { openScaleDesk } from './desk.ts'
import { fill } from './fill.ts'
import { measure } from './measure.ts'
import type { Took } from './measure.ts'
import { startScalePostgres } from './postgres.ts'
import { partOf } from './size.ts'

const SMALL = 100
/** 1 is the full size; a tenth shows most of it in two minutes. */
const LARGE = Number(process.env['SCALE_PART'] ?? 1)

test(`a hundredth, and ${LARGE === 1 ? 'a million people' : `a ${LARGE}th of a million people`}`, async () => {
  const postgres = await startScalePostgres(process.env['SCALE_DIR'] ?? null)
  try {
    const took = new Map<number, Took[]>()
    for (const part of [SMALL, LARGE]) {
      const url = postgres.urlOf(`part_${part}`)
      if (!(await isFilled(url))) await fill(url, partOf(part), (line) => { console.log(`1/${part} ${line}`) })
      const scale = await openScaleDesk(url)
      took.set(part, await measure(await asksOf(scale)))
      await scale.stop()
      writeFileSync(resolve(`/tmp/scale-${part}.json`), JSON.stringify(took.get(part)))
    }
    const small = new Map((took.get(SMALL) ?? []).map((one) => [one.what, one]))
    console.table(Object.fromEntries((took.get(LARGE) ?? []).map(({ what, p50, p95 }) => [what, { 'small p50': Math.round((small.get(what)?.p50 ?? 0) * 10) / 10, 'large p50': Math.round(p50 * 10) / 10, 'large p95': Math.round(p95 * 10) / 10, ratio: Math.round(p50 / (small.get(what)?.p50 ?? 1) * 100) / 100 }])))
    expect(took.size).toBe(2)
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
