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

/**
 * Creates the database if it is missing and applies what is new, in the order of the folder names.
 * @returns the names of the migrations it applied
 * @throws Error when an applied migration was edited, or one failed earlier
 */
export async function migrate(databaseUrl: string, folder: string): Promise<string[]> {
  await createDatabase(databaseUrl)
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [PRISMA_LOCK])
    await client.query(BOOKKEEPING)
    const { rows } = await client.query<{ migration_name: string; checksum: string; finished_at: Date | null }>(
      'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL')
    const known = new Map(rows.map((row) => [row.migration_name, row]))
    const applied: string[] = []
    for (const name of migrationNames(folder)) {
      const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8')
      const checksum = createHash('sha256').update(sql).digest('hex')
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
