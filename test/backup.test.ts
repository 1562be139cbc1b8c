// A copy of the whole desk, made while people write: sealed, whole or refused, and put back so that every row and every byte is the same.
import { execFile, spawn } from 'node:child_process'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { dueTry } from '../src/backup/last.ts'
import { makeBackup } from '../src/backup/make.ts'
import { keepNewest, nameAt } from '../src/backup/names.ts'
import { restoreBackup } from '../src/backup/restore.ts'
import type { Place } from '../src/backup/restore.ts'
import { verifyBackup } from '../src/backup/verify.ts'
import type { Key } from '../src/config-keys.ts'
import { createFolderStore } from '../src/media/folder.ts'
import type { MediaStore } from '../src/media/store.ts'
import { connect, countersOf, rowsOf, tablesOf } from '../src/store/rows.ts'
import { ROUTE_NAMES } from '../src/routes.ts'
import { eventually, openDesk, signIn } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { lineUser, startLine } from './platforms/line.ts'
import { openRoutes, SECRET } from './route-desk.ts'

const root = resolve(import.meta.dirname, '..')
const migrations = join(root, 'prisma/migrations')
const key: Key = { number: 1, bytes: Buffer.alloc(32, 9) }
const KEYS = `1:${key.bytes.toString('base64')}`
const PLANTED = ['Nguyen-planted', 'lương của tôi bị giữ', '秘密の一言', 'planted@example.org', 'the key of this record']
const AUDIT_KEY = 'the key of this record'
const LARGE = '0190a5b2-7c3d-7e4f-8a9b-0123456789ab'
const ending: (() => Promise<unknown> | void)[] = []
const quiet = () => {}

let folder = ''
let desk: TestDesk
let lineEnv: Record<string, string>
/** Made while people wrote, and after everything had come to rest. */
let [during, after] = ['', '']
let [rowsBefore, filesBefore] = [new Map<string, string[]>(), new Map<string, string>()]

/** A database that is not there yet. */
function nowhere(): string {
  const url = new URL(inject('postgres'))
  url.pathname = `/restored${randomUUID().replaceAll('-', '')}`
  return url.href
}
async function run(databaseUrl: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  return client.query<Record<string, unknown>>(sql).then(({ rows }) => rows).finally(() => client.end())
}
async function everyRow(url: string): Promise<Map<string, string[]>> {
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
function everyFile(shelf: string): Map<string, string> {
  const files = existsSync(shelf) ? readdirSync(shelf, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()) : []
  return new Map(files.map(({ parentPath, name }) => [name, createHash('sha256').update(readFileSync(join(parentPath, name))).digest('hex')]))
}
const place = (databaseUrl: string, name: string, media?: MediaStore): Place => ({ databaseUrl, dataDir: join(folder, name), media: media ?? createFolderStore(join(folder, name, 'media')), auditKey: null, migrations })
const putBack = (file: string, where: Place, replace = false, keys: readonly Key[] = [key]) => restoreBackup(file, keys, where, replace, quiet)
const backUp = (file: string) => makeBackup({ databaseUrl: desk.databaseUrl, media: createFolderStore(join(folder, 'media')), auditKey: AUDIT_KEY, version: '0.1.0' }, file, key, new Date(), quiet)
const command = (tool: string, args: readonly string[], env: Record<string, string>) => promisify(execFile)(process.execPath, [`src/tools/${tool}.ts`, ...args], { cwd: root, env: { PATH: process.env['PATH'], ENCRYPTION_KEYS: KEYS, ...env } })
  .then(({ stdout }) => ({ code: 0, out: stdout }), ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, out: stdout + stderr }))

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'madoguchi-backup-'))
  ending.push(() => rmSync(folder, { recursive: true, force: true }))
  const line = await startLine()
  ending.push(() => line.close())
  lineEnv = { LINE_CHANNEL_SECRET: SECRET, LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: line.url, AUDIT_KEY, ENCRYPTION_KEYS: KEYS }
  desk = await openDesk({ ...lineEnv, DATA_DIR: folder })
  const counsellor = await signIn(desk)
  const db = new pg.Client({ connectionString: desk.databaseUrl })
  await db.connect()
  const routes = await openRoutes(desk, line, db, counsellor)
  for (const name of ROUTE_NAMES.filter((one) => !one.startsWith('GET'))) await routes.ask(name)
  // Who stands for somebody may come long after them.
  await db.query(`
    INSERT INTO person (id, merged_into, root_id) SELECT id_of(n), id_of(5001 - n), id_of(5001 - n) FROM generate_series(1, 5000) n`.replaceAll(/id_of\(([^)]+)\)/g, `('00000000-0000-4000-8000-' || lpad(($1)::text, 12, '0'))::uuid`))
  await db.query(`INSERT INTO setting (key, value) VALUES ('hard', 'null'::jsonb), ('harder', '{"a": [1.10, "\\\\", "\\u00e9\\"", "秘密の一言", "planted@example.org"]}'::jsonb)`)
  mkdirSync(join(folder, 'media', 'ab', '89'), { recursive: true })
  writeFileSync(join(folder, 'media', 'ab', '89', LARGE), randomBytes(400_000))
  const says = (text: string) => line.deliver(`${desk.url}/webhooks/line`, [line.textEvent({ user: lineUser('Nguyen-planted'), text })], { secret: SECRET })
  await says('lương của tôi bị giữ (a,b) \\ {x}\n\t"🙏"')
  during = join(folder, 'during.backup')
  const writing = (async () => { for (let n = 0; n < 20; n++) await says(`line ${n}`) })()
  await backUp(during)
  await writing
  await eventually(async () => (await db.query(`SELECT 1 FROM event WHERE done_at IS NULL`)).rows.length === 0)
  await db.end()
  await desk.stop()
  after = join(folder, 'after.backup')
  await backUp(after)
  rowsBefore = await everyRow(desk.databaseUrl)
  filesBefore = everyFile(join(folder, 'media'))
}, 120_000)
afterAll(async () => { for (const end of ending.splice(0).toReversed()) await end() })

describe('what is refused leaves everything as it was', () => {
  const file = (name: string, change: (bytes: Buffer) => Buffer) => {
    const path = join(folder, name)
    writeFileSync(path, change(readFileSync(after)))
    return path
  }
  const piece = 65_536 + 16
  const front = (bytes: Buffer) => bytes.indexOf('\n') + 1
  const CHANGES: Readonly<Record<string, [(bytes: Buffer) => Buffer, string]>> = {
    'another program\'s file': [() => Buffer.from('%PDF-1.7\n'), 'no backup of Madoguchi'],
    'an empty file': [() => Buffer.alloc(0), 'no backup of Madoguchi'],
    'the first line alone': [(bytes) => bytes.subarray(0, front(bytes)), 'cut'],
    'a file cut in the middle': [(bytes) => bytes.subarray(0, bytes.length / 2), 'cut'],
    'a file cut between two pieces': [(bytes) => bytes.subarray(0, front(bytes) + 2 * piece), 'cut'],
    'a file that lacks its last byte': [(bytes) => bytes.subarray(0, -1), 'cut'],
    'a file with something behind it': [(bytes) => Buffer.concat([bytes, Buffer.from('x')]), 'as it was written'],
    'one changed bit': [(bytes) => Buffer.from(bytes.map((byte, at) => (at === front(bytes) + piece + 5 ? byte ^ 1 : byte))), 'changed'],
    'two pieces exchanged': [(bytes) => { const at = front(bytes); return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + piece, at + 2 * piece), bytes.subarray(at, at + piece), bytes.subarray(at + 2 * piece)]) }, 'changed'],
    'another salt': [(bytes) => Buffer.from(bytes.map((byte, at) => (at === front(bytes) - 2 ? (byte === 48 ? 49 : 48) : byte))), 'changed'],
    'a format of later': [(bytes) => Buffer.concat([Buffer.from('madoguchi-backup 2'), bytes.subarray('madoguchi-backup 1'.length)]), 'newer Madoguchi'],
  }
  test.each(Object.keys(CHANGES))('%s', async (name) => {
    const [change, said] = CHANGES[name] ?? [(bytes: Buffer) => bytes, '']
    const path = file('changed.backup', change)
    await expect(verifyBackup(path, [key])).rejects.toThrow(said)
    const to = nowhere()
    await expect(putBack(path, place(to, 'refused'))).rejects.toThrow(said)
    await expect(run(to, 'SELECT 1')).rejects.toThrow('does not exist')
  })

  test('another key, and no key', async () => {
    const other = { number: 1, bytes: Buffer.alloc(32, 8) }
    await expect(verifyBackup(after, [other])).rejects.toThrow('a key that is not here')
    await expect(putBack(after, place(nowhere(), 'refused'), false, [])).rejects.toThrow('ENCRYPTION_KEYS')
    expect((await verifyBackup(after, [other, key])).end.files).toBe(filesBefore.size)
  })

  test('a database that holds data', async () => {
    const before = await run(desk.databaseUrl, 'SELECT count(*) FROM message')
    await expect(putBack(after, place(desk.databaseUrl, 'refused'))).rejects.toThrow('holds data')
    expect(await run(desk.databaseUrl, 'SELECT count(*) FROM message')).toEqual(before)
    const said = await command('restore', [after, '--replace', 'another'], { DATABASE_URL: desk.databaseUrl, DATA_DIR: join(folder, 'refused') })
    expect(said).toMatchObject({ code: 1, out: expect.stringContaining(`the database is called ${new URL(desk.databaseUrl).pathname.slice(1)}`) })
  })

  test('a database that somebody uses, another record\'s key, and rows that only a newer version knows', async () => {
    const user = new pg.Client({ connectionString: desk.databaseUrl })
    await user.connect()
    await expect(putBack(after, place(desk.databaseUrl, 'refused'), true)).rejects.toThrow('Stop the desk')
    await expect(putBack(after, { ...place(nowhere(), 'refused'), auditKey: 'another' })).rejects.toThrow('AUDIT_KEY')
    await user.query(`INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('x', 'y', '29990101000000_later', now())`)
    const newer = join(folder, 'newer.backup')
    await backUp(newer)
    await user.query(`DELETE FROM _prisma_migrations WHERE id = 'x'`)
    await user.end()
    await expect(putBack(newer, place(nowhere(), 'refused'))).rejects.toThrow('29990101000000_later')
  })

  test('a disk that takes no more leaves nothing behind, and a folder that is not there is named', async () => {
    const full = join(folder, 'full')
    mkdirSync(full)
    const child = spawn('bash', ['-c', 'ulimit -f 16; exec "$0" src/tools/backup.ts "$1"', process.execPath, full], { cwd: root, env: { PATH: process.env['PATH'], ENCRYPTION_KEYS: KEYS, DATABASE_URL: desk.databaseUrl, DATA_DIR: folder } })
    let out = ''
    child.stderr.on('data', (chunk: Buffer) => { out += chunk.toString() })
    expect(await new Promise((done) => { child.on('close', done) })).toBe(1)
    expect(out).toContain('is full')
    expect(readdirSync(full)).toEqual([])
    await expect(backUp(join(folder, 'not-there', 'x.backup'))).rejects.toThrow('is no folder')
  })
})

test('nobody reads in the file what people told, nor the key of the record', () => {
  for (const path of [during, after]) {
    const bytes = readFileSync(path)
    expect(bytes.toString('latin1', 0, 18)).toBe('madoguchi-backup 1')
    for (const word of PLANTED) expect(bytes.includes(word)).toBe(false)
    expect(bytes.includes(key.bytes)).toBe(false)
  }
})

test('what was copied while people wrote is one moment: the record is whole, and no line lacks its conversation', async () => {
  const to = nowhere()
  const { end } = await putBack(during, place(to, 'during'))
  const audit = await command('audit', [], { DATABASE_URL: to, DATA_DIR: join(folder, 'during') })
  expect(audit).toMatchObject({ code: 0, out: expect.stringContaining('The record is whole') })
  const again = await openDesk({ ...lineEnv, DATABASE_URL: to, DATA_DIR: join(folder, 'during') })
  const [{ n }] = await run(to, 'SELECT count(*)::int AS n FROM message') as [{ n: number }]
  await again.stop()
  expect(n).toBeGreaterThan(0)
  expect(end.rows).toBeLessThan([...rowsBefore.values()].flat().length)
})

test('destroyed and put back, every row, every counter and every file is the same, and whoever killed it in the middle sees it refuse to start', async () => {
  const to = nowhere()
  const arrived = createFolderStore(join(folder, 'again', 'media'))
  const dying: MediaStore = { ...arrived, put: () => Promise.reject(new Error('the machine stopped')) }
  await expect(putBack(after, place(to, 'again', dying))).rejects.toThrow('the machine stopped')
  await expect(openDesk({ ...lineEnv, DATABASE_URL: to })).rejects.toThrow('npm run -s restore')
  await putBack(after, place(to, 'again', arrived))
  const rowsAfter = await everyRow(to)
  expect([...rowsAfter.keys()]).toEqual([...rowsBefore.keys()])
  for (const [table, rows] of rowsBefore) expect([table, rowsAfter.get(table)]).toEqual([table, rows])
  expect(everyFile(join(folder, 'again', 'media'))).toEqual(filesBefore)
  expect(filesBefore.size).toBeGreaterThan(1)
  expect([...rowsBefore.values()].filter((rows) => rows.length > 0).length).toBeGreaterThan(40)
  expect(readFileSync(join(folder, 'again', 'audit.key'), 'utf8').trim()).toBe(AUDIT_KEY)
  // What refers to something else was checked, and is checked from now on.
  await expect(run(to, `INSERT INTO message (id, conversation_id, seq, author, text) VALUES (gen_random_uuid(), gen_random_uuid(), 1, 'worker', 'x')`)).rejects.toThrow('foreign key')
  await expect(run(to, 'DELETE FROM audit')).rejects.toThrow('only ever appended')
})

test('killed by the system while rows come in, it says so, and the next try succeeds', async () => {
  const to = nowhere()
  const child = spawn(process.execPath, ['src/tools/restore.ts', after], { cwd: root, env: { PATH: process.env['PATH'], ENCRYPTION_KEYS: KEYS, DATABASE_URL: to, DATA_DIR: join(folder, 'killed') } })
  // Seen from another database: whoever connects to this one keeps it from being filled.
  const filling = async () => (await run(inject('postgres'), `SELECT 1 FROM pg_stat_activity WHERE datname = '${new URL(to).pathname.slice(1)}' AND query LIKE 'INSERT INTO "%arriving%'`)).length > 0
  await eventually(filling, 30_000)
  child.kill('SIGKILL')
  await new Promise((done) => { child.on('close', done) })
  await expect(openDesk({ ...lineEnv, DATABASE_URL: to })).rejects.toThrow('npm run -s restore')
  const finished = await eventually(async () => { const said = await command('restore', [after], { DATABASE_URL: to, DATA_DIR: join(folder, 'killed') }); return !said.out.includes('Something uses') && said })
  expect(finished).toMatchObject({ code: 0, out: expect.stringContaining('PUBLIC_URL') })
  expect((await everyRow(to)).get('message')).toEqual(rowsBefore.get('message'))
}, 60_000)

test('as somebody types it: into a folder, only the newest kept, and read back', async () => {
  const backups = join(folder, 'kept')
  mkdirSync(backups)
  for (const day of ['01', '02', '03']) writeFileSync(join(backups, `madoguchi-2026-01-${day}T18-30-00Z.backup`), '')
  writeFileSync(join(backups, 'a file of somebody'), '')
  const made = await command('backup', [backups, '--keep', '2'], { DATABASE_URL: desk.databaseUrl, DATA_DIR: folder, AUDIT_KEY })
  expect(made).toMatchObject({ code: 0, out: expect.stringContaining('keep a copy of that in another place') })
  const [, newest = ''] = readdirSync(backups).filter((name) => name.startsWith('madoguchi-')).toSorted()
  expect(readdirSync(backups).toSorted()).toEqual(['a file of somebody', 'madoguchi-2026-01-03T18-30-00Z.backup', newest].toSorted())
  expect(await command('backup', ['--verify', join(backups, newest)], {})).toMatchObject({ code: 0, out: expect.stringMatching(/^The backup is whole: \d+ rows in \d+ tables, \d+ files/) })
  expect(await command('backup', ['--verify', join(backups, newest)], { ENCRYPTION_KEYS: '', DATA_DIR: join(folder, 'nobody') })).toMatchObject({ code: 1, out: expect.stringContaining('a key that is not here') })
  expect(existsSync(join(folder, 'nobody'))).toBe(false)
  expect(await command('backup', [], {})).toMatchObject({ code: 1, out: expect.stringContaining('Say where to') })
})

test('what the first version wrote is still read, and brought to what the desk is now', async () => {
  const [to, kept] = [nowhere(), join(import.meta.dirname, 'backups/format-1.backup')]
  const { head } = await putBack(kept, place(to, 'first'))
  expect(head.format).toBe(1)
  expect(await run(to, `SELECT value FROM setting WHERE key = 'hello'`)).toEqual([{ value: '窓口' }])
  const applied = await run(to, 'SELECT migration_name AS name FROM _prisma_migrations ORDER BY 1')
  expect(applied.map(({ name }) => name)).toEqual(readdirSync(migrations, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).toSorted())
})

test('a desk with BACKUP_DIR copies itself by one worker, and notes what came of it', async () => {
  const data = join(folder, 'night')
  cpSync(join(folder, 'media'), join(data, 'media'), { recursive: true })
  const to = nowhere()
  await putBack(after, place(to, 'night'))
  const [good, bad] = [join(data, 'backups'), join(data, 'audit.key', 'no folder')]
  const last = () => run(to, `SELECT value FROM setting WHERE key = 'backup.last'`).then(([row]) => row?.['value'])
  const env = { ...lineEnv, DATABASE_URL: to, DATA_DIR: data }
  const failing = await openDesk({ ...env, BACKUP_DIR: bad })
  expect(await eventually(last)).toMatchObject({ ok: false, bytes: 0, problem: expect.any(String) })
  await failing.stop()
  await run(to, `DELETE FROM setting WHERE key LIKE 'backup.%'`)
  const desks = await Promise.all([1, 2].map(() => openDesk({ ...env, BACKUP_DIR: good })))
  expect(await eventually(last)).toMatchObject({ ok: true, problem: null, bytes: expect.any(Number) })
  await Promise.all(desks.map((one) => one.stop()))
  const [made = '', ...more] = readdirSync(good)
  expect(more).toEqual([])
  expect((await verifyBackup(join(good, made), [key])).end.files).toBe(filesBefore.size)
})

test('a night begins at its hour in Japan; one that failed is tried again an hour later', () => {
  const at = (time: string) => new Date(`2026-11-22T${time}:00+09:00`)
  const done = (time: string) => ({ at: at(time).toISOString(), ok: true, bytes: 1, problem: null })
  expect(dueTry(null, '03:30', at('12:00'))).not.toBe(null)
  expect(dueTry(done('03:31'), '03:30', at('23:59'))).toBe(null)
  expect(dueTry(done('03:29'), '03:30', at('03:29'))).toBe(null)
  expect(dueTry(done('03:29'), '03:30', at('03:30'))).not.toBe(null)
  const failed = { ...done('03:31'), ok: false }
  expect(dueTry(failed, '03:30', at('03:40'))).toBe(dueTry(null, '03:30', at('03:31')))
  expect(dueTry(failed, '03:30', at('04:31'))).not.toBe(dueTry(failed, '03:30', at('04:29')))
})

test('what a killed backup left goes after a day, one that is being written stays', async () => {
  const left = join(folder, 'left')
  mkdirSync(left)
  const [old, fresh] = [`${nameAt(new Date(0))}.part`, `${nameAt(new Date())}.part`]
  for (const name of [old, fresh]) writeFileSync(join(left, name), '')
  utimesSync(join(left, old), 0, 0)
  await keepNewest(left, 14, new Date())
  expect(readdirSync(left)).toEqual([fresh])
})
