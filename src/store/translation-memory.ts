// Translations that are remembered, and how many characters a month were sent. Of no conversation: keys are digests, names are tokens.
import type { Database } from './database.ts'
import { secret } from './sealing/marks.ts'

export interface Remembered { readonly key: string; readonly text: string; readonly source: 'machine' | 'corrected'; readonly staff_name: string | null; readonly staff_id: string | null }

/** What is remembered under the first of these keys that has something; `day` (in Japan) is when it was last of use. */
export async function recall({ prisma }: Database, keys: readonly string[], day: string): Promise<Remembered | null> {
  const rows = await prisma.$queryRaw<Remembered[]>`
    SELECT t.key, t.text, t.source, t.staff_id, s.name AS staff_name FROM translation_memory t LEFT JOIN staff s ON s.id = t.staff_id WHERE t.key = ANY(${[...keys]}::text[])`
  const first = keys.map((key) => rows.find((row) => row.key === key)).find((row) => row !== undefined)
  if (first) await prisma.$executeRaw`UPDATE translation_memory SET used_on = ${day}::date WHERE key = ${first.key} AND used_on < ${day}::date`
  return first ?? null
}

export async function remember({ prisma }: Database, key: string, text: string, day: string): Promise<void> {
  await prisma.$executeRaw`INSERT INTO translation_memory (key, text, source, used_on) VALUES (${key}, ${secret(text)}, 'machine', ${day}::date) ON CONFLICT DO NOTHING`
}

/** What a machine made and nobody asked for since that day is gone. */
export async function forgetTranslations({ prisma }: Database, day: string): Promise<number> {
  return prisma.$executeRaw`DELETE FROM translation_memory WHERE source = 'machine' AND used_on < ${day}::date`
}

/** Counts the characters before they are sent: false, and nothing counted, where they would go over `limit`. One statement, so that two processes cannot both have the last of it. */
export async function claimCharacters({ prisma }: Database, month: string, characters: number, limit: number | null): Promise<boolean> {
  const most = limit === null ? null : limit - characters
  if (most !== null && most < 0) return false
  const taken = await prisma.$executeRaw`
    INSERT INTO translation_month AS m (month, used) VALUES (${month}, ${characters}::bigint)
    ON CONFLICT (month) DO UPDATE SET used = m.used + ${characters}::bigint WHERE ${most}::bigint IS NULL OR m.used <= ${most}::bigint`
  return taken === 1
}

/** A call that failed costs nothing. */
export async function returnCharacters({ prisma }: Database, month: string, characters: number): Promise<void> {
  await prisma.$executeRaw`UPDATE translation_month SET used = greatest(0, used - ${characters}::bigint) WHERE month = ${month}`
}

export async function charactersUsed({ prisma }: Database, month: string): Promise<number> {
  const row = await prisma.translationMonth.findUnique({ where: { month } })
  return Number(row?.used ?? 0)
}
