// What the search narrows by: which lines are not in it yet, and their terms as keyed hashes.
import type { Database } from './database.ts'
import { json } from './json.ts'

/** A line and all its texts: the original and every translation. */
export interface Unindexed { readonly id: string; readonly texts: (string | null)[] }

/**
 * Takes lines that are not in the search, or have a translation that is not, and puts in what `termsOf` makes of their texts.
 * @returns how many
 */
export function indexLines({ prisma }: Database, limit: number, termsOf: (line: Unindexed) => readonly number[]): Promise<number> {
  return prisma.$transaction(async (tx) => {
    const lines = await tx.$queryRaw<Unindexed[]>`
      WITH due AS (
        (SELECT id FROM message WHERE unindexed LIMIT ${limit}) UNION (SELECT message_id FROM translation WHERE unindexed LIMIT ${limit})
      ), taken AS (SELECT id FROM message WHERE id IN (SELECT id FROM due) ORDER BY id LIMIT ${limit} FOR UPDATE SKIP LOCKED)
      SELECT m.id, CASE WHEN m.withdrawn_at IS NULL THEN ARRAY[m.text, m.content->>'subject'] || ARRAY(SELECT t.text FROM translation t WHERE t.message_id = m.id) ELSE '{}' END AS texts
      FROM message m WHERE m.id IN (SELECT id FROM taken)`
    if (lines.length === 0) return 0
    const ids = lines.map(({ id }) => id)
    const rows = lines.map((line) => ({ id: line.id, terms: termsOf(line) }))
    await tx.$executeRaw`
      INSERT INTO message_terms (message_id, terms)
      SELECT r.id, ARRAY(SELECT jsonb_array_elements_text(r.terms)::int) FROM jsonb_to_recordset(${json(rows)}::jsonb) AS r(id uuid, terms jsonb)
      ON CONFLICT (message_id) DO UPDATE SET terms = excluded.terms`
    await tx.$executeRaw`UPDATE message SET unindexed = false WHERE id = ANY(${ids}::uuid[]) AND unindexed`
    await tx.$executeRaw`UPDATE translation SET unindexed = false WHERE message_id = ANY(${ids}::uuid[]) AND unindexed`
    return lines.length
  }, { timeout: 30_000 })
}

/** Of lines that were taken back since, nothing is kept. */
export async function forgetWithdrawn({ prisma }: Database, since: Date): Promise<void> {
  await prisma.$executeRaw`DELETE FROM message_terms t USING message m WHERE m.id = t.message_id AND m.withdrawn_at >= ${since}`
}
