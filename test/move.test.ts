// From one PostgreSQL to another: everything is there afterwards, nothing is overwritten, and it can be done again.
import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { afterEach, expect, inject, test } from 'vitest'
import { readConfig } from '../src/config.ts'
import { startDesk } from '../src/start.ts'
import { migrate } from '../src/store/migrate.ts'
import { moveDatabase } from '../src/store/move.ts'
import { content } from './content.ts'
import { eventually, freshDatabase, openDesk, signIn } from './desk.ts'
import { lineUser, startLine } from './platforms/line.ts'
import { TEST_KEYS } from './keys.ts'
import { CHILD } from './child.ts'
import { quickFolder } from './surroundings.ts'

const root = resolve(import.meta.dirname, '..')
const migrations = join(root, 'prisma/migrations')
const SECRET = 'a-channel-secret'

const ending: (() => Promise<unknown> | void)[] = []
afterEach(async () => { for (const end of ending.splice(0).toReversed()) await end() })

const ask = async <T extends pg.QueryResultRow>(url: string, sql: string, values: unknown[] = []) => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return client.query<T>(sql, values).then(({ rows }) => rows).finally(() => client.end())
}
const move = async (from: string, to: string) => {
  const said: string[] = []
  await moveDatabase(from, to, migrations, (line) => said.push(line))
  return said
}
/** A connection that was closed is still there for a moment. */
const left = (url: string) => eventually(async () => (await ask(inject('postgres'), `SELECT 1 FROM pg_stat_activity WHERE datname = $1 AND backend_type = 'client backend'`, [nameIn(url)])).length === 0)
const nameIn = (url: string) => new URL(url).pathname.slice(1)
/** A database that is not there yet. */
const nowhere = () => {
  const url = new URL(inject('postgres'))
  url.pathname = `/moved${randomUUID().replaceAll('-', '')}`
  return url.href
}

/** A stopped desk with conversations, staff, a record, and rows that are hard to copy. */
async function usedDesk(env: Record<string, string> = {}) {
  const line = await startLine()
  ending.push(() => line.close())
  const lineEnv = { LINE_CHANNEL_SECRET: SECRET, LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: line.url }
  const desk = await openDesk({ ...lineEnv, ...env })
  const as = await signIn(desk)
  await line.deliver(`${desk.url}/webhooks/line`, [line.textEvent({ user: lineUser('nguyen'), text: 'Lương tháng này "chưa" trả, (a,b) \\ {x}\n\tviệc 🙏' })], { secret: SECRET })
  await eventually(() => line.sent.length > 0)
  const { conversations } = await (await as('/api/conversations')).json() as { conversations: { id: string }[] }
  await as(`/api/conversations/${conversations[0]?.id}`)
  await desk.stop()
  await left(desk.databaseUrl)
  await ask(desk.databaseUrl, `INSERT INTO setting (key, value) VALUES ('hard', 'null'::jsonb), ('harder', '{"a": [1.10, "\\\\", "\\u00e9\\""]}'::jsonb)`)
  return { desk, line, lineEnv }
}

test('the new desk has every conversation, sign-in and record; the worker is answered on as if nothing had been', async () => {
  const { desk, line, lineEnv } = await usedDesk()
  const to = nowhere()
  const said = await move(desk.databaseUrl, to)
  expect(said).toContain('conversation: 1 rows')
  const rows = (url: string) => ask(url, 'SELECT m.id, m.seq, m.text, m.content, m.at, m.delivery_id FROM message m ORDER BY m.id')
  expect(await rows(to)).toEqual(await rows(desk.databaseUrl))
  expect((await ask(to, `SELECT value FROM setting WHERE key = 'hard'`))[0]).toEqual({ value: null })
  const again = await openDesk({ ...lineEnv, DATABASE_URL: to })
  ending.push(() => again.stop())
  expect(again.setupToken).toBe(null)
  const before = line.sent.length
  await line.deliver(`${again.url}/webhooks/line`, [line.textEvent({ user: lineUser('nguyen'), text: 'xin chào' })], { secret: SECRET })
  await eventually(() => line.sent.length > before)
  expect(await ask(to, 'SELECT count(*)::int AS n FROM conversation WHERE account_id <> $1', ['webchat'])).toEqual([{ n: 1 }])
})

test('while something uses the old database nothing is moved', async () => {
  const { desk } = await usedDesk()
  const user = new pg.Client({ connectionString: desk.databaseUrl })
  await user.connect()
  ending.push(() => user.end())
  await expect(move(desk.databaseUrl, nowhere())).rejects.toThrow('Stop the desk')
})

test('data of another desk is not overwritten, nor a copy that was used since', async () => {
  const { desk } = await usedDesk()
  const other = await usedDesk()
  await expect(move(desk.databaseUrl, other.desk.databaseUrl)).rejects.toThrow('holds data of its own')
  const to = nowhere()
  await move(desk.databaseUrl, to)
  await ask(to, `UPDATE message SET text = text || '!'`)
  await expect(move(desk.databaseUrl, to)).rejects.toThrow('holds data of its own')
})

test('it can be repeated: an unused copy is replaced by the newer state', async () => {
  const { desk } = await usedDesk()
  const to = nowhere()
  await move(desk.databaseUrl, to)
  await ask(desk.databaseUrl, `UPDATE conversation SET entry_code = 'AB12CD'`)
  await move(desk.databaseUrl, to)
  expect(await ask(to, 'SELECT DISTINCT entry_code FROM conversation WHERE account_id <> $1', ['webchat'])).toEqual([{ entry_code: 'AB12CD' }])
  await expect(ask(to, 'DELETE FROM audit')).rejects.toThrow('only ever appended')
})

test('cut off in the middle it leaves nothing behind, and the next try succeeds', async () => {
  const { desk } = await usedDesk()
  const to = nowhere()
  await migrate(to, migrations)
  // What holds one of the tables keeps the copy from coming to its end.
  const holding = new pg.Client({ connectionString: to })
  holding.on('error', () => {})
  await holding.connect()
  await holding.query('BEGIN; LOCK TABLE setting IN SHARE MODE')
  const begun = Promise.withResolvers<void>()
  const failing = expect(moveDatabase(desk.databaseUrl, to, migrations, () => begun.resolve())).rejects.toThrow()
  await Promise.race([begun.promise, failing])
  await ask(inject('postgres'), 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [nameIn(to)])
  await failing
  expect(await ask(to, 'SELECT count(*)::int AS n FROM message')).toEqual([{ n: 0 }])
  await move(desk.databaseUrl, to)
  expect(await ask(to, 'SELECT count(*)::int > 0 AS some FROM message')).toEqual([{ some: true }])
})

test('as a newcomer types it: the embedded desk of a folder, to a new server', async () => {
  const folder = mkdtempSync(join(quickFolder(), 'madoguchi-move-'))
  chmodSync(folder, 0o755)
  ending.push(() => rmSync(folder, { recursive: true, force: true }))
  const desk = await startDesk(readConfig([], { PORT: '0', LOG_LEVEL: 'silent', DATA_DIR: folder }), content)
  await desk.stop()
  const to = await freshDatabase()
  const run = async (...args: string[]) => promisify(execFile)(process.execPath, ['src/tools/move.ts', ...args], { cwd: root, env: { ...CHILD, ENCRYPTION_KEYS: TEST_KEYS, DATA_DIR: folder } })
    .then(({ stdout }) => stdout, ({ stderr }: { stderr: string }) => stderr)
  expect(await run()).toContain('Give the new database')
  expect(await run(to)).toContain('holds data of its own')
  const said = await run(nowhere())
  expect(said).toContain('Moved, and compared row by row')
  expect(said).toContain('audit.key')
})
