// Cases as pages read them: the queue, one case, and what proves that none of them is forgotten.
import type { CaseEvent } from '../cases/events.ts'
import { MOST } from '../list/most.ts'
import { Prisma } from './generated/client.ts'
import { URGENCY } from './case-writing.ts'
import type { Database } from './database.ts'
import { caseVisibleTo, tiedToCase, visibleTo } from './visible.ts'
import type { Reader } from './visible.ts'

export interface ListedCase {
  readonly id: string
  readonly person_id: string | null
  readonly asker: string
  readonly origin: string
  readonly severity: string
  readonly incident: boolean
  readonly stage: string
  readonly owner: string
  readonly owner_name: string | null
  readonly escalation: string
  readonly due_at: Date | null
  readonly breached: boolean
  readonly next_at: Date | null
  readonly next_what: string | null
  readonly themes: string[]
  readonly language: string | null
  readonly opened_at: Date
  readonly changed_at: Date
  readonly closed_at: Date | null
  readonly standing_asked: boolean
  /** Where it is spoken about. */
  readonly conversations: { id: string; channel: string }[]
}

export const CASE_LISTS = ['mine', 'unassigned', 'all', 'overdue', 'escalated', 'closed'] as const
export type CaseList = (typeof CASE_LISTS)[number]

const WHICH: Readonly<Record<CaseList, (reader: Reader, now: Date) => Prisma.Sql>> = {
  mine: ({ id }) => Prisma.sql`f.closed_at IS NULL AND f.owner = ${id}`,
  unassigned: () => Prisma.sql`f.closed_at IS NULL AND f.owner LIKE 'team:%'`,
  all: () => Prisma.sql`f.closed_at IS NULL`,
  overdue: (_, now) => Prisma.sql`f.closed_at IS NULL AND (f.breached OR f.due_at <= ${now})`,
  escalated: () => Prisma.sql`f.escalation <> 'none'`,
  closed: () => Prisma.sql`f.closed_at IS NOT NULL`,
}

const LIST = Prisma.sql`
  SELECT f.id, f.person_id, f.asker, f.origin, f.severity, f.incident, f.stage, f.owner, s.name AS owner_name, f.escalation, f.due_at, f.breached,
    f.next_at, f.next_what, f.themes, p.language, f.opened_at, f.changed_at, f.closed_at, f.standing_asked,
    coalesce((SELECT jsonb_agg(jsonb_build_object('id', c.id, 'channel', a.channel) ORDER BY c.last_at DESC)
      FROM case_conversation x JOIN conversation c ON c.id = x.conversation_id JOIN account a ON a.id = c.account_id WHERE x.case_id = f.id), '[]') AS conversations
  FROM case_file f LEFT JOIN staff s ON s.id = f.owner LEFT JOIN person p ON p.id = f.person_id`

const orderOf = (list: CaseList) => (list === 'closed' ? Prisma.sql`f.next_at NULLS LAST, f.closed_at DESC` : URGENCY)

export function listCases({ prisma }: Database, reader: Reader, list: CaseList, now: Date, limit = 200): Promise<ListedCase[]> {
  return prisma.$queryRaw<ListedCase[]>`${LIST} WHERE ${WHICH[list](reader, now)} AND ${caseVisibleTo(reader)} ORDER BY ${orderOf(list)} LIMIT ${limit}`
}

/** Of each no more than `MOST`. */
export async function countCases({ prisma }: Database, reader: Reader, now: Date): Promise<Record<CaseList, number>> {
  const counts = CASE_LISTS.map((list) => Prisma.sql`
    (SELECT count(*)::int FROM (SELECT 1 FROM case_file f WHERE ${WHICH[list](reader, now)} AND ${caseVisibleTo(reader)} ORDER BY ${orderOf(list)} LIMIT ${MOST}) n) AS ${Prisma.raw(`"${list}"`)}`)
  const [row] = await prisma.$queryRaw<Record<CaseList, number>[]>`SELECT ${Prisma.join(counts)}`
  return row ?? { mine: 0, unassigned: 0, all: 0, overdue: 0, escalated: 0, closed: 0 }
}

export async function findCase({ prisma }: Database, reader: Reader, id: string): Promise<{ row: ListedCase; events: CaseEvent[] } | null> {
  const [row] = await prisma.$queryRaw<ListedCase[]>`${LIST} WHERE f.id = ${id}::uuid AND ${caseVisibleTo(reader)}`
  if (!row) return null
  const events = await prisma.$queryRaw<{ payload: CaseEvent }[]>`
    SELECT e.payload FROM case_event e JOIN case_file f ON f.id = e.case_id WHERE e.case_id = ${id}::uuid AND ${caseVisibleTo(reader)} ORDER BY e.seq`
  return { row, events: events.map(({ payload }) => payload) }
}

/** Of the person who writes there, the open ones first. */
export function casesOfConversation({ prisma }: Database, reader: Reader, conversation: string): Promise<ListedCase[]> {
  return prisma.$queryRaw<ListedCase[]>`${LIST} JOIN conversation c ON c.person_id = f.person_id
    WHERE c.id = ${conversation}::uuid AND ${visibleTo(reader)} AND ${caseVisibleTo(reader)} ORDER BY f.closed_at IS NOT NULL, f.opened_at DESC`
}

/** The same, of a person. */
export function casesOfPerson({ prisma }: Database, reader: Reader, person: string): Promise<ListedCase[]> {
  return prisma.$queryRaw<ListedCase[]>`${LIST} WHERE f.person_id = ${person}::uuid AND ${caseVisibleTo(reader)} ORDER BY f.closed_at IS NOT NULL, f.opened_at DESC`
}

/** Nothing can sit: whatever is listed here is a fault of the desk's own clock, or of somebody who left. Minutes of grace for the sweep. */
const GRACE_MS = 5 * 60_000
const isIdle = (now: Date) => Prisma.sql`(f.closed_at IS NULL AND (f.next_at IS NULL OR f.next_at < ${new Date(now.getTime() - GRACE_MS)}
  OR (f.owner NOT LIKE 'team:%' AND (s.id IS NULL OR s.disabled_at IS NOT NULL OR ${tiedToCase(Prisma.sql`f.owner`)}))))`

export function idleCases({ prisma }: Database, reader: Reader, now: Date): Promise<ListedCase[]> {
  return prisma.$queryRaw<ListedCase[]>`${LIST} WHERE ${isIdle(now)} AND ${caseVisibleTo(reader)} ORDER BY ${URGENCY}`
}

/** How many cases are open, and how many of them have no owner or no next date: for the record, not for pages. */
export async function proofOfCases({ prisma }: Database, now: Date): Promise<{ readonly open: number; readonly idle: number }> {
  const [row] = await prisma.$queryRaw<{ open: number; idle: number }[]>`
    SELECT count(*) FILTER (WHERE f.closed_at IS NULL)::int AS open, count(*) FILTER (WHERE ${isIdle(now)})::int AS idle
    FROM case_file f LEFT JOIN staff s ON s.id = f.owner`
  return row ?? { open: 0, idle: 0 }
}

/** Contacts within a time in which companies asked something for themselves: no consultations of workers. */
export async function countCompanyQuestions({ prisma }: Database, reader: Reader, from: Date, until: Date): Promise<number> {
  const [row] = await prisma.$queryRaw<{ asked: number }[]>`
    SELECT count(*)::int AS asked FROM case_file f WHERE f.asker = 'company' AND ${caseVisibleTo(reader)} AND EXISTS (
      SELECT 1 FROM case_event e WHERE e.case_id = f.id AND e.type = 'contacted' AND e.payload->'contact'->>'direction' = 'in' AND jsonb_typeof(e.payload->'contact'->'party') = 'null'
        AND e.at >= ${from} AND e.at < ${until})`
  return row?.asked ?? 0
}
