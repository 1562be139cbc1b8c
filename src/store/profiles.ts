// What a platform told about the people it was asked about.
import type { Database } from './database.ts'
import { json } from './json.ts'

export async function saveProfiles({ prisma }: Database, learned: readonly { conversation: string; language: string | null }[]): Promise<void> {
  await prisma.$executeRaw`
    WITH r AS (SELECT * FROM jsonb_to_recordset(${json(learned)}::jsonb) AS r(conversation uuid, language text)
    ), asked AS (
      UPDATE conversation c SET profiled_at = now(), menu_at = CASE WHEN r.language IS NOT NULL THEN now() ELSE c.menu_at END FROM r WHERE c.id = r.conversation RETURNING c.person_id, r.language
    )
    UPDATE person p SET language = asked.language FROM asked WHERE p.id = asked.person_id AND p.language IS NULL AND asked.language IS NOT NULL`
}
