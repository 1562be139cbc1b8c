// Copies a whole database into another one, every row the same, and proves it before anything counts as moved.
import { createHash } from 'node:crypto'
import pg from 'pg'
import { isAlone } from './alone.ts'
import { migrate } from './migrate.ts'

/** Why nothing was moved; both databases are as they were. */
export class MoveRefused extends Error {
  override readonly name = 'MoveRefused'
}

/** The rows of a table, and a sum over all of them that depends on every byte but not on their order. */
interface Print { readonly rows: number; readonly sum: string }
type Prints = ReadonlyMap<string, Print>

/** In the target: that it holds a copy, and which. A desk that has run there since has changed more than this. */
const MARK = 'moved'
const ROWS_AT_ONCE = 1_000

/**
 * The target is replaced in one transaction, and only where it is empty or holds an earlier copy that nobody has used.
 * @param say hears one line for each table
 * @throws MoveRefused
 */
export async function moveDatabase(from: string, to: string, migrations: string, say: (line: string) => void): Promise<void> {
  await migrate(from, migrations)
  const source = await connect(from)
  try {
    await nobodyElse(source)
    await makeRoom(to, migrations)
    const target = await connect(to)
    try {
      await source.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
      await target.query('BEGIN')
      const tables = await tablesOf(source)
      for (const table of tables) {
        const rows = await copy(source, target, table)
        if (rows > 0) say(`${table}: ${rows} rows`)
      }
      await goOnCounting(source, target)
      const prints = await printsOf(target, tables)
      const different = compare(await printsOf(source, tables), prints)
      if (different.length > 0) throw new MoveRefused(`The copy is not the same in ${different.join(', ')}. Nothing was moved.`)
      await nobodyElse(source)
      await target.query('INSERT INTO setting (key, value) VALUES ($1, to_jsonb($2::text))', [MARK, digest(prints)])
      await target.query('COMMIT')
    } finally {
      await target.end()
    }
  } finally {
    await source.end()
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, options: '-c timezone=UTC -c datestyle=ISO -c extra_float_digits=3' })
  // A connection that breaks fails the statement that is under way.
  client.on('error', () => {})
  await client.connect()
  return client
}

/** What a running desk wrote after it was copied would be lost. */
async function nobodyElse(source: pg.Client): Promise<void> {
  if (!(await isAlone(source))) throw new MoveRefused('Something still uses the old database. Stop the desk, then try again. Nothing was moved.')
}

/** Afterwards the target has every table, all of them empty. */
async function makeRoom(to: string, migrations: string): Promise<void> {
  await migrate(to, migrations)
  const target = await connect(to)
  try {
    const prints = await printsOf(target, await tablesOf(target))
    if ([...prints.values()].every(({ rows }) => rows === 0)) return
    const { rows } = await target.query<{ value: string }>('SELECT value FROM setting WHERE key = $1', [MARK])
    if (rows[0]?.value !== digest(prints)) throw new MoveRefused('The new database holds data of its own. Give an empty one. Nothing was moved.')
    await target.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
  } finally {
    await target.end()
  }
  await migrate(to, migrations)
}

/** Those that others refer to come first. */
async function tablesOf(client: pg.Client): Promise<string[]> {
  const { rows: all } = await client.query<{ name: string }>(`
    SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> '_prisma_migrations' ORDER BY relname`)
  const { rows: refers } = await client.query<{ name: string; to: string }>(`
    SELECT a.relname AS name, b.relname AS to FROM pg_constraint k JOIN pg_class a ON a.oid = k.conrelid JOIN pg_class b ON b.oid = k.confrelid
    WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace AND a.oid <> b.oid`)
  const ordered: string[] = []
  for (let left = all.map(({ name }) => name); left.length > 0;) {
    const free = left.filter((name) => refers.every((one) => one.name !== name || ordered.includes(one.to)))
    if (free.length === 0) throw new Error(`tables refer to each other in a circle: ${left.join(', ')}`)
    ordered.push(...free)
    left = left.filter((name) => !free.includes(name))
  }
  return ordered
}

/** As PostgreSQL writes a row: nothing is lost on the way, whatever the types. */
async function copy(source: pg.Client, target: pg.Client, table: string): Promise<number> {
  const name = pg.escapeIdentifier(table)
  await source.query(`DECLARE moving CURSOR FOR SELECT t::text AS row FROM ${name} t WHERE ${counted(table)}`)
  let copied = 0
  for (;;) {
    const { rows } = await source.query<{ row: string }>(`FETCH ${ROWS_AT_ONCE} FROM moving`)
    if (rows.length === 0) break
    await target.query(`INSERT INTO ${name} OVERRIDING SYSTEM VALUE SELECT (r).* FROM (SELECT row::${name} AS r FROM unnest($1::text[]) row OFFSET 0) moved`, [rows.map(({ row }) => row)])
    copied += rows.length
  }
  await source.query('CLOSE moving')
  return copied
}

/** Numbers that were given are not given again. */
async function goOnCounting(source: pg.Client, target: pg.Client): Promise<void> {
  const { rows } = await source.query<{ name: string; last: string | null }>(`SELECT sequencename AS name, last_value AS last FROM pg_sequences WHERE schemaname = 'public'`)
  for (const { name, last } of rows) if (last !== null) await target.query('SELECT setval($1::regclass, $2)', [pg.escapeIdentifier(name), last])
}

async function printsOf(client: pg.Client, tables: readonly string[]): Promise<Prints> {
  const prints = new Map<string, Print>()
  for (const table of tables) {
    const { rows: [row] } = await client.query<{ rows: string; sum: string }>(`
      SELECT count(*) AS rows, coalesce(sum(hashtextextended(t::text, 0)), 0) AS sum FROM ${pg.escapeIdentifier(table)} t WHERE ${counted(table)}`)
    prints.set(table, { rows: Number(row?.rows ?? 0), sum: row?.sum ?? '0' })
  }
  return prints
}

/** The mark is of this copy alone. */
const counted = (table: string) => (table === 'setting' ? `t.key <> '${MARK}'` : 'true')

function compare(before: Prints, after: Prints): string[] {
  return [...before].filter(([table, print]) => after.get(table)?.rows !== print.rows || after.get(table)?.sum !== print.sum).map(([table]) => table)
}

function digest(prints: Prints): string {
  return createHash('sha256').update(JSON.stringify([...prints].toSorted(([a], [b]) => (a < b ? -1 : 1)))).digest('hex')
}
