// A copy of the whole desk, made while people write: sealed, whole or refused, and put back so that every row and every byte is the same.
import { execFile, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { dueTry, LastBackup } from '../src/backup/last.ts'
import { keepNewest, nameAt } from '../src/backup/names.ts'
import { restoreBackup } from '../src/backup/restore.ts'
import type { Place } from '../src/backup/restore.ts'
import { verifyBackup } from '../src/backup/verify.ts'
import type { Key } from '../src/config-keys.ts'
import { readConfig } from '../src/config.ts'
import { DAY_MS } from '../src/hours/timetable.ts'
import { backUp } from '../src/jobs/backup.ts'
import { createFolderStore } from '../src/media/folder.ts'
import type { MediaStore } from '../src/media/store.ts'
import { verifyAudit } from '../src/store/audit.ts'
import { AUDIT_KEY, everyFile, everyRow, holding, KEY, KEYS, nowhere, openBackedUp, PLANTED, run } from './backed-up-desk.ts'
import type { BackedUp } from './backed-up-desk.ts'
import { eventually, openDesk } from './desk.ts'
import { openStore } from './store.ts'
import { CHILD } from './child.ts'

const root = resolve(import.meta.dirname, '..')
const migrations = join(root, 'prisma/migrations')
let desk: BackedUp, folder: string, during: string, after: string

beforeAll(async () => {
  desk = await openBackedUp();
  ({ folder, during, after } = desk)
})
afterAll(() => desk.close())

const place = (databaseUrl: string, name: string, media?: MediaStore): Place => ({ databaseUrl, dataDir: join(folder, name), media: media ?? createFolderStore(join(folder, name, 'media')), auditKey: null, migrations })
const putBack = (file: string, where: Place, replace = false, keys: readonly Key[] = [KEY]) => restoreBackup(file, keys, where, replace, () => {})
const command = (tool: string, args: readonly string[], env: Record<string, string>) => promisify(execFile)(process.execPath, [`src/tools/${tool}.ts`, ...args], { cwd: root, env: { ...CHILD, ENCRYPTION_KEYS: KEYS, ...env } })
  .then(({ stdout }) => ({ code: 0, out: stdout }), ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, out: stdout + stderr }))

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
    await expect(verifyBackup(path, [KEY])).rejects.toThrow(said)
    const to = nowhere()
    await expect(putBack(path, place(to, 'refused'))).rejects.toThrow(said)
    await expect(run(to, 'SELECT 1')).rejects.toThrow('does not exist')
  })

  test('another key, and no key', async () => {
    const other = { number: 1, bytes: Buffer.alloc(32, 8) }
    await expect(verifyBackup(after, [other])).rejects.toThrow('a key that is not here')
    await expect(putBack(after, place(nowhere(), 'refused'), false, [])).rejects.toThrow('ENCRYPTION_KEYS')
    expect((await verifyBackup(after, [other, KEY])).end.files).toBe(desk.files.size)
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
    await desk.backUp(newer)
    await user.query(`DELETE FROM _prisma_migrations WHERE id = 'x'`)
    await user.end()
    await expect(putBack(newer, place(nowhere(), 'refused'))).rejects.toThrow('29990101000000_later')
  })

  test('a disk that takes no more leaves nothing behind, and a folder that is not there is named', async () => {
    const full = join(folder, 'full')
    mkdirSync(full)
    const child = spawn('bash', ['-c', 'ulimit -f 16; exec "$0" src/tools/backup.ts "$1"', process.execPath, full], { cwd: root, env: { ...CHILD, ENCRYPTION_KEYS: KEYS, DATABASE_URL: desk.databaseUrl, DATA_DIR: folder } })
    let out = ''
    child.stderr.on('data', (chunk: Buffer) => { out += chunk.toString() })
    expect(await new Promise((done) => { child.on('close', done) })).toBe(1)
    expect(out).toContain('is full')
    expect(readdirSync(full)).toEqual([])
    await expect(desk.backUp(join(folder, 'not-there', 'x.backup'))).rejects.toThrow('is no folder')
  })
})

test('nobody reads in the file what people told, nor the key of the record', () => {
  for (const path of [during, after]) {
    const bytes = readFileSync(path)
    expect(bytes.toString('latin1', 0, 18)).toBe('madoguchi-backup 1')
    for (const word of PLANTED) expect(bytes.includes(word)).toBe(false)
    expect(bytes.includes(KEY.bytes)).toBe(false)
  }
})

test('what was copied while people wrote is one moment: the record is whole, and no line lacks its conversation', async () => {
  const to = nowhere()
  const { end } = await putBack(during, place(to, 'during'))
  const db = openStore(to, 2)
  expect(await verifyAudit(db, AUDIT_KEY).finally(() => db.close())).toMatchObject({ fault: null })
  const [{ n }] = await run(to, 'SELECT count(*)::int AS n FROM message') as [{ n: number }]
  expect(n).toBeGreaterThan(0)
  expect(end.rows).toBeLessThan([...desk.rows.values()].flat().length)
})

test('destroyed and put back, killed twice on the way: it refuses to start by half, and in the end every row, number and file is the same', async () => {
  const to = await holding()
  const child = spawn(process.execPath, ['src/tools/restore.ts', after], { cwd: root, env: { ...CHILD, ENCRYPTION_KEYS: KEYS, DATABASE_URL: to, DATA_DIR: join(folder, 'killed') } })
  // Seen from another database: whoever connects to this one keeps it from being filled.
  const others = async (which: string) => (await run(inject('postgres'), `SELECT 1 FROM pg_stat_activity WHERE datname = '${new URL(to).pathname.slice(1)}' AND ${which}`)).length > 0
  await eventually(() => others(`wait_event = 'PgSleep'`))
  child.kill('SIGKILL')
  await new Promise((done) => { child.on('close', done) })
  await expect(openDesk({ ...desk.env, DATABASE_URL: to })).rejects.toThrow('npm run -s restore')
  await run(to, 'DROP SCHEMA holding CASCADE')
  await eventually(async () => !await others('true'))
  const arrived = createFolderStore(join(folder, 'again', 'media'))
  const dying: MediaStore = { ...arrived, put: () => Promise.reject(new Error('the machine stopped')) }
  await expect(putBack(after, place(to, 'again', dying))).rejects.toThrow('the machine stopped')
  await expect(openDesk({ ...desk.env, DATABASE_URL: to })).rejects.toThrow('npm run -s restore')
  await putBack(after, place(to, 'again', arrived))
  const rows = await everyRow(to)
  expect([...rows.keys()]).toEqual([...desk.rows.keys()])
  for (const [table, before] of desk.rows) expect([table, rows.get(table)]).toEqual([table, before])
  expect(everyFile(join(folder, 'again', 'media'))).toEqual(desk.files)
  expect(desk.files.size).toBeGreaterThan(1)
  expect([...desk.rows.values()].filter((some) => some.length > 0).length).toBeGreaterThan(40)
  expect(readFileSync(join(folder, 'again', 'audit.key'), 'utf8').trim()).toBe(AUDIT_KEY)
  // What refers to something else was checked, and is checked from now on.
  await expect(run(to, `INSERT INTO message (id, conversation_id, seq, author, text) VALUES (gen_random_uuid(), gen_random_uuid(), 1, 'worker', 'x')`)).rejects.toThrow('foreign key')
  await expect(run(to, 'DELETE FROM audit')).rejects.toThrow('only ever appended')
})

test('the commands of docs/backup.md do what the page says, one after another, and only the newest backups stay', async () => {
  const [backups, to] = [join(folder, 'kept'), nowhere()]
  mkdirSync(backups)
  const day = (n: number) => `madoguchi-2026-01-${String(n).padStart(2, '0')}T18-30-00Z.backup`
  for (const name of ['a file of somebody', ...Array.from({ length: 14 }, (_, n) => day(n + 1))]) writeFileSync(join(backups, name), '')
  writeFileSync(join(folder, 'encryption.keys'), `${KEYS}\n`)
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
  const lines = [...readFileSync(join(root, 'docs/backup.md'), 'utf8').matchAll(/```sh\n([^]*?)```/g)].flatMap(([, block = '']) => block.trim().split('\n'))
  const said: string[] = []
  for (const line of lines) {
    const real = line.replaceAll('/var/backups/madoguchi', backups).replaceAll('FILE', readdirSync(backups).toSorted().at(-1) ?? '').replace('data/', `${folder}/`)
    // As npm would, without preparing anew what is prepared.
    const typed = real.replace(/^npm run -s (\w+)( --)?/, (_, name: string) => `"$NODE" ${scripts[name]?.replace(/^node /, '') ?? 'missing'}`)
    const env = { ...CHILD, NODE: process.execPath, DATA_DIR: folder, AUDIT_KEY, DATABASE_URL: said.length > 2 ? to : desk.databaseUrl }
    said.push(await promisify(execFile)('sh', ['-c', typed], { cwd: root, env }).then(({ stdout }) => stdout, ({ stdout, stderr }: { stdout: string; stderr: string }) => stdout + stderr))
  }
  expect(said).toEqual([
    expect.stringMatching(/^\d+ rows in \d+ tables and \d+ files are in [^]*keep a copy of that in another place/), expect.stringMatching(/^The backup is whole: \d+ rows in \d+ tables, \d+ files/), `${KEYS}\n`,
    expect.stringMatching(/^Put back, and compared[^]*PUBLIC_URL/), expect.stringContaining('The record is whole'), expect.stringContaining('✓ PostgreSQL'),
  ])
  expect(readdirSync(backups).toSorted().slice(0, 2)).toEqual(['a file of somebody', day(2)])
  expect(readdirSync(backups).length).toBe(15)
  const newest = readdirSync(backups).toSorted().at(-1) ?? ''
  expect(await command('backup', ['--verify', join(backups, newest)], { ENCRYPTION_KEYS: '', DATA_DIR: join(folder, 'nobody') })).toMatchObject({ code: 1, out: expect.stringContaining('a key that is not here') })
  expect(existsSync(join(folder, 'nobody'))).toBe(false)
  expect(await command('backup', [], {})).toMatchObject({ code: 1, out: expect.stringContaining('Say where to') })
})

test('what the first version wrote is still read, and brought to what the desk is now', async () => {
  const [to, kept] = [nowhere(), join(import.meta.dirname, 'backups/format-1.backup')]
  const { head } = await putBack(kept, place(to, 'first'), false, [{ number: 1, bytes: Buffer.alloc(32, 9) }])
  expect(head.format).toBe(1)
  expect(await run(to, `SELECT value FROM setting WHERE key = 'hello'`)).toEqual([{ value: '窓口' }])
  const applied = await run(to, 'SELECT migration_name AS name FROM _prisma_migrations ORDER BY 1')
  expect(applied.map(({ name }) => name)).toEqual(readdirSync(migrations, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).toSorted())
})

test('a desk with BACKUP_DIR copies itself by one worker, and notes what came of it', async () => {
  const last = () => run(desk.databaseUrl, `SELECT value FROM setting WHERE key = 'backup.last'`).then(([row]) => row?.['value'])
  const forget = () => run(desk.databaseUrl, `DELETE FROM setting WHERE key LIKE 'backup.%'`)
  const env = { ...desk.env, DATABASE_URL: desk.databaseUrl, DATA_DIR: folder }
  // One moment for all of them: an hour that begins meanwhile is a try of its own.
  const [db, moment] = [openStore(desk.databaseUrl, 2), new Date()]
  const worker = (dir: string, now = () => moment) => backUp({ config: readConfig([], { ...env, BACKUP_DIR: dir }), db, files: createFolderStore(join(folder, 'media')), now, log: pino({ level: 'silent' }) })
  await forget()
  await worker(join(after, 'no folder'))
  expect(await last()).toMatchObject({ ok: false, bytes: 0, problem: expect.any(String) })
  await worker(join(folder, 'too soon'))
  expect(existsSync(join(folder, 'too soon'))).toBe(false)
  await forget()
  await Promise.all([1, 2, 3].map(() => worker(join(folder, 'together'))))
  expect(await last()).toMatchObject({ ok: true, problem: null, bytes: expect.any(Number) })
  const made = readdirSync(join(folder, 'together'))
  expect(made.length).toBe(1)
  expect((await verifyBackup(join(folder, 'together', made[0] ?? ''), [KEY])).end.files).toBe(desk.files.size)
  const good = LastBackup.parse(await last()).at
  await worker(join(after, 'no folder'), () => new Date(moment.getTime() + 3 * DAY_MS))
  expect(await last()).toMatchObject({ ok: false, goodAt: good })
  await forget()
  await db.close()
  const running = await openDesk({ ...env, BACKUP_DIR: join(folder, 'night'), METRICS_TOKEN: 'a token for the metrics' })
  expect(await eventually(last)).toMatchObject({ ok: true })
  // What failed does not make the last good one younger.
  await run(desk.databaseUrl, `UPDATE setting SET value = value || jsonb_build_object('ok', false, 'goodAt', '2026-01-01T00:00:00.000Z') WHERE key = 'backup.last'`)
  const metrics = await (await fetch(`${running.url}/metrics`, { headers: { authorization: 'Bearer a token for the metrics' } })).text()
  expect(Number(/backup_age_seconds (\d+)/.exec(metrics)?.[1])).toBeGreaterThan(300 * 86_400)
  await running.stop()
  expect(readdirSync(join(folder, 'night')).length).toBe(1)
})

test('a night begins at its hour in Japan; one that failed is tried again an hour later', () => {
  const at = (time: string) => new Date(`2026-11-22T${time}:00+09:00`)
  const done = (time: string) => ({ at: at(time).toISOString(), ok: true, bytes: 1, problem: null, goodAt: null })
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
