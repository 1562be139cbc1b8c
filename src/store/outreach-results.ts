// What became of a message to many, as numbers: how far it is, how it arrived, and what people did with it.
import type { InboundEvent } from '../../channels/contract.ts'
import type { Database, Statements } from './database.ts'
import { Prisma } from './generated/client.ts'

export interface Counted { readonly key: string; readonly count: number }

export interface Progress {
  readonly all: number
  /** Of each type of channel: who still waits. */
  readonly waiting: readonly Counted[]
  /** Why some of them wait longer. */
  readonly delayed: readonly Counted[]
  readonly skipped: readonly Counted[]
  readonly underWay: number
  readonly sent: number
  readonly delivered: number
  readonly read: number
  readonly failed: readonly Counted[]
  readonly optedOut: number
}

const OF_LINE = Prisma.sql`outreach_recipient r LEFT JOIN message m ON m.id = r.line_id LEFT JOIN delivery d ON d.id = m.delivery_id`

export async function progressOf({ prisma }: Database, id: string): Promise<Progress> {
  const counted = (what: Prisma.Sql, where: Prisma.Sql) => prisma.$queryRaw<Counted[]>`
    SELECT coalesce(${what}, '') AS key, count(*)::int AS count FROM ${OF_LINE} WHERE r.outreach_id = ${id}::uuid AND ${where} GROUP BY 1 ORDER BY 2 DESC, 1`
  const [totals, waiting, delayed, skipped, failed] = await Promise.all([
    prisma.$queryRaw<Pick<Progress, 'all' | 'underWay' | 'sent' | 'delivered' | 'read' | 'optedOut'>[]>`
      SELECT count(*)::int AS all, count(*) FILTER (WHERE r.state = 'handed' AND d.status = 'pending')::int AS "underWay", count(*) FILTER (WHERE d.status = 'sent')::int AS sent,
        count(*) FILTER (WHERE d.delivered_at IS NOT NULL OR d.read_at IS NOT NULL)::int AS delivered, count(*) FILTER (WHERE d.read_at IS NOT NULL)::int AS read,
        count(*) FILTER (WHERE r.state = 'handed' AND EXISTS (SELECT 1 FROM contact_change k WHERE k.person_id = r.person_id AND k.at > r.handed_at AND k.terms->>'news' = 'false'))::int AS "optedOut"
      FROM ${OF_LINE} WHERE r.outreach_id = ${id}::uuid`,
    counted(Prisma.sql`r.channel`, Prisma.sql`r.state = 'waiting'`), counted(Prisma.sql`r.reason`, Prisma.sql`r.state = 'waiting' AND r.reason IS NOT NULL AND r.reason <> 'pace'`),
    counted(Prisma.sql`r.reason`, Prisma.sql`r.state = 'skipped'`), counted(Prisma.sql`d.reason`, Prisma.sql`r.state = 'handed' AND d.status = 'failed'`),
  ])
  const { all = 0, underWay = 0, sent = 0, delivered = 0, read = 0, optedOut = 0 } = totals[0] ?? {}
  return { all, underWay, sent, delivered, read, optedOut, waiting, delayed, skipped, failed }
}

export interface Results {
  /** Sent in the minutes that begin at. */
  readonly overTime: readonly { readonly at: Date; readonly count: number }[]
  readonly byChannel: readonly Counted[]
  readonly byLanguage: readonly Counted[]
  /** People who tapped a button of the message, by its address. */
  readonly taps: readonly Counted[]
  /** People who said or tapped anything since. */
  readonly answered: number
  /** Who said yes to the neutral line, of whom it went to. */
  readonly opened: number
  readonly neutral: number
  /** Of the questionnaires its buttons lead to; an anonymous one counts only those who begin. */
  readonly begun: number
  readonly finished: number
}

/** @param buttons addresses; @param minutes how long a bar of the plot is */
export async function resultsOf({ prisma }: Database, id: string, buttons: readonly string[], minutes: number): Promise<Results> {
  const keys = buttons.filter((address) => address.startsWith('questionnaire:')).map((address) => address.slice('questionnaire:'.length))
  const by = (column: Prisma.Sql) => prisma.$queryRaw<Counted[]>`
    SELECT coalesce(${column}, '') AS key, count(*)::int AS count FROM ${OF_LINE} WHERE r.outreach_id = ${id}::uuid AND d.status = 'sent' GROUP BY 1 ORDER BY 2 DESC, 1`
  const [overTime, byChannel, byLanguage, taps, people] = await Promise.all([
    prisma.$queryRaw<{ at: Date; count: number }[]>`
      SELECT date_bin(make_interval(mins => ${minutes}::int), d.sent_at, timestamptz '2026-01-01 00:00+09') AS at, count(*)::int AS count
      FROM ${OF_LINE} WHERE r.outreach_id = ${id}::uuid AND d.status = 'sent' GROUP BY 1 ORDER BY 1`,
    by(Prisma.sql`r.channel`), by(Prisma.sql`r.language`),
    tapsOf(prisma, id, buttons),
    prisma.$queryRaw<Pick<Results, 'answered' | 'opened' | 'neutral' | 'begun' | 'finished'>[]>`
      SELECT count(*) FILTER (WHERE EXISTS (SELECT 1 FROM message a WHERE a.conversation_id = m.conversation_id AND a.seq > m.seq AND a.author = 'worker'))::int AS answered,
        count(*) FILTER (WHERE r.held_id IS NOT NULL)::int AS neutral, count(*) FILTER (WHERE h.status = 'released')::int AS opened,
        count(*) FILTER (WHERE EXISTS (SELECT 1 FROM answer_sheet s WHERE s.person_id = r.person_id AND s.key = ANY(${keys}::text[]) AND s.begun_at > r.handed_at))::int AS begun,
        count(*) FILTER (WHERE EXISTS (SELECT 1 FROM answer_sheet s WHERE s.person_id = r.person_id AND s.key = ANY(${keys}::text[]) AND s.begun_at > r.handed_at AND s.finished_at IS NOT NULL))::int AS finished
      FROM outreach_recipient r JOIN message m ON m.id = r.line_id LEFT JOIN held_line h ON h.id = r.held_id WHERE r.outreach_id = ${id}::uuid AND r.state = 'handed'`,
  ])
  const { answered = 0, opened = 0, neutral = 0, begun = 0, finished = 0 } = people[0] ?? {}
  return { overTime, byChannel, byLanguage, taps, answered, opened, neutral, begun, finished }
}

/** What was tapped stands in the events, which only their reader can open. */
async function tapsOf(prisma: Statements, id: string, buttons: readonly string[]): Promise<Counted[]> {
  const rows = await prisma.$queryRaw<{ home_id: string; payload: InboundEvent }[]>`
    SELECT r.home_id, e.payload FROM outreach_recipient r
    JOIN event e ON e.conversation_id = r.conversation_id AND e.type = 'choice' AND e.received_at > r.handed_at
    WHERE r.outreach_id = ${id}::uuid AND r.state = 'handed'`
  const tapped = Map.groupBy(rows, ({ payload }) => (payload.type === 'choice' ? payload.value : ''))
  return buttons.flatMap((key) => { const count = new Set(tapped.get(key)?.map(({ home_id }) => home_id)).size; return count > 0 ? [{ key, count }] : [] })
    .toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1))
}
