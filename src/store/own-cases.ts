// The cases of a person as they themselves may know them: no member of staff reads here, only the one conversation partner whose cases they are.
import type { CaseEvent } from '../cases/events.ts'
import { Prisma } from './generated/client.ts'
import type { Statements } from './database.ts'
import type { LockedCase } from './case-writing.ts'
import { lockCases } from './case-writing.ts'

export interface OwnCaseRow { readonly id: string; readonly owner_name: string | null; readonly events: readonly CaseEvent[] }

/** What is over for longer is told by a counsellor. */
const SHOWN_DAYS = 40
/** So many fit in a message. */
const SHOWN = 5

/** Open ones first, then what was closed lately. A company's own question is nobody's. */
export function readOwnCases(tx: Statements, person: string, now: Date): Promise<OwnCaseRow[]> {
  return tx.$queryRaw<OwnCaseRow[]>`
    SELECT f.id, s.public_name AS owner_name, (SELECT jsonb_agg(e.payload ORDER BY e.seq) FROM case_event e WHERE e.case_id = f.id) AS events
    FROM case_file f LEFT JOIN staff s ON s.id = f.owner
    WHERE f.person_id = ${person}::uuid AND f.asker <> 'company' AND (f.closed_at IS NULL OR f.closed_at > ${new Date(now.getTime() - SHOWN_DAYS * 86_400_000)})
    ORDER BY f.closed_at IS NOT NULL, f.opened_at DESC LIMIT ${SHOWN}`
}

/** Of these people, locked: what they say to one of their cases is written with the line itself. Newest first. */
export async function lockOwnCases(tx: Statements, people: readonly string[]): Promise<ReadonlyMap<string, readonly LockedCase[]>> {
  const owners = await tx.$queryRaw<{ id: string; person_id: string }[]>`
    SELECT id, person_id FROM case_file WHERE person_id = ANY(${[...people]}::uuid[]) AND asker <> 'company' ORDER BY opened_at DESC`
  if (owners.length === 0) return new Map()
  const locked = new Map((await lockCases(tx, Prisma.sql`f.id = ANY(${owners.map(({ id }) => id)}::uuid[])`, Prisma.sql`ORDER BY f.id FOR UPDATE OF f`)).map((one) => [one.id, one]))
  return new Map([...Map.groupBy(owners, ({ person_id }) => person_id)].map(([person, rows]) => [person, rows.flatMap(({ id }) => locked.get(id) ?? [])]))
}
