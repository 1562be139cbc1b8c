// The right of reply: links to what people said together, and what bodies answered by them.
import type { Database } from './database.ts'
import { Prisma } from './generated/client.ts'
import { secret } from './sealing/marks.ts'
import { bodyVisibleTo } from './visible.ts'
import type { Reader } from './visible.ts'

export const REPLY_STATES = ['asked', 'answered', 'published', 'refused'] as const
export type ReplyState = (typeof REPLY_STATES)[number]

export interface NewReply { readonly id: string; readonly body: string; readonly address: string | null; readonly digest: string | null; readonly expiresAt: Date; readonly mailDueAt: Date | null }

/** False where nothing of the body is shown, so that there is nothing to reply to. */
export async function addReply({ prisma }: Database, reader: Reader, { id, body, address, digest, expiresAt, mailDueAt }: NewReply): Promise<boolean> {
  return (await prisma.$executeRaw`
    INSERT INTO body_reply (id, body_id, address, digest, expires_at, mail_due_at, asked_by)
    SELECT ${id}::uuid, b.id, ${secret(address)}, ${digest}, ${expiresAt}, ${mailDueAt}, ${reader.id} FROM body b
    WHERE b.id = ${body}::uuid AND b.state <> 'merged' AND ${bodyVisibleTo(reader)} AND EXISTS (SELECT 1 FROM feedback_release r WHERE r.body_id = b.id AND r.withdrawn_at IS NULL)`) === 1
}

export interface Reply {
  readonly id: string; readonly state: ReplyState; readonly text: string | null; readonly translations: Readonly<Record<string, string>>; readonly note: string
  readonly expires_at: Date; readonly answered_at: Date | null; readonly mailed_at: Date | null; readonly waiting: boolean; readonly mail_problem: string | null; readonly asked_name: string; readonly decided_name: string | null
}

/** Newest first. */
export function repliesOf({ prisma }: Database, body: string): Promise<Reply[]> {
  return prisma.$queryRaw<Reply[]>`
    SELECT a.id, a.state, a.text, a.translations, a.note, a.expires_at, a.answered_at, a.mailed_at, a.mail_due_at IS NOT NULL AS waiting, a.mail_problem, coalesce(s.name, a.asked_by) AS asked_name, d.name AS decided_name
    FROM body_reply a LEFT JOIN staff s ON s.id = a.asked_by LEFT JOIN staff d ON d.id = a.decided_by WHERE a.body_id = ${body}::uuid ORDER BY a.created_at DESC, a.id DESC`
}

/** A reply that was answered is shown or not; one that is shown can be taken away. */
export async function decideReply({ prisma }: Database, reader: Reader, body: string, id: string, to: 'published' | 'refused', note: string): Promise<boolean> {
  return (await prisma.$executeRaw`
    UPDATE body_reply a SET state = ${to}, note = ${note}, decided_by = ${reader.id} FROM body b
    WHERE a.id = ${id}::uuid AND a.body_id = ${body}::uuid AND b.id = a.body_id AND ${bodyVisibleTo(reader)} AND a.text IS NOT NULL AND a.state <> ${to} AND a.state <> 'asked'`) === 1
}

export interface OpenReply { readonly id: string; readonly body_id: string; readonly name: string; readonly until: Date; readonly text: string | null }

const LIVE = Prisma.sql`a.state IN ('asked', 'answered') AND b.state <> 'merged' AND EXISTS (SELECT 1 FROM feedback_release r WHERE r.body_id = b.id AND r.withdrawn_at IS NULL)`

/** What a link opens. Null where it opens nothing: unknown, over, decided upon, or nothing of the body is shown any more. */
export async function replyBehind({ prisma }: Database, digest: string, now: Date): Promise<OpenReply | null> {
  const [row] = await prisma.$queryRaw<OpenReply[]>`
    SELECT a.id, b.id AS body_id, b.entry->>'name' AS name, a.expires_at AS until, a.text FROM body_reply a JOIN body b ON b.id = a.body_id WHERE a.digest = ${digest} AND a.expires_at > ${now} AND ${LIVE}`
  return row ?? null
}

/** Until it is decided upon and the link is over, the body may write it anew. */
export async function answerReply({ prisma }: Database, digest: string, text: string, now: Date): Promise<boolean> {
  return (await prisma.$executeRaw`
    UPDATE body_reply a SET text = ${text}, answered_at = ${now}, state = 'answered', translations = '{}', translate_due_at = ${now} FROM body b
    WHERE b.id = a.body_id AND a.digest = ${digest} AND a.expires_at > ${now} AND ${LIVE}`) === 1
}

export interface DueReplyMail { readonly id: string; readonly address: string; readonly tries: number }

/** Mails that are due; ours for `seconds`. */
export function claimReplyMails({ prisma }: Database, now: Date, limit: number, seconds: number): Promise<DueReplyMail[]> {
  return prisma.$queryRaw<DueReplyMail[]>`
    UPDATE body_reply r SET mail_due_at = ${new Date(now.getTime() + seconds * 1_000)}, mail_tries = r.mail_tries + 1
    WHERE r.id IN (SELECT w.id FROM body_reply w WHERE w.mail_due_at <= ${now} AND w.address IS NOT NULL ORDER BY w.mail_due_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    RETURNING r.id, r.address, r.mail_tries AS tries`
}

/** Gives the link a new secret. False where it would open nothing. */
export async function renewReply({ prisma }: Database, id: string, digest: string, now: Date): Promise<boolean> {
  return (await prisma.$executeRaw`UPDATE body_reply a SET digest = ${digest} FROM body b WHERE b.id = a.body_id AND a.id = ${id}::uuid AND a.expires_at > ${now} AND ${LIVE}`) === 1
}

/** `problem`: it was given up. `againAt`: it is tried again. Neither: it was sent, or there is nothing to send. */
export async function noteReplyMail({ prisma }: Database, id: string, { mailedAt = null, againAt = null, problem = null }: { readonly mailedAt?: Date | null; readonly againAt?: Date | null; readonly problem?: string | null }): Promise<void> {
  await prisma.$executeRaw`UPDATE body_reply SET mailed_at = coalesce(${mailedAt}, mailed_at), mail_due_at = ${againAt}, mail_problem = ${problem} WHERE id = ${id}::uuid`
}
