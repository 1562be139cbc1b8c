// How a database is, before anything of the desk runs on it: one look, which changes nothing.
import pg from 'pg'
import { appliedMigrations, isRestoring, knownMigrations } from './migrate.ts'

export interface Examined {
  readonly name: string
  readonly version: string
  readonly encoding: string
  /** Of the system's rules of sorting, as they were and as they are; null: they do not change. */
  readonly collation: { readonly was: string; readonly is: string } | null
  readonly readOnly: boolean
  /** How far its clock is before this one's, in seconds. */
  readonly ahead: number
  readonly restoring: boolean
  /** Null: no desk has begun in it. */
  readonly migrations: { readonly applied: number; readonly pending: number; readonly newer: readonly string[]; readonly failed: readonly string[]; readonly edited: readonly string[] } | null
}

/** @param clock milliseconds since 1970 @throws pg.DatabaseError or the network's own error */
export async function examine(url: string, migrations: string, clock: () => number): Promise<Examined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => {})
  await client.connect()
  try {
    const before = clock()
    const { rows: [row] } = await client.query<{ name: string; version: string; encoding: string; was: string | null; is: string | null; read_only: boolean; at: string; begun: boolean }>(`
      SELECT current_database() AS name, current_setting('server_version') AS version, current_setting('server_encoding') AS encoding, d.datcollversion AS was, pg_database_collation_actual_version(d.oid) AS is,
        pg_is_in_recovery() OR current_setting('transaction_read_only')::bool AS read_only, extract(epoch FROM clock_timestamp())::text AS at, to_regclass('public._prisma_migrations') IS NOT NULL AS begun
      FROM pg_database d WHERE d.datname = current_database()`)
    const after = clock()
    if (!row) throw new Error('the database does not say how it is')
    const { name, version, encoding, was, is, read_only: readOnly, at, begun } = row
    const restoring = await isRestoring(client)
    return {
      name, version, encoding, readOnly, restoring, ahead: Number(at) - (before + after) / 2_000,
      collation: was !== null && is !== null && was !== is ? { was, is } : null,
      migrations: begun ? await compared(client, migrations) : null,
    }
  } finally {
    await client.end()
  }
}

async function compared(client: pg.Client, folder: string): Promise<Examined['migrations']> {
  const [applied, known] = [await appliedMigrations(client), new Map(knownMigrations(folder).map(({ name, checksum }) => [name, checksum]))]
  const { rows: failed } = await client.query<{ name: string }>('SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NULL AND rolled_back_at IS NULL')
  const there = new Set(applied.map(({ name }) => name))
  return {
    applied: applied.length, failed: failed.map(({ name }) => name),
    pending: [...known.keys()].filter((name) => !there.has(name)).length,
    newer: applied.filter(({ name }) => !known.has(name)).map(({ name }) => name),
    edited: applied.filter(({ name, checksum }) => known.has(name) && known.get(name) !== checksum).map(({ name }) => name),
  }
}
