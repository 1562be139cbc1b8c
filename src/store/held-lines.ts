// What counsellors wrote and what may not go out yet, per conversation.
import type { Choice } from '../../channels/contract.ts'
import type { Asks } from '../contact/opening.ts'
import { markUsed } from './attachments.ts'
import type { LineFile } from './counselling.ts'
import type { Session } from '../engine/flow.ts'
import type { Database, Statements } from './database.ts'
import { json } from './json.ts'
import { OPEN } from './sealing/columns-of-texts.ts'
import { secret, secretJson, secretParts } from './sealing/marks.ts'
import { visibleTo } from './visible.ts'
import type { Reader } from './visible.ts'

export interface HeldTranslation { readonly language: string; readonly text: string; readonly source: 'reviewed' | 'machine' | 'counsellor' }

export interface HeldQuestion { readonly choices: readonly Choice[]; readonly session: Session | null }

export interface HeldLine {
  readonly id: string
  /** Null: the desk itself asks, in the person's language, with the Japanese as its translation. */
  readonly staff_id: string | null
  readonly text: string
  readonly translation: HeldTranslation | null
  readonly discreet: boolean
  /** The article it began with. */
  readonly article: { readonly topic: string; readonly edited: boolean } | null
  /** What goes with it. */
  readonly files: readonly LineFile[] | null
  /** It waits only for its writer to think again. */
  readonly undoable: boolean
  /** With what they answer, and where the guide stands from then on. */
  readonly question: HeldQuestion | null
  readonly status: 'waiting' | 'asked' | 'refused'
  readonly asks: Asks | null
  readonly reason: string | null
  readonly due_at: Date
  readonly created_at: Date
}

export type NewHeldLine = Pick<HeldLine, 'id' | 'staff_id' | 'text' | 'translation' | 'discreet' | 'article' | 'files' | 'undoable' | 'asks' | 'due_at'> & { readonly status: 'waiting' | 'asked'; readonly question?: HeldQuestion }

/** What becomes of a held line. What is left out stays. */
export interface Settled { readonly id: string; readonly status: 'waiting' | 'asked' | 'released' | 'withdrawn' | 'refused'; readonly asks?: Asks; readonly reason?: string; readonly due_at?: Date }

/** Conversations in which a line may be due. */
export async function dueConversations({ prisma }: Database, now: Date, limit: number): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ conversation_id: string }[]>`
    SELECT conversation_id FROM held_line WHERE status = 'waiting' AND due_at <= ${now} GROUP BY conversation_id ORDER BY min(due_at) LIMIT ${limit}`
  return rows.map(({ conversation_id }) => conversation_id)
}

/** In the order in which they were written. */
export function heldIn(tx: Statements, conversation: string): Promise<HeldLine[]> {
  return tx.$queryRaw<HeldLine[]>`
    SELECT id, staff_id, text, translation, discreet, article, question, files, undoable, status, asks, reason, due_at, created_at FROM held_line
    WHERE conversation_id = ${conversation}::uuid AND status IN ('waiting', 'asked') ORDER BY created_at, id`
}

/** The same as staff read it, with the name of who wrote it and with what could not go out in the last days. */
export function heldLines({ prisma }: Database, reader: Reader, conversation: string): Promise<(HeldLine & { staff_name: string | null })[]> {
  return prisma.$queryRaw<(HeldLine & { staff_name: string | null })[]>`
    SELECT h.id, h.staff_id, s.name AS staff_name, h.text, h.translation, h.discreet, h.article, h.question, h.files, h.undoable, h.status, h.asks, h.reason, h.due_at, h.created_at
    FROM held_line h JOIN conversation c ON c.id = h.conversation_id LEFT JOIN staff s ON s.id = h.staff_id
    WHERE c.id = ${conversation}::uuid AND ${visibleTo(reader)}
      AND (h.status IN ('waiting', 'asked') OR (h.status = 'refused' AND h.created_at > now() - interval '14 days')) ORDER BY h.created_at, h.id`
}

/** A line that was held under this id, whatever became of it; `undoable` until then. */
export async function findHeld({ prisma }: Database, id: string): Promise<{ readonly undoable: boolean; readonly dueAt: Date } | null> {
  return prisma.heldLine.findUnique({ where: { id }, select: { undoable: true, dueAt: true } })
}

const sealed = (line: NewHeldLine) => ({
  ...line, text: secret(line.text), translation: line.translation && secretParts(line.translation, OPEN.translation),
  question: line.question && secretJson(json(line.question)), files: line.files && secretJson(json(line.files)),
})

export async function writeHeld(tx: Statements, conversation: string, lines: readonly NewHeldLine[], settled: readonly Settled[], now: Date): Promise<void> {
  await markUsed(tx, lines.flatMap(({ files }) => (files ?? []).map(({ id }) => id)), true)
  if (lines.length > 0) {
    await tx.$executeRaw`
      INSERT INTO held_line (id, conversation_id, staff_id, text, translation, discreet, article, question, files, undoable, status, asks, due_at, created_at)
      SELECT r.id, ${conversation}::uuid, r.staff_id, r.text, r.translation, r.discreet, r.article, r.question, r.files, r.undoable, r.status, r.asks, r.due_at, ${now}
      FROM jsonb_to_recordset(${json(lines.map(sealed))}::jsonb) AS
        r(id uuid, staff_id text, text text, translation jsonb, discreet boolean, article jsonb, question jsonb, files jsonb, undoable boolean, status text, asks text, due_at timestamptz)`
  }
  if (settled.length > 0) {
    await tx.$executeRaw`
      UPDATE held_line h SET status = r.status, undoable = h.undoable AND r.status NOT IN ('asked', 'waiting'), asks = coalesce(r.asks, h.asks), reason = r.reason, due_at = coalesce(r.due_at, h.due_at)
      FROM jsonb_to_recordset(${json(settled)}::jsonb) AS r(id uuid, status text, asks text, reason text, due_at timestamptz)
      WHERE h.id = r.id AND h.conversation_id = ${conversation}::uuid`
    const withdrawn = settled.flatMap(({ id, status }) => (status === 'withdrawn' ? [id] : []))
    const rows = withdrawn.length === 0 ? [] : await tx.$queryRaw<Pick<HeldLine, 'files'>[]>`SELECT files FROM held_line WHERE id = ANY(${withdrawn}::uuid[])`
    await markUsed(tx, rows.flatMap(({ files }) => files ?? []).map(({ id }) => id), false)
  }
}
