// One PostgreSQL for the whole run, with a migrated template: a fresh database costs some milliseconds.
import { mkdtempSync, chmodSync, rmSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { TestProject } from 'vitest/node'
import pg from 'pg'
import { migrate } from '../src/store/migrate.ts'
import { startPostgres } from '../src/store/postgres.ts'
import { quickFolder } from './surroundings.ts'

declare module 'vitest' {
  interface ProvidedContext { postgres: string }
}

export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(quickFolder(), 'madoguchi-test-'))
  chmodSync(folder, 0o755)
  const postgres = await startPostgres(join(folder, 'postgres'))
  await migrate(postgres.urlOf('template_madoguchi'), resolve(import.meta.dirname, '../prisma/migrations'))
  await alwaysOpen(postgres.urlOf('template_madoguchi'))
  await forTheRun(postgres.urlOf('postgres'))
  provide('postgres', postgres.urlOf('postgres'))
  const ahead = makeAhead(postgres.urlOf('postgres'))
  return async () => {
    await ahead.stop()
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What these databases hold may be lost with the machine: the tests that kill a process use a database of their own. Hundreds of them would keep the vacuum busy all the time. */
async function forTheRun(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes', 'autovacuum']) await client.query(`ALTER SYSTEM SET ${setting} = off`)
  await client.query('SELECT pg_reload_conf()')
  // Some ten thousand connections prove that they know the password, which a guesser has to find slow and a test has not.
  await client.query('SET scram_iterations = 1')
  await client.query(`ALTER ROLE ${pg.escapeIdentifier(client.user ?? '')} PASSWORD ${pg.escapeLiteral(new URL(url).password)}`)
  await client.end()
}

/** Databases that are ready when somebody asks for one: `ready_` and an id. */
const AHEAD = 5
const LOOK_MS = 100

/** A copy of some hundred tables takes a second, which nobody has to wait for. */
function makeAhead(url: string): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const making = async () => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    while (!stopping.signal.aborted) {
      const { rows: [row] } = await client.query<{ ready: number }>(`SELECT count(*)::int AS ready FROM pg_database WHERE datname LIKE 'ready\\_%'`)
      if ((row?.ready ?? 0) >= AHEAD) await sleep(LOOK_MS)
      else await client.query(`CREATE DATABASE ready_${randomUUID().replaceAll('-', '')} TEMPLATE template_madoguchi STRATEGY FILE_COPY`)
    }
    await client.end()
  }
  const made = making()
  return { async stop() { stopping.abort(); await made } }
}

/** What is tested does not depend on when: the desk is open, and nobody is given what waits because they happen to be at work. A test about hours sets its own. */
async function alwaysOpen(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const usual = Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, [['00:00', '24:00']]]))
  await client.query(`INSERT INTO setting (key, value) VALUES ('desk-hours', $1)`, [JSON.stringify({ usual, languages: {} })])
  await client.query(`ALTER TABLE staff ALTER COLUMN hours SET DEFAULT '{}'`)
  await client.end()
}
