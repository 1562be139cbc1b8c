// What a turn reads and writes, for many conversations at once: a handful of set-based statements and one commit.
import { Prisma } from './generated/client.ts'
import type { Choice, InboundEvent, ReplyRight } from '../../channels/contract.ts'
import type { Asks } from '../contact/opening.ts'
import { announcing } from './database.ts'
import type { DangerKind } from '../knowledge/danger-phrases.ts'
import { insertGaps } from './gaps.ts'
import type { GapInsert } from './gaps.ts'
import { json } from './json.ts'
import { saveAftermath } from './aftermath.ts'
import type { Bounce, Confirmation, Join, PersonAct, Receipt } from './aftermath.ts'
import { saveContact } from './contact-turns.ts'
import type { Agreement, HiddenEvent, Leave } from './contact-turns.ts'
import type { Database, Statements } from './database.ts'

export interface ConversationRow {
  readonly id: string
  readonly account_id: string
  readonly person_id: string
  readonly address: string
  readonly thread: string
  readonly route: string | null
  readonly handling: 'bot' | 'waiting' | 'counsellor'
  readonly session: { flow: string; node: string; argument: string | null } | null
  readonly danger: { kind: DangerKind; level: 'S4' | 'S5'; words: string[]; at: string } | null
  readonly reachable: boolean
  readonly waiting_since: Date | null
  readonly heard_at: Date | null
  readonly held: boolean
  readonly entry_code: string | null
  readonly left_at: Date | null
  readonly unconfirmed_at: Date | null
  readonly told_closed_at: Date | null
  /** As it was kept. */
  readonly contact: unknown
  /** What a neutral line of ours waits for. */
  readonly opening: Asks | null
  readonly last_seq: number
  readonly language: string | null
  readonly language_chosen: boolean
  /** The person has another conversation. */
  readonly joined: boolean
  /** The platform was asked about the person. */
  readonly profiled: boolean
  /** Something said earlier is still on its way. */
  readonly delivering: boolean
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
  readonly deliveries: { id: string; conversation_id: string; seq: number; reply_right: ReplyRight | null; urgent: boolean }[]
  readonly messages: MessageInsert[]
  readonly media: MediaInsert[]
  readonly translations: { message_id: string; language: string; text: string; source: string }[]
  readonly withdrawals: { conversation_id: string; external_id: string }[]
  readonly receipts: Receipt[]
  readonly bounces: Bounce[]
  readonly confirmations: Confirmation[]
  readonly joins: Join[]
  readonly acts: PersonAct[]
  readonly agreements: Agreement[]
  readonly leaves: Leave[]
  readonly releases: string[]
  readonly hidden: HiddenEvent[]
  readonly gaps: GapInsert[]
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
  readonly left_at: string | null
  readonly unconfirmed_at: string | null
  readonly told_closed_at: string | null
  readonly last_seq: number
  readonly last_at: string | null
  readonly language: string | null
  readonly language_chosen: boolean
  readonly route: string | null
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

/** What a line holds beside its text; what a channel told about a worker's line may be there too. */
export interface LineContent { readonly choices?: readonly Choice[]; readonly discreet?: boolean; readonly elsewhere?: boolean }

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
  readonly content: LineContent | null
  readonly danger: unknown
  readonly delivery_id: string | null
  readonly translate: boolean
  readonly at: string
}

/** By conversation, the last words of the worker that meant no danger and were not taken back. */
export async function lastWords(tx: Statements, conversations: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (conversations.length === 0) return new Map()
  const rows = await tx.$queryRaw<{ conversation_id: string; text: string }[]>`
    SELECT DISTINCT ON (conversation_id) conversation_id, text FROM message
    WHERE conversation_id = ANY(${[...conversations]}::uuid[]) AND author = 'worker' AND kind = 'text' AND danger IS NULL AND withdrawn_at IS NULL
    ORDER BY conversation_id, seq DESC`
  return new Map(rows.map(({ conversation_id, text }) => [conversation_id, text]))
}

/** How many waiting events one batch looks at: small enough that webhooks are acknowledged in between. */
export const BATCH = 64

/** Runs `take` on conversations that have waiting events, locked so that nobody else works on them, in one transaction. */
export async function withWaiting<T>({ prisma }: Database, only: string | null, take: (tx: Statements, conversations: ConversationRow[], events: EventRow[]) => Promise<T>): Promise<T | null> {
  return prisma.$transaction(async (tx) => {
    const conversations = await tx.$queryRaw<ConversationRow[]>`
      SELECT c.id, c.account_id, c.person_id, c.address, c.thread, c.route, c.handling, c.session, c.danger, c.reachable, c.waiting_since, c.heard_at, c.held,
        c.entry_code, c.left_at, c.unconfirmed_at, c.told_closed_at, c.last_seq, p.language, p.language_chosen, p.contact,
        (SELECT h.asks FROM held_line h WHERE h.conversation_id = c.id AND h.status = 'asked' LIMIT 1) AS opening,
        EXISTS (SELECT 1 FROM conversation o WHERE o.person_id = c.person_id AND o.id <> c.id) AS joined, c.profiled_at IS NOT NULL AS profiled,
        EXISTS (SELECT 1 FROM delivery d WHERE d.conversation_id = c.id AND d.status = 'pending') AS delivering
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

/** What this process sends by itself once the turns are committed: nobody else takes it for so long. */
export interface Lease { readonly deliveries: ReadonlySet<string>; readonly ms: number }

/** @param events the ids of the events these rows come from: they are done when this commits */
export async function saveTurns(tx: Statements, rows: TurnRows, events: readonly bigint[], lease: Lease): Promise<void> {
  await tx.$executeRaw`
    WITH ${lines(rows, lease)}, r AS (SELECT * FROM jsonb_to_recordset(${json(rows.conversations)}::jsonb) AS
      r(id uuid, person_id uuid, handling text, session jsonb, danger jsonb, reachable boolean, waiting_since timestamptz, heard_at timestamptz,
        held boolean, entry_code text, left_at timestamptz, unconfirmed_at timestamptz, told_closed_at timestamptz, last_seq int, last_at timestamptz, language text, language_chosen boolean, route text, new_menu boolean)
    ), spoken AS (
      UPDATE person p SET language = r.language, language_chosen = r.language_chosen FROM r
      WHERE p.id = r.person_id AND (p.language, p.language_chosen) IS DISTINCT FROM (r.language, r.language_chosen)
    ), done AS (
      UPDATE event SET done_at = now() WHERE id = ANY(${[...events]}::bigint[])
    )
    UPDATE conversation c SET handling = r.handling, session = r.session, danger = r.danger, reachable = r.reachable,
      waiting_since = r.waiting_since, heard_at = r.heard_at, held = r.held, entry_code = r.entry_code, last_seq = r.last_seq,
      left_at = r.left_at, unconfirmed_at = r.unconfirmed_at, told_closed_at = r.told_closed_at,
      assignee_id = CASE WHEN r.left_at IS NULL THEN c.assignee_id END, answer_from = CASE WHEN r.left_at IS NULL THEN c.answer_from END,
      last_at = greatest(c.last_at, r.last_at), route = r.route, menu_at = CASE WHEN r.left_at IS NOT NULL THEN NULL WHEN r.new_menu THEN now() ELSE c.menu_at END
    FROM r WHERE c.id = r.id RETURNING ${announcing(Prisma.sql`c.id`)}`
  await saveMedia(tx, rows.media)
  await saveAftermath(tx, rows)
  await saveContact(tx, rows)
  await insertGaps(tx, rows.gaps)
}

export async function insertLines(tx: Statements, rows: Lines): Promise<void> {
  await tx.$executeRaw`WITH ${lines(rows, null)} SELECT 1`
}

export type Lines = Pick<TurnRows, 'deliveries' | 'messages' | 'translations'>

/** Log lines with their deliveries and reviewed translations, as parts of one statement. A message that was taken back before it came stays hidden. */
function lines({ deliveries, messages, translations }: Lines, lease: Lease | null): Prisma.Sql {
  const leased = deliveries.map((delivery) => ({ ...delivery, leased: lease?.deliveries.has(delivery.id) ?? false }))
  return Prisma.sql`
    delivered AS (
      INSERT INTO delivery (id, conversation_id, seq, reply_right, urgent, lease_until, attempts, maybe_sent)
      SELECT id, conversation_id, seq, reply_right, urgent, CASE WHEN leased THEN now() + make_interval(secs => ${(lease?.ms ?? 0) / 1000}::float8) END, leased::int, leased
      FROM jsonb_to_recordset(${json(leased)}::jsonb) AS r(id uuid, conversation_id uuid, seq int, reply_right jsonb, urgent boolean, leased boolean)
    ), logged AS (
      INSERT INTO message (id, conversation_id, seq, author, staff_id, kind, text, language, external_id, content, danger, delivery_id, translate_at, at, withdrawn_at)
      SELECT r.id, r.conversation_id, r.seq, r.author, r.staff_id, r.kind, r.text, r.language, r.external_id, r.content, r.danger, r.delivery_id,
        CASE WHEN r.translate THEN now() END, r.at,
        (SELECT w.at FROM withdrawal w WHERE w.conversation_id = r.conversation_id AND w.external_id = r.external_id)
      FROM jsonb_to_recordset(${json(messages)}::jsonb) AS
        r(id uuid, conversation_id uuid, seq int, author text, staff_id text, kind text, text text, language text, external_id text,
          content jsonb, danger jsonb, delivery_id uuid, translate boolean, at timestamptz)
    ), translated AS (
      INSERT INTO translation (message_id, language, text, source)
      SELECT * FROM jsonb_to_recordset(${json(translations)}::jsonb) AS r(message_id uuid, language text, text text, source text)
    )`
}

async function saveMedia(tx: Statements, media: readonly MediaInsert[]): Promise<void> {
  if (media.length === 0) return
  await tx.$executeRaw`
    INSERT INTO media (id, message_id, status, kind, name, source, reason, due_at)
    SELECT r.id, r.message_id, CASE WHEN m.withdrawn_at IS NULL THEN r.status ELSE 'withdrawn' END, r.kind, r.name, r.source, r.reason,
      CASE WHEN r.status = 'withdrawn' OR (r.status = 'pending' AND m.withdrawn_at IS NULL) THEN now() END
    FROM jsonb_to_recordset(${json(media)}::jsonb) AS
      r(id uuid, message_id uuid, status text, kind text, name text, source text, reason text) JOIN message m ON m.id = r.message_id`
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
