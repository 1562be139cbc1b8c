// A desk of a million people beside one of ten thousand: what each thing takes, which reads grow, and what that costs (npm run bench:scale).
import { writeFileSync } from 'node:fs'
import pg from 'pg'
import { expect, test } from 'vitest'
import { asksOf } from './asks.ts'
import { openScaleDesk } from './desk.ts'
import { fill } from './fill.ts'
import { compare } from './measure.ts'
import { readsOf } from './reads.ts'
import { startScalePostgres } from './postgres.ts'
import { partOf } from './size.ts'

const SMALL = 100
/** 1 is the full size; a tenth shows most of it in two minutes. */
const LARGE = Number(process.env['SCALE_PART'] ?? 1)

test(`a hundredth, and ${LARGE === 1 ? 'a million people' : `a ${LARGE}th of a million people`}`, async () => {
  const postgres = await startScalePostgres(process.env['SCALE_DIR'] ?? null)
  try {
    const [small, large] = [postgres.urlOf(`part_${SMALL}`), postgres.urlOf(`part_${LARGE}`)]
    for (const [part, url] of [[SMALL, small], [LARGE, large]] as const) if (!(await isFilled(url))) await fill(url, partOf(part), (line) => { console.log(`1/${part} ${line}`) })
    if (process.env['SCALE_READS'] === 'only') {
      console.log(JSON.stringify(await readsOf(large), null, 1))
      return
    }
    const [few, many] = [await openScaleDesk(small), await openScaleDesk(large)]
    const compared = await compare(await asksOf(few), await asksOf(many), (line) => { console.log(line) })
    await few.stop()
    await many.stop()
    writeFileSync('/tmp/scale-compared.json', JSON.stringify(compared))
    const reads = await readsOf(large)
    writeFileSync('/tmp/scale-reads.json', JSON.stringify(reads, null, 1))
    expect(compared.length).toBeGreaterThan(0)
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
