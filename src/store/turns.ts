// What a turn reads and writes, for many conversations at once: a handful of set-based statements and one commit.
import { Prisma } from './generated/client.ts'
import type { InboundEvent } from '../../channels/contract.ts'
import type { Asks } from '../contact/opening.ts'
import type { Tells } from '../engine/flow.ts'
import { raiseAlarms } from './alarms.ts'
import type { NewAlarm } from './alarms.ts'
import type { CaseSignal } from './case-writing.ts'
import { consultationsOf } from './consultations.ts'
import type { ConsultationInsert } from './consultations.ts'
import { announcing, PLANNED } from './database.ts'
import type { DangerKind } from '../knowledge/danger-phrases.ts'
import { insertGaps } from './gaps.ts'
import type { GapInsert } from './gaps.ts'
import { json } from './json.ts'
import { linesOf, saveMedia, sealedDanger } from './lines.ts'
import type { Lease, Lines, MediaInsert } from './lines.ts'
import { saveAftermath } from './aftermath.ts'
import type { Bounce, Confirmation, Join, PersonAct, Receipt } from './aftermath.ts'
import { saveCompanyTurns } from './company-said.ts'
import type { CodeUse, Saying } from './company-said.ts'
import { saveContact } from './contact-turns.ts'
import type { Agreement, HiddenEvent, Leave } from './contact-turns.ts'
import type { Database, Statements } from './database.ts'
import { savePagers } from './pagers.ts'
import type { PagerChange } from './pagers.ts'
import type { SheetWrite } from './answer-sheets.ts'
import { secret } from './sealing/marks.ts'

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
  /** Whose own conversation it is, of the staff. */
  readonly staff_id: string | null
  readonly last_seq: number
  readonly language: string | null
  readonly language_chosen: boolean
  /** The person has another conversation. */
  readonly joined: boolean
  /** The platform was asked about the person. */
  readonly profiled: boolean
  /** Something said earlier is still on its way. */
  readonly delivering: boolean
  /** The person has an open case. */
  readonly cased: boolean
  /** The person began a questionnaire and did not finish it. */
  readonly asked: boolean
}

export interface EventRow {
  readonly id: bigint
  readonly conversation_id: string
  readonly payload: InboundEvent
  readonly attempts: number
}

/** As JSON has it: numbers of events may be larger than its own. */
type WaitingEvent = Omit<EventRow, 'id' | 'conversation_id'> & { readonly id: string }

/** The rows a batch of turns leads to. Dates are ISO 8601 strings. */
export interface TurnRows extends Lines {
  readonly conversations: ConversationUpdate[]
  readonly media: MediaInsert[]
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
  readonly consultations: ConsultationInsert[]
  readonly alarms: NewAlarm[]
  readonly pagers: PagerChange[]
  /** What cases have to hear of. */
  readonly signals: CaseSignal[]
  /** What people said to their own cases. */
  readonly words: OwnWord[]
  readonly codeUses: CodeUse[]
  readonly sayings: Saying[]
  /** What people answered to questionnaires. */
  readonly sheets: SheetWrite[]
}

/** `about` is what a button named, `text` what was typed. */
export interface OwnWord {
  readonly conversation_id: string
  readonly person_id: string
  readonly tells: Tells | 'wantSummary' | 'wantStanding'
  readonly about: string | null
  readonly text: string
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
  /** Of the topic recognised in these turns; null: as it was. */
  readonly theme: string | null
}

/** By conversation, the last words of the worker that meant no danger and were not taken back. */
export async function lastWords(tx: Statements, conversations: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (conversations.length === 0) return new Map()
  const rows = await tx.$queryRaw<{ conversation_id: string; text: string }[]>`${PLANNED}
    SELECT DISTINCT ON (conversation_id) conversation_id, text FROM message
    WHERE conversation_id = ANY(${[...conversations]}::uuid[]) AND author = 'worker' AND kind = 'text' AND danger IS NULL AND withdrawn_at IS NULL
    ORDER BY conversation_id, seq DESC`
  return new Map(rows.map(({ conversation_id, text }) => [conversation_id, text]))
}

/** So many waiting events one batch takes: few enough that webhooks are acknowledged in between, and that it ends in time however many wait. */
export const BATCH = 64
/** Among so many, the oldest, it looks for what nobody else works on: as many workers at a time as these are batches. */
const IN_SIGHT = 8 * BATCH

/** Runs `take` on conversations that have waiting events, locked so that nobody else works on them, in one transaction; with `only` on the next event of that one. */
export async function withWaiting<T>({ prisma }: Database, only: string | null, take: (tx: Statements, conversations: ConversationRow[], events: EventRow[]) => Promise<T>): Promise<T | null> {
  return prisma.$transaction(async (tx) => {
    const locked = await tx.$queryRaw<{ id: string }[]>`${PLANNED}
      SELECT c.id FROM conversation c JOIN (
        SELECT e.conversation_id AS id, min(e.id) AS first FROM (
          SELECT id, conversation_id FROM event WHERE done_at IS NULL AND (${only}::uuid IS NULL OR conversation_id = ${only}::uuid) ORDER BY id LIMIT ${IN_SIGHT}) e
        GROUP BY e.conversation_id) w ON w.id = c.id
      ORDER BY w.first LIMIT ${BATCH} FOR NO KEY UPDATE OF c SKIP LOCKED`
    if (locked.length === 0) return null
    const ids = locked.map(({ id }) => id)
    // Another statement: what was committed while the one before took its locks, such as an answer that is on its way, only this one sees.
    const rows = await tx.$queryRaw<(ConversationRow & { readonly events: readonly WaitingEvent[] | null })[]>`${PLANNED}
      WITH waiting AS MATERIALIZED (
        SELECT id, conversation_id, payload, attempts FROM event
        WHERE done_at IS NULL AND conversation_id = ANY(${ids}::uuid[]) ORDER BY id LIMIT ${only === null ? BATCH : 1}
      )
      SELECT c.id, c.account_id, c.person_id, c.address, c.thread, c.route, c.handling, c.session, c.danger, c.reachable, c.waiting_since, c.heard_at, c.held,
        c.entry_code, c.staff_id, c.left_at, c.unconfirmed_at, c.told_closed_at, c.last_seq, p.language, p.language_chosen, p.contact,
        (SELECT h.asks FROM held_line h WHERE h.conversation_id = c.id AND h.status = 'asked' LIMIT 1) AS opening,
        EXISTS (SELECT 1 FROM conversation o WHERE o.person_id = c.person_id AND o.id <> c.id) AS joined, c.profiled_at IS NOT NULL AS profiled,
        EXISTS (SELECT 1 FROM delivery d WHERE d.conversation_id = c.id AND d.status = 'pending') AS delivering,
        EXISTS (SELECT 1 FROM case_file f WHERE f.person_id = c.person_id AND f.closed_at IS NULL) AS cased,
        EXISTS (SELECT 1 FROM answer_sheet s WHERE s.person_id = c.person_id AND s.finished_at IS NULL) AS asked,
        (SELECT jsonb_agg(jsonb_build_object('id', e.id::text, 'payload', e.payload, 'attempts', e.attempts) ORDER BY e.id) FROM waiting e WHERE e.conversation_id = c.id) AS events
      FROM conversation c JOIN person p ON p.id = c.person_id WHERE c.id = ANY(${ids}::uuid[])`
    const events = rows.flatMap((row) => (row.events ?? []).map((event): EventRow => ({ ...event, id: BigInt(event.id), conversation_id: row.id })))
    return take(tx, rows, events)
  }, { timeout: 20_000, maxWait: 20_000 })
}

/** @param events the ids of the events these rows come from: they are done when this commits */
export async function saveTurns(tx: Statements, rows: TurnRows, events: readonly bigint[], lease: Lease): Promise<void> {
  await tx.$executeRaw`${PLANNED}
    WITH ${linesOf(rows, lease)}, ${consultationsOf(rows.consultations)}, r AS (SELECT * FROM jsonb_to_recordset(${json(rows.conversations.map((one) => ({ ...one, route: secret(one.route), danger: sealedDanger(one.danger) })))}::jsonb) AS
      r(id uuid, person_id uuid, handling text, session jsonb, danger jsonb, reachable boolean, waiting_since timestamptz, heard_at timestamptz,
        held boolean, entry_code text, left_at timestamptz, unconfirmed_at timestamptz, told_closed_at timestamptz, last_seq int, last_at timestamptz, language text, language_chosen boolean, route text, new_menu boolean, theme text)
    ), spoken AS (
      UPDATE person p SET language = r.language, language_chosen = r.language_chosen FROM r
      WHERE p.id = r.person_id AND (p.language, p.language_chosen) IS DISTINCT FROM (r.language, r.language_chosen)
    ), turned AS (
      INSERT INTO thread_event (conversation_id, number, type, detail, actor, after_seq, at)
      SELECT r.id, coalesce((SELECT max(e.number) FROM thread_event e WHERE e.conversation_id = r.id), 0) + 1, 'languageChanged',
        jsonb_build_object('from', p.language, 'to', r.language), 'worker', r.last_seq, now()
      FROM r JOIN person p ON p.id = r.person_id WHERE p.language <> r.language
    ), done AS (
      UPDATE event SET done_at = now() WHERE id = ANY(${[...events]}::bigint[])
    )
    UPDATE conversation c SET handling = r.handling, session = r.session, danger = r.danger, reachable = r.reachable,
      waiting_since = r.waiting_since, heard_at = r.heard_at, held = r.held, entry_code = r.entry_code, last_seq = r.last_seq,
      left_at = r.left_at, unconfirmed_at = r.unconfirmed_at, told_closed_at = r.told_closed_at,
      assignee_id = CASE WHEN r.left_at IS NULL THEN c.assignee_id END, answer_from = CASE WHEN r.left_at IS NULL THEN c.answer_from END,
      theme = coalesce(r.theme, c.theme), snoozed_until = CASE WHEN r.last_seq = c.last_seq THEN c.snoozed_until END,
      last_at = greatest(c.last_at, r.last_at), route = r.route, menu_at = CASE WHEN r.left_at IS NOT NULL THEN NULL WHEN r.new_menu THEN now() ELSE c.menu_at END
    FROM r WHERE c.id = r.id RETURNING ${announcing(Prisma.sql`c.id`)}`
  await saveMedia(tx, rows.media)
  await saveAftermath(tx, rows)
  await saveContact(tx, rows)
  await saveCompanyTurns(tx, rows)
  await insertGaps(tx, rows.gaps)
  if (rows.pagers.length > 0) await savePagers(tx, rows.pagers)
  if (rows.alarms.length > 0) await raiseAlarms(tx, rows.alarms)
}

/**
 * An event whose turn threw; one that keeps throwing is set aside, so that the rest goes on. Nobody has read it, and it may speak of danger:
 * the conversation waits for a person, who sees its words. Two workers that saw the same try fail count it once.
 */
export async function noteFailure({ prisma }: { readonly prisma: Statements }, { id, attempts }: EventRow, reason: string, setAside: boolean): Promise<void> {
  await prisma.$executeRaw`
    WITH failed AS (
      UPDATE event SET attempts = attempts + 1, failure = ${reason}, done_at = CASE WHEN ${setAside} THEN now() END, set_aside_at = CASE WHEN ${setAside} THEN now() END
      WHERE id = ${id} AND attempts = ${attempts} RETURNING conversation_id
    ), told AS (
      INSERT INTO thread_event (conversation_id, number, type, detail, actor, after_seq, at)
      SELECT c.id, coalesce((SELECT max(e.number) FROM thread_event e WHERE e.conversation_id = c.id), 0) + 1, 'setAside', jsonb_build_object('event', ${String(id)}::text), 'system', c.last_seq, now()
      FROM conversation c JOIN failed f ON f.conversation_id = c.id WHERE ${setAside}
    )
    UPDATE conversation c SET handling = CASE c.handling WHEN 'bot' THEN 'waiting' ELSE c.handling END, waiting_since = coalesce(c.waiting_since, now()), last_at = now()
    FROM failed f WHERE ${setAside} AND c.id = f.conversation_id AND c.staff_id IS NULL AND c.left_at IS NULL RETURNING ${announcing(Prisma.sql`c.id`)}`
}
