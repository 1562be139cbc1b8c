// What may not be removed, by no rule and no wish: cases that are open, danger that nobody has settled, and whatever is held for a court.
import type { Statements } from './database.ts'
import { Prisma } from './generated/client.ts'

export const PROTECTIONS = ['openCase', 'danger', 'hold'] as const
export type Protection = (typeof PROTECTIONS)[number]

/** Conditions on a person, given as an expression of their id; each says why. */
const WHY: Readonly<Record<Protection, (person: Prisma.Sql) => Prisma.Sql>> = {
  openCase: (person) => Prisma.sql`(EXISTS (SELECT 1 FROM case_file f WHERE f.person_id = ${person} AND f.closed_at IS NULL)
    OR EXISTS (SELECT 1 FROM conversation c JOIN case_conversation x ON x.conversation_id = c.id JOIN case_file f ON f.id = x.case_id WHERE c.person_id = ${person} AND f.closed_at IS NULL))`,
  danger: (person) => Prisma.sql`EXISTS (SELECT 1 FROM conversation c WHERE c.person_id = ${person} AND ((c.danger IS NOT NULL AND c.handling <> 'bot')
    OR EXISTS (SELECT 1 FROM alarm a WHERE a.conversation_id = c.id AND a.acknowledged_at IS NULL)))`,
  hold: (person) => Prisma.sql`EXISTS (SELECT 1 FROM legal_hold h JOIN person q ON q.id = h.person_id WHERE h.lifted_at IS NULL AND ${person} IN (q.id, q.root_id))`,
}

/** The same as a condition that holds where anything protects them. */
export function isProtected(person: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(${Prisma.join(PROTECTIONS.map((why) => WHY[why](person)), ' OR ')})`
}

export async function protectedWhy(db: Statements, person: string): Promise<Protection[]> {
  const id = Prisma.sql`${person}::uuid`
  const [row] = await db.$queryRaw<Record<Protection, boolean>[]>`
    SELECT ${WHY.openCase(id)} AS "openCase", ${WHY.danger(id)} AS danger, ${WHY.hold(id)} AS hold`
  return PROTECTIONS.filter((why) => row?.[why])
}
