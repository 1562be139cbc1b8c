// One PostgreSQL for the whole run, with a migrated template: a fresh database costs some milliseconds.
import { mkdtempSync, chmodSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { TestProject } from 'vitest/node'
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
  provide('postgres', postgres.urlOf('postgres'))
  return async () => {
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
