// Counts for the reports of companies: a row for each person of a group in a period. It leaves the server only through src/reports.
import type { AskedPerson } from '../reports/counted.ts'
import type { Answers } from '../questionnaires/answers.ts'
import type { QuestionnaireContent } from '../questionnaires/shape.ts'
import { countedBy } from './counted.ts'
import type { Statements } from './database.ts'
import { Prisma } from './generated/client.ts'
import type { Span } from '../reports/periods.ts'

/** Whoever came by any code of one of these companies. */
const cameBy = (companies: readonly string[]) => Prisma.sql`
  SELECT c.person_id FROM conversation c WHERE c.staff_id IS NULL AND c.entry_code = ANY(${codesOf(companies)})
  UNION SELECT w.person_id FROM person_company w WHERE w.code = ANY(${codesOf(companies)})`
const codesOf = (companies: readonly string[]) => Prisma.sql`ARRAY(SELECT code FROM company_code WHERE company_id = ANY(${[...companies]}::uuid[]))`

/** Everybody belongs to one company: the one whose code they came by first. @param people a statement of the ids of whom it is asked */
const belonging = (people: Prisma.Sql) => Prisma.sql`
  these AS MATERIALIZED (${people}), belonging AS (
    SELECT DISTINCT ON (came.person_id) came.person_id, k.company_id, came.at FROM (
      SELECT c.person_id, c.entry_code AS code, c.created_at AS at FROM conversation c WHERE c.entry_code IS NOT NULL AND c.staff_id IS NULL AND c.person_id IN (SELECT person_id FROM these)
      UNION ALL SELECT w.person_id, w.code, w.at FROM person_company w WHERE w.person_id IN (SELECT person_id FROM these)) came
    JOIN company_code k ON k.code = came.code AND k.company_id IS NOT NULL ORDER BY came.person_id, came.at, k.company_id
  )`
const startOf = (day: string) => Prisma.sql`(${day}::date::timestamp AT TIME ZONE 'Asia/Tokyo')`
const endOf = (day: string) => Prisma.sql`((${day}::date + 1)::timestamp AT TIME ZONE 'Asia/Tokyo')`
const SEEKERS = Prisma.sql`('worker', 'friend')`

/** Whoever consulted, with what came of it until the end of the period. Nobody's own reading is at stake: all are counted, whoever prepares the report. */
export function peopleWhoAsked(db: Statements, companies: readonly string[], span: Span): Promise<AskedPerson[]> {
  const { from, to } = span
  return db.$queryRaw<AskedPerson[]>`
    WITH ${belonging(cameBy(companies))}, here AS MATERIALIZED (
      SELECT b.person_id, b.company_id FROM belonging b WHERE b.company_id = ANY(${[...companies]}::uuid[])
    ), ${countedBy({ span, tied: null, published: false, among: Prisma.sql`SELECT person_id FROM here` })}, ended AS (
      SELECT f.person_id, f.satisfaction, CASE
          WHEN e.payload->'closing'->>'outcome' IN ('lostContact', 'falseAlarm', 'withdrawn') THEN 3
          WHEN e.payload->'closing'->>'withoutAgreement' IS NULL THEN 1 ELSE 2 END AS place
      FROM case_event e JOIN case_file f ON f.id = e.case_id
      WHERE e.type = 'closed' AND e.at >= ${startOf(from)} AND e.at < ${endOf(to)} AND f.asker IN ${SEEKERS} AND f.person_id IN (SELECT person_id FROM here)
    ), best AS (
      SELECT person_id, min(place) AS place, min(satisfaction)::int AS rating FROM ended GROUP BY 1
    ), grave AS (
      SELECT DISTINCT f.person_id FROM case_file f WHERE f.person_id IN (SELECT person_id FROM here) AND f.asker IN ${SEEKERS} AND (f.severity >= 'S3' OR f.incident)
        AND f.opened_at < ${endOf(to)} AND (f.closed_at IS NULL OR f.closed_at >= ${startOf(from)})
    ), times AS (
      SELECT person_id, count(*)::int AS contacts, (array_agg(channel ORDER BY day, contact))[1] AS channel FROM contact GROUP BY 1
    ), about AS (
      SELECT person_id, count(*)::int AS fields, coalesce(array_agg(DISTINCT coalesce(topic, theme)) FILTER (WHERE theme IS NOT NULL), '{}') AS topics FROM matter GROUP BY 1
    )
    SELECT h.company_id AS company, w.language, t.contacts, t.channel, coalesce(a.fields, 0) AS fields, coalesce(a.topics, '{}') AS topics,
      (ARRAY['agreed', 'helped', 'other'])[b.place] AS result, b.rating, g.person_id IS NOT NULL AS serious
    FROM here h JOIN who w ON w.id = h.person_id JOIN times t USING (person_id) LEFT JOIN about a USING (person_id) LEFT JOIN best b USING (person_id) LEFT JOIN grave g USING (person_id)
    ORDER BY h.person_id`
}

/** How many came by a code of each company for the first time. */
export async function peopleReached(db: Statements, companies: readonly string[], { from, to }: Span): Promise<Map<string, number>> {
  const rows = await db.$queryRaw<{ company_id: string; people: number }[]>`
    WITH ${belonging(cameBy(companies))} SELECT b.company_id, count(*)::int AS people FROM belonging b
    WHERE b.company_id = ANY(${[...companies]}::uuid[]) AND b.at >= ${startOf(from)} AND b.at < ${endOf(to)} GROUP BY 1`
  return new Map(rows.map(({ company_id, people }) => [company_id, people]))
}

export interface CheckedRow { readonly company: string; readonly answers: Answers; readonly content: QuestionnaireContent }

/** The last sheet that each person finished; who answered without a name is a person each time. Null: there is no self-check yet. */
export async function sheetsFinished(db: Statements, companies: readonly string[], { from, to }: Span): Promise<CheckedRow[] | null> {
  if ((await db.questionnaire.count({ where: { key: SELF_CHECK } })) === 0) return null
  const finished = Prisma.sql`a.key = ${SELF_CHECK} AND a.finished_at >= ${startOf(from)} AND a.finished_at < ${endOf(to)}`
  return db.$queryRaw<CheckedRow[]>`
    WITH ${belonging(Prisma.sql`SELECT a.person_id FROM answer_sheet a WHERE ${finished}`)} SELECT company, answers, content FROM (
      SELECT DISTINCT ON (coalesce(a.person_id, a.id)) coalesce(b.company_id, a.company_id) AS company, a.answers, v.content
      FROM answer_sheet a JOIN questionnaire_version v ON v.key = a.key AND v.number = a.version LEFT JOIN belonging b ON b.person_id = a.person_id
      WHERE ${finished} ORDER BY coalesce(a.person_id, a.id), a.finished_at DESC) one
    WHERE company = ANY(${[...companies]}::uuid[])`
}

/** What is asked now; null where nothing is. */
export async function selfCheckContent(db: Statements): Promise<QuestionnaireContent | null> {
  const [row] = await db.$queryRaw<{ content: QuestionnaireContent }[]>`SELECT content FROM questionnaire_version WHERE key = ${SELF_CHECK} AND state = 'published' ORDER BY number DESC LIMIT 1`
  return row?.content ?? null
}

const SELF_CHECK = 'self-check'
