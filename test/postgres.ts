// One PostgreSQL for the whole run, with a migrated template: a fresh database costs some milliseconds.
import { mkdtempSync, chmodSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { TestProject } from 'vitest/node'
import pg from 'pg'
import { migrate } from '../src/store/migrate.ts'
import { startPostgres } from '../src/store/postgres.ts'

declare module 'vitest' {
  interface ProvidedContext { postgres: string }
}

export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-test-'))
  chmodSync(folder, 0o755)
  const postgres = await startPostgres(join(folder, 'postgres'))
  await migrate(postgres.urlOf('template_madoguchi'), resolve(import.meta.dirname, '../prisma/migrations'))
  await alwaysOpen(postgres.urlOf('template_madoguchi'))
  provide('postgres', postgres.urlOf('postgres'))
  return async () => {
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What is tested does not depend on when; a test about hours sets its own. */
async function alwaysOpen(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const usual = Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, [['00:00', '24:00']]]))
  await client.query(`INSERT INTO setting (key, value) VALUES ('desk-hours', $1)`, [JSON.stringify({ usual, languages: {} })])
  await client.end()
}
