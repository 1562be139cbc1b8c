// The list of conversations: a filter as a condition, the order as a value, and how many each view holds.
import type { ListFilter } from '../list/filter.ts'
import { LISTED, LISTED_FROM } from './conversations.ts'
import type { ListedConversation } from './conversations.ts'
import type { Database } from './database.ts'
import { Prisma } from './generated/client.ts'
import { caseVisibleTo, visibleTo } from './visible.ts'
import type { Reader } from './visible.ts'

/** A row of the list: where it stands in it (src/list/order.ts), and the gravest open case of its person that the reader may see. */
export interface ListRow extends ListedConversation { readonly place: number[]; readonly severity: string | null }

/** Which of the rows that match: behind a row, or only these conversations and those of these cases. */
export type Part =
  | { readonly type: 'page'; readonly after: { readonly place: readonly number[]; readonly id: string } | null; readonly limit: number }
  | { readonly type: 'named'; readonly ids: readonly string[]; readonly cases: readonly string[] }

const NEVER = 9e15

/** In milliseconds; who does not wait comes after all who do. */
const PLACE = Prisma.sql`ARRAY[
  -10 * CASE c.danger->>'level' WHEN 'S5' THEN 2 WHEN 'S4' THEN 1 ELSE 0 END - coalesce(right(k.severity, 1)::int, 0),
  coalesce(extract(epoch FROM c.waiting_since) * 1000, ${NEVER}), -extract(epoch FROM c.last_at) * 1000]::float8[]`

/** By conversation, the gravest open case of its person or about it. */
const casesOf = (reader: Reader) => Prisma.sql`(
  SELECT about.id, max(about.severity) AS severity FROM (
    SELECT o.id, f.severity FROM case_file f JOIN conversation o ON o.person_id = f.person_id WHERE f.closed_at IS NULL AND ${caseVisibleTo(reader)}
    UNION ALL
    SELECT x.conversation_id, f.severity FROM case_file f JOIN case_conversation x ON x.case_id = f.id WHERE f.closed_at IS NULL AND ${caseVisibleTo(reader)}
  ) about GROUP BY about.id)`

const SHOWN = {
  open: (snoozed: Prisma.Sql) => Prisma.sql`((c.handling <> 'bot' OR c.danger IS NOT NULL) AND NOT ${snoozed})`,
  snoozed: (snoozed: Prisma.Sql) => snoozed,
  bot: () => Prisma.sql`c.handling = 'bot'`,
  all: () => Prisma.sql`TRUE`,
}
const OWNED = { mine: (reader: Reader) => Prisma.sql`c.assignee_id = ${reader.id}`, nobody: () => Prisma.sql`c.assignee_id IS NULL` }
const TURN = { ours: Prisma.sql`c.waiting_since IS NOT NULL`, theirs: Prisma.sql`(c.handling <> 'bot' AND c.waiting_since IS NULL)` }

/** A condition on `conversation c`, `person p` and `account a`. */
function matching({ show, owner, turn, language, channel, theme }: ListFilter, reader: Reader, now: Date): Prisma.Sql {
  const snoozed = Prisma.sql`coalesce(c.snoozed_until > ${now}, false)`
  return Prisma.join([
    SHOWN[show](snoozed),
    ...(owner ? [OWNED[owner](reader)] : []),
    ...(turn ? [TURN[turn]] : []),
    ...(language ? [Prisma.sql`p.language = ${language}`] : []),
    ...(channel ? [Prisma.sql`a.channel = ${channel}`] : []),
    ...(theme ? [Prisma.sql`c.theme = ${theme}`] : []),
  ], ' AND ')
}

/** In the order of the list. */
export function listConversations({ prisma }: Database, reader: Reader, filter: ListFilter, now: Date, part: Part): Promise<ListRow[]> {
  const named = part.type === 'named'
    ? Prisma.sql`AND c.id IN (
        SELECT unnest(${[...part.ids]}::uuid[]) UNION SELECT x.conversation_id FROM case_conversation x WHERE x.case_id = ANY(${[...part.cases]}::uuid[]))`
    : Prisma.empty
  const behind = part.type === 'page' && part.after ? Prisma.sql`WHERE (place, id) > (${[...part.after.place]}::float8[], ${part.after.id}::uuid)` : Prisma.empty
  const limit = part.type === 'page' ? Prisma.sql`LIMIT ${part.limit}` : Prisma.empty
  return prisma.$queryRaw<ListRow[]>`
    WITH placed AS (
      SELECT c.id, k.severity, ${PLACE} AS place FROM conversation c JOIN person p ON p.id = c.person_id JOIN account a ON a.id = c.account_id
        LEFT JOIN ${casesOf(reader)} k ON k.id = c.id
      WHERE c.last_seq > 0 AND ${matching(filter, reader, now)} AND ${visibleTo(reader)} ${named}
    ), part AS (SELECT * FROM placed ${behind} ORDER BY place, id ${limit})
    SELECT ${LISTED}, part.place, part.severity ${LISTED_FROM} JOIN part ON part.id = c.id ORDER BY part.place, part.id`
}

/** In one statement: how many conversations there are, how many wait for a person and are in sight, and how many each filter shows. */
export async function countViews({ prisma }: Database, reader: Reader, filters: readonly ListFilter[], now: Date): Promise<{ all: number; waiting: number; each: number[] }> {
  const conditions = [Prisma.sql`TRUE`, Prisma.sql`c.handling = 'waiting' AND c.snoozed_until IS NULL`, ...filters.map((filter) => matching(filter, reader, now))]
  const each = Prisma.join(conditions.map((condition) => Prisma.sql`count(*) FILTER (WHERE ${condition})`))
  const [row] = await prisma.$queryRaw<{ counts: number[] }[]>`
    SELECT ARRAY[${each}]::int[] AS counts FROM conversation c JOIN person p ON p.id = c.person_id JOIN account a ON a.id = c.account_id
    WHERE c.last_seq > 0 AND ${visibleTo(reader)}`
  const [all = 0, waiting = 0, ...counts] = row?.counts ?? []
  return { all, waiting, each: counts }
}
