// Reads and writes whole tables, each row as PostgreSQL itself writes it: nothing is lost on the way, whatever the types.
import pg from 'pg'

/** `columns` in the order in which rows are read and written. */
export interface Table { readonly name: string; readonly columns: readonly string[] }

/** The rows of a table, and a sum over all of them that depends on every byte but not on their order. */
export interface Print { readonly rows: number; readonly sum: string }

/** The last number that each sequence gave. */
export type Counters = Readonly<Record<string, string>>

const MOST_ROWS = 1_000
const BYTES_AT_ONCE = 4_000_000

/** The same row is the same text on every server. */
export async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, options: '-c timezone=UTC -c datestyle=ISO -c extra_float_digits=3', connectionTimeoutMillis: 10_000, keepAlive: true })
  // A connection that breaks fails the statement that is under way.
  client.on('error', () => {})
  await client.connect()
  return client
}

/** All but the bookkeeping of the migrations, by name. */
export async function tablesOf(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    WHERE c.relnamespace = to_regnamespace('public') AND c.relkind = 'r' AND c.relname <> '_prisma_migrations' GROUP BY 1 ORDER BY 1`)
  return rows
}

/** About how many rows there are, as the server last counted them. */
export async function roughly(client: pg.Client): Promise<number> {
  const { rows: [row] } = await client.query<{ n: string | null }>(`SELECT sum(greatest(reltuples, 0))::bigint AS n FROM pg_class WHERE relnamespace = to_regnamespace('public') AND relkind = 'r'`)
  return Number(row?.n ?? 0)
}

const columnsOf = ({ columns }: Table) => columns.map((column) => pg.escapeIdentifier(column)).join(', ')

/** Some at a time: about as many bytes whatever a row weighs. Inside a transaction. */
export async function* rowsOf(client: pg.Client, table: Table, where = 'true'): AsyncGenerator<string[]> {
  await client.query(`DECLARE reading CURSOR FOR SELECT ROW(${columnsOf(table)})::text AS row FROM ${pg.escapeIdentifier(table.name)} WHERE ${where}`)
  for (let most = 10; ;) {
    const rows = (await client.query<{ row: string }>(`FETCH ${most} FROM reading`)).rows.map(({ row }) => row)
    if (rows.length === 0) break
    yield rows
    const weight = rows.reduce((sum, { length }) => sum + length, 0) / rows.length
    most = Math.max(1, Math.min(MOST_ROWS, most * 10, Math.floor(BYTES_AT_ONCE / weight)))
  }
  await client.query('CLOSE reading')
}

/** @returns what writes rows of this table, inside the transaction that is open; its columns may stand in another order there */
export async function writerOf(client: pg.Client, table: Table): Promise<(rows: readonly string[]) => Promise<void>> {
  const [name, columns] = [pg.escapeIdentifier(table.name), columnsOf(table)]
  await client.query(`DROP TABLE IF EXISTS pg_temp.arriving; CREATE TEMP TABLE arriving ON COMMIT DROP AS SELECT ${columns} FROM ${name} WITH NO DATA`)
  const insert = `INSERT INTO ${name} (${columns}) OVERRIDING SYSTEM VALUE SELECT (r).* FROM (SELECT row::pg_temp.arriving AS r FROM unnest($1::text[]) row OFFSET 0) arrived`
  return async (rows) => { await client.query(insert, [rows]) }
}

export async function printOf(client: pg.Client, table: Table, where = 'true'): Promise<Print> {
  const { rows: [row] } = await client.query<{ rows: string; sum: string }>(`
    SELECT count(*) AS rows, coalesce(sum(hashtextextended(ROW(${columnsOf(table)})::text, 0)), 0) AS sum FROM ${pg.escapeIdentifier(table.name)} WHERE ${where}`)
  return { rows: Number(row?.rows ?? 0), sum: row?.sum ?? '0' }
}

/** Rows may refer to rows that come later: what refers is checked once, when all of them are there. */
export async function withoutReferences(client: pg.Client, write: () => Promise<void>): Promise<void> {
  const { rows } = await client.query<{ on: string; name: string; rule: string }>(`
    SELECT conrelid::regclass::text AS on, conname AS name, pg_get_constraintdef(oid) AS rule FROM pg_constraint WHERE contype = 'f' AND connamespace = to_regnamespace('public')`)
  for (const { on, name } of rows) await client.query(`ALTER TABLE ${on} DROP CONSTRAINT ${pg.escapeIdentifier(name)}`)
  await write()
  for (const { on, name, rule } of rows) await client.query(`ALTER TABLE ${on} ADD CONSTRAINT ${pg.escapeIdentifier(name)} ${rule}`)
}

export async function countersOf(client: pg.Client): Promise<Counters> {
  const { rows } = await client.query<{ name: string; last: string | null }>(`SELECT sequencename AS name, last_value::text AS last FROM pg_sequences WHERE schemaname = 'public'`)
  return Object.fromEntries(rows.flatMap(({ name, last }) => (last === null ? [] : [[name, last]])))
}

/** Numbers that were given are not given again. */
export async function goOnCounting(client: pg.Client, counters: Counters): Promise<void> {
  for (const [name, last] of Object.entries(counters)) await client.query('SELECT setval($1::regclass, $2)', [pg.escapeIdentifier(name), last])
}
