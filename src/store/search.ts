// What a search finds before anybody looks at the words: lines that hold all its terms, and people.
import { Prisma } from './generated/client.ts'
import { PLANNED } from './database.ts'
import type { Database } from './database.ts'
import { isNumbered, pseudonymOf } from './pseudonym.ts'
import { visibleTo } from './visible.ts'
import type { Reader } from './visible.ts'

export interface FoundLine {
  readonly id: string
  readonly conversation_id: string
  readonly person_id: string
  readonly channel: string
  readonly person_language: string | null
  readonly seq: number
  readonly author: 'worker' | 'bot' | 'counsellor' | 'system'
  readonly staff_name: string | null
  readonly at: Date
  readonly text: string
  readonly subject: string | null
  readonly language: string | null
  readonly translations: { language: string; text: string }[]
}

/** Behind this line, going back in time. */
export interface SearchCursor { readonly at: Date; readonly id: string }

/** Of these lines what a page shows; what belongs to a line is read for those only that are within the limit. */
const shown = (those: Prisma.Sql, lines = Prisma.sql`message`) => Prisma.sql`
  SELECT m.id, m.conversation_id, m.person_id, a.channel, p.language AS person_language, m.seq, m.author, s.name AS staff_name, m.at, m.text,
    m.content->>'subject' AS subject, m.language,
    coalesce((SELECT json_agg(json_build_object('language', t.language, 'text', t.text)) FROM translation t WHERE t.message_id = m.id), '[]') AS translations
  FROM (
    SELECT m.*, c.person_id, c.account_id FROM ${lines} m JOIN conversation c ON c.id = m.conversation_id ${those}
  ) m JOIN person p ON p.id = m.person_id JOIN account a ON a.id = m.account_id LEFT JOIN staff s ON s.id = m.staff_id`

/** Of all that is found the latest, behind the cursor. */
function latest(reader: Reader, found: Prisma.Sql, before: SearchCursor | null, limit: number, lines?: Prisma.Sql): Prisma.Sql {
  const behind = before ? Prisma.sql`AND (m.at, m.id) < (${before.at}, ${before.id}::uuid)` : Prisma.empty
  return Prisma.sql`${shown(Prisma.sql`${found} ${behind} AND ${visibleTo(reader)} ORDER BY m.at DESC, m.id DESC LIMIT ${limit}`, lines)} ORDER BY m.at DESC, m.id DESC`
}

/** Lines that may hold what is looked for, the latest first. */
export function linesWith({ prisma }: Database, reader: Reader, terms: readonly number[], since: Date | null, before: SearchCursor | null, limit: number): Promise<FoundLine[]> {
  const [wanted, first] = [Prisma.sql`${[...terms]}::int[]`, Prisma.sql`${firstIdSince(since)}::uuid`]
  return prisma.$queryRaw<FoundLine[]>(latest(reader, Prisma.sql`JOIN (
      SELECT k.message_id AS id FROM message_terms k WHERE k.terms @> ${wanted} AND k.message_id >= ${first}
      UNION SELECT l.id FROM said_terms s JOIN message l ON l.said_id = s.id WHERE s.terms @> ${wanted} AND l.id >= ${first}
    ) k ON k.id = m.id WHERE m.withdrawn_at IS NULL AND m.at >= ${since ?? new Date(0)}`, before, limit))
}

/** The same of what was said since then, which is looked through line by line: for so short a time that it costs less than to ask who ever said it. */
export function linesLately({ prisma }: Database, reader: Reader, terms: readonly number[], since: Date, before: SearchCursor | null, limit: number): Promise<FoundLine[]> {
  const [wanted, upTo] = [Prisma.sql`${[...terms]}::int[]`, before ? Prisma.sql`AND m.at <= ${before.at}` : Prisma.empty]
  // By themselves first, so that nothing else is ever begun with.
  const lines = Prisma.sql`(SELECT * FROM message m WHERE m.withdrawn_at IS NULL AND m.at >= ${since} ${upTo}
    AND ((SELECT k.terms @> ${wanted} FROM message_terms k WHERE k.message_id = m.id) IS TRUE OR (SELECT s.terms @> ${wanted} FROM said_terms s WHERE s.id = m.said_id) IS TRUE) OFFSET 0)`
  return prisma.$queryRaw<FoundLine[]>(latest(reader, Prisma.sql`WHERE TRUE`, before, limit, lines))
}

/** Since when about so many lines were written, before `until`. Ids of version 7 begin with when they were made; an id that a page gave may be of another. */
export async function sinceLines({ prisma }: Database, until: Date, lines: number): Promise<Date | null> {
  const [row] = await prisma.$queryRaw<{ id: string }[]>`${PLANNED}
    SELECT id FROM (SELECT id FROM message WHERE id < ${idAt(until.getTime())}::uuid ORDER BY id DESC LIMIT ${Prisma.raw(String(lines))}) l WHERE substr(id::text, 15, 1) = '7' ORDER BY id LIMIT 1`
  return row ? new Date(Number.parseInt(row.id.replace('-', '').slice(0, 12), 16)) : null
}

/** A line is written down after it was said, by a clock that may be behind the platform's. */
const LATE_MS = 3_600_000

/** No line said since then has an id before this one: ids begin with when they were made. */
const firstIdSince = (since: Date | null): string => idAt(Math.max(0, (since?.getTime() ?? 0) - LATE_MS))

function idAt(ms: number): string {
  const digits = ms.toString(16).padStart(12, '0')
  return `${digits.slice(0, 8)}-${digits.slice(8)}-0000-0000-000000000000`
}

/** The lines beside these places, in front of them and behind. */
export function linesBeside({ prisma }: Database, reader: Reader, places: readonly { readonly conversation: string; readonly seq: number }[]): Promise<FoundLine[]> {
  if (places.length === 0) return Promise.resolve([])
  const [conversations, seqs] = [places.flatMap(({ conversation }) => [conversation, conversation]), places.flatMap(({ seq }) => [seq - 1, seq + 1])]
  return prisma.$queryRaw<FoundLine[]>`${PLANNED} ${shown(Prisma.sql`WHERE m.withdrawn_at IS NULL AND ${visibleTo(reader)} AND (m.conversation_id, m.seq) IN (
    SELECT place.conversation, place.seq FROM unnest(${conversations}::uuid[], ${seqs}::int[]) AS place(conversation, seq))`)}`
}

export interface FoundPerson { readonly id: string; readonly person_id: string; readonly channel: string; readonly person_language: string | null; readonly last_at: Date }

/** Conversations in which something happened since, the latest first; where the name ends with its four digits, only of people who have it. */
export async function conversationsSince({ prisma }: Database, reader: Reader, since: Date | null, name: string, limit: number): Promise<FoundPerson[]> {
  const number = /\d{4}$/.exec(name)?.[0]
  // A number is a hundred people's where there are a million: nothing more is read of those with another bird.
  const people = number === undefined ? null : (await prisma.$queryRaw<{ id: string }[]>`${PLANNED} SELECT p.id FROM person p WHERE ${isNumbered(number)}`).map(({ id }) => id).filter((id) => pseudonymOf(id).includes(name))
  if (people?.length === 0) return []
  return prisma.$queryRaw<FoundPerson[]>`
    SELECT c.id, c.person_id, a.channel, p.language AS person_language, c.last_at
    FROM conversation c JOIN person p ON p.id = c.person_id JOIN account a ON a.id = c.account_id
    WHERE c.last_seq > 0 AND c.last_at >= ${since ?? new Date(0)} ${people === null ? Prisma.empty : Prisma.sql`AND c.person_id = ANY(${people}::uuid[])`} AND ${visibleTo(reader)}
    ORDER BY c.last_at DESC LIMIT ${limit}`
}
