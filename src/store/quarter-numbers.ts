// Everything that is counted of a quarter for the committee and the public page: still to the last person, to be covered before anybody sees it.
import type { CrossedBy, RawNumbers } from '../reports/numbers.ts'
import type { Span } from '../reports/periods.ts'
import { ANSWERED, COMPANY_LOT, countedBy } from './counted.ts'
import { countConsulted, crossConsulted } from './counting.ts'
import type { Database } from './database.ts'
import { Prisma } from './generated/client.ts'

interface People { readonly key: string; readonly people: number }

export async function readNumbers(db: Database, span: Span): Promise<RawNumbers> {
  const whose = { span, tied: null, published: true }
  const cross = (dimension: CrossedBy) => crossConsulted(db, whose, dimension)
  const [count, nationality, status, industry, prefecture, waits, closed, persons, unmet, notUnderstood] = await Promise.all([
    countConsulted(db, whose), cross('nationality'), cross('status'), cross('industry'), cross('prefecture'), waitsOf(db, span), closedIn(db, span), personsOf(db, span), unmetIn(db, span), notUnderstoodIn(db, span),
  ])
  return { count, crossed: { nationality, status, industry, prefecture }, waits, closed, ...persons, unmet, notUnderstood }
}

/** A moment of the span, in Japan. */
const within = (moment: Prisma.Sql, { from, to }: Span) => Prisma.sql`(${moment} >= ${from}::date::timestamp AT TIME ZONE 'Asia/Tokyo' AND ${moment} < (${to}::date + 1)::timestamp AT TIME ZONE 'Asia/Tokyo')`
const SEEKS = Prisma.sql`f.asker IN ('worker', 'friend') AND f.person_id IS NOT NULL AND f.person_id NOT IN (${COMPANY_LOT})`

function waitsOf({ prisma }: Database, span: Span): Promise<RawNumbers['waits'][number][]> {
  return prisma.$queryRaw`
    SELECT w.severity, count(DISTINCT c.person_id)::int AS people, percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM w.answered_at - w.began_at)) / 60 AS minutes
    FROM answered_wait w JOIN conversation c ON c.id = w.conversation_id
    WHERE w.first AND c.staff_id IS NULL AND ${within(Prisma.sql`w.answered_at`, span)} AND c.person_id NOT IN (${COMPANY_LOT})
    GROUP BY GROUPING SETS ((), (w.severity)) HAVING grouping(w.severity) = 1 OR w.severity IS NOT NULL ORDER BY grouping(w.severity) DESC`
}

async function closedIn({ prisma }: Database, span: Span): Promise<RawNumbers['closed']> {
  const rows = await prisma.$queryRaw<(People & { all: boolean; satisfied: number; unsatisfied: number })[]>`
    WITH closed AS (
      SELECT f.person_id, f.satisfaction, (SELECT e.payload->'closing'->>'outcome' FROM case_event e WHERE e.case_id = f.id AND e.type = 'closed' ORDER BY e.seq DESC LIMIT 1) AS outcome
      FROM case_file f WHERE ${within(Prisma.sql`f.closed_at`, span)} AND ${SEEKS}
    ), rated AS (SELECT person_id, min(satisfaction) AS rating FROM closed GROUP BY 1)
    SELECT grouping(c.outcome) = 1 AS all, coalesce(c.outcome, '') AS key, count(DISTINCT c.person_id)::int AS people,
      (count(DISTINCT c.person_id) FILTER (WHERE r.rating >= 4))::int AS satisfied, (count(DISTINCT c.person_id) FILTER (WHERE r.rating < 4))::int AS unsatisfied
    FROM closed c JOIN rated r ON r.person_id = c.person_id GROUP BY GROUPING SETS ((), (c.outcome))`
  const all = rows.find((row) => row.all)
  return { people: all?.people ?? 0, satisfied: all?.satisfied ?? 0, unsatisfied: all?.unsatisfied ?? 0, outcomes: rows.filter((row) => !row.all).map(({ key, people }) => ({ key, people })) }
}

async function personsOf({ prisma }: Database, span: Span): Promise<Pick<RawNumbers, 'byPerson' | 'problem' | 'serious'>> {
  const [row] = await prisma.$queryRaw<Pick<RawNumbers, 'byPerson' | 'problem' | 'serious'>[]>`
    WITH ${countedBy({ span, tied: null, published: true })}, ${ANSWERED}, grave AS (
      SELECT f.person_id, max(f.severity) AS severity FROM case_file f
      WHERE ${SEEKS} AND f.opened_at < (${span.to}::date + 1)::timestamp AT TIME ZONE 'Asia/Tokyo' AND (f.closed_at IS NULL OR f.closed_at >= ${span.from}::date::timestamp AT TIME ZONE 'Asia/Tokyo') GROUP BY 1
    )
    SELECT (count(DISTINCT a.person_id) FILTER (WHERE a.by_person))::int AS "byPerson", (count(DISTINCT a.person_id) FILTER (WHERE g.severity >= 'S2'))::int AS problem,
      (count(DISTINCT a.person_id) FILTER (WHERE g.severity >= 'S3'))::int AS serious
    FROM answered a LEFT JOIN grave g ON g.person_id = a.person_id`
  return row ?? { byPerson: 0, problem: 0, serious: 0 }
}

/** Needs that nobody could meet, and partners who were asked and could not: the blank areas of the help there is. */
async function unmetIn({ prisma }: Database, span: Span): Promise<RawNumbers['unmet']> {
  const rows = await prisma.$queryRaw<(People & { all: boolean })[]>`
    WITH unmet AS (
      SELECT f.person_id, CASE e.type WHEN 'requestDeclined' THEN 'declined' ELSE e.payload->'need'->>'kind' END AS kind
      FROM case_event e JOIN case_file f ON f.id = e.case_id
      WHERE ((e.type = 'needNoted' AND e.payload->'need'->>'status' = 'impossible') OR e.type = 'requestDeclined') AND ${within(Prisma.sql`e.at`, span)} AND ${SEEKS}
    )
    SELECT grouping(kind) = 1 AS all, coalesce(kind, '') AS key, count(DISTINCT person_id)::int AS people FROM unmet GROUP BY GROUPING SETS ((), (kind))`
  return { people: rows.find(({ all }) => all)?.people ?? 0, kinds: rows.filter(({ all }) => !all).map(({ key, people }) => ({ key, people })) }
}

async function notUnderstoodIn({ prisma }: Database, { from, to }: Span): Promise<number> {
  const [row] = await prisma.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count FROM gap WHERE day BETWEEN ${from}::date AND ${to}::date`
  return row?.count ?? 0
}
