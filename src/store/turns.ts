// What a turn reads and writes, for many conversations at once: a handful of set-based statements and one commit.
import { Prisma } from './generated/client.ts'
import type { InboundEvent } from '../../channels/contract.ts'
import { announce } from './database.ts'
import type { DangerKind } from '../knowledge/danger.ts'
import { json } from './json.ts'
import { saveAftermath } from './aftermath.ts'
import type { Confirmation, Join, PersonAct, Receipt } from './aftermath.ts'
import type { Database, Statements } from './database.ts'

export interface ConversationRow {
  readonly id: string
  readonly account_id: string
  readonly person_id: string
  readonly address: string
  readonly handling: 'bot' | 'waiting' | 'counsellor'
  readonly session: { flow: string; node: string; argument: string | null } | null
  readonly danger: { kind: DangerKind; level: 'S4' | 'S5'; words: string[]; at: string } | null
  readonly reachable: boolean
  readonly waiting_since: Date | null
  readonly heard_at: Date | null
  readonly held: boolean
  readonly entry_code: string | null
  readonly last_seq: number
  readonly language: string | null
  readonly language_chosen: boolean
  /** The person has another conversation. */
  readonly joined: boolean
}

export interface EventRow {
  readonly id: bigint
  readonly conversation_id: string
  readonly payload: InboundEvent
  readonly attempts: number
}

/** The rows a batch of turns leads to. Dates are ISO 8601 strings. */
export interface TurnRows {
  readonly conversations: ConversationUpdate[]
  readonly deliveries: { id: string; conversation_id: string; seq: number; reply_right: unknown; urgent: boolean }[]
  readonly messages: MessageInsert[]
  readonly media: MediaInsert[]
  readonly translations: { message_id: string; language: string; text: string; source: string }[]
  readonly withdrawals: { conversation_id: string; external_id: string }[]
  readonly receipts: Receipt[]
  readonly confirmations: Confirmation[]
  readonly joins: Join[]
  readonly acts: PersonAct[]
}

/** `last_at` null: as it was. `new_menu`: the platform's menu is in another language than the person's. */
export interface ConversationUpdate {
  readonly id: string
  readonly person_id: string
  readonly handling: string
  readonly session: unknown
  readonly danger: unknown
  readonly reachable: boolean
  readonly waiting_since: string | null
  readonly heard_at: string | null
  readonly held: boolean
  readonly entry_code: string | null
  readonly last_seq: number
  readonly last_at: string | null
  readonly language: string | null
  readonly language_chosen: boolean
  readonly new_menu: boolean
}

export interface MediaInsert {
  readonly id: string
  readonly message_id: string
  readonly status: string
  readonly kind: string
  readonly name: string | null
  readonly source: string | null
  readonly reason: string | null
}

export interface MessageInsert {
  readonly id: string
  readonly conversation_id: string
  readonly seq: number
  readonly author: string
  readonly staff_id?: string | null
  readonly kind: string
  readonly text: string
  readonly language: string | null
  readonly external_id: string | null
  readonly content: unknown
  readonly danger: unknown
  readonly delivery_id: string | null
  readonly translate: boolean
  readonly at: string
}

/** How many waiting events one batch looks at: small enough that webhooks are acknowledged in between. */
export const BATCH = 64

/** Runs `take` on conversations that have waiting events, locked so that nobody else works on them, in one transaction. */
export async function withWaiting<T>({ prisma }: Database, only: string | null, take: (tx: Statements, conversations: ConversationRow[], events: EventRow[]) => Promise<T>): Promise<T | null> {
  return prisma.$transaction(async (tx) => {
    const conversations = await tx.$queryRaw<ConversationRow[]>`
      SELECT c.id, c.account_id, c.person_id, c.address, c.handling, c.session, c.danger, c.reachable, c.waiting_since, c.heard_at, c.held,
        c.entry_code, c.last_seq, p.language, p.language_chosen,
        EXISTS (SELECT 1 FROM conversation o WHERE o.person_id = c.person_id AND o.id <> c.id) AS joined
      FROM conversation c JOIN person p ON p.id = c.person_id
      WHERE c.id IN (SELECT w.conversation_id FROM (
        SELECT e.conversation_id FROM event e
        WHERE e.done_at IS NULL AND (${only}::uuid IS NULL OR e.conversation_id = ${only}::uuid) ORDER BY e.id LIMIT ${BATCH}) w)
      FOR UPDATE OF c SKIP LOCKED`
    if (conversations.length === 0) return null
    const events = await tx.$queryRaw<EventRow[]>`
      SELECT id, conversation_id, payload, attempts FROM event
      WHERE done_at IS NULL AND conversation_id = ANY(${conversations.map(({ id }) => id)}::uuid[]) ORDER BY id`
    return take(tx, conversations, events)
  }, { timeout: 20_000, maxWait: 20_000 })
}

/** @param events the ids of the events these rows come from: they are done when this commits */
export async function saveTurns(tx: Statements, rows: TurnRows, events: readonly bigint[]): Promise<void> {
  await insertLines(tx, rows)
  await tx.$executeRaw`
    WITH r AS (SELECT * FROM jsonb_to_recordset(${json(rows.conversations)}::jsonb) AS
      r(id uuid, person_id uuid, handling text, session jsonb, danger jsonb, reachable boolean, waiting_since timestamptz, heard_at timestamptz,
        held boolean, entry_code text, last_seq int, last_at timestamptz, language text, language_chosen boolean, new_menu boolean)
    ), spoken AS (
      UPDATE person p SET language = r.language, language_chosen = r.language_chosen FROM r
      WHERE p.id = r.person_id AND (p.language, p.language_chosen) IS DISTINCT FROM (r.language, r.language_chosen)
    )
    UPDATE conversation c SET handling = r.handling, session = r.session, danger = r.danger, reachable = r.reachable,
      waiting_since = r.waiting_since, heard_at = r.heard_at, held = r.held, entry_code = r.entry_code, last_seq = r.last_seq,
      last_at = greatest(c.last_at, r.last_at), menu_at = CASE WHEN r.new_menu THEN now() ELSE c.menu_at END
    FROM r WHERE c.id = r.id`
  await saveAftermath(tx, rows)
  await tx.$executeRaw`UPDATE event SET done_at = now() WHERE id = ANY(${[...events]}::bigint[])`
  await announce(tx, rows.conversations.map(({ id }) => id))
}

/** Log lines with their deliveries and reviewed translations. A message that was taken back before it came stays hidden. */
export async function insertLines(tx: Statements, rows: Pick<TurnRows, 'deliveries' | 'messages' | 'translations'> & Partial<Pick<TurnRows, 'media'>>): Promise<void> {
  if (rows.deliveries.length > 0) {
    await tx.$executeRaw`
      INSERT INTO delivery (id, conversation_id, seq, reply_right, urgent)
      SELECT * FROM jsonb_to_recordset(${json(rows.deliveries)}::jsonb) AS r(id uuid, conversation_id uuid, seq int, reply_right jsonb, urgent boolean)`
  }
  if (rows.messages.length > 0) {
    await tx.$executeRaw`
      INSERT INTO message (id, conversation_id, seq, author, staff_id, kind, text, language, external_id, content, danger, delivery_id, translate_at, at, withdrawn_at)
      SELECT r.id, r.conversation_id, r.seq, r.author, r.staff_id, r.kind, r.text, r.language, r.external_id, r.content, r.danger, r.delivery_id,
        CASE WHEN r.translate THEN now() END, r.at,
        (SELECT w.at FROM withdrawal w WHERE w.conversation_id = r.conversation_id AND w.external_id = r.external_id)
      FROM jsonb_to_recordset(${json(rows.messages)}::jsonb) AS
        r(id uuid, conversation_id uuid, seq int, author text, staff_id text, kind text, text text, language text, external_id text,
          content jsonb, danger jsonb, delivery_id uuid, translate boolean, at timestamptz)`
  }
  if (rows.media && rows.media.length > 0) {
    await tx.$executeRaw`
      INSERT INTO media (id, message_id, status, kind, name, source, reason, due_at)
      SELECT r.id, r.message_id, CASE WHEN m.withdrawn_at IS NULL THEN r.status ELSE 'withdrawn' END, r.kind, r.name, r.source, r.reason,
        CASE WHEN r.status = 'pending' AND m.withdrawn_at IS NULL THEN now() END
      FROM jsonb_to_recordset(${json(rows.media)}::jsonb) AS
        r(id uuid, message_id uuid, status text, kind text, name text, source text, reason text) JOIN message m ON m.id = r.message_id`
  }
  if (rows.translations.length > 0) {
    await tx.$executeRaw`
      INSERT INTO translation (message_id, language, text, source)
      SELECT * FROM jsonb_to_recordset(${json(rows.translations)}::jsonb) AS r(message_id uuid, language text, text text, source text)`
  }
}

/**
 * A batch that threw: each of its events is tried alone; one that keeps throwing is set aside, so that the rest goes on.
 * Two workers that saw the same try fail count it once.
 */
export async function noteFailure({ prisma }: Database, { id, attempts }: EventRow, reason: string, setAside: boolean): Promise<void> {
  await prisma.$executeRaw(Prisma.sql`
    UPDATE event SET attempts = attempts + 1, failure = ${reason}, done_at = CASE WHEN ${setAside} THEN now() END
    WHERE id = ${id} AND attempts = ${attempts}`)
}
