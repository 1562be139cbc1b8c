// Seals: what is marked on its way to the database is enciphered there and plain when it is read, in texts, arrays and JSON.
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EncryptionKeys, keyText } from '../src/config-keys.ts'
import { openDatabase } from '../src/store/database.ts'
import type { Database } from '../src/store/database.ts'
import { createKeyring, SealBroken } from '../src/store/sealing/keyring.ts'
import { named, secret, secretJson } from '../src/store/sealing/marks.ts'
import { openJson, openText, sealValue } from '../src/store/sealing/values.ts'
import { freshDatabase } from './desk.ts'
import { openStore, testKeyring } from './store.ts'

const key = (number: number, fill: number) => ({ number, bytes: Buffer.alloc(32, fill) })

describe('a keyring', () => {
  test('opens what it sealed, whatever it is', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom('t', 'j', 'n'), (text, kind) => {
      expect(testKeyring.open(testKeyring.seal(kind, text))).toEqual({ kind, text })
    }))
  })

  test('refuses a seal in which one letter was changed, cut, or given to another kind', () => {
    for (const kind of ['t', 'j', 'n'] as const) {
      const sealed = testKeyring.seal(kind, 'Nguyễn')
      const at = sealed.length - 3
      const other = sealed.charAt(at) === 'A' ? 'B' : 'A'
      expect(() => testKeyring.open(sealed.slice(0, at) + other + sealed.slice(at + 1))).toThrow(SealBroken)
      expect(() => testKeyring.open(sealed.slice(0, 16))).toThrow(SealBroken)
      expect(() => testKeyring.open(sealed.replace(`1${kind}:`, `1${kind === 't' ? 'j' : 't'}:`))).toThrow(SealBroken)
    }
  })

  test('opens with an older key, seals with the newest, and seals names with the one that is named', () => {
    const old = createKeyring([key(1, 1)])
    const [text, name] = [old.seal('t', 'a'), old.seal('n', 'b')]
    const both = createKeyring([key(2, 2), key(1, 1)], 1)
    expect([both.open(text).text, both.open(name).text]).toEqual(['a', 'b'])
    expect(both.seal('t', 'a')).toMatch(/^sealed:2t:/)
    expect(both.seal('n', 'b')).toBe(name)
    expect(() => createKeyring([key(2, 2)]).open(text)).toThrow('key 1')
  })

  test('seals a text differently each time, and a name the same', () => {
    expect(testKeyring.seal('t', 'a')).not.toBe(testKeyring.seal('t', 'a'))
    expect(testKeyring.seal('n', 'a')).toBe(testKeyring.seal('n', 'a'))
  })

  test('takes what somebody wrote by hand to look like a seal, or beside one, for text', () => {
    const [forged, broken] = ['sealed:1t:AAAA', 'x"sealed:1t:AAAA']
    for (const text of [forged, broken, `${forged} and more`, '"sealed:9j:{}"']) {
      const [sent, inJson] = [String(sealValue(testKeyring, text)), String(sealValue(testKeyring, JSON.stringify({ text, all: [text], hidden: secret(text), whole: secretJson(JSON.stringify([text])) })))]
      expect(String(openText(testKeyring, sent)).trimEnd()).toBe(text)
      const opened = JSON.parse(String(openJson(testKeyring, inJson))) as { text: string; all: string[]; hidden: string; whole: string[] }
      expect([opened.text.trimEnd(), opened.all[0]?.trimEnd(), opened.hidden, opened.whole]).toEqual([text, text, text, [text]])
    }
  })

  test('is read from the configuration, and a wrong one is refused by name', () => {
    expect(EncryptionKeys.parse(`${keyText(key(2, 2))}, ${keyText(key(1, 1))}`).map(({ number }) => number)).toEqual([2, 1])
    for (const wrong of ['', 'abc', '1:abc', `0:${'A'.repeat(43)}=`, `${keyText(key(1, 1))},${keyText(key(1, 2))}`]) {
      expect(EncryptionKeys.safeParse(wrong).success).toBe(false)
    }
  })
})

describe('in the database', () => {
  let db: Database
  let raw: pg.Client
  let url: string
  beforeAll(async () => {
    url = await freshDatabase()
    db = openStore(url)
    raw = new pg.Client({ connectionString: url })
    await raw.connect()
  })
  afterAll(() => Promise.all([db.close(), raw.end()]))
  const kept = async (name: string) => JSON.stringify((await raw.query('SELECT value FROM setting WHERE key = $1', [name])).rows[0])

  test('marked values come back plain through models and statements, in arrays and in JSON', async () => {
    const value = { open: 'o', proto: ['__proto__', 'constructor'], hidden: secret('she said "no" \\ \n 口'), whole: secretJson('{"a":["b",1]}'), none: secret('') }
    await db.prisma.setting.create({ data: { key: 'model', value } })
    const plain = { open: 'o', proto: ['__proto__', 'constructor'], hidden: 'she said "no" \\ \n 口', whole: { a: ['b', 1] }, none: '' }
    expect((await db.prisma.setting.findUniqueOrThrow({ where: { key: 'model' } })).value).toEqual(plain)
    const row = await kept('model')
    expect(row).toContain('"open":"o"')
    expect(row).not.toMatch(/she said|"b"|[\uFDD0-\uFDEF]/)
    const [seen] = await db.prisma.$queryRaw<{ one: string; all: string[]; inside: unknown; text: string }[]>`
      SELECT ${secret('één')}::text AS one, ${[secret('a'), 'b', named('c')]}::text[] AS all, (SELECT jsonb_agg(value) FROM setting WHERE key = 'model') AS inside, (SELECT value->>'hidden' FROM setting WHERE key = 'model') AS text`
    expect(seen).toEqual({ one: 'één', all: ['a', 'b', 'c'], inside: [plain], text: plain.hidden })
  })

  test('in a transaction too, and a name is found by its seal', async () => {
    await db.prisma.$transaction(async (tx) => {
      await tx.$executeRaw`INSERT INTO setting (key, value) VALUES (${named('Uabc')}, to_jsonb(${secret('x')}::text))`
      expect(await tx.$queryRaw`SELECT key, value FROM setting WHERE key = ${named('Uabc')}`).toEqual([{ key: 'Uabc', value: 'x' }])
    })
    expect(await kept('Uabc')).toBeUndefined()
  })

  test('with another key nothing is read', async () => {
    const stranger = openDatabase(url, createKeyring([key(1, 9)]), 1)
    await expect(stranger.prisma.setting.findUnique({ where: { key: 'model' } })).rejects.toBeInstanceOf(SealBroken)
    await expect(stranger.prisma.$queryRaw`SELECT value FROM setting WHERE key = 'model'`).rejects.toBeInstanceOf(SealBroken)
    await stranger.close()
  })
})
