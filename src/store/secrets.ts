// What was set on the page of connections: sealed, so that a copy of the database opens no account.
import { Prisma } from './generated/client.ts'
import { announce } from './database.ts'
import type { Database } from './database.ts'
import { secret } from './sealing/marks.ts'

/** `replaced`: what stood there before, null where nothing did. */
export interface KeptSecret { readonly name: string; readonly kind: string; readonly value: string; readonly replaced: string | null; readonly createdAt: Date; readonly changedAt: Date }

/** Every process hears of it. What is there already in these words stays as it is, with its time. */
export async function putSecrets({ prisma }: Database, kind: string, values: ReadonlyMap<string, string>): Promise<void> {
  await prisma.$transaction(async (tx) => {
    const rows = new Map((await tx.connectionSetting.findMany({ where: { name: { in: [...values.keys()] } } })).map((row) => [row.name, row]))
    for (const [name, value] of values) {
      if (rows.get(name)?.value === value) continue
      await tx.$executeRaw`
        INSERT INTO connection_setting (name, kind, value) VALUES (${name}, ${kind}, ${secret(value)})
        ON CONFLICT (name) DO UPDATE SET value = excluded.value, replaced = connection_setting.value, changed_at = now()`
    }
    await announce(tx, [kind], 'connections')
  })
}

/** By name. */
export async function readSecrets({ prisma }: Database): Promise<ReadonlyMap<string, KeptSecret>> {
  return new Map((await prisma.connectionSetting.findMany({ orderBy: { name: 'asc' } })).map((row) => [row.name, row]))
}

/** Whether there was anything. Every process hears of it. */
export async function removeSecrets({ prisma }: Database, kind: string, names: readonly string[]): Promise<boolean> {
  return prisma.$transaction(async (tx) => {
    const removed = await tx.$executeRaw`DELETE FROM connection_setting WHERE kind = ${kind} AND name IN (${Prisma.join([...names])})`
    await announce(tx, [kind], 'connections')
    return removed > 0
  })
}
