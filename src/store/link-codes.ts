// Codes that prove two conversations to be one person's, and a brake on guessing them.
import type { Statements } from './database.ts'
import { named } from './sealing/marks.ts'

export interface FoundCode { readonly code: string; readonly person: string; readonly language: string | null }

/** Wrong codes an hour, per conversation; further ones are not looked at. */
const TRIES = 10

/** The person whose other conversation shows this code now; null for a wrong, old or spent one. */
export async function findCode(tx: Statements, conversation: string, code: string): Promise<FoundCode | null> {
  const [tried] = await tx.$queryRaw<{ code_tries: number }[]>`
    UPDATE conversation SET
      code_tries = CASE WHEN code_tried_at > now() - interval '1 hour' THEN code_tries + 1 ELSE 1 END,
      code_tried_at = CASE WHEN code_tried_at > now() - interval '1 hour' THEN code_tried_at ELSE now() END
    WHERE id = ${conversation}::uuid RETURNING code_tries`
  if (!tried || tried.code_tries > TRIES) return null
  const [found] = await tx.$queryRaw<FoundCode[]>`
    SELECT l.code, c.person_id AS person, p.language
    FROM link_code l JOIN conversation c ON c.id = l.conversation_id JOIN person p ON p.id = c.person_id
    WHERE l.code = ${named(code)} AND l.spent_at IS NULL AND l.expires_at > now() AND c.id <> ${conversation}::uuid`
  return found ?? null
}
