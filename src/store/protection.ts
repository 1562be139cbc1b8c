// What may not be removed, by no rule and no wish: cases that are open, danger that nobody has settled, and whatever is held for a court.
import type { Statements } from './database.ts'
import { Prisma } from './generated/client.ts'

export const PROTECTIONS = ['openCase', 'danger', 'hold'] as const
export type Protection = (typeof PROTECTIONS)[number]

/** Conditions on a person, given as an expression of their id, which names none of the tables here; each says why. */
const WHY: Readonly<Record<Protection, (person: Prisma.Sql) => Prisma.Sql>> = {
  openCase: (person) => Prisma.sql`(EXISTS (SELECT 1 FROM case_file theirs WHERE theirs.person_id = ${person} AND theirs.closed_at IS NULL)
    OR EXISTS (SELECT 1 FROM conversation talk JOIN case_conversation about ON about.conversation_id = talk.id JOIN case_file theirs ON theirs.id = about.case_id WHERE talk.person_id = ${person} AND theirs.closed_at IS NULL))`,
  danger: (person) => Prisma.sql`EXISTS (SELECT 1 FROM conversation talk WHERE talk.person_id = ${person} AND ((talk.danger IS NOT NULL AND talk.handling <> 'bot')
    OR EXISTS (SELECT 1 FROM alarm raised WHERE raised.conversation_id = talk.id AND raised.acknowledged_at IS NULL)))`,
  hold: (person) => Prisma.sql`EXISTS (SELECT 1 FROM legal_hold held JOIN person one ON one.id = held.person_id WHERE held.lifted_at IS NULL AND ${person} IN (one.id, one.root_id))`,
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
