// The statement from which everything is counted: contacts, the matters of each, and what is known of the people. docs/counting.md in SQL.
import { Prisma } from './generated/client.ts'
import { COUNTED_FIELDS } from './sealing/columns-of-texts.ts'
import { tiedTo, tiedToCase } from './visible.ts'
import type { Span } from '../reports/periods.ts'

/**
 * `tied`: a member of staff; what they are tied to is not counted for them. `published`: it leaves the desk, so nobody is counted who
 * came by a company's code (what the company lot consults is not published, nor a total it could be subtracted from).
 */
export interface Whose {
  readonly span: Span
  readonly tied: string | null
  readonly published: boolean
  /** Ids of the only people who are counted: a statement, or a part of the same one. */
  readonly among?: Prisma.Sql
}

/** Who asks for somebody else's benefit asks for a worker; companies and partner organisations ask for themselves. */
const SEEKERS = Prisma.sql`('worker', 'friend')`
/** Whoever came by a company's code, on any of their apps. */
export const COMPANY_LOT = Prisma.sql`SELECT v.person_id FROM person_code v JOIN company_code k ON k.code = v.code WHERE k.lot = 'company'`
const JAPAN = (moment: Prisma.Sql) => Prisma.sql`(${moment} AT TIME ZONE 'Asia/Tokyo')::date`

/** Of `consultation_topic t`: all that came of the conversation are questions of companies or partners for themselves. */
const OWN_QUESTION = Prisma.sql`(
  SELECT bool_and(f.asker NOT IN ${SEEKERS}) FROM case_conversation x JOIN case_file f ON f.id = x.case_id WHERE x.conversation_id = t.conversation_id) IS TRUE`

/** Ends with `contact (person_id, contact, day, channel)`, `matter (person_id, contact, theme, topic)` and `who (id, language ... lot)`. */
export function countedBy({ span: { from, to }, tied, published, among }: Whose): Prisma.Sql {
  const isAmong = (person: Prisma.Sql) => (among ? Prisma.sql`AND ${person} IN (${among})` : Prisma.empty)
  return Prisma.sql`
    talk AS (
      SELECT c.person_id, t.conversation_id, t.day, t.topic, t.at, a.channel
      FROM consultation_topic t JOIN conversation c ON c.id = t.conversation_id JOIN account a ON a.id = c.account_id
      WHERE t.day BETWEEN ${from}::date AND ${to}::date AND t.topic NOT LIKE 'service%' AND c.staff_id IS NULL ${isAmong(Prisma.sql`c.person_id`)}
        AND NOT (${OWN_QUESTION}) ${tied === null ? Prisma.empty : Prisma.sql`AND NOT ${tiedTo(Prisma.sql`${tied}`)}`}
    ), talked AS (
      SELECT person_id, conversation_id, day, channel, min(at) AS at FROM talk GROUP BY 1, 2, 3, 4
    ), coded AS (
      SELECT t.conversation_id, t.day, theme.topic, min(theme.place) AS place
      FROM talked t JOIN case_conversation x ON x.conversation_id = t.conversation_id JOIN case_file f ON f.id = x.case_id AND f.asker IN ${SEEKERS}
        AND ${JAPAN(Prisma.sql`f.opened_at`)} <= t.day AND (f.closed_at IS NULL OR ${JAPAN(Prisma.sql`f.closed_at`)} >= t.day), unnest(f.themes) WITH ORDINALITY theme(topic, place)
      GROUP BY 1, 2, 3
    ), noted AS (
      SELECT f.person_id, e.case_id, e.seq, ${JAPAN(Prisma.sql`e.at`)} AS day, e.at, e.payload->'contact'->>'way' AS channel, f.themes
      FROM case_event e JOIN case_file f ON f.id = e.case_id
      WHERE e.type = 'contacted' AND e.at >= ${from}::date::timestamp AT TIME ZONE 'Asia/Tokyo' AND e.at < (${to}::date + 1)::timestamp AT TIME ZONE 'Asia/Tokyo'
        AND e.payload->'contact'->>'direction' = 'in' AND jsonb_typeof(e.payload->'contact'->'party') = 'null' AND e.payload->'contact'->>'way' <> 'conversation'
        AND f.asker IN ${SEEKERS} AND f.person_id IS NOT NULL ${isAmong(Prisma.sql`f.person_id`)} ${tied === null ? Prisma.empty : Prisma.sql`AND NOT ${tiedToCase(Prisma.sql`${tied}`)}`}
    ), everything AS (
      SELECT t.person_id, t.day::text AS contact, t.conversation_id, t.day, t.at, t.channel, k.topic, k.place::float8 AS place FROM talked t JOIN coded k USING (conversation_id, day)
      UNION ALL
      SELECT t.person_id, t.day::text, t.conversation_id, t.day, t.at, t.channel, t.topic, -extract(epoch FROM t.at)::float8 FROM talk t
      WHERE NOT EXISTS (SELECT 1 FROM coded k WHERE k.conversation_id = t.conversation_id AND k.day = t.day)
      UNION ALL
      SELECT n.person_id, n.case_id || '/' || n.seq, NULL, n.day, n.at, n.channel, theme.topic, theme.place
      FROM noted n, unnest(CASE WHEN n.themes = '{}' THEN ARRAY[''] ELSE n.themes END) WITH ORDINALITY theme(topic, place)
    ), heard AS (
      SELECT e.*, nullif(split_part(e.topic, '.', 1), '') AS theme FROM everything e ${published ? Prisma.sql`WHERE e.person_id NOT IN (${COMPANY_LOT})` : Prisma.empty}
    ), contact AS (
      SELECT person_id, contact, min(day) AS day, (array_agg(channel ORDER BY at, channel))[1] AS channel, array_remove(array_agg(DISTINCT conversation_id), NULL) AS conversations
      FROM heard GROUP BY 1, 2
    ), matter AS (
      SELECT person_id, contact, theme, topic FROM (
        SELECT person_id, contact, theme, nullif((array_agg(topic ORDER BY strpos(topic, '.') > 0 DESC, place, topic))[1], '') AS topic,
          count(theme) OVER (PARTITION BY person_id, contact) AS themes
        FROM heard GROUP BY person_id, contact, theme) one
      WHERE theme IS NOT NULL OR themes = 0
    ), told AS (
      SELECT DISTINCT ON (person_id, field) person_id, field, value::jsonb AS value FROM (
        SELECT e.*, min(${JAPAN(Prisma.sql`e.at`)}) OVER (PARTITION BY e.person_id, e.field) AS first_day FROM person_entry e
        WHERE e.field = ANY(${[...COUNTED_FIELDS]}::text[]) AND e.status = 'known' AND e.undoes IS NULL AND e.person_id IN (SELECT person_id FROM contact)
          AND NOT EXISTS (SELECT 1 FROM person_entry u WHERE u.person_id = e.person_id AND u.field = e.field AND u.undoes = e.id)) e
      WHERE ${JAPAN(Prisma.sql`e.at`)} = first_day ORDER BY person_id, field, id DESC
    ), paid AS (
      SELECT v.person_id, CASE WHEN bool_or(k.lot = 'company') THEN 'company' ELSE min(k.lot) END AS lot FROM person_code v JOIN company_code k ON k.code = v.code GROUP BY 1
    ), who AS (
      SELECT p.id, p.language, nationality.value #>> '{}' AS nationality, residence.value ->> 'status' AS status, place.value ->> 'prefecture' AS prefecture, industry.value #>> '{}' AS industry, paid.lot
      FROM (SELECT DISTINCT person_id FROM contact) seen JOIN person p ON p.id = seen.person_id
        LEFT JOIN told nationality ON nationality.person_id = p.id AND nationality.field = 'nationality' LEFT JOIN told residence ON residence.person_id = p.id AND residence.field = 'residence'
        LEFT JOIN told place ON place.person_id = p.id AND place.field = 'place' LEFT JOIN told industry ON industry.person_id = p.id AND industry.field = 'industry'
        LEFT JOIN paid ON paid.person_id = p.id
    )`
}

/** Of each contact whether a person answered: asked of the lines of its conversations, never of all lines of a day. */
export const ANSWERED = Prisma.sql`
  answered AS (
    SELECT k.person_id, k.day, k.conversations = '{}' OR EXISTS (
        SELECT 1 FROM answered_wait a WHERE a.conversation_id = ANY(k.conversations) AND (a.began_at AT TIME ZONE 'Asia/Tokyo')::date = k.day)
      OR EXISTS (SELECT 1 FROM message a WHERE a.conversation_id = ANY(k.conversations) AND a.author = 'counsellor'
        AND ${JAPAN(Prisma.sql`a.at`)} = k.day) AS by_person
    FROM contact k
  )`
