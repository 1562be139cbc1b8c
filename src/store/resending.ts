// A line that failed goes out once more: by the same outbox, at its place, under the key by which the platform knows it.
import type { Statements } from './database.ts'
import { visibleTo } from './visible.ts'
import type { Reader } from './visible.ts'

export interface FailedLine { readonly delivery_id: string; readonly author: 'bot' | 'counsellor' | 'system'; readonly returned: boolean }

/** Null where this line has not failed, or is none of the conversation. Everything that went out with it is meant too. */
export async function failedLine(tx: Statements, reader: Reader, conversation: string, message: string): Promise<FailedLine | null> {
  const [row] = await tx.$queryRaw<FailedLine[]>`
    SELECT d.id AS delivery_id, m.author, d.sent_at IS NOT NULL AS returned FROM message m JOIN delivery d ON d.id = m.delivery_id JOIN conversation c ON c.id = m.conversation_id
    WHERE m.id = ${message}::uuid AND c.id = ${conversation}::uuid AND ${visibleTo(reader)} AND d.status = 'failed' FOR UPDATE OF d`
  return row ?? null
}

/**
 * What the platform may have, it knows by the old key, which goes with a push and not with a reply token: asked again it says so, and
 * nothing arrives twice. What it took and brought back is a new one, under the key `fresh`.
 */
export async function sendAgain(tx: Statements, { delivery_id, returned, fresh }: FailedLine & { readonly fresh: string }): Promise<void> {
  if (!returned) {
    await tx.$executeRaw`
      UPDATE delivery SET status = 'pending', attempts = 0, due_at = now(), lease_until = NULL, reason = NULL, reply_right = NULL, given_up_at = NULL WHERE id = ${delivery_id}::uuid`
  } else {
    await tx.$executeRaw`
      INSERT INTO delivery (id, conversation_id, seq, urgent) SELECT ${fresh}::uuid, conversation_id, seq, urgent FROM delivery WHERE id = ${delivery_id}::uuid`
    await tx.$executeRaw`UPDATE message SET delivery_id = ${fresh}::uuid, external_id = NULL WHERE delivery_id = ${delivery_id}::uuid`
  }
}

/** Whether somebody else wrote after this place in the log, or is about to: what a counsellor may not have seen. */
export async function newSince(tx: Statements, reader: Reader, conversation: string, seq: number): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ some: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM message m WHERE m.conversation_id = c.id AND m.seq > ${seq}
        AND (m.author = 'worker' OR (m.author = 'counsellor' AND m.staff_id IS DISTINCT FROM ${reader.id})) AND m.kind <> 'reaction')
      OR EXISTS (SELECT 1 FROM held_line h WHERE h.conversation_id = c.id AND h.staff_id <> ${reader.id} AND h.undoable AND h.status = 'waiting') AS some
    FROM conversation c WHERE c.id = ${conversation}::uuid AND ${visibleTo(reader)}`
  return row?.some ?? false
}
