// The conversations by which members of staff are paged: begun by a code that only they were shown.
import { createHash } from 'node:crypto'
import type { Statements } from './database.ts'
import { json } from './json.ts'
import { named } from './sealing/marks.ts'

/** `code` null: nothing but what the platform tells about reaching them. */
export interface PagerChange { readonly conversation_id: string; readonly code: string | null; readonly lost: boolean }

/** As many wrong codes an hour as for joining two apps, counted there. */
const TRIES = 10

/** Whether this code links a member of staff's account now. */
export async function findPager(tx: Statements, conversation: string, code: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM on_call_way w, conversation c JOIN account a ON a.id = c.account_id
    WHERE c.id = ${conversation}::uuid AND c.code_tries <= ${TRIES} AND a.channel = w.medium AND w.code_digest = ${codeDigest(code)} AND w.code_until > now()`
  return rows.length > 0
}

/** What a code began, and whether the platform still reaches them there. An account that was somebody else's before is theirs no more. */
export async function savePagers(tx: Statements, changes: readonly PagerChange[]): Promise<void> {
  const rows = json(changes.map(({ code, ...rest }) => ({ ...rest, digest: code === null ? null : codeDigest(code) })))
  await tx.$executeRaw`
    WITH r AS (SELECT * FROM jsonb_to_recordset(${rows}::jsonb) AS r(conversation_id uuid, digest text, lost boolean)
    ), linked AS (
      UPDATE on_call_way w SET address = c.address, verified_at = now(), bounced_at = NULL, code_digest = NULL, code_until = NULL
      FROM r JOIN conversation c ON c.id = r.conversation_id WHERE w.code_digest = r.digest
      RETURNING w.id, w.staff_id, w.medium, c.id AS conversation, c.address
    ), others AS (
      DELETE FROM on_call_way w USING linked l WHERE w.medium = l.medium AND w.address = l.address AND w.id <> l.id
    ), told AS (
      UPDATE on_call_way w SET bounced_at = CASE WHEN r.lost THEN now() END
      FROM r JOIN conversation c ON c.id = r.conversation_id JOIN account a ON a.id = c.account_id
      WHERE r.digest IS NULL AND w.medium = a.channel AND w.address = c.address
    )
    UPDATE conversation c SET staff_id = l.staff_id FROM linked l WHERE c.id = l.conversation`
}

/** What is written there from now on is a consultation again. */
export async function releasePager(db: Statements, staff: string, channel: string, address: string): Promise<void> {
  await db.$executeRaw`
    UPDATE conversation c SET staff_id = NULL FROM account a WHERE a.id = c.account_id AND a.channel = ${channel} AND c.address = ${named(address)} AND c.staff_id = ${staff}`
}

export function codeDigest(code: string): string {
  return createHash('sha256').update(`pager/${code}`).digest('hex')
}
