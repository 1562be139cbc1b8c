// What the installation keeps about itself.
import type { Database, Statements } from './database.ts'
import { json } from './json.ts'
import type { SecretSetting } from './sealing/columns-of-names.ts'
import { secret } from './sealing/marks.ts'

/** The value under `key`; made and kept, once for all processes, where there is none. */
export async function settingOr({ prisma }: Database, key: string, make: () => string): Promise<string> {
  await prisma.$executeRaw`INSERT INTO setting (key, value) VALUES (${key}, to_jsonb(${make()}::text)) ON CONFLICT DO NOTHING`
  const row = await prisma.setting.findUniqueOrThrow({ where: { key } })
  if (typeof row.value !== 'string') throw new Error(`setting ${key} is not a text`)
  return row.value
}

/** The same for what signs or opens something. */
export const secretOr = (db: Database, key: SecretSetting, make: () => string): Promise<string> => settingOr(db, key, () => secret(make()))

export async function putSetting({ prisma }: Database, key: string, value: string): Promise<void> {
  await prisma.setting.upsert({ where: { key }, create: { key, value }, update: { value } })
}

/** Removes the setting if it has exactly this value: true for one caller only. */
export async function spendSetting({ prisma }: Database, key: string, value: string): Promise<boolean> {
  return (await prisma.$executeRaw`DELETE FROM setting WHERE key = ${key} AND value = to_jsonb(${value}::text)`) === 1
}

/** Puts `value` where another one stands, or none: true for the one caller whose value is new. */
export async function claimSetting({ prisma }: Database, key: string, value: string): Promise<boolean> {
  return (await prisma.$executeRaw`
    INSERT INTO setting (key, value) VALUES (${key}, to_jsonb(${value}::text))
    ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE setting.value <> excluded.value`) === 1
}

const MEDIATION = 'mediation.available'

/** Whether there is a mediator to go to; no, until somebody says so. */
export async function isMediationAvailable({ prisma }: { readonly prisma: Statements }): Promise<boolean> {
  return (await prisma.$queryRaw<unknown[]>`SELECT 1 FROM setting WHERE key = ${MEDIATION} AND value = 'true'::jsonb`).length > 0
}

export function setMediationAvailable(db: Database, available: boolean): Promise<void> {
  return writeSetting(db, MEDIATION, available)
}

/** A row for each configured account, so that events can point at it. */
export async function registerAccounts({ prisma }: Database, accounts: readonly { id: string; channel: string }[]): Promise<void> {
  await prisma.account.createMany({ data: [...accounts], skipDuplicates: true })
}

/** What stands under `key`, as it was written; null where there is nothing. */
export async function readSetting({ prisma }: Database, key: string): Promise<unknown> {
  return (await prisma.setting.findUnique({ where: { key } }))?.value ?? null
}

export async function writeSetting({ prisma }: Database, key: string, value: unknown): Promise<void> {
  await prisma.$executeRaw`INSERT INTO setting (key, value) VALUES (${key}, ${json(value)}::jsonb) ON CONFLICT (key) DO UPDATE SET value = excluded.value`
}
