// What was set on the page of connections: sealed before it is written, so that a copy of the database opens no account.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { Prisma } from './generated/client.ts'
import { announce } from './database.ts'
import type { Database } from './database.ts'

/** `replaced`: what stood there before, null where nothing did. */
export interface KeptSecret { readonly name: string; readonly kind: string; readonly value: string; readonly replaced: string | null; readonly createdAt: Date; readonly changedAt: Date }

const NONCE = 12
const TAG = 16

/** @param name binds the value to its place: a row that was moved does not open. @param key of 32 bytes */
function seal(key: Buffer, name: string, value: string): Buffer<ArrayBuffer> {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(name))
  return Buffer.concat([nonce, cipher.update(value, 'utf8'), cipher.final(), cipher.getAuthTag()])
}

/** @throws Error where it was sealed with another key, for another name, or altered */
function open(key: Buffer, name: string, sealed: Uint8Array): string {
  const bytes = Buffer.from(sealed)
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE)).setAAD(Buffer.from(name)).setAuthTag(bytes.subarray(-TAG))
  return Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]).toString('utf8')
}

/** Every process hears of it. What is there already in these words stays as it is, with its time. */
export async function putSecrets({ prisma }: Database, key: Buffer, kind: string, values: ReadonlyMap<string, string>): Promise<void> {
  await prisma.$transaction(async (tx) => {
    const rows = new Map((await tx.connectionSetting.findMany({ where: { name: { in: [...values.keys()] } } })).map((row) => [row.name, row]))
    for (const [name, value] of values) {
      const before = rows.get(name)
      if (before && open(key, name, before.sealed) === value) continue
      const sealed = seal(key, name, value)
      await tx.$executeRaw`
        INSERT INTO connection_setting (name, kind, sealed) VALUES (${name}, ${kind}, ${sealed})
        ON CONFLICT (name) DO UPDATE SET sealed = excluded.sealed, replaced = connection_setting.sealed, changed_at = now()`
    }
    await announce(tx, [kind], 'connections')
  })
}

/** By name. What does not open is told to `unreadable` and left out. */
export async function readSecrets({ prisma }: Database, key: Buffer, unreadable: (name: string) => void): Promise<ReadonlyMap<string, KeptSecret>> {
  const rows = await prisma.connectionSetting.findMany({ orderBy: { name: 'asc' } })
  return new Map(rows.flatMap(({ name, kind, sealed, replaced, createdAt, changedAt }): [string, KeptSecret][] => {
    try {
      return [[name, { name, kind, value: open(key, name, sealed), replaced: replaced && open(key, name, replaced), createdAt, changedAt }]]
    } catch {
      unreadable(name)
      return []
    }
  }))
}

/** Whether there was anything. Every process hears of it. */
export async function removeSecrets({ prisma }: Database, kind: string, names: readonly string[]): Promise<boolean> {
  return prisma.$transaction(async (tx) => {
    const removed = await tx.$executeRaw`DELETE FROM connection_setting WHERE kind = ${kind} AND name IN (${Prisma.join([...names])})`
    await announce(tx, [kind], 'connections')
    return removed > 0
  })
}
