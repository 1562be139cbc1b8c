// What a counsellor's action writes: one conversation, locked, changed, and told to everybody who looks at it.
import { announce } from './database.ts'
import type { Database, Statements } from './database.ts'
import { insertLines } from './turns.ts'
import { visibleTo } from './visible.ts'
import type { Reader } from './visible.ts'
import type { MessageInsert } from './turns.ts'

export interface LockedConversation {
  readonly id: string
  readonly account_id: string
  readonly person_id: string
  readonly handling: 'bot' | 'waiting' | 'counsellor'
  readonly assignee_id: string | null
  readonly reachable: boolean
  readonly heard_at: Date | null
  readonly held: boolean
  readonly last_seq: number
  readonly language: string | null
}

/** What changes; what is left out stays. Lines get the next places in the log. */
export interface Change {
  readonly handling?: 'bot' | 'waiting' | 'counsellor'
  readonly assignee?: string | null
  /** The desk answered or gave back: nobody waits any more. */
  readonly answered?: boolean
  readonly lines?: readonly NewLine[]
}

export interface NewLine {
  readonly id: string
  readonly author: 'counsellor' | 'system'
  readonly staff: string | null
  readonly text: string
  readonly language: string
  readonly translation?: { readonly language: string; readonly text: string; readonly source: 'reviewed' | 'machine' | 'counsellor' }
  /** Arrive without sound or banner. */
  readonly discreet?: boolean
  /** Null where the person's own page reads the log. */
  readonly delivery: string | null
}

/** Locks the conversation, lets `decide` look at it, and writes what it answers. Null where the reader sees no such conversation. */
export async function changeConversation<Refusal extends string>(
  { prisma }: Database, reader: Reader, id: string, now: Date, decide: (conversation: LockedConversation) => Change | Refusal,
): Promise<'done' | Refusal | null> {
  return prisma.$transaction(async (tx) => {
    const [conversation] = await tx.$queryRaw<LockedConversation[]>`
      SELECT c.id, c.account_id, c.person_id, c.handling, c.assignee_id, c.reachable, c.heard_at, c.held, c.last_seq, p.language
      FROM conversation c JOIN person p ON p.id = c.person_id WHERE c.id = ${id}::uuid AND ${visibleTo(reader)} FOR UPDATE OF c`
    if (!conversation) return null
    const change = decide(conversation)
    if (typeof change === 'string') return change
    await write(tx, conversation, change, now)
    return 'done' as const
  })
}

async function write(tx: Statements, conversation: LockedConversation, change: Change, now: Date): Promise<void> {
  const lines = change.lines ?? []
  const place = (index: number) => conversation.last_seq + 1 + index
  await insertLines(tx, {
    deliveries: lines.flatMap((line, i) => (line.delivery === null ? [] : [
      { id: line.delivery, conversation_id: conversation.id, seq: place(i), reply_right: null, urgent: false },
    ])),
    messages: lines.map((line, i): MessageInsert => ({
      id: line.id, conversation_id: conversation.id, seq: place(i), author: line.author, staff_id: line.staff, kind: 'text', text: line.text,
      language: line.language, external_id: null, content: line.discreet ? { discreet: true } : null, danger: null, delivery_id: line.delivery, translate: false, at: now.toISOString(),
    })),
    translations: lines.flatMap(({ id, translation }) => (translation ? [{ message_id: id, ...translation }] : [])),
  })
  const { handling = conversation.handling, assignee = conversation.assignee_id, answered = false } = change
  await tx.$executeRaw`
    UPDATE conversation SET handling = ${handling}, assignee_id = ${assignee}, last_seq = ${conversation.last_seq + lines.length},
      last_at = ${now}, waiting_since = CASE WHEN ${answered} THEN NULL ELSE waiting_since END WHERE id = ${conversation.id}::uuid`
  await announce(tx, [conversation.id])
}
