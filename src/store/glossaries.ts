// The desk's terms as they were saved, one version after another.
import { Prisma } from './generated/client.ts'
import type { Database } from './database.ts'
import { json } from './json.ts'

export interface SavedGlossary { readonly number: number; readonly terms: unknown; readonly staff_name: string | null; readonly at: Date }

/** Null: nothing was ever saved, the file runs. */
export async function latestGlossary({ prisma }: Database): Promise<SavedGlossary | null> {
  const [row] = await prisma.$queryRaw<SavedGlossary[]>`
    SELECT g.number, g.terms, g.at, s.name AS staff_name FROM glossary_version g LEFT JOIN staff s ON s.id = g.staff_id ORDER BY g.number DESC LIMIT 1`
  return row ?? null
}

export async function glossaryNumber({ prisma }: Database): Promise<number> {
  const [row] = await prisma.$queryRaw<{ number: number }[]>`SELECT coalesce(max(number), 0)::int AS number FROM glossary_version`
  return row?.number ?? 0
}

/** @returns false where somebody else saved after `base` */
export async function saveGlossary({ prisma }: Database, base: number, terms: readonly unknown[], staff: string): Promise<boolean> {
  const saved = await prisma.$executeRaw(Prisma.sql`
    INSERT INTO glossary_version (number, terms, staff_id) SELECT ${base + 1}, ${json(terms)}::jsonb, ${staff}
    WHERE coalesce((SELECT max(number) FROM glossary_version), 0) = ${base} ON CONFLICT DO NOTHING`)
  return saved === 1
}
