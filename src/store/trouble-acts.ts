// What is done about what failed: it is tried once more, or it is left at that. Both answer with how many it was.
import { Prisma } from './generated/client.ts'
import type { Database, Statements } from './database.ts'
import type { FailedLine } from './resending.ts'
import type { TroubleKind } from './troubles.ts'

const ids = (of: readonly string[]) => Prisma.sql`ANY(${[...of]}::uuid[])`

/** Everything but deliveries, which may go only where the person's terms allow it. A message from before its writer left is not taken up again. */
const AGAIN: Readonly<Record<Exclude<TroubleKind, 'delivery'>, (of: readonly string[], now: Date) => Prisma.Sql>> = {
  turn: (of) => Prisma.sql`
    UPDATE event e SET done_at = NULL, attempts = 0, failure = NULL, set_aside_at = NULL FROM conversation c
    WHERE c.id = e.conversation_id AND e.id = ANY(${[...of]}::bigint[]) AND e.set_aside_at IS NOT NULL AND (c.left_at IS NULL OR c.left_at < e.received_at)`,
  translation: (of) => Prisma.sql`
    UPDATE message SET translate_at = now(), translate_tries = 0, translate_problem = NULL WHERE id = ${ids(of)} AND translate_problem IS NOT NULL AND withdrawn_at IS NULL`,
  media: (of) => Prisma.sql`
    UPDATE media SET status = 'pending', reason = NULL, tries = 0, due_at = now() WHERE id = ${ids(of)} AND status IN ('failed', 'pending') AND source IS NOT NULL`,
  page: (of, now) => Prisma.sql`
    UPDATE page p SET status = 'pending', reason = NULL, attempts = 0, due_at = ${now} FROM alarm a
    WHERE a.id = p.alarm_id AND a.acknowledged_at IS NULL AND p.id = ${ids(of)} AND p.status = 'failed'`,
  inquiryMail: (of) => Prisma.sql`
    UPDATE inquiry SET notified_seq = coalesce(untold_after, notified_seq), problem = NULL, untold_after = NULL, tries = 0, due_at = now() WHERE conversation_id = ${ids(of)}`,
  partnerMail: (of, now) => Prisma.sql`
    UPDATE partner_request SET mail_due_at = ${now}, mail_tries = 0, mail_problem = NULL WHERE id = ${ids(of)} AND mailed_at IS NULL AND address IS NOT NULL AND expires_at > ${now}`,
  bodyMail: (of, now) => Prisma.sql`
    UPDATE body_reply SET mail_due_at = ${now}, mail_tries = 0, mail_problem = NULL WHERE id = ${ids(of)} AND mailed_at IS NULL AND address IS NOT NULL AND expires_at > ${now}`,
}

/** What is left at that stays where it stands: only nobody is asked to look at it any more. */
const END: Readonly<Record<TroubleKind, (of: readonly string[]) => Prisma.Sql>> = {
  turn: (of) => Prisma.sql`UPDATE event SET set_aside_at = NULL WHERE id = ANY(${[...of]}::bigint[]) AND set_aside_at IS NOT NULL`,
  delivery: (of) => Prisma.sql`
    UPDATE delivery SET status = 'failed', given_up_at = now(), lease_until = NULL WHERE id = ${ids(of)} AND status IN ('failed', 'pending') AND reason IS NOT NULL AND (lease_until IS NULL OR lease_until < now())`,
  translation: (of) => Prisma.sql`UPDATE message SET translate_at = NULL, translate_given_up_at = now() WHERE id = ${ids(of)} AND translate_problem IS NOT NULL`,
  media: (of) => Prisma.sql`
    UPDATE media SET status = 'failed', reason = coalesce(reason, 'tries'), due_at = NULL, given_up_at = now() WHERE id = ${ids(of)} AND status IN ('failed', 'pending')`,
  page: (of) => Prisma.sql`UPDATE page SET status = 'dropped' WHERE id = ${ids(of)} AND status = 'failed'`,
  inquiryMail: (of) => Prisma.sql`
    UPDATE inquiry i SET problem = NULL, untold_after = NULL, tries = 0, notified_seq = (SELECT c.last_seq FROM conversation c WHERE c.id = i.conversation_id) WHERE i.conversation_id = ${ids(of)}`,
  partnerMail: (of) => Prisma.sql`UPDATE partner_request SET mail_due_at = NULL, mail_problem = coalesce(mail_problem, 'given up'), mail_given_up_at = now() WHERE id = ${ids(of)} AND mailed_at IS NULL`,
  bodyMail: (of) => Prisma.sql`UPDATE body_reply SET mail_due_at = NULL, mail_problem = coalesce(mail_problem, 'given up'), mail_given_up_at = now() WHERE id = ${ids(of)} AND mailed_at IS NULL`,
}

export function tryAgain({ prisma }: Database, kind: Exclude<TroubleKind, 'delivery'>, of: readonly string[], now: Date): Promise<number> {
  return prisma.$executeRaw(AGAIN[kind](of, now))
}

export function leaveAtThat({ prisma }: Database, kind: TroubleKind, of: readonly string[]): Promise<number> {
  return prisma.$executeRaw(END[kind](of))
}

/** A delivery that did not arrive, with all that decides whether it may go now. `status` pending: it is being tried. */
export interface FailedDelivery extends FailedLine {
  readonly status: 'pending' | 'failed'
  readonly account_id: string
  readonly reachable: boolean
  readonly held: boolean
  readonly left_at: Date | null
  readonly heard_at: Date | null
  readonly waiting_since: Date | null
  readonly answer_from: Date | null
  readonly contact: unknown
}

/** Lets `decide` look at deliveries that failed or keep failing, locked, in the order of the log. */
export function changeFailed<Result>({ prisma }: Database, of: readonly string[], decide: (tx: Statements, found: readonly FailedDelivery[]) => Promise<Result>): Promise<Result> {
  return prisma.$transaction(async (tx) => decide(tx, await tx.$queryRaw<FailedDelivery[]>`
    SELECT d.id AS delivery_id, d.status, d.sent_at IS NOT NULL AS returned, coalesce((SELECT m.author FROM message m WHERE m.delivery_id = d.id ORDER BY m.seq LIMIT 1), 'bot') AS author,
      c.account_id, c.reachable, c.held, c.left_at, c.heard_at, c.waiting_since, c.answer_from, p.contact
    FROM delivery d JOIN conversation c ON c.id = d.conversation_id JOIN person p ON p.id = c.person_id
    WHERE d.id = ${ids(of)} AND (d.status = 'failed' OR (d.status = 'pending' AND (d.lease_until IS NULL OR d.lease_until < now()))) ORDER BY d.conversation_id, d.seq FOR UPDATE OF d SKIP LOCKED`))
}

/** What is being tried is due at once. */
export async function hurry(tx: Statements, delivery: string): Promise<void> {
  await tx.$executeRaw`UPDATE delivery SET due_at = now() WHERE id = ${delivery}::uuid AND status = 'pending'`
}
