// What the search narrows by: which lines are not in it yet, and their terms as keyed hashes.
import { PLANNED } from './database.ts'
import type { Database } from './database.ts'
import type { Said } from './said.ts'

/** A line and all its texts: the original and every translation. `ours`: what the desk says by itself. */
export interface Unindexed { readonly id: string; readonly conversation_id: string; readonly ours: boolean; readonly texts: (string | null)[] }

/**
 * Takes lines that are not in the search, or have a translation that is not, and puts in what `termsOf` makes of their texts; once where the desk says the same to many.
 * @returns how many
 */
export async function indexLines({ prisma }: Database, said: Said, limit: number, termsOf: (texts: Unindexed['texts']) => readonly number[]): Promise<number> {
  const { count, entries } = await prisma.$transaction(async (tx) => {
    const lines = await tx.$queryRaw<Unindexed[]>`${PLANNED}
      WITH due AS (
        (SELECT id FROM message WHERE unindexed LIMIT ${limit}) UNION (SELECT message_id FROM translation WHERE unindexed LIMIT ${limit})
      ), taken AS (SELECT id FROM message WHERE id = ANY(ARRAY(SELECT id FROM due)) ORDER BY id LIMIT ${limit} FOR UPDATE SKIP LOCKED)
      SELECT m.id, m.conversation_id, m.author = 'bot' AS ours, CASE WHEN m.withdrawn_at IS NULL THEN ARRAY[m.text, m.content->>'subject'] || ARRAY(SELECT t.text FROM translation t WHERE t.message_id = m.id) ELSE '{}' END AS texts
      FROM message m WHERE m.id = ANY(ARRAY(SELECT id FROM taken))`
    if (lines.length === 0) return { count: 0, entries: [] }
    const ours = lines.flatMap((line) => (line.ours ? [{ ...line, entry: said.idOf(line.texts) }] : []))
    const found = await tx.$queryRaw<{ id: string }[]>`SELECT id FROM said_terms WHERE id = ANY(${ours.map(({ entry }) => entry)}::uuid[])`
    const there = new Set(found.map(({ id }) => id))
    const shared = ours.filter(({ entry, conversation_id }) => there.has(entry) || said.isSaidToMany(entry, conversation_id))
    const fresh = [...new Map(shared.map(({ entry, texts }) => [entry, texts]))].filter(([entry]) => !there.has(entry))
    const entryOf = new Map(shared.map(({ id, entry }) => [id, entry]))
    const own = lines.filter(({ id }) => !entryOf.has(id))
    const rows = (terms: readonly Unindexed['texts'][]) => terms.map((texts) => `{${termsOf(texts).join()}}`)
    await tx.$executeRaw`${PLANNED}
      WITH r AS (SELECT * FROM unnest(${lines.map(({ id }) => id)}::uuid[], ${lines.map(({ id }) => entryOf.get(id) ?? null)}::uuid[]) r(id, said_id)
      ), told AS (
        INSERT INTO said_terms (id, terms) SELECT id, terms::int[] FROM unnest(${fresh.map(([id]) => id)}::uuid[], ${rows(fresh.map(([, texts]) => texts))}::text[]) f(id, terms) ON CONFLICT DO NOTHING
      ), own AS (
        INSERT INTO message_terms (message_id, terms) SELECT id, terms::int[] FROM unnest(${own.map(({ id }) => id)}::uuid[], ${rows(own.map(({ texts }) => texts))}::text[]) o(id, terms)
        ON CONFLICT (message_id) DO UPDATE SET terms = excluded.terms
      ), lined AS (UPDATE message m SET unindexed = false, said_id = r.said_id FROM r WHERE m.id = r.id AND (m.unindexed OR m.said_id IS DISTINCT FROM r.said_id))
      UPDATE translation t SET unindexed = false FROM r WHERE t.message_id = r.id AND t.unindexed`
    return { count: lines.length, entries: [...new Set(entryOf.values())] }
  }, { timeout: 30_000 })
  said.keep(entries)
  return count
}

/** PostgreSQL puts new terms on a list first, and whoever makes that too long has to sort it in: rather this than a turn. */
export async function sortIn({ prisma }: Database): Promise<void> {
  await prisma.$executeRaw`SELECT gin_clean_pending_list('message_terms_terms_idx')`
}

/** Of lines that were taken back since, nothing is kept. */
export async function forgetWithdrawn({ prisma }: Database, since: Date): Promise<void> {
  await prisma.$executeRaw`DELETE FROM message_terms t USING message m WHERE m.id = t.message_id AND m.withdrawn_at >= ${since}`
}
