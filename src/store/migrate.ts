// Applies prisma/migrations at start, in Prisma's own bookkeeping: afterwards `prisma migrate status` says "up to date".
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'

/** The advisory lock Prisma's own engine takes, so that the two never migrate at once. */
const PRISMA_LOCK = 72707369

const BOOKKEEPING = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`

/** In a database whose rows are being put back from a backup: until all of them are there nothing may start on it. */
export const RESTORING = 'madoguchi_restoring'

/** `only`: those migrations and no others. `restoring`: this is the one that puts rows back. */
export interface Migrating { readonly only?: readonly string[]; readonly restoring?: true }

/**
 * Creates the database if it is missing and applies what is new, in the order of the folder names.
 * @returns the names of the migrations it applied
 * @throws Error when an applied migration was edited, one failed earlier, or a backup was put back by half
 */
export async function migrate(databaseUrl: string, folder: string, { only, restoring }: Migrating = {}): Promise<string[]> {
  await createDatabase(databaseUrl)
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [PRISMA_LOCK])
    // What a power cut takes of them is the end, and is applied again: the log is written in order, and the first commit of the desk writes all of it.
    await client.query('SET synchronous_commit = off')
    if (!restoring && await isRestoring(client)) throw new Error('A backup was being put back into this database, and not to its end. Run `npm run -s restore -- FILE` again: it begins anew.')
    await client.query(BOOKKEEPING)
    const { rows } = await client.query<{ migration_name: string; checksum: string; finished_at: Date | null }>(
      'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL')
    const known = new Map(rows.map((row) => [row.migration_name, row]))
    const applied: string[] = []
    for (const name of migrationNames(folder).filter((one) => only?.includes(one) ?? true)) {
      const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8')
      const checksum = checksumOf(sql)
      const row = known.get(name)
      if (row && !row.finished_at) throw new Error(`migration ${name} failed earlier; resolve it with prisma migrate resolve`)
      if (row && row.checksum !== checksum) throw new Error(`migration ${name} was edited after it was applied`)
      if (row) continue
      await apply(client, name, checksum, sql)
      applied.push(name)
    }
    return applied
  } finally {
    await client.end()
  }
}

export async function isRestoring(client: pg.Client): Promise<boolean> {
  return (await client.query('SELECT 1 FROM pg_namespace WHERE nspname = $1', [RESTORING])).rows.length > 0
}

export interface Migration { readonly name: string; readonly checksum: string }

/** Those that stand in the database, in the order in which they came. */
export async function appliedMigrations(client: pg.Client): Promise<Migration[]> {
  const { rows } = await client.query<Migration>('SELECT migration_name AS name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY started_at, migration_name')
  return rows
}

/** Those that this version knows. */
export function knownMigrations(folder: string): Migration[] {
  return migrationNames(folder).map((name) => ({ name, checksum: checksumOf(readFileSync(join(folder, name, 'migration.sql'), 'utf8')) }))
}

const checksumOf = (sql: string) => createHash('sha256').update(sql).digest('hex')

async function apply(client: pg.Client, name: string, checksum: string, sql: string): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    'INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES (gen_random_uuid(), $1, $2) RETURNING id', [checksum, name])
  const id = rows[0]?.id
  try {
    await client.query(sql)
  } catch (error) {
    await client.query('UPDATE _prisma_migrations SET logs = $2 WHERE id = $1', [id, String(error)])
    throw error
  }
  await client.query('UPDATE _prisma_migrations SET finished_at = now(), applied_steps_count = 1 WHERE id = $1', [id])
}

/** The name of the last one in the folder. */
export function newestMigration(folder: string): string {
  return migrationNames(folder).at(-1) ?? ''
}

function migrationNames(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort()
}

async function createDatabase(databaseUrl: string): Promise<void> {
  const probe = new pg.Client({ connectionString: databaseUrl })
  try {
    await probe.connect()
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== '3D000') throw error
    const url = new URL(databaseUrl)
    const name = decodeURIComponent(url.pathname.slice(1))
    url.pathname = '/postgres'
    const admin = new pg.Client({ connectionString: url.href })
    await admin.connect()
    await admin.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`).finally(() => admin.end())
    return
  }
  await probe.end()
}
