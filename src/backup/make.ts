// Makes a copy of the whole desk in one file while the desk runs: every row as it stood at one moment, every photo, the key of the record.
import { createWriteStream } from 'node:fs'
import { open, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type pg from 'pg'
import type { Key } from '../config-keys.ts'
import type { MediaStore } from '../media/store.ts'
import { appliedMigrations } from '../store/migrate.ts'
import { connect, countersOf, printOf, roughly, rowsOf, tablesOf } from '../store/rows.ts'
import type { Print, Table } from '../store/rows.ts'
import { written } from './parts.ts'
import type { End, Part } from './parts.ts'
import { createMeter } from './progress.ts'
import type { Meter, Progress } from './progress.ts'
import { sealed } from './sealed.ts'

/** The desk that is copied. `auditKey` null: no record was begun. */
export interface Desk { readonly databaseUrl: string; readonly media: MediaStore; readonly auditKey: string | null; readonly version: string }

export interface Made extends End { readonly file: string; readonly size: number }

/** Nothing was written, or what was is gone again. */
export class BackupFailed extends Error {
  override readonly name = 'BackupFailed'
}

/**
 * The file has its name only once all of it is on the disk: until then `.part` stands behind it.
 * @throws BackupFailed where the disk is full, or there is no desk in the database
 */
export async function makeBackup(desk: Desk, file: string, key: Key, madeAt: Date, say: (progress: Progress) => void): Promise<Made> {
  const client = await connect(desk.databaseUrl)
  const part = `${file}.part`
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const tables = await tablesOf(client)
    if (tables.length === 0) throw new BackupFailed('There is no desk in the database.')
    const head = { format: 1, version: desk.version, postgres: await serverVersion(client), madeAt: madeAt.toISOString(), migrations: await appliedMigrations(client), counters: await countersOf(client) } as const
    const meter = createMeter(await roughly(client), say)
    const told: { end: End | null } = { end: null }
    const frames = async function* () { told.end = yield* written(head, partsOf(client, tables, desk, meter)) }
    await pipeline(frames, createGzip(), (plain) => sealed(plain, key), createWriteStream(part, { flags: 'wx', mode: 0o600, flush: true }))
    await rename(part, file)
    await flushFolder(dirname(file))
    if (!told.end) throw new BackupFailed('The backup ended before its end.')
    return { ...told.end, file, size: (await stat(file)).size }
  } catch (error) {
    // Somebody else's, where the name was taken.
    if (codeOf(error) !== 'EEXIST') await rm(part, { force: true })
    throw explained(error, file)
  } finally {
    await client.end()
  }
}

async function* partsOf(client: pg.Client, tables: readonly Table[], { media, auditKey }: Desk, meter: Meter): AsyncGenerator<Part> {
  for (const table of tables) {
    const print: Print = await printOf(client, table)
    yield { name: { type: 'table', ...table }, content: encoded(rowsOf(client, table), table.name, meter), end: () => print }
  }
  for await (const key of media.keys()) {
    const found = await media.open(key)
    // Removed since it was listed: the rows no longer speak of it either, or will not when they are cleaned up.
    if (found) yield { name: { type: 'media', key }, content: found.bytes }
  }
  if (auditKey !== null) yield { name: { type: 'auditKey' }, content: one(Buffer.from(auditKey)) }
}

async function* encoded(batches: AsyncIterable<string[]>, name: string, meter: Meter): AsyncGenerator<Uint8Array> {
  for await (const rows of batches) {
    yield Buffer.from(JSON.stringify(rows))
    meter.add(name, rows.length)
  }
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

async function serverVersion(client: pg.Client): Promise<string> {
  return (await client.query<{ server_version: string }>('SHOW server_version')).rows[0]?.server_version ?? ''
}

async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder)
  await handle.sync().finally(() => handle.close())
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')

function explained(error: unknown, file: string): unknown {
  const folder = dirname(file)
  switch (codeOf(error)) {
    case 'ENOSPC': case 'EDQUOT': case 'EFBIG': return new BackupFailed(`The disk of ${folder} is full. Nothing was kept; make room, or give another folder.`)
    case 'EACCES': case 'EPERM': case 'EROFS': return new BackupFailed(`${folder} may not be written to. Give this user the right, or give another folder.`)
    case 'ENOENT': case 'ENOTDIR': return new BackupFailed(`${folder} is no folder. Make it first, or give another one.`)
    case 'EEXIST': return new BackupFailed(`${file}.part is there: another backup is being written. If none is, remove that file.`)
    default: return error
  }
}
