// The doctor: each thing is broken in turn, and must be named together with its cure.
import { execFile } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import en from '../locales/doctor/en.json' with { type: 'json' }
import ja from '../locales/doctor/ja.json' with { type: 'json' }
import { platformAccounts } from '../src/accounts.ts'
import { readConfig } from '../src/config.ts'
import { checkChannels, checkTranslation } from '../src/doctor/channels.ts'
import { checkContacts, checkContent } from '../src/doctor/content.ts'
import { checkDatabase, refused } from '../src/doctor/database.ts'
import { checkBackup, checkFailed, checkOnCall, checkQueue, checkWorker } from '../src/doctor/desk.ts'
import { examine } from '../src/doctor/environment.ts'
import { cureOf, lineOf } from '../src/doctor/finding.ts'
import type { Finding } from '../src/doctor/finding.ts'
import { checkAudit, checkKeys } from '../src/doctor/keys.ts'
import { checkData, checkDisk, checkInstall, checkNode, checkPort } from '../src/doctor/machine.ts'
import { checkPublicUrl, checkWebhooks } from '../src/doctor/network.ts'
import { checkRedis, judged } from '../src/doctor/redis.ts'
import { DESK_HOURS } from '../src/hours/timetable.ts'
import type { Database } from '../src/store/database.ts'
import { content } from './content.ts'
import { freePort, freshDatabase, openDesk, signIn } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { startLine } from './platforms/line.ts'
import type { LineStandIn } from './platforms/line.ts'
import { redisUrl } from './surroundings.ts'
import { openStore } from './store.ts'
import { CHILD } from './child.ts'

const root = resolve(import.meta.dirname, '..')
const migrations = join(root, 'prisma/migrations')
const now = () => new Date()
const ending: (() => Promise<unknown> | void)[] = []

let desk: TestDesk
let db: Database
let raw: pg.Client
let line: LineStandIn
let folder = ''
let other = 0

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'madoguchi-doctor-'))
  line = await startLine()
  desk = await openDesk({ DATA_DIR: folder, HOST: '0.0.0.0', LINE_CHANNEL_SECRET: 's', LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: line.url })
  await signIn(desk)
  db = openStore(desk.databaseUrl, 2)
  raw = new pg.Client({ connectionString: desk.databaseUrl })
  await raw.connect()
  const server = createServer((_request, response) => { response.writeHead(404).end('not the desk') }).listen(0, '0.0.0.0')
  await new Promise((done) => { server.once('listening', done) })
  const address = server.address()
  other = typeof address === 'object' && address ? address.port : 0
  ending.push(() => db.close(), () => raw.end(), () => desk.stop(), () => line.close(), () => { server.close() }, () => rmSync(folder, { recursive: true, force: true }))
})
afterAll(async () => { for (const end of ending) await end() })

const config = (env: Record<string, string> = {}) => readConfig([], { DATA_DIR: folder, ...env })
const elsewhere = (change: (url: URL) => void) => { const url = new URL(desk.databaseUrl); change(url); return url.href }
const database = async (url = desk.databaseUrl, clock = now) => (await checkDatabase(url, config(), migrations, clock)).findings
/** Changed in the desk's own database, looked at, and put back. */
async function changed(there: string, back: string, look: () => Promise<readonly Finding[]>): Promise<readonly Finding[]> {
  await raw.query(there)
  return look().finally(() => raw.query(back))
}
/** A database of another kind. */
async function another(how: string, change = ''): Promise<readonly Finding[]> {
  const admin = new pg.Client({ connectionString: inject('postgres') })
  await admin.connect()
  const name = `d${Math.random().toString(36).slice(2)}`
  await admin.query(`CREATE DATABASE ${name} TEMPLATE template0 ${how}`)
  if (change) await admin.query(change.replaceAll('NAME', name))
  return database(elsewhere((url) => { url.pathname = `/${name}` })).finally(async () => { await admin.query(`DROP DATABASE ${name}`); await admin.end() })
}
const MIGRATION = (name: string, finished: string, checksum = 'x') => `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('doctor', '${checksum}', '${name}', ${finished})`
const NO_MIGRATION = `DELETE FROM _prisma_migrations WHERE id = 'doctor'`
const first = readdirSync(migrations)[0] ?? ''
const setting = (key: string, value: unknown) => `INSERT INTO setting (key, value) VALUES ('${key}', '${JSON.stringify(value)}') ON CONFLICT (key) DO UPDATE SET value = excluded.value`
const backup = (value: unknown) => changed(setting('backup.last', value), `DELETE FROM setting WHERE key = 'backup.last'`, () => checkBackup(db, config({ BACKUP_DIR: '/backups' }), now()))
const EVENT = (rest: string) => `INSERT INTO event (account_id, external_id, type, payload, received_at${rest.split('|')[0]}) VALUES ('line', 'doctor', 'message', '{}', now() - interval '1 hour'${rest.split('|')[1]})`
const NO_EVENT = `DELETE FROM event WHERE external_id = 'doctor'`
const env = (given: Record<string, string>, file: string | null = null) => {
  const path = join(folder, '.env')
  if (file !== null) writeFileSync(path, file)
  return examine({ DATA_DIR: folder, ...given }, file === null ? null : path).findings
}
const lineAccount = (given: Record<string, string>) => checkChannels(platformAccounts(config({ LINE_CHANNEL_SECRET: 's', LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: line.url, ...given })))

/** What is broken, how, the line that must say so, and words of its cure. */
const BROKEN: readonly [string, () => Promise<readonly Finding[]> | readonly Finding[], RegExp, RegExp][] = [
  ['an old Node', () => checkNode('18.20.4'), /Node 18\.20\.4 is too old/, /nodejs\.org/],
  ['nothing installed', () => checkInstall(folder), /packages, database client, understanding, pages/, /npm start/],
  ['a port that is no number', () => env({ PORT: 'many' }), /PORT/, /docs\/configuration\.md/],
  ['half of LINE', () => env({ LINE_CHANNEL_SECRET: 's' }), /LINE_CHANNEL_ACCESS_TOKEN: is missing/, /Correct this variable/],
  ['a misspelt variable', () => env({ LINE_CHANEL_SECRET: 's' }), /LINE_CHANEL_SECRET is no variable/, /LINE_CHANNEL_SECRET/],
  ['a line of .env without a name', () => env({}, 'LOG_LEVEL=info\nwhat is this?\n'), /Line 2 of \.env/, /NAME=value/],
  ['a misspelt variable in .env', () => env({}, 'PUBLIC_ULR_=https://x\nPUBLIC_URLS=https://desk.example.org\n'), /PUBLIC_URLS is no variable/, /PUBLIC_URL was/],
  ['a folder that is a file', () => { writeFileSync(join(folder, 'file'), ''); return checkData(config({ DATA_DIR: join(folder, 'file') })) }, /cannot be written to/, /chown/],
  ['a key that others read', () => {
    const data = join(folder, 'open')
    mkdirSync(data)
    writeFileSync(join(data, 'encryption.keys'), '')
    chmodSync(join(data, 'encryption.keys'), 0o644)
    return checkData(config({ DATA_DIR: data }))
  }, /may read .*encryption\.keys/, /chmod 600/],
  ['a full disk', () => checkDisk(config(), 1e9), /Only .* GB free/, /Make room/],
  ['a port somebody else has', () => checkPort(config({ PORT: String(other) })), new RegExp(`Port \\d+ is taken by .*${process.pid}`), /Stop that program/],
  ['an address that is not ours', () => checkPort(config({ HOST: '203.0.113.1' })), /cannot be opened \(EADDRNOTAVAIL\)/, /HOST/],
  ['no database server', async () => database(elsewhere((url) => { url.port = '9' })), /does not answer \(ECONNREFUSED\)/, /Start it/],
  ['a wrong password', () => database(elsewhere((url) => { url.password = 'wrong' })), /refuses the user or the password/, /%40/],
  ['a database that is not there', () => database(elsewhere((url) => { url.pathname = '/nowhere' })), /nowhere does not exist/, /CREATE DATABASE nowhere/],
  ['too many connections', () => [refused('53300', 'h', 'd', 'f')], /takes no more connections/, /max_connections/],
  ['a database of bytes', () => another(`ENCODING 'SQL_ASCII' LOCALE 'C'`), /SQL_ASCII, not in UTF8/, /ENCODING 'UTF8'/],
  ['rules of sorting that changed', () => another(`LOCALE_PROVIDER icu ICU_LOCALE 'ja' ENCODING 'UTF8'`, `UPDATE pg_database SET datcollversion = '1.2' WHERE datname = 'NAME'`), /rules of sorting changed .*1\.2/, /REINDEX DATABASE/],
  ['a standby', async () => { const url = await freshDatabase(); await raw.query(`ALTER DATABASE ${new URL(url).pathname.slice(1)} SET default_transaction_read_only = on`); return database(url) }, /can only be read/, /primary/],
  ['a backup put back by half', () => changed('CREATE SCHEMA madoguchi_restoring', 'DROP SCHEMA madoguchi_restoring', database), /put back by half/, /npm run -s restore/],
  ['a migration that failed', () => changed(MIGRATION('20990101_bad', 'NULL'), NO_MIGRATION, database), /20990101_bad failed/, /migrate resolve/],
  ['a database of a later version', () => changed(MIGRATION('20990101_later', 'now()'), NO_MIGRATION, database), /newer than this version: 20990101_later/, /Install the version/],
  ['an edited migration', () => changed(`UPDATE _prisma_migrations SET checksum = reverse(checksum) WHERE migration_name = '${first}'`, `UPDATE _prisma_migrations SET checksum = reverse(checksum) WHERE migration_name = '${first}'`, database), new RegExp(`${first} is not as it was`), /git checkout/],
  ['a clock that is wrong', () => database(desk.databaseUrl, () => new Date(Date.now() + 90_000)), /differ by (89|90|91) seconds/, /set-ntp/],
  ['no Redis', () => checkRedis({ redisUrl: 'redis://127.0.0.1:9' }), /Redis at 127\.0\.0\.1:9 does not answer \(ECONNREFUSED\)/, /take REDIS_URL away/],
  ['a Redis that forgets', () => judged({ redis_version: '7.2.0', maxmemory_policy: 'allkeys-lru' }, 'h'), /throws keys away .*allkeys-lru/, /noeviction/],
  ['an old Redis', () => judged({ redis_version: '6.0.9', maxmemory_policy: 'noeviction' }, 'h'), /Redis 6\.0\.9 is too old/, /6\.2/],
  ['an address without https', () => checkPublicUrl({ publicUrl: `http://127.0.0.2:${new URL(desk.url).port}`, port: 1 }), /can be read on the way/, /certificate/],
  ['a proxy that sends elsewhere', () => checkPublicUrl({ publicUrl: `http://127.0.0.2:${other}`, port: 3000 }), /not as the desk \(404\)/, /port 3000/],
  ['an address nobody answers', () => checkPublicUrl({ publicUrl: 'https://127.0.0.2:9', port: 3000 }), /cannot be reached from here/, /DNS/],
  ['webhooks that go elsewhere', () => checkWebhooks({ publicUrl: `http://127.0.0.2:${other}` }, [{ id: 'line' }]), /webhooks\/line does not arrive at the desk \(404\)/, /POST/],
  ['a LINE token that was withdrawn', () => lineAccount({ LINE_CHANNEL_ACCESS_TOKEN: 'withdrawn' }), /line: the platform refuses our token/, /LINE_CHANNEL_ACCESS_TOKEN/],
  ['LINE out of reach', () => lineAccount({ LINE_API_BASE: 'http://127.0.0.1:9' }), /line: the platform does not answer/, /outward/],
  ['a translation provider out of reach', () => checkTranslation(config({ LIBRETRANSLATE_URL: 'http://127.0.0.1:9' }), now), /does not answer as it should/, /LIBRETRANSLATE_URL/],
  ['the key of another desk', () => checkKeys(db, config({ AUDIT_KEY: 'another' })), /AUDIT_KEY holds another key/, /old machine/],
  ['the keys of its backups gone', () => changed(setting('backup.key', '0123456789abcdef'), `DELETE FROM setting WHERE key = 'backup.key'`, () => checkKeys(db, config())), /encryption\.keys is not the key/, /ENCRYPTION_KEYS/],
  ['a record that somebody altered', () => changed(`ALTER TABLE audit DISABLE TRIGGER audit_stays; UPDATE audit SET reason = reason || 'x' WHERE seq = 1`, `UPDATE audit SET reason = left(reason, -1) WHERE seq = 1; ALTER TABLE audit ENABLE TRIGGER audit_stays`, () => checkAudit(db, config())), /NOT whole: row 1 was altered/, /past the desk/],
  ['no worker', () => checkWorker(db, new Date(Date.now() + 2 * 86_400_000)), /No worker has said/, /--role worker/],
  ['messages nobody takes', () => changed(EVENT('|'), NO_EVENT, () => checkQueue(db, now())), /Waiting for (59|60) minutes and longer: messages of workers/, /worker runs/],
  ['a message that was set aside', () => changed(EVENT(', done_at, set_aside_at|, now(), now()'), NO_EVENT, () => checkFailed(db)), /1 messages of workers failed/, /Trouble/],
  ['a night nobody has', () => checkOnCall(db, DESK_HOURS, new Date('2026-11-22T14:59:00Z')), /on call from 2026-11-22 23:59 to 2026-11-24 10:00/, /write somebody in/],
  ['no backups', () => checkBackup(db, config(), now()), /Nobody makes backups/, /BACKUP_DIR/],
  ['a backup that failed', () => backup({ at: now().toISOString(), ok: false, bytes: 0, problem: 'The disk of /backups is full.', goodAt: null }), /failed: The disk of \/backups is full/, /every hour/],
  ['an old backup', () => backup({ at: new Date(Date.now() - 50 * 3_600_000).toISOString(), ok: true, bytes: 1, problem: null, goodAt: null }), /is 50 hours old/, /npm run -s backup -- \/backups/],
  ['articles that cannot be read', () => checkContent(() => { throw new Error('flows/faq/x.yaml: no title') }, now()), /flows\/faq\/x\.yaml: no title/, /npm run check/],
  ['contacts nobody looked up for a year', () => checkContacts([...content.contacts.values()], new Date('2031-01-01T00:00:00Z')), /was last looked up on/, /checkedOn/],
  ['a contact that ended', () => checkContacts([...content.contacts.values()].map((one) => ({ ...one, validTo: '2026-03-31' })), new Date('2026-03-31T15:00:00Z')), /was valid until 2026-03-31/, /contacts\.yaml/],
]

test.each(BROKEN)('%s', async (_, find, says, cure) => {
  const found = await find()
  const fault = found.find((finding) => finding.state === 'bad' && says.test(lineOf(finding, 'en')))
  expect(fault, found.map((finding) => lineOf(finding, 'en')).join('\n')).toBeDefined()
  if (!fault) return
  expect(cureOf(fault, 'en')).toMatch(cure)
  for (const tongue of ['ja', 'en'] as const) expect(lineOf(fault, tongue)).not.toMatch(/\{\{|undefined/)
  expect(cureOf(fault, 'ja')).toMatch(/[\p{Script=Hiragana}]|chmod/u)
})

test('a desk as it should be has no fault', async () => {
  const port = new URL(desk.url).port
  const look = async () => [
    ...checkNode(process.versions.node), ...checkInstall(root), ...env({}), ...await checkData(config()), ...await checkDisk(config(), 0), ...await checkPort(config({ PORT: port })), ...await database(),
    ...await checkKeys(db, config()), ...await checkAudit(db, config()), ...await checkWorker(db, now()), ...await checkQueue(db, now()), ...await checkFailed(db),
    ...await checkOnCall(db, { ...Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, [['00:00', '24:00']] as const])) }, now()),
    ...await backup({ at: now().toISOString(), ok: true, bytes: 1_234_567, problem: null, goodAt: now().toISOString() }),
    ...await checkWebhooks({ publicUrl: `http://127.0.0.2:${port}` }, [{ id: 'line' }]), ...await lineAccount({}), ...checkContacts([...content.contacts.values()], new Date('2026-11-22T00:00:00Z')),
  ]
  // A worker that has just begun has not done everything yet.
  let found: readonly Finding[] = []
  await expect.poll(async () => (found = await look()).filter(({ state }) => state !== 'ok').map((finding) => lineOf(finding, 'en'))).toEqual([])
  expect(found.map(({ word }) => word)).toContain('port.desk')
})

test('a Redis that is there, and one that refuses the password', async () => {
  const url = redisUrl()
  if (url === null) return
  expect((await checkRedis({ redisUrl: url }))[0]).toMatchObject({ state: 'ok', word: 'redis.ok' })
  const wrong = new URL(url)
  wrong.username = 'nobody'
  wrong.password = 'wrong'
  expect((await checkRedis({ redisUrl: wrong.href }))[0]).toMatchObject({ state: 'bad', word: 'redis.password' })
})

test('a fresh database and one of an older version are no fault, but nothing of the desk is asked there', async () => {
  expect(await checkDatabase(elsewhere((url) => { url.pathname = '/postgres' }), config(), migrations, now)).toMatchObject({ usable: false, findings: expect.arrayContaining([expect.objectContaining({ state: 'note', word: 'database.none' })]) })
  const older = await freshDatabase()
  const client = new pg.Client({ connectionString: older })
  await client.connect()
  await client.query(`DELETE FROM _prisma_migrations WHERE migration_name = (SELECT max(migration_name) FROM _prisma_migrations)`)
  await client.end()
  expect(await checkDatabase(older, config(), migrations, now)).toMatchObject({ usable: false, findings: expect.arrayContaining([expect.objectContaining({ state: 'note', word: 'migrations.pending', values: { count: 1 } })]) })
})

test('with everything down and the configuration broken it still says all of it, in Japanese too, and no secret', async () => {
  const given = { ...CHILD, DATA_DIR: folder, DATABASE_URL: 'postgresql://desk:a-secret-word@127.0.0.1:9/desk', REDIS_URL: 'redis://:a-secret-word@127.0.0.1:9', PORT: String(await freePort()), LOG_LEVEL: 'loud', LINE_CHANNEL_SECRET: 'a-secret-word', AUDIT_KEY: 'a-secret-word' }
  const doctor = (...args: string[]) => promisify(execFile)(process.execPath, ['src/tools/doctor.ts', ...args], { cwd: root, env: given }).then(({ stdout }) => ({ code: 0, out: stdout }), ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, out: stdout + stderr }))
  const [japanese, asJson] = await Promise.all([doctor('--lang', 'ja'), doctor('--json')])
  expect(japanese.code).toBe(1)
  for (const word of ['LOG_LEVEL', 'LINE_CHANNEL_ACCESS_TOKEN', 'PostgreSQL(127.0.0.1:9)が応答しません', 'Redis(127.0.0.1:9)が応答しません', '問題が']) expect(japanese.out).toContain(word)
  const found = JSON.parse(asJson.out) as { check: string; state: string; says: string; cure: string | null }[]
  expect(found.filter(({ state }) => state === 'bad').map(({ check }) => check)).toEqual(expect.arrayContaining(['env', 'database', 'redis']))
  expect(found.every(({ state, cure }) => state !== 'bad' || cure !== null)).toBe(true)
  for (const { out } of [japanese, asJson]) expect(out).not.toContain('a-secret-word')
  expect((await doctor('--lang', 'fr')).code).toBe(2)
})

test('both languages have every sentence, and whatever is bad has its cure', () => {
  expect(Object.keys(ja)).toEqual(Object.keys(en))
  const named = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).toSorted()
  for (const [word, text] of Object.entries(en)) expect([word, named(new Map(Object.entries(ja)).get(word) ?? '')]).toEqual([word, named(text)])
  const sources = readdirSync(join(root, 'src/doctor')).map((name) => readFileSync(join(root, 'src/doctor', name), 'utf8')).join('\n')
  const bad = [...sources.matchAll(/bad\('([\w.]+)'/g)].map(([, word = '']) => word)
  expect(bad.length).toBeGreaterThan(40)
  expect(bad.filter((word) => !Object.keys(en).includes(`${word}.cure`))).toEqual([])
})
