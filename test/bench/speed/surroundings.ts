// What contestants share: a PostgreSQL as it comes, with nothing about durability switched off, and a Redis where one is installed.
import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startPostgres } from '../../../src/store/postgres.ts'
import { freePort } from './contestants.ts'
import type { Around } from './contestants.ts'

export interface Surroundings extends Omit<Around, 'platform'> {
  /** Process ids; null where there is no Redis. */
  readonly postgresPid: number
  readonly redisPid: number | null
  close(): Promise<void>
}

export async function openSurroundings(): Promise<Surroundings> {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-bench-'))
  chmodSync(folder, 0o755)
  const postgres = await startPostgres(join(folder, 'postgres'))
  const redis = await startRedis()
  return {
    folder,
    redis: redis?.url ?? null,
    redisPid: redis?.pid ?? null,
    postgresPid: Number(readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]),
    async database(name) {
      const client = new pg.Client({ connectionString: postgres.urlOf('postgres') })
      await client.connect()
      await client.query(`CREATE DATABASE ${name}`)
      await client.end()
      return postgres.urlOf(name)
    },
    async close() {
      redis?.stop()
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function startRedis() {
  const port = await freePort()
  const server = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], { stdio: 'ignore' })
  const found = await new Promise<boolean>((done) => {
    server.once('error', () => done(false))
    server.once('spawn', () => done(true))
  })
  return found ? { url: `redis://127.0.0.1:${port}`, pid: server.pid ?? 0, stop: () => void server.kill() } : null
}
