// What the search narrows by: which lines are not in it yet, and their terms as keyed hashes.
import type { Database } from './database.ts'

/** A line and all its texts: the original and every translation. `ours`: what the desk says to everybody. */
export interface Unindexed { readonly id: string; readonly ours: boolean; readonly texts: (string | null)[] }

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
      SELECT m.id, m.author = 'bot' AS ours, CASE WHEN m.withdrawn_at IS NULL THEN ARRAY[m.text, m.content->>'subject'] || ARRAY(SELECT t.text FROM translation t WHERE t.message_id = m.id) ELSE '{}' END AS texts
      FROM message m WHERE m.id IN (SELECT id FROM taken)`
    if (lines.length === 0) return 0
    await tx.$executeRaw`
      WITH r AS (
        SELECT id, terms::int[] FROM unnest(${lines.map(({ id }) => id)}::uuid[], ${lines.map((line) => `{${termsOf(line).join()}}`)}::text[]) r(id, terms)
      ), found AS (
        INSERT INTO message_terms (message_id, terms) SELECT id, terms FROM r ON CONFLICT (message_id) DO UPDATE SET terms = excluded.terms
      ), lined AS (UPDATE message m SET unindexed = false FROM r WHERE m.id = r.id AND m.unindexed)
      UPDATE translation t SET unindexed = false FROM r WHERE t.message_id = r.id AND t.unindexed`
    return lines.length
  }, { timeout: 30_000 })
}

/** Of lines that were taken back since, nothing is kept. */
export async function forgetWithdrawn({ prisma }: Database, since: Date): Promise<void> {
  await prisma.$executeRaw`DELETE FROM message_terms t USING message m WHERE m.id = t.message_id AND m.withdrawn_at >= ${since}`
}
