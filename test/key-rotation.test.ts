// Keys change while the desk works: everything stays readable and found, nothing is sealed twice, and what is cut off goes on.
import { randomUUID } from 'node:crypto'
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import type pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { EncryptionKeys, keyText } from '../src/config-keys.ts'
import { createFolderStore } from '../src/media/folder.ts'
import { sealedStore } from '../src/media/sealed.ts'
import { PartnerShape } from '../src/partners/shape.ts'
import { insertArrivals } from '../src/store/accept.ts'
import { isAlone } from '../src/store/alone.ts'
import { addDevice } from '../src/store/devices.ts'
import type { Database } from '../src/store/database.ts'
import { addPartners, allPartners } from '../src/store/partners.ts'
import { countSeals } from '../src/store/sealing/count.ts'
import { createKeyring } from '../src/store/sealing/keyring.ts'
import { openSealed, withClient } from '../src/store/sealing/open.ts'
import { releaseKey, reseal } from '../src/store/sealing/reseal.ts'
import { changeNames, KeysRefused } from '../src/store/sealing/state.ts'
import { registerAccounts, secretOr } from '../src/store/settings.ts'
import { addStaff, staffByEmail } from '../src/store/staff.ts'
import { eventually, freshDatabase } from './desk.ts'
import { CHILD } from './child.ts'

const key = (number: number, fill = number) => ({ number, bytes: Buffer.alloc(32, fill) })
const [OLD, NEW] = [key(1), key(2)]
const root = resolve(import.meta.dirname, '..')

let url: string
const ending: (() => Promise<unknown> | void)[] = []
beforeEach(async () => { url = await freshDatabase() })
afterEach(async () => { for (const end of ending.splice(0).toReversed()) await end() })

const ask = <T>(work: (client: pg.Client) => Promise<T>) => withClient(url, work)
const rows = (statement: string, values: unknown[] = []) => ask(async (client) => (await client.query<Record<string, unknown>>(statement, values)).rows)
const within = async <T>(keys: Parameters<typeof openSealed>[1], work: (db: Database) => Promise<T>) => {
  const { db } = await openSealed(url, keys, 2)
  return work(db).finally(() => db.close())
}
const write = (db: Database, people: readonly string[]) => insertArrivals(db, people.map((person) => {
  const id = randomUUID()
  return {
    account: 'line', newConversation: randomUUID(), newPerson: randomUUID(),
    event: { id, type: 'message', person, message: id, redelivered: false, at: '2026-11-22T00:00:00.000Z', content: { type: 'text', text: 'hello' } },
  }
}))
const SECRETS = { p256dh: 'device key' }
const partner = PartnerShape.parse({ kind: 'lawyer', name: 'Hayashi Law', contacts: [{ name: 'Hayashi', email: 'hayashi@example.org', phone: '03-1111' }] })

async function furnish(db: Database): Promise<void> {
  await registerAccounts(db, [{ id: 'line', channel: 'line' }])
  await write(db, Array.from({ length: 30 }, (_, n) => `U${n}`))
  await addStaff(db.prisma, { id: 'anh', credentialId: 'c', name: 'Anh', email: 'anh@example.org', roles: ['counsellor'], languages: [], hash: 'a hash' })
  await addDevice(db, { id: randomUUID(), staffId: 'anh', endpoint: 'https://push.example/anh', secrets: SECRETS, told: [] })
  await addPartners(db.prisma, [{ id: randomUUID(), entry: partner, change: { name: [null, 'Hayashi Law'] } }], 'anh')
  await secretOr(db, 'file-secret', () => 'the secret of files')
}

/** Everything is read, and nobody is somebody new. */
async function isWhole(db: Database): Promise<void> {
  await write(db, ['U7'])
  expect(await rows('SELECT count(*)::int AS all, count(DISTINCT address)::int AS people FROM conversation')).toEqual([{ all: 30, people: 30 }])
  expect(await db.prisma.conversation.count({ where: { address: { startsWith: 'U' } } })).toBe(0)
  expect((await db.prisma.conversation.findMany({ select: { address: true } })).map(({ address }) => address).toSorted()).toContain('U29')
  expect(await staffByEmail(db, 'Anh@example.org')).toBe('anh')
  expect((await db.prisma.staffCredential.findFirstOrThrow()).password).toBe('a hash')
  expect((await db.prisma.staffDevice.findFirstOrThrow()).secrets).toEqual(SECRETS)
  expect((await allPartners(db)).map(({ entry }) => entry)).toEqual([partner])
  expect(await secretOr(db, 'file-secret', () => 'another')).toBe('the secret of files')
}

test('a desk with other keys does not begin, and says which one is missing', async () => {
  await within([OLD], furnish)
  for (const wrong of [[NEW], [key(1, 9)], [NEW, key(1, 9)]]) await expect(openSealed(url, wrong)).rejects.toThrow(/another key 1 .* ENCRYPTION_KEYS/)
  await within([NEW, OLD], isWhole)
  await expect(openSealed(url, [OLD])).rejects.toThrow('another key 2')
})

test('what stood there before there were keys is found again, and sealed', async () => {
  const [person, conversation] = [randomUUID(), randomUUID()]
  await rows(`WITH a AS (INSERT INTO account (id, channel) VALUES ('line', 'line')), p AS (INSERT INTO person (id) VALUES ($1)) SELECT`, [person])
  await rows(`INSERT INTO conversation (id, account_id, person_id, address, route) VALUES ($1, 'line', $2, 'Uold', 'a way back')`, [conversation, person])
  await rows(`INSERT INTO partner (id, entry) VALUES ($1, $2)`, [randomUUID(), partner])
  await within([OLD], async (db) => {
    expect(await write(db, ['Uold'])).toEqual([conversation])
    expect((await ask(countSeals)).plain).toBe(2)
    await ask((client) => reseal(client, createKeyring([OLD]), () => {}))
    expect((await ask(countSeals)).plain).toBe(0)
    expect((await allPartners(db)).map(({ entry }) => entry)).toEqual([partner])
  })
  expect(JSON.stringify(await rows('SELECT c::text, (SELECT jsonb_agg(p) FROM partner p) AS partners FROM conversation c'))).not.toMatch(/Uold|way back|Hayashi/)
})

test('every value gets the newer key, also after it was cut off; then the older one is needed no more', async () => {
  await within([OLD], furnish)
  const both = createKeyring([NEW, OLD], 1)
  const refused = async (work: (client: pg.Client) => Promise<unknown>, words: RegExp) => {
    await expect(ask(work)).rejects.toThrow(KeysRefused)
    await expect(ask(work)).rejects.toThrow(words)
  }
  await within([OLD], async (db) => {
    await staffByEmail(db, 'anh@example.org')
    await refused((client) => reseal(client, both, () => {}), /does not know key 2/)
  })
  await within([NEW, OLD], async (db) => {
    await isWhole(db)
    await refused((client) => releaseKey(client, both, 1), /Key 1 seals names/)
    await refused((client) => releaseKey(client, createKeyring([NEW, OLD]), 1), /\d+ values and files are sealed with key 1/)
    await refused((client) => changeNames(client, [NEW, OLD]), /Stop the desk/)
    const cut = ask((client) => reseal(client, both, () => { client.query('SELECT pg_terminate_backend(pg_backend_pid())').catch(() => {}) }))
    await expect(cut).rejects.toThrow()
    await isWhole(db)
    await ask((client) => reseal(client, both, () => {}))
    await isWhole(db)
  })
  const { sealed } = await ask(countSeals)
  // A connection that was closed is gone a moment later.
  await eventually(() => ask(isAlone))
  await ask((client) => changeNames(client, [NEW, OLD]))
  const after = await ask(countSeals)
  expect([after.plain, after.sealed.get(1), after.sealed.get(2)]).toEqual([0, undefined, (sealed.get(1) ?? 0) + (sealed.get(2) ?? 0)])
  await ask((client) => releaseKey(client, createKeyring([NEW, OLD]), 1))
  await within([NEW], isWhole)
})

test('as an operator types it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-keys-'))
  ending.push(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'encryption.keys')
  const run = (...args: string[]) => promisify(execFile)(process.execPath, ['src/tools/keys.ts', ...args], { cwd: root, env: { ...CHILD, DATA_DIR: folder, DATABASE_URL: url } })
    .then(({ stdout }) => stdout, ({ stderr }: { stderr: string }) => stderr)
  expect(await run()).toContain('There are no keys')
  writeFileSync(file, `${keyText(OLD)}\n`)
  const [photo, media] = [randomUUID(), createFolderStore(join(folder, 'media'))]
  writeFileSync(join(folder, 'photo'), 'a photo')
  await sealedStore(media, createKeyring([OLD])).put(photo, join(folder, 'photo'), 'image/png')
  await within([OLD], furnish)
  const page = readFileSync(join(root, 'docs/keys.md'), 'utf8')
  const said = new Map<string, string>()
  for (const [, words = 'show'] of page.matchAll(/^npm run -s keys(?: -- (.*))?$/gm)) said.set(words, await run(...words.split(' ')))
  expect([...said]).toEqual([
    ['show', expect.stringMatching(/^Key 1 seals; key 1 seals names\.\nKey 1: \d+ values, 1 files\n$/)], ['add', expect.stringContaining('Key 2 stands in front')], ['names', expect.stringContaining('are sealed with key 2')],
    ['reseal', expect.stringContaining('Everything but names is sealed with key 2')], ['drop 1', expect.stringContaining('is out of')],
  ])
  const made = readFileSync(file, 'utf8').trim()
  expect(made.slice(0, 2)).toBe('2:')
  const opened = await sealedStore(media, createKeyring(EncryptionKeys.parse(made))).open(photo)
  expect(opened && await text(opened.bytes)).toBe('a photo')
  const shown = await run('show')
  expect(shown).toMatch(/^Key 2 seals; key 2 seals names\.\nKey 2: \d+ values, 1 files\n$/)
  expect(shown).not.toContain(made.slice(2, 10))
})
