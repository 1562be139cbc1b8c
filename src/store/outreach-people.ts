// The people of a segment as one statement, each with the app on which they are written to: the one they prefer, else the one they used last.
import type { Candidate } from '../outreach/reach.ts'
import type { Segment } from '../outreach/segment.ts'
import { Prisma } from './generated/client.ts'
import type { Database } from './database.ts'
import { tiedToPerson } from './visible.ts'

/** Whose segment it is: `staff` wrote or released it. Nobody they are tied to is in it, unless everybody has to know (`all`). */
export interface Whose { readonly staff: readonly string[]; readonly all: boolean }

/** What is read of somebody; times as the database has them. */
export interface PersonRow extends Omit<Candidate, 'windowUntil'> {
  readonly id: string
  readonly language: string | null
  readonly conversation_id: string | null
  readonly account_id: string | null
}

/** People whose turn it is are read together: a page of them is answered in some milliseconds. */
const AT_ONCE = 5_000

const known = (field: string) => Prisma.sql`(SELECT CASE WHEN e.status = 'known' THEN e.value::jsonb END FROM person_entry e WHERE e.person_id = p.id AND e.field = ${field} ORDER BY e.id DESC LIMIT 1)`

/** The app of `person p`. Who prefers one on which nobody can be written to first is not written to on another: somebody may read there. */
export const chosenApp = (accounts: readonly string[]): Prisma.Sql => Prisma.sql`LATERAL (
  SELECT c.id, c.account_id, a.channel, c.reachable, c.held, c.left_at, c.unconfirmed_at, c.danger, c.heard_at, c.handling, c.account_id = ANY(${[...accounts]}::text[]) AS writable,
    EXISTS (SELECT 1 FROM held_line h WHERE h.conversation_id = c.id AND h.status IN ('waiting', 'asked')) AS awaits
  FROM conversation c JOIN account a ON a.id = c.account_id WHERE c.person_id = p.id AND c.staff_id IS NULL
  ORDER BY (c.id = p.preferred_id) IS TRUE DESC, writable DESC, (p.contact->'channels' ? a.channel) IS TRUE DESC, c.heard_at DESC NULLS LAST, c.id LIMIT 1) app`

/** Columns of a `PersonRow`, of `person p` and their `app`. */
export const PERSON_COLUMNS = Prisma.sql`
  p.id, p.language, p.contact, app.id AS conversation_id, app.account_id, CASE WHEN app.writable THEN app.channel END AS channel, app.reachable, app.held AS "heldElsewhere",
  app.left_at IS NOT NULL AS left, app.unconfirmed_at IS NOT NULL AS unconfirmed, app.danger IS NOT NULL AS dangerous, app.heard_at AS "heardAt", app.handling <> 'bot' OR app.awaits AS busy`

/** Of ids in their order: after the one up to the other; null: from the first, to the last. */
export interface Stretch { readonly after: string | null; readonly to: string | null }
const EVERYWHERE: Stretch = { after: null, to: null }

/** `FROM` and `WHERE` of a segment: whoever stands for all they were merged with, once. @param accounts those from which people can be written to first */
export function segmentOf(segment: Segment, accounts: readonly string[], { staff, all }: Whose, now: Date, { after, to } = EVERYWHERE): Prisma.Sql {
  const any = (values: readonly string[]) => Prisma.sql`ANY(${[...values]}::text[])`
  const since = (days: number) => new Date(now.getTime() - days * 86_400_000)
  const { languages, prefectures, industries, statuses, companies, related, codes, campaigns, channels, heardWithin, notHeardFor, questionnaire } = segment
  const lastHeard = Prisma.sql`(SELECT max(h.heard_at) FROM conversation h WHERE h.person_id = p.id AND h.staff_id IS NULL)`
  const tree = related
    ? Prisma.sql`(WITH RECURSIVE tree AS (SELECT unnest(${[...companies]}::uuid[]) AS id UNION SELECT k.id FROM company k JOIN tree ON k.parent_id = tree.id) SELECT id FROM tree)`
    : Prisma.sql`(SELECT unnest(${[...companies]}::uuid[]))`
  const when = (asked: boolean, condition: () => Prisma.Sql) => (asked ? [condition()] : [])
  const conditions = [
    Prisma.sql`p.root_id IS NULL`,
    ...(after === null ? [] : [Prisma.sql`p.id > ${after}::uuid`]),
    ...(to === null ? [] : [Prisma.sql`p.id <= ${to}::uuid`]),
    ...when(languages.length > 0, () => Prisma.sql`p.language = ${any(languages)}`),
    ...when(prefectures.length > 0, () => Prisma.sql`(${known('place')}->>'prefecture')::int = ANY(${[...prefectures]}::int[])`),
    ...when(industries.length > 0, () => Prisma.sql`${known('industry')} #>> '{}' = ${any(industries)}`),
    ...when(statuses.length > 0, () => Prisma.sql`${known('residence')}->>'status' = ${any(statuses)}`),
    ...when(companies.length > 0, () => Prisma.sql`p.id IN (SELECT i.person_id FROM person_in_company i WHERE i.company_id IN ${tree})`),
    ...when(codes.length > 0, () => Prisma.sql`p.id IN (SELECT i.person_id FROM person_code i WHERE i.code = ${any(codes)})`),
    ...when(campaigns.length > 0, () => Prisma.sql`p.id IN (SELECT i.person_id FROM person_code i JOIN company_code k ON k.code = i.code WHERE k.campaign = ${any(campaigns)})`),
    ...when(channels.length > 0, () => Prisma.sql`app.channel = ${any(channels)}`),
    ...(heardWithin === null ? [] : [Prisma.sql`${lastHeard} >= ${since(heardWithin)}`]),
    ...(notHeardFor === null ? [] : [Prisma.sql`${lastHeard} < ${since(notHeardFor)}`]),
    ...(questionnaire === null ? [] : [Prisma.sql`EXISTS (SELECT 1 FROM answer_sheet s WHERE s.person_id = p.id AND s.key = ${questionnaire.key} AND s.finished_at IS NOT NULL) = ${questionnaire.answered}`]),
    ...(all || staff.length === 0 ? [] : [Prisma.sql`(NOT EXISTS (SELECT 1 FROM staff_conflict n WHERE n.staff_id = ${any(staff)}) OR NOT ${tiedToPerson(any(staff))})`]),
  ]
  return Prisma.sql`FROM person p JOIN ${chosenApp(accounts)} ON true WHERE ${Prisma.join(conditions, ' AND ')}`
}

/** The people of a segment, some thousands of the desk at a time. `share` of all were looked through, 0 to 1. */
export async function* peopleOf({ prisma }: Database, segment: Segment, accounts: readonly string[], whose: Whose, now: Date): AsyncGenerator<{ readonly people: readonly PersonRow[]; readonly share: number }> {
  const [all] = await prisma.$queryRaw<{ people: number }[]>`SELECT reltuples::float8 AS people FROM pg_class WHERE oid = 'person'::regclass`
  let after: string | null = null
  for (let seen = AT_ONCE; ; seen += AT_ONCE) {
    const to = await endAfter(prisma, after)
    const people = await prisma.$queryRaw<PersonRow[]>`SELECT ${PERSON_COLUMNS} ${segmentOf(segment, accounts, whose, now, { after, to })}`
    yield { people, share: to === null ? 1 : Math.min(1, seen / Math.max(1, all?.people ?? 1)) }
    if (to === null) return
    after = to
  }
}

/** Null: fewer than so many are left. */
async function endAfter(prisma: Database['prisma'], after: string | null): Promise<string | null> {
  const [last] = await prisma.$queryRaw<{ id: string }[]>`SELECT id FROM person WHERE ${after === null ? Prisma.sql`TRUE` : Prisma.sql`id > ${after}::uuid`} ORDER BY id OFFSET ${AT_ONCE} LIMIT 1`
  return last?.id ?? null
}
