// Conversations begun by the form without scripts: who wished to be told by e-mail, and what they have been told.
import type { Database } from './database.ts'
import { named, secret } from './sealing/marks.ts'

export interface NewInquiry { readonly conversation: string; readonly email: string | null; readonly whole: boolean }

/** The first one counts: a form that is sent twice changes nothing. */
export async function saveInquiry({ prisma }: Database, { conversation, email, whole }: NewInquiry): Promise<void> {
  await prisma.$executeRaw`
    INSERT INTO inquiry (conversation_id, email, whole) VALUES (${conversation}::uuid, ${secret(email)}, ${whole}) ON CONFLICT DO NOTHING`
}

/** The person has the page before them, up to this line. */
export async function noteOpened({ prisma }: Database, conversation: string, seq: number): Promise<void> {
  await prisma.$executeRaw`UPDATE inquiry SET seen_seq = greatest(seen_seq, ${seq}) WHERE conversation_id = ${conversation}::uuid`
}

/** The turns of all these events have been taken. */
export async function areTaken({ prisma }: Database, account: string, events: readonly string[]): Promise<boolean> {
  return (await prisma.event.count({ where: { accountId: account, externalId: { in: [...events] }, doneAt: { not: null } } })) === events.length
}

export interface DueNotice {
  readonly conversation_id: string
  readonly email: string
  /** The mail holds the answer itself. */
  readonly whole: boolean
  readonly language: string | null
  /** Lines behind this one have been neither told nor seen. */
  readonly after: number
  readonly tries: number
}

/**
 * Who has an answer they have neither seen nor been told of; ours for `leaseSeconds`.
 * Who only wishes to be told that there is one is told once, until they have been back.
 */
export function claimNotices({ prisma }: Database, limit: number, leaseSeconds: number): Promise<DueNotice[]> {
  return prisma.$queryRaw<DueNotice[]>`
    UPDATE inquiry i SET due_at = now() + make_interval(secs => ${leaseSeconds}::float8), tries = i.tries + 1
    FROM conversation c JOIN person p ON p.id = c.person_id
    WHERE c.id = i.conversation_id AND i.conversation_id IN (
      SELECT n.conversation_id FROM inquiry n
      WHERE n.email IS NOT NULL AND n.due_at <= now() AND (n.whole OR n.notified_seq <= n.seen_seq) AND EXISTS (
        SELECT 1 FROM message m WHERE m.conversation_id = n.conversation_id AND m.author = 'counsellor' AND m.seq > greatest(n.notified_seq, n.seen_seq))
      ORDER BY n.due_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    RETURNING i.conversation_id, i.email, i.whole, p.language, greatest(i.notified_seq, i.seen_seq) AS after, i.tries`
}

/** Told up to this line. */
export async function noteTold({ prisma }: Database, conversation: string, seq: number): Promise<void> {
  await prisma.$executeRaw`
    UPDATE inquiry SET notified_seq = greatest(notified_seq, ${seq}), due_at = now(), tries = 0, problem = NULL, untold_after = NULL WHERE conversation_id = ${conversation}::uuid`
}

/** Given up up to this line, for this reason; what comes later is told again. */
export async function noteUntold({ prisma }: Database, { conversation_id, after }: DueNotice, seq: number, problem: string): Promise<void> {
  await prisma.$executeRaw`
    UPDATE inquiry SET notified_seq = greatest(notified_seq, ${seq}), due_at = now(), tries = 0, problem = ${problem}, untold_after = least(untold_after, ${after})
    WHERE conversation_id = ${conversation_id}::uuid`
}

export async function postponeNotice({ prisma }: Database, conversation: string, ms: number): Promise<void> {
  await prisma.$executeRaw`UPDATE inquiry SET due_at = now() + make_interval(secs => ${ms / 1000}::float8) WHERE conversation_id = ${conversation}::uuid`
}

/** A counsellor has written what has not been seen yet. */
export async function hasAnswer({ prisma }: Database, account: string, address: string): Promise<boolean> {
  const rows = await prisma.$queryRaw<unknown[]>`
    SELECT 1 FROM conversation c JOIN inquiry i ON i.conversation_id = c.id JOIN message m ON m.conversation_id = c.id
    WHERE c.account_id = ${account} AND c.address = ${named(address)} AND m.author = 'counsellor' AND m.withdrawn_at IS NULL AND m.seq > i.seen_seq LIMIT 1`
  return rows.length > 0
}
