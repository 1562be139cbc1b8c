// What failed and waits for somebody to look at it: one list for each kind, out of the rows in which the work itself stands.
import { Prisma } from './generated/client.ts'
import type { Database } from './database.ts'
import { visibleTo, caseVisibleTo } from './visible.ts'
import type { Reader } from './visible.ts'

export const TROUBLES = ['turn', 'delivery', 'translation', 'media', 'page', 'inquiryMail', 'partnerMail', 'bodyMail'] as const
export type TroubleKind = (typeof TROUBLES)[number]

/** `trying`: it goes on by itself. Where it stands is named only to who may see it. */
export interface TroubleRow {
  readonly id: string
  readonly at: Date
  readonly tries: number
  /** As the part that failed said it: without anybody's words, names or addresses. */
  readonly reason: string | null
  readonly trying: boolean
  /** The account, or the way in which it was to go. */
  readonly by: string | null
  readonly conversation_id: string | null
  readonly case_id: string | null
}

/** Whatever has been tried so often, without being given up, is worth a look. */
const OFTEN = 5
const ENOUGH = 100
/** More are not counted. */
const MANY = 1_000

const here = (id: Prisma.Sql, reader: Reader) => Prisma.sql`(SELECT c.id FROM conversation c WHERE c.id = ${id} AND ${visibleTo(reader)})`
const nowhere = Prisma.sql`NULL::uuid`

const ROWS: Readonly<Record<TroubleKind, (reader: Reader) => Prisma.Sql>> = {
  turn: (reader) => Prisma.sql`
    SELECT e.id::text, e.set_aside_at AS at, e.attempts AS tries, e.failure AS reason, false AS trying, e.account_id AS by, ${here(Prisma.sql`e.conversation_id`, reader)} AS conversation_id, ${nowhere} AS case_id
    FROM event e WHERE e.set_aside_at IS NOT NULL`,
  delivery: (reader) => Prisma.sql`
    SELECT d.id::text, least(d.due_at, now()) AS at, d.attempts AS tries, d.reason, d.status = 'pending' AS trying, o.account_id AS by, ${here(Prisma.sql`d.conversation_id`, reader)} AS conversation_id, ${nowhere} AS case_id
    FROM (SELECT * FROM delivery WHERE status = 'failed' AND given_up_at IS NULL AND NOT bulk
      UNION ALL SELECT * FROM delivery WHERE status = 'pending' AND NOT bulk AND attempts >= ${OFTEN} AND reason IS NOT NULL) d
    JOIN conversation o ON o.id = d.conversation_id AND o.reachable AND o.left_at IS NULL`,
  translation: (reader) => Prisma.sql`
    SELECT m.id::text, m.at, m.translate_tries AS tries, m.translate_problem AS reason, m.translate_at IS NOT NULL AS trying, NULL AS by, ${here(Prisma.sql`m.conversation_id`, reader)} AS conversation_id, ${nowhere} AS case_id
    FROM message m WHERE m.translate_problem IS NOT NULL AND m.translate_given_up_at IS NULL AND m.withdrawn_at IS NULL AND m.translate_problem <> 'language'`,
  media: (reader) => Prisma.sql`
    SELECT f.id::text, f.created_at AS at, f.tries, f.reason, f.status = 'pending' AS trying, o.account_id AS by, ${here(Prisma.sql`m.conversation_id`, reader)} AS conversation_id, ${nowhere} AS case_id
    FROM (SELECT * FROM media WHERE status = 'failed' AND given_up_at IS NULL UNION ALL SELECT * FROM media WHERE due_at IS NOT NULL AND status = 'pending' AND tries >= ${OFTEN}) f
    JOIN message m ON m.id = f.message_id JOIN conversation o ON o.id = m.conversation_id`,
  page: (reader) => Prisma.sql`
    SELECT p.id::text, p.asked_at AS at, p.attempts AS tries, p.reason, false AS trying, p.medium AS by, ${here(Prisma.sql`a.conversation_id`, reader)} AS conversation_id, ${nowhere} AS case_id
    FROM page p JOIN alarm a ON a.id = p.alarm_id AND a.acknowledged_at IS NULL WHERE p.status = 'failed'`,
  inquiryMail: (reader) => Prisma.sql`
    SELECT i.conversation_id::text AS id, least(i.due_at, now()) AS at, i.tries, i.problem AS reason, i.problem IS NULL AS trying, 'email' AS by, ${here(Prisma.sql`i.conversation_id`, reader)} AS conversation_id, ${nowhere} AS case_id
    FROM (SELECT * FROM inquiry WHERE problem IS NOT NULL UNION ALL SELECT * FROM inquiry WHERE email IS NOT NULL AND due_at > now() AND tries >= ${OFTEN} AND problem IS NULL) i`,
  partnerMail: (reader) => Prisma.sql`
    SELECT r.id::text, r.created_at AS at, r.mail_tries AS tries, r.mail_problem AS reason, r.mail_problem IS NULL AS trying, 'email' AS by, ${nowhere} AS conversation_id,
      (SELECT f.id FROM case_file f WHERE f.id = r.case_id AND ${caseVisibleTo(reader)}) AS case_id
    FROM (SELECT * FROM partner_request WHERE mail_problem IS NOT NULL AND mail_given_up_at IS NULL UNION ALL SELECT * FROM partner_request WHERE mail_due_at IS NOT NULL AND mail_tries >= ${OFTEN} AND mail_problem IS NULL) r`,
  bodyMail: () => Prisma.sql`
    SELECT r.id::text, r.created_at AS at, r.mail_tries AS tries, r.mail_problem AS reason, r.mail_problem IS NULL AS trying, 'email' AS by, ${nowhere} AS conversation_id, ${nowhere} AS case_id
    FROM (SELECT * FROM body_reply WHERE mail_problem IS NOT NULL AND mail_given_up_at IS NULL UNION ALL SELECT * FROM body_reply WHERE mail_due_at IS NOT NULL AND mail_tries >= ${OFTEN} AND mail_problem IS NULL) r`,
}

/** The newest of a kind. */
export function troublesOf({ prisma }: Database, reader: Reader, kind: TroubleKind): Promise<TroubleRow[]> {
  return prisma.$queryRaw<TroubleRow[]>`${ROWS[kind](reader)} ORDER BY at DESC LIMIT ${ENOUGH}`
}

/** By kind; kinds without any are left out, and beyond a thousand it is a thousand. */
export async function countTroubles({ prisma }: Database, reader: Reader): Promise<Readonly<Partial<Record<TroubleKind, number>>>> {
  const each = TROUBLES.map((kind) => Prisma.sql`(SELECT ${kind} AS kind, count(*)::int AS n FROM (SELECT 1 FROM (${ROWS[kind](reader)}) t LIMIT ${MANY}) listed)`)
  const rows = await prisma.$queryRaw<{ kind: TroubleKind; n: number }[]>`SELECT * FROM (${Prisma.join(each, ' UNION ALL ')}) counted WHERE n > 0`
  return Object.fromEntries(rows.map(({ kind, n }) => [kind, n]))
}

/** Since when the oldest of what waits for a worker waits; null where nothing does. What fails by itself is not meant. */
export async function oldestWaiting({ prisma }: Database): Promise<{ readonly turns: Date | null; readonly deliveries: Date | null }> {
  const [row] = await prisma.$queryRaw<{ turns: Date | null; deliveries: Date | null }[]>`
    SELECT (SELECT received_at FROM event WHERE done_at IS NULL ORDER BY id LIMIT 1) AS turns,
      (SELECT d.due_at FROM delivery d WHERE d.status = 'pending' AND d.reason IS NULL AND NOT d.bulk
        AND NOT EXISTS (SELECT 1 FROM delivery e WHERE e.conversation_id = d.conversation_id AND e.status = 'pending' AND e.seq < d.seq) ORDER BY d.due_at LIMIT 1) AS deliveries`
  return row ?? { turns: null, deliveries: null }
}
