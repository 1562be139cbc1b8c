// The list of conversations: a filter as a condition, the order as a value, and how many each view holds.
import type { ListFilter } from '../list/filter.ts'
import { MOST } from '../list/most.ts'
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

/** Of `conversation c`: the open cases of its person and about it. */
const OPEN_CASES = Prisma.sql`(
  SELECT f.* FROM case_file f WHERE f.person_id = c.person_id AND f.closed_at IS NULL
  UNION ALL SELECT f.* FROM case_conversation x JOIN case_file f ON f.id = x.case_id WHERE x.conversation_id = c.id AND f.closed_at IS NULL) f`

/** The gravest of them that the reader may see. */
const severityOf = (reader: Reader) => Prisma.sql`(SELECT max(f.severity) FROM ${OPEN_CASES} WHERE ${caseVisibleTo(reader)})`

/** In milliseconds; who does not wait comes after all who do. */
const PLACE = Prisma.sql`ARRAY[
  -10 * CASE c.danger->>'level' WHEN 'S5' THEN 2 WHEN 'S4' THEN 1 ELSE 0 END - coalesce(right(k.severity, 1)::int, 0),
  coalesce(extract(epoch FROM c.waiting_since) * 1000, ${NEVER}), -extract(epoch FROM c.last_at) * 1000]::float8[]`

/** What may stand before others, whoever reads: few, however many conversations there are. All others follow by the time of their last line. */
const PRESSING = Prisma.sql`c.id IN (
  SELECT o.id FROM conversation o WHERE (o.handling <> 'bot' OR o.danger IS NOT NULL) AND o.danger IS NOT NULL
  UNION SELECT o.id FROM conversation o WHERE o.waiting_since IS NOT NULL
  UNION SELECT o.id FROM case_file f JOIN conversation o ON o.person_id = f.person_id WHERE f.closed_at IS NULL
  UNION SELECT x.conversation_id FROM case_file f JOIN case_conversation x ON x.case_id = f.id WHERE f.closed_at IS NULL)`
const CALM = Prisma.sql`c.danger IS NULL AND c.waiting_since IS NULL AND NOT EXISTS (SELECT 1 FROM ${OPEN_CASES})`

const SHOWN = {
  open: (now: Date) => Prisma.sql`((c.handling <> 'bot' OR c.danger IS NOT NULL) AND (c.snoozed_until IS NULL OR c.snoozed_until <= ${now}))`,
  snoozed: (now: Date) => Prisma.sql`c.snoozed_until > ${now}`,
  bot: () => Prisma.sql`c.handling = 'bot'`,
  all: () => Prisma.sql`TRUE`,
}
const OWNED = { mine: (reader: Reader) => Prisma.sql`c.assignee_id = ${reader.id}`, nobody: () => Prisma.sql`c.assignee_id IS NULL` }
const TURN = { ours: Prisma.sql`c.waiting_since IS NOT NULL`, theirs: Prisma.sql`(c.handling <> 'bot' AND c.waiting_since IS NULL)` }

/** What the condition of a filter is about: `conversation c`, and `person p` and `account a` where it names them. */
const named = ({ language, channel }: ListFilter) => Prisma.sql`conversation c ${language ? Prisma.sql`JOIN person p ON p.id = c.person_id` : Prisma.empty} ${channel ? Prisma.sql`JOIN account a ON a.id = c.account_id` : Prisma.empty}`

function matching({ show, owner, turn, language, channel, theme }: ListFilter, reader: Reader, now: Date): Prisma.Sql {
  return Prisma.join([
    SHOWN[show](now),
    ...(owner ? [OWNED[owner](reader)] : []),
    ...(turn ? [TURN[turn]] : []),
    ...(language ? [Prisma.sql`p.language = ${language}`] : []),
    ...(channel ? [Prisma.sql`a.channel = ${channel}`] : []),
    ...(theme ? [Prisma.sql`c.theme = ${theme}`] : []),
  ], ' AND ')
}

/** In the order of the list. */
export function listConversations({ prisma }: Database, reader: Reader, filter: ListFilter, now: Date, part: Part): Promise<ListRow[]> {
  const placed = (which: Prisma.Sql) => Prisma.sql`
    SELECT c.id, k.severity, ${PLACE} AS place, c.last_at FROM ${named(filter)},
      LATERAL (SELECT ${severityOf(reader)} AS severity) k
    WHERE c.last_seq > 0 AND ${matching(filter, reader, now)} AND ${visibleTo(reader)} AND ${which}`
  const rows = part.type === 'named'
    ? placed(Prisma.sql`c.id IN (
        SELECT unnest(${[...part.ids]}::uuid[]) UNION SELECT x.conversation_id FROM case_conversation x WHERE x.case_id = ANY(${[...part.cases]}::uuid[]))`)
    : pageOf(placed, part, filter.show === 'open' || filter.show === 'snoozed')
  return prisma.$queryRaw<ListRow[]>`
    WITH part AS (${rows}) SELECT ${LISTED}, part.place, part.severity ${LISTED_FROM} JOIN part ON part.id = c.id ORDER BY part.place, part.id`
}

/** The calm are read from the latest on, and no further than the page goes. @param few what is shown is little altogether */
function pageOf(placed: (which: Prisma.Sql) => Prisma.Sql, { after, limit }: Extract<Part, { type: 'page' }>, few: boolean): Prisma.Sql {
  const [gravity = 0, waiting = 0, last = 0] = after?.place ?? []
  const until = after && gravity === 0 && waiting === NEVER ? Prisma.sql`${CALM} AND c.last_at <= ${new Date(Math.ceil(-last))}` : CALM
  const behind = after ? Prisma.sql`WHERE (place, id) > (${[...after.place]}::float8[], ${after.id}::uuid)` : Prisma.empty
  if (few) return Prisma.sql`SELECT id, severity, place FROM (${placed(Prisma.sql`TRUE`)}) one ${behind} ORDER BY place, id LIMIT ${limit}`
  return Prisma.sql`
    SELECT id, severity, place FROM (
      SELECT * FROM (${placed(PRESSING)}) pressing
      UNION ALL (SELECT * FROM (${placed(until)}) calm ${behind} ORDER BY last_at DESC, id LIMIT ${limit})) one
    ${behind} ORDER BY place, id LIMIT ${limit}`
}

/** How many conversations there are, how many wait for a person and are in sight, and how many each filter shows; of each no more than `MOST`. */
export async function countViews({ prisma }: Database, reader: Reader, filters: readonly ListFilter[], now: Date): Promise<{ all: number; waiting: number; each: number[] }> {
  const count = (from: Prisma.Sql, condition: Prisma.Sql) => Prisma.sql`(SELECT count(*) FROM (SELECT 1 FROM ${from} WHERE c.last_seq > 0 AND ${condition} AND ${visibleTo(reader)} LIMIT ${MOST}) n)`
  const each = Prisma.join([
    count(Prisma.sql`conversation c`, Prisma.sql`TRUE`), count(Prisma.sql`conversation c`, Prisma.sql`c.handling = 'waiting' AND c.snoozed_until IS NULL`),
    ...filters.map((filter) => count(named(filter), matching(filter, reader, now))),
  ])
  const [row] = await prisma.$queryRaw<{ counts: number[] }[]>`SELECT ARRAY[${each}]::int[] AS counts`
  const [all = 0, waiting = 0, ...counts] = row?.counts ?? []
  return { all, waiting, each: counts }
}
