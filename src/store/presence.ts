// Whom a counsellor's signs of life go to.
import { announce } from './database.ts'
import type { Database } from './database.ts'
import { visibleTo } from './visible.ts'
import type { Reader } from './visible.ts'

export interface Contact {
  readonly account_id: string
  readonly address: string
  readonly route: string | null
  /** Of the newest message that came with one. */
  readonly read_token: string | null
}

/** Null unless this counsellor has the conversation, and something can be sent in it. */
export async function contactOf({ prisma }: Database, reader: Reader, conversation: string): Promise<Contact | null> {
  const [row] = await prisma.$queryRaw<Contact[]>`
    SELECT c.account_id, c.address, c.route, (
      SELECT m.content->>'readToken' FROM message m
      WHERE m.conversation_id = c.id AND m.author = 'worker' AND m.content ? 'readToken' ORDER BY m.seq DESC LIMIT 1) AS read_token
    FROM conversation c
    WHERE c.id = ${conversation}::uuid AND c.handling = 'counsellor' AND c.assignee_id = ${reader.id} AND c.reachable AND NOT c.held AND c.left_at IS NULL
      AND ${visibleTo(reader)}`
  return row ?? null
}

/** Tells the person's own pages that a counsellor is writing. */
export async function tellTyping({ prisma }: Database, conversation: string): Promise<void> {
  await announce(prisma, [conversation], 'typing')
}
