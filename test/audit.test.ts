// The record of who saw what: written before anything is shown, and every later change of it is found.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { auditKey } from '../src/audit-key.ts'
import { readConfig } from '../src/config.ts'
import { appendAudit, verifyAudit } from '../src/store/audit.ts'
import type { AuditView } from '../src/server/api/staff.ts'
import { eventually, freshDatabase, openDesk, signIn } from './desk.ts'
import { lineUser, startLine } from './platforms/line.ts'
import { openStore } from './store.ts'
import { TEST_KEYS } from './keys.ts'
import { CHILD } from './child.ts'

const ending: (() => Promise<unknown> | void)[] = []
afterEach(async () => { for (const end of ending.splice(0).toReversed()) await end() })

const KEY = 'a key of the record'
const entry = (n: number) => ({ at: new Date(1_795_000_000_000 + n).toISOString(), actor: `staff${n % 3}`, action: 'conversation.read', object: `conversation:${n}`, detail: { z: n, a: [1, { y: 1, b: '名前\0' }] }, reason: n % 2 ? 'えっと\ud800' : '' })

async function open() {
  const url = await freshDatabase()
  const [db, raw] = [openStore(url, 4), new pg.Client({ connectionString: url })]
  await raw.connect()
  ending.push(() => db.close(), () => raw.end())
  const tamper = async (...statements: string[]) => {
    await raw.query('ALTER TABLE audit DISABLE TRIGGER audit_stays')
    for (const statement of statements) await raw.query(statement)
    await raw.query('ALTER TABLE audit ENABLE TRIGGER audit_stays')
    return (await verifyAudit(db, KEY)).fault
  }
  return { url, db, raw, tamper }
}

test('an untouched record is whole, whoever writes to it at once', async () => {
  const { db } = await open()
  expect(await verifyAudit(db, KEY)).toEqual({ rows: 0, fault: null })
  await Promise.all(Array.from({ length: 20 }, (_, i) => appendAudit(db, KEY, [entry(3 * i), entry(3 * i + 1), entry(3 * i + 2)])))
  expect(await verifyAudit(db, KEY)).toEqual({ rows: 60, fault: null })
})

test('a record that is written to while it is checked is whole', async () => {
  const { db } = await open()
  const checked = new AbortController()
  const writing = (async () => { for (let n = 0; !checked.signal.aborted; n += 1) await appendAudit(db, KEY, [entry(n)]) })()
  try {
    for (let n = 0; n < 50; n += 1) expect((await verifyAudit(db, KEY)).fault).toBe(null)
  } finally {
    checked.abort()
    await writing
  }
})

test('the database itself refuses to change, remove or empty it', async () => {
  const { db, raw } = await open()
  await appendAudit(db, KEY, [entry(1)])
  for (const statement of [`UPDATE audit SET actor = 'x'`, 'DELETE FROM audit', 'TRUNCATE audit']) await expect(raw.query(statement)).rejects.toThrow('only ever appended')
})

test.each([
  ['an altered actor', [`UPDATE audit SET actor = 'nobody' WHERE seq = 5`], 'row 5 was altered'],
  ['an altered time', [`UPDATE audit SET at = at + interval '1 millisecond' WHERE seq = 5`], 'row 5 was altered'],
  ['an altered detail', ['UPDATE audit SET detail = (SELECT detail FROM audit WHERE seq = 4) WHERE seq = 5'], 'row 5 was altered'],
  ['an altered reason', [`UPDATE audit SET reason = reason || ' ' WHERE seq = 5`], 'row 5 was altered'],
  ['an altered digest', [`UPDATE audit SET digest = repeat('0', 64) WHERE seq = 5`], 'row 5 was altered'],
  ['a removed row', ['DELETE FROM audit WHERE seq = 5'], 'row 5 is missing'],
  ['a removed row whose gap was closed', ['DELETE FROM audit WHERE seq = 5', 'UPDATE audit SET seq = seq - 1 WHERE seq > 5'], 'row 5 was altered'],
  ['the first row removed', ['DELETE FROM audit WHERE seq = 1'], 'row 1 is missing'],
  ['the last rows removed', ['DELETE FROM audit WHERE seq > 7'], 'rows after 7 are missing'],
  ['two rows exchanged', ['UPDATE audit SET seq = 100 WHERE seq = 4', 'UPDATE audit SET seq = 4 WHERE seq = 5', 'UPDATE audit SET seq = 5 WHERE seq = 100'], 'row 4 was altered'],
  ['a row put in', [`INSERT INTO audit SELECT 11, at, actor, action, object, detail, reason, digest FROM audit WHERE seq = 10`], 'row 11 was altered'],
  ['everything removed', ['DELETE FROM audit'], 'rows after 0 are missing'],
])('%s is found', async (_, statements, fault) => {
  const { db, tamper } = await open()
  await appendAudit(db, KEY, Array.from({ length: 10 }, (_row, i) => entry(i)))
  expect(await tamper(...statements)).toContain(fault)
})

test('processes that start together on one folder make one key, and another folder\'s key is refused', async () => {
  const { db } = await open()
  const [folder, other] = [mkdtempSync(join(tmpdir(), 'madoguchi-key-')), mkdtempSync(join(tmpdir(), 'madoguchi-key-'))]
  ending.push(() => { for (const one of [folder, other]) rmSync(one, { recursive: true, force: true }) })
  const keyIn = (dataDir: string) => auditKey(readConfig([], { DATA_DIR: dataDir }), db)
  const keys = await Promise.all(Array.from({ length: 5 }, () => keyIn(folder)))
  expect(new Set(keys).size).toBe(1)
  expect(keys[0]).toHaveLength(64)
  await expect(keyIn(other)).rejects.toThrow('another key')
})

test('without the key nobody can write it anew', async () => {
  const { db } = await open()
  await appendAudit(db, 'another key', [entry(1)])
  expect((await verifyAudit(db, KEY)).fault).toContain('row 1 was altered')
})

test('reading a list, a conversation and a photo is written down with who and what, and no word of what was said', async () => {
  const line = await startLine()
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-audit-'))
  const desk = await openDesk({ DATA_DIR: folder, LINE_CHANNEL_SECRET: 's', LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: line.url })
  ending.push(() => rmSync(folder, { recursive: true, force: true }), () => line.close(), () => desk.stop())
  const counsellor = await signIn(desk)
  await line.deliver(`${desk.url}/webhooks/line`, [line.textEvent({ user: lineUser('Minh'), text: 'my secret sorrow' })], { secret: 's' })
  const id = await eventually(async () => ((await (await counsellor('/api/conversations?show=all')).json()) as { conversations: { id: string }[] }).conversations[0]?.id)
  await counsellor(`/api/conversations/${id}`)
  await counsellor(`/api/conversations/${id}/take-over`, {})
  await counsellor(`/api/conversations/${id}/replies`, { id: '018f0000-0000-7000-8000-0000000000aa', text: '秘密の返事', asIs: true })
  const { entries } = await (await counsellor('/api/audit')).json() as AuditView
  const about = entries.filter(({ object }) => object === `conversation:${id}`)
  expect(about.map(({ action }) => action)).toEqual(['conversation.reply', 'conversation.takeOver', 'conversation.read'])
  expect(new Set(about.map(({ actor }) => actor?.name))).toEqual(new Set(['佐藤']))
  const whole = JSON.stringify(entries)
  for (const word of ['sorrow', '秘密', 'sato@example.org', line.token]) expect(whole).not.toContain(word)
  expect((await (await counsellor(`/api/audit?object=conversation:${id}`)).json() as AuditView).entries.map(({ action }) => action)).toEqual(about.map(({ action }) => action))

  const root = join(import.meta.dirname, '..')
  const verify = (env: Record<string, string>) => promisify(execFile)(join(root, 'node_modules/.bin/node'), ['src/tools/audit.ts'], { cwd: root, env: { ...CHILD, ENCRYPTION_KEYS: TEST_KEYS, DATABASE_URL: desk.databaseUrl, ...env } })
  expect((await verify({ DATA_DIR: folder })).stdout).toMatch(/^The record is whole: \d+ rows\.\n$/)
  await expect(verify({ AUDIT_KEY: 'another' })).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('another key') })
})
