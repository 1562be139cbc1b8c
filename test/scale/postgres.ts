// The PostgreSQL that is measured: the one that comes with the desk, with the memory a database of this size is given.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { startPostgres } from '../../src/store/postgres.ts'

export const SETTINGS = { shared_buffers: '2GB', effective_cache_size: '8GB', max_wal_size: '8GB', checkpoint_timeout: '30min', wal_level: 'minimal', max_wal_senders: '0' } as const

export interface ScalePostgres {
  urlOf(database: string): string
  stop(): Promise<void>
}

/** @param kept a folder on a disk in which the filled databases stay for the next time; null: they are made below /var/tmp, and are gone when it stops */
export async function startScalePostgres(kept: string | null): Promise<ScalePostgres> {
  const folder = kept ?? mkdtempSync('/var/tmp/madoguchi-scale-')
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o755)
  const home = join(folder, 'postgres')
  if (!existsSync(home)) {
    const first = await startPostgres(home)
    const db = new pg.Client({ connectionString: first.urlOf('postgres') })
    await db.connect()
    for (const [name, value] of Object.entries(SETTINGS)) await db.query(`ALTER SYSTEM SET ${name} = '${value}'`)
    await db.end()
    await first.stop()
  }
  const postgres = await startPostgres(home)
  return {
    urlOf: postgres.urlOf,
    async stop() {
      await postgres.stop()
      if (kept === null) rmSync(folder, { recursive: true, force: true })
    },
  }
}
