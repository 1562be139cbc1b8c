// A desk with some of everything, backed up while people wrote to it and once more after everything had come to rest.
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import { makeBackup } from '../src/backup/make.ts'
import type { Key } from '../src/config-keys.ts'
import { createFolderStore } from '../src/media/folder.ts'
import { connect, countersOf, rowsOf, tablesOf } from '../src/store/rows.ts'
import { eventually, openDesk, signIn } from './desk.ts'
import { lineUser, startLine } from './platforms/line.ts'
import { openRoutes, SECRET } from './route-desk.ts'
import { EncryptionKeys } from '../src/config-keys.ts'
import { TEST_KEYS } from './keys.ts'

/** Those of every desk in the tests: what is found by a name is found by its seal. */
export const KEYS = TEST_KEYS
export const KEY: Key = EncryptionKeys.parse(KEYS)[0] ?? { number: 0, bytes: Buffer.alloc(0) }
export const AUDIT_KEY = 'the key of this record'
/** What people told it, and what opens its record. */
export const PLANTED = ['Nguyen-planted', 'lương của tôi bị giữ', '秘密の一言', 'planted@example.org', AUDIT_KEY]
const LARGE = '0190a5b2-7c3d-7e4f-8a9b-0123456789ab'

/** A database that is not there yet. */
export function nowhere(): string {
  const url = new URL(inject('postgres'))
  url.pathname = `/restored${randomUUID().replaceAll('-', '')}`
  return url.href
}

/** One that is there, and in which whoever fills it stops when people are in it. What it stops by lies in the schema `holding`. */
export async function holding(): Promise<string> {
  const to = nowhere()
  const name = new URL(to).pathname.slice(1)
  await run(inject('postgres'), `CREATE DATABASE ${name}`)
  // Whoever is killed while they are stopped is noticed at once.
  await run(inject('postgres'), `ALTER DATABASE ${name} SET client_connection_check_interval = '50ms'`)
  await run(to, `
    CREATE SCHEMA holding;
    CREATE FUNCTION holding.hold() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
      IF to_regclass('pg_temp.arriving') IS NOT NULL THEN
        IF EXISTS (SELECT FROM public.person) THEN PERFORM pg_sleep(600); END IF;
      END IF;
    END $$;
    CREATE EVENT TRIGGER hold ON ddl_command_end WHEN TAG IN ('CREATE TABLE AS') EXECUTE FUNCTION holding.hold()`)
  return to
}

export async function run(databaseUrl: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  return client.query<Record<string, unknown>>(sql).then(({ rows }) => rows).finally(() => client.end())
}

/** By table, and the numbers that were given. */
export async function everyRow(url: string): Promise<Map<string, string[]>> {
  const client = await connect(url)
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const all = new Map<string, string[]>([['counters', Object.entries(await countersOf(client)).map((one) => one.join()).toSorted()]])
    for (const table of await tablesOf(client)) {
      const rows: string[] = []
      for await (const some of rowsOf(client, { ...table, columns: table.columns.toSorted() })) rows.push(...some)
      all.set(table.name, rows.toSorted())
    }
    return all
  } finally {
    await client.end()
  }
}

/** By name, as the sum of its bytes. */
export function everyFile(shelf: string): Map<string, string> {
  const files = existsSync(shelf) ? readdirSync(shelf, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()) : []
  return new Map(files.map(({ parentPath, name }) => [name, createHash('sha256').update(readFileSync(join(parentPath, name))).digest('hex')]))
}

export interface BackedUp {
  readonly folder: string
  readonly databaseUrl: string
  readonly env: Record<string, string>
  readonly during: string
  readonly after: string
  readonly rows: Map<string, string[]>
  readonly files: Map<string, string>
  backUp(file: string): Promise<unknown>
  close(): Promise<void>
}

export async function openBackedUp(): Promise<BackedUp> {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-backup-'))
  const line = await startLine()
  const env = { LINE_CHANNEL_SECRET: SECRET, LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: line.url, AUDIT_KEY, ENCRYPTION_KEYS: KEYS }
  const desk = await openDesk({ ...env, DATA_DIR: folder })
  const db = new pg.Client({ connectionString: desk.databaseUrl })
  await db.connect()
  await openRoutes(desk, line, db, await signIn(desk))
  // Who stands for somebody may come long after them.
  await db.query(`
    INSERT INTO person (id, merged_into, root_id) SELECT id_of(n), id_of(5001 - n), id_of(5001 - n) FROM generate_series(1, 5000) n`.replaceAll(/id_of\(([^)]+)\)/g, `('00000000-0000-4000-8000-' || lpad(($1)::text, 12, '0'))::uuid`))
  await db.query(`INSERT INTO setting (key, value) VALUES ('hard', 'null'::jsonb), ('harder', '{"a": [1.10, "\\\\", "\\u00e9\\"", "秘密の一言", "planted@example.org"]}'::jsonb)`)
  mkdirSync(join(folder, 'media', 'ab', '89'), { recursive: true })
  writeFileSync(join(folder, 'media', 'ab', '89', LARGE), randomBytes(400_000))
  const says = (text: string) => line.deliver(`${desk.url}/webhooks/line`, [line.textEvent({ user: lineUser('Nguyen-planted'), text })], { secret: SECRET })
  await says('lương của tôi bị giữ (a,b) \\ {x}\n\t"🙏"')
  const backUp = (file: string) => makeBackup({ databaseUrl: desk.databaseUrl, media: createFolderStore(join(folder, 'media')), auditKey: AUDIT_KEY, version: '0.1.0' }, file, KEY, new Date(), () => {})
  const [during, after] = [join(folder, 'during.backup'), join(folder, 'after.backup')]
  const writing = (async () => { for (let n = 0; n < 20; n++) await says(`line ${n}`) })()
  await backUp(during)
  await writing
  await eventually(async () => (await db.query('SELECT 1 FROM event WHERE done_at IS NULL')).rows.length === 0)
  await db.end()
  await desk.stop()
  await backUp(after)
  return {
    folder, databaseUrl: desk.databaseUrl, env, during, after, rows: await everyRow(desk.databaseUrl), files: everyFile(join(folder, 'media')), backUp,
    async close() {
      await line.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
