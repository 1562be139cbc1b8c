// Beside whose conversation the platform's menu is to be put into another language.
import type { Database } from './database.ts'

/** Stands for a language where somebody else sees the phone: the menu that says nothing. */
const NEUTRAL = 'neutral'

export interface DueMenu { readonly id: string; readonly account_id: string; readonly address: string; readonly language: string | null }

/** They are due again after `againSeconds`, unless `menuShown` is told. */
export function claimMenus({ prisma }: Database, limit: number, againSeconds: number): Promise<DueMenu[]> {
  return prisma.$queryRaw<DueMenu[]>`
    UPDATE conversation c SET menu_at = now() + make_interval(secs => ${againSeconds}::float8) FROM person p
    WHERE p.id = c.person_id AND c.id IN (SELECT id FROM conversation WHERE menu_at <= now() ORDER BY menu_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    RETURNING c.id, c.account_id, c.address, CASE WHEN (p.contact->>'watched')::boolean IS TRUE THEN ${NEUTRAL} ELSE p.language END AS language`
}

/** A language that was chosen while the menu was put there is shown next. */
export async function menuShown({ prisma }: Database, { id, language }: DueMenu): Promise<void> {
  await prisma.$executeRaw`
    UPDATE conversation c SET menu_at = CASE WHEN (CASE WHEN (p.contact->>'watched')::boolean IS TRUE THEN ${NEUTRAL} ELSE p.language END) IS DISTINCT FROM ${language} THEN now() END
    FROM person p WHERE p.id = c.person_id AND c.id = ${id}::uuid`
}
