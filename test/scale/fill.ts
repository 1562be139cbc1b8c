// Fills a database with a desk of a given size: every table by COPY, its indexes built afterwards as a restored database's are.
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { openCase } from '../../src/cases/open.ts'
import type { CaseEvent } from '../../src/cases/events.ts'
import { DESK_HOURS } from '../../src/hours/timetable.ts'
import { LANGUAGES } from '../../src/knowledge/languages.ts'
import { createTermHash } from '../../src/knowledge/term-hash.ts'
import { termsIn } from '../../src/knowledge/terms.ts'
import { newId } from '../../src/runtime.ts'
import { migrate } from '../../src/store/migrate.ts'
import { writeNames } from './names.ts'
import { PREPARED, rowsOf } from './rows.ts'
import { testKeyring } from '../store.ts'
import { STAFF } from './size.ts'
import type { Size } from './size.ts'

const root = resolve(import.meta.dirname, '../..')

/** What the search hides its words with; the desk that is measured is given the same. */
export const AUDIT_KEY = 'of a desk that is measured'

/** @param say hears what is being done, with the seconds it took */
export async function fill(url: string, size: Size, say: (line: string) => void): Promise<void> {
  await migrate(url, join(root, 'prisma/migrations'))
  const db = new pg.Client({ connectionString: url, options: '-c work_mem=512MB -c maintenance_work_mem=1GB -c synchronous_commit=off -c session_replication_role=replica -c jit=off' })
  await db.connect()
  const timed = async (what: string, doing: () => Promise<unknown>) => {
    const from = performance.now()
    await doing()
    say(`${what}: ${((performance.now() - from) / 1000).toFixed(1)} s`)
  }
  const folder = (await db.query<{ data_directory: string }>('SHOW data_directory')).rows[0]?.data_directory ?? ''
  await timed('prepared', async () => {
    await db.query('CREATE SCHEMA scale')
    await writePhrases(db)
    await writeCaseEvents(db)
    await writeHouse(db)
    for (const statement of PREPARED(size)) await db.query(statement)
    await writeNames(db, join(folder, 'names.copy'))
  })
  const file = join(folder, 'scale.copy')
  for (const { table, columns, select } of rowsOf(size)) {
    await timed(table, async () => {
      const indexes = await secondaryIndexes(db, table)
      for (const { name } of indexes) await db.query(`DROP INDEX "${name}"`)
      await db.query(`COPY (${select}) TO '${file}'`)
      await db.query(`COPY ${table} (${columns}) FROM '${file}'`)
      for (const { definition } of indexes) await db.query(definition)
    })
  }
  await db.query(`COPY (SELECT 1 WHERE false) TO '${file}'`)
  await timed('what triggers keep', () => db.query(`UPDATE conversation SET case_severity = gravest_open_case(id, person_id) WHERE person_id IN (SELECT person_id FROM case_file WHERE closed_at IS NULL)`))
  await db.query('DROP SCHEMA scale CASCADE')
  await timed('vacuum and analyse', () => db.query('VACUUM ANALYZE'))
  await db.query('CHECKPOINT')
  await db.end()
}

async function secondaryIndexes(db: pg.Client, table: string): Promise<{ name: string; definition: string }[]> {
  const { rows } = await db.query<{ name: string; definition: string }>(
    `SELECT c.relname AS name, pg_get_indexdef(i.indexrelid) AS definition FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = $1::regclass AND NOT i.indisunique`, [table])
  return rows
}

/** What people say: the desk's own sentences in nine languages with the Japanese beside them, and what the search keeps of both. */
async function writePhrases(db: pg.Client): Promise<void> {
  await db.query('CREATE UNLOGGED TABLE scale.phrase (n int, language text, text text, ja text, terms int[])')
  const hash = createTermHash(AUDIT_KEY)
  const japanese = sentencesOf('ja')
  const short = [...japanese].filter(([, text]) => text.length <= 40).map(([key]) => key)
  const rows = LANGUAGES.flatMap((language) => {
    const said = sentencesOf(language)
    return short.map((key, n) => {
      const [text, ja] = [said.get(key) ?? '', japanese.get(key) ?? '']
      return { n, language, text: testKeyring.seal('t', text), ja: testKeyring.seal('t', ja), terms: hash(termsIn([text, ja])) }
    })
  })
  await db.query(`INSERT INTO scale.phrase SELECT r.n, r.language, r.text, r.ja, ARRAY(SELECT jsonb_array_elements_text(r.terms)::int) FROM jsonb_to_recordset($1::jsonb) AS r(n int, language text, text text, ja text, terms jsonb)`, [JSON.stringify(rows)])
}

export function sentencesOf(language: string): Map<string, string> {
  const file = readdirSync(join(root, 'locales')).find((name) => name === `${language}.json`) ?? ''
  const walk = (value: unknown, key: string): [string, string][] => (typeof value === 'string' ? [[key, value]]
    : value !== null && typeof value === 'object' ? Object.entries(value).flatMap(([name, inside]) => walk(inside, `${key}.${name}`)) : [])
  return new Map(walk(JSON.parse(readFileSync(join(root, 'locales', file), 'utf8')), ''))
}

/** Of a case that goes on and of one that ended, as the desk writes them. */
async function writeCaseEvents(db: pg.Client): Promise<void> {
  const now = new Date()
  const opened = openCase({ asker: { kind: 'worker', name: '' }, origin: 'counsellor', severity: 'S2', reason: '賃金', way: 'conversation', here: true, themes: ['labour'], companies: [], answers: [], note: '' }, { now, actor: 'staff-1', hours: DESK_HOURS, newId })
  const followUp = { id: newId(), kind: 'afterClosing', what: '', dueAt: now.toISOString(), everyDays: null, missed: false } as const
  const closed: CaseEvent = { type: 'closed', by: 'staff-1', at: now.toISOString(), closing: { at: now.toISOString(), outcome: 'solved', withoutAgreement: null }, followUp }
  await db.query('CREATE UNLOGGED TABLE scale.told (open boolean, seq int, payload jsonb)')
  for (const [open, events] of [[true, opened], [false, [...opened, closed]]] as const) {
    await db.query('INSERT INTO scale.told SELECT $1, place, payload FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY e(payload, place)', [open, JSON.stringify(events)])
  }
}

/** What does not grow with those who write: the accounts, the companies and their codes. */
async function writeHouse(db: pg.Client): Promise<void> {
  await db.query(`INSERT INTO account (id, channel) SELECT n, n FROM unnest(ARRAY['line', 'messenger', 'webchat', 'email']) n`)
  await db.query(`INSERT INTO company (id, name, tier) SELECT gen_random_uuid(), '会社' || n, 1 + n % 3 FROM generate_series(1, 1000) n`)
  await db.query(`INSERT INTO company_code (code, company_id, lot, created_by) SELECT 'CODE' || (k.n + 1000 * copy), k.id, 'company', 'staff-1' FROM (SELECT id, row_number() OVER (ORDER BY name) AS n FROM company) k, generate_series(0, 2) copy`)
  await db.query(`INSERT INTO questionnaire (key, kind, created_by) VALUES ('self-check-of-old', 'selfCheck', 'staff-1')`)
  await db.query(`INSERT INTO outreach (id, kind, state, segment, message, created_at, saved_at) VALUES ('01900000-0000-7000-8006-000000000001', 'free', 'done', '{}', '{}', now(), now())`)
}

/** Who answered, once somebody founded the desk: a desk with staff offers nobody to found it. */
export async function writeStaff(db: pg.Client): Promise<void> {
  await db.query(`INSERT INTO staff (id, name, email, roles, languages) SELECT 'staff-' || n, '相談員' || n, 'staff' || n || '@example.org', '{counsellor}', '{ja}' FROM generate_series(1, ${STAFF}) n ON CONFLICT DO NOTHING`)
}
