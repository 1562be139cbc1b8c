// Whose platform has not been asked about them yet.
import type { Database } from './database.ts'
import { json } from './json.ts'
import { BATCH } from './turns.ts'

export interface Unprofiled { readonly conversation: string; readonly account: string; readonly address: string }

/** Conversations of these accounts with something waiting, whose person's language nobody knows. */
export async function unprofiled({ prisma }: Database, accounts: readonly string[]): Promise<Unprofiled[]> {
  return prisma.$queryRaw<Unprofiled[]>`
    SELECT c.id AS conversation, c.account_id AS account, c.address
    FROM conversation c JOIN person p ON p.id = c.person_id
    WHERE c.profiled_at IS NULL AND p.language IS NULL AND c.account_id = ANY(${[...accounts]}::text[])
      AND c.id IN (SELECT w.conversation_id FROM (SELECT e.conversation_id FROM event e WHERE e.done_at IS NULL ORDER BY e.id LIMIT ${BATCH}) w)`
}

export async function saveProfiles({ prisma }: Database, learned: readonly { conversation: string; language: string | null }[]): Promise<void> {
  await prisma.$executeRaw`
    WITH r AS (SELECT * FROM jsonb_to_recordset(${json(learned)}::jsonb) AS r(conversation uuid, language text)
    ), asked AS (
      UPDATE conversation c SET profiled_at = now(), menu_at = CASE WHEN r.language IS NOT NULL THEN now() ELSE c.menu_at END FROM r WHERE c.id = r.conversation RETURNING c.person_id, r.language
    )
    UPDATE person p SET language = asked.language FROM asked WHERE p.id = asked.person_id AND p.language IS NULL AND asked.language IS NOT NULL`
}
