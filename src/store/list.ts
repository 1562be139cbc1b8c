// The list of conversations: a filter as a condition, the order as a value, and how many each view holds.
import type { ListFilter } from '../list/filter.ts'
import { LATEST, LISTED, LISTED_FROM, UP_TO } from './conversations.ts'
import type { ListedConversation } from './conversations.ts'
import { PLANNED } from './database.ts'
import type { Database } from './database.ts'
import { Prisma } from './generated/client.ts'
import { caseVisibleTo, seesEveryCase, visibleTo } from './visible.ts'
import type { Reader } from './visible.ts'

/** A row of the list: where it stands in it (src/list/order.ts), and the gravest open case of its person that the reader may see. */
export interface ListRow extends ListedConversation { readonly place: number[]; readonly severity: string | null }

/** Which of the rows that match: behind a row, or only these conversations and those of these cases. */
export type Part =
  | { readonly type: 'page'; readonly after: { readonly place: readonly number[]; readonly id: string } | null; readonly limit: number }
  | { readonly type: 'named'; readonly ids: readonly string[]; readonly cases: readonly string[] }

/** Of `conversation c`: its place as the reader knows it; that of its own column is what the indexes are made of. */
const placed = (severity: Prisma.Sql) => Prisma.sql`list_place(c.danger, ${severity}, c.waiting_since, c.last_at)`
const PLACE = placed(Prisma.sql`c.case_severity`)

/** Of `conversation c`: the gravest open case of its person, or about it, that the reader may see. */
function severityFor(reader: Reader): Prisma.Sql {
  const everyCase = seesEveryCase(reader)
  return everyCase === null ? Prisma.sql`c.case_severity` : Prisma.sql`CASE WHEN c.case_severity IS NULL OR ${everyCase} THEN c.case_severity ELSE (
    SELECT max(f.severity) FROM (
      SELECT f.* FROM case_file f WHERE f.person_id = c.person_id AND f.closed_at IS NULL
      UNION ALL SELECT f.* FROM case_conversation x JOIN case_file f ON f.id = x.case_id WHERE x.conversation_id = c.id AND f.closed_at IS NULL) f
    WHERE ${caseVisibleTo(reader)}) END`
}

const OPEN = Prisma.sql`(c.handling <> 'bot' OR c.danger IS NOT NULL)`
const GUIDED = Prisma.sql`(c.handling = 'bot' AND c.danger IS NULL)`
const inSight = (now: Date) => Prisma.sql`(c.snoozed_until IS NULL OR c.snoozed_until <= ${now})`
const SHOWN = {
  open: (now: Date) => Prisma.sql`(${OPEN} AND ${inSight(now)})`,
  snoozed: (now: Date) => Prisma.sql`c.snoozed_until > ${now}`,
  bot: () => Prisma.sql`c.handling = 'bot'`,
  all: () => Prisma.sql`TRUE`,
}
const OWNED = { mine: (reader: Reader) => Prisma.sql`c.assignee_id = ${reader.id}`, nobody: () => Prisma.sql`c.assignee_id IS NULL` }
const TURN = { ours: Prisma.sql`c.waiting_since IS NOT NULL`, theirs: Prisma.sql`(c.handling <> 'bot' AND c.waiting_since IS NULL)` }

/** What the condition of a filter is about: `conversation c`, and `person p` where it names a language. */
const named = ({ language }: ListFilter) => Prisma.sql`conversation c ${language ? Prisma.sql`JOIN person p ON p.id = c.person_id` : Prisma.empty}`

/** PostgreSQL knows how much each account has, but not how much each channel. */
interface Account { readonly id: string; readonly channel: string }
const accountsFor = ({ prisma }: Database, filters: readonly ListFilter[]): Promise<Account[]> =>
  (filters.some(({ channel }) => channel !== null) ? prisma.account.findMany({ select: { id: true, channel: true } }) : Promise.resolve([]))

/**
 * Of few rows PostgreSQL would read an index of all that an account has, rather than ask of each whether it may be seen, which it thinks
 * dear: there it shall not know that it could.
 */
function ofChannel({ show, turn, channel }: ListFilter, accounts: readonly Account[]): Prisma.Sql {
  const those = Prisma.sql`c.account_id = ANY(${accounts.filter((one) => one.channel === channel).map(({ id }) => id)})`
  return turn !== null || show === 'open' || show === 'snoozed' ? Prisma.sql`(${those}) IS TRUE` : those
}

/** What a filter shows of all that are open, put off, guided, and whose turn it is. */
function narrowing(filter: ListFilter, accounts: readonly Account[], reader: Reader): Prisma.Sql[] {
  const { owner, language, channel, theme } = filter
  return [
    ...(owner ? [OWNED[owner](reader)] : []),
    ...(language ? [Prisma.sql`p.language = ${language}`] : []),
    ...(channel ? [ofChannel(filter, accounts)] : []),
    ...(theme ? [Prisma.sql`c.theme = ${theme}`] : []),
  ]
}

const together = (conditions: readonly Prisma.Sql[]) => Prisma.join([...conditions], ' AND ')

function matching(filter: ListFilter, accounts: readonly Account[], reader: Reader, now: Date): Prisma.Sql {
  return together([SHOWN[filter.show](now), ...(filter.turn ? [TURN[filter.turn]] : []), ...narrowing(filter, accounts, reader)])
}

/** Rows, unless somebody asks for another number. */
export const PAGE = 100

/** Whether the same plan does for all: not where some languages, themes, channels or members of staff have many and others few. */
const isPlanned = ({ owner, language, channel, theme }: ListFilter, part: Part) =>
  owner !== 'mine' && language === null && channel === null && theme === null && (part.type === 'named' || part.limit === PAGE)

/** PostgreSQL shall not multiply how rare this is with how rare the rest is: nearly all that meet that meet this. */
const nearlyAlways = (condition: Prisma.Sql) => Prisma.sql`CASE WHEN ${condition} THEN TRUE ELSE FALSE END`

/**
 * What a filter shows and whose turn it is, as conditions of which one holds for each conversation: each has an index in the order of the list.
 * Nothing is said twice: PostgreSQL would expect next to no rows, and rather put all in order than read the first of them from the index.
 */
function stretchesOf({ show, turn }: ListFilter, now: Date): readonly Prisma.Sql[] {
  if (turn !== null && show !== 'open') return [Prisma.sql`${TURN[turn]} AND ${SHOWN[show](now)}`]
  switch (turn) {
    case 'ours': return [Prisma.sql`${TURN.ours} AND ${nearlyAlways(OPEN)} AND ${inSight(now)}`]
    case 'theirs': return [Prisma.sql`${TURN.theirs} AND ${inSight(now)}`]
    case null: break
  }
  switch (show) {
    case 'open': return [SHOWN.open(now)]
    case 'snoozed': return [SHOWN.snoozed(now)]
    case 'bot': return [Prisma.sql`(c.handling = 'bot' AND c.danger IS NOT NULL)`, GUIDED]
    case 'all': return [OPEN, GUIDED]
  }
}

/**
 * In the order of the list. A page is read from the indexes of that order, no further than it goes; for who may not see every case, with
 * those conversations that stand lower for them than for others.
 */
export async function listConversations(db: Database, reader: Reader, filter: ListFilter, now: Date, part: Part): Promise<ListRow[]> {
  const accounts = await accountsFor(db, [filter])
  const rows = (place: Prisma.Sql, which: Prisma.Sql) => Prisma.sql`
    SELECT c.id, k.severity, ${place} AS place FROM ${named(filter)}, LATERAL (SELECT ${severityFor(reader)} AS severity) k
    WHERE c.last_seq > 0 AND ${visibleTo(reader)} AND ${which}`
  const matches = matching(filter, accounts, reader, now)
  const theirs = placed(Prisma.sql`k.severity`)
  const page = ({ after, limit }: Extract<Part, { type: 'page' }>) => {
    // A number of the statement itself: PostgreSQL plans for no more.
    const upTo = Prisma.raw(String(Math.trunc(limit)))
    const stretch = (place: Prisma.Sql, which: Prisma.Sql) => {
      const behind = after ? Prisma.sql`AND (${place}, c.id) > (${[...after.place]}::float8[], ${after.id}::uuid)` : Prisma.empty
      return Prisma.sql`(${rows(place, Prisma.sql`${which} ${behind}`)} ORDER BY ${place}, c.id LIMIT ${upTo})`
    }
    const everyCase = seesEveryCase(reader)
    const inTheirs = everyCase === null ? Prisma.empty : Prisma.sql`AND (c.case_severity IS NULL OR k.severity = c.case_severity)`
    const narrow = narrowing(filter, accounts, reader)
    const everybodys = stretchesOf(filter, now).map((one) => stretch(PLACE, Prisma.sql`${together([one, ...narrow])} ${inTheirs}`))
    const lower = everyCase === null ? [] : [stretch(theirs, Prisma.sql`${matches} AND NOT ${everyCase} AND c.case_severity IS NOT NULL AND k.severity IS DISTINCT FROM c.case_severity`)]
    return Prisma.sql`SELECT * FROM (${Prisma.join([...everybodys, ...lower], ' UNION ALL ')}) one ORDER BY place, id LIMIT ${upTo}`
  }
  const found = part.type === 'page' ? page(part) : rows(theirs, Prisma.sql`${matches} AND c.id IN (
    SELECT unnest(${[...part.ids]}::uuid[]) UNION SELECT x.conversation_id FROM case_conversation x WHERE x.case_id = ANY(${[...part.cases]}::uuid[]))`)
  return db.prisma.$queryRaw<ListRow[]>`${isPlanned(filter, part) ? PLANNED : Prisma.empty}
    WITH part AS MATERIALIZED (${found}) SELECT ${LISTED}, part.place, part.severity ${LISTED_FROM} JOIN part ON part.id = c.id ORDER BY part.place, part.id`
}

/** How many conversations there are, how many wait for a person and are in sight, and how many each filter shows; of each no more than `MOST`. */
export async function countViews(db: Database, reader: Reader, filters: readonly ListFilter[], now: Date): Promise<{ all: number; waiting: number; each: number[] }> {
  const accounts = await accountsFor(db, filters)
  const count = (from: Prisma.Sql, condition: Prisma.Sql, order = Prisma.empty) => Prisma.sql`(SELECT count(*) FROM (SELECT 1 FROM ${from} WHERE c.last_seq > 0 AND ${condition} AND ${visibleTo(reader)} ${order} LIMIT ${UP_TO}) n)`
  const each = Prisma.join([
    count(Prisma.sql`conversation c`, Prisma.sql`TRUE`, LATEST), count(Prisma.sql`conversation c`, Prisma.sql`c.handling = 'waiting' AND c.snoozed_until IS NULL`),
    ...filters.map((filter) => count(named(filter), matching(filter, accounts, reader, now), filter.show === 'all' || filter.show === 'bot' ? LATEST : Prisma.empty)),
  ])
  const [row] = await db.prisma.$queryRaw<{ counts: number[] }[]>`SELECT ARRAY[${each}]::int[] AS counts`
  const [all = 0, waiting = 0, ...counts] = row?.counts ?? []
  return { all, waiting, each: counts }
}
