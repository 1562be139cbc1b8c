// Pieces of feedback as the desk works on them: made of finished sheets, listed, written and moved on.
import type { Piece } from '../feedback/piece.ts'
import type { PieceState, Reason } from '../feedback/moderation.ts'
import { Prisma } from './generated/client.ts'
import type { Database } from './database.ts'
import { json } from './json.ts'
import { secret } from './sealing/marks.ts'
import { feedbackVisibleTo, visibleTo } from './visible.ts'
import type { Reader } from './visible.ts'

export interface FinishedSheet { readonly id: string; readonly language: string; readonly answers: unknown; readonly finished_at: Date }

/** Of questionnaires that ask for feedback: those that are no piece yet. The sheets of all others are not looked at. */
export function finishedSheets({ prisma }: Database, limit: number): Promise<FinishedSheet[]> {
  return prisma.$queryRaw<FinishedSheet[]>`
    SELECT s.id, s.language, s.answers, s.finished_at FROM questionnaire q, LATERAL (
      SELECT a.* FROM answer_sheet a WHERE a.key = q.key AND a.finished_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM feedback g WHERE g.sheet_id = a.id)
      ORDER BY a.finished_at LIMIT ${limit}) s
    WHERE q.kind = 'feedback' ORDER BY s.finished_at LIMIT ${limit}`
}

export interface NewPiece extends Piece {
  readonly id: string
  readonly sheet: string
  readonly language: string
  readonly quarter: string
  readonly finishedAt: Date
  /** The company the written name is most like. */
  readonly company: string | null
  readonly danger: string | null
  readonly urgency: number
  readonly translateDueAt: Date | null
}

/** The same sheet makes no second piece. */
export async function insertPiece({ prisma }: Database, piece: NewPiece): Promise<void> {
  await prisma.$executeRaw`
    INSERT INTO feedback (id, sheet_id, company_id, kind, written, country, language, quarter, counted, words, may_show, danger, urgency, japanese, translate_due_at, finished_at)
    VALUES (${piece.id}::uuid, ${piece.sheet}::uuid, ${piece.company}::uuid, ${piece.kind}, ${secret(piece.written)}, ${piece.country}, ${piece.language}, ${piece.quarter}, ${json(piece.counted)}::jsonb,
      ${secret(piece.words)}, ${piece.mayShow}, ${piece.danger}, ${piece.urgency}, ${piece.language === 'ja' ? secret(piece.words) : null}, ${piece.translateDueAt}, ${piece.finishedAt})
    ON CONFLICT (sheet_id) DO NOTHING`
}

export function companyNames({ prisma }: Database): Promise<{ id: string; names: string[] }[]> {
  return prisma.$queryRaw<{ id: string; names: string[] }[]>`SELECT id, array_prepend(name, other_names) AS names FROM company ORDER BY id`
}

export interface PieceRow {
  readonly id: string
  readonly kind: string
  readonly written: string
  readonly country: string
  readonly language: string
  readonly quarter: string
  readonly counted: unknown
  readonly words: string | null
  readonly may_show: boolean
  readonly danger: string | null
  readonly urgency: number
  readonly japanese: string | null
  readonly shown: string | null
  readonly state: PieceState
  readonly reason: Reason | null
  readonly note: string
  readonly authors: string[]
  readonly author_names: string[]
  readonly decided_name: string | null
  readonly revision: number
  readonly finished_at: Date
  readonly body_id: string | null
  readonly body_name: string | null
  /** Of the writer, where the reader may open it. */
  readonly conversation_id: string | null
}

const BESIDE = Prisma.sql`feedback g JOIN answer_sheet s ON s.id = g.sheet_id LEFT JOIN body b ON b.id = g.body_id`
const piecesFor = (reader: Reader) => Prisma.sql`
  SELECT g.id, g.kind, g.written, g.country, g.language, g.quarter, g.counted, g.words, g.may_show, g.danger, g.urgency, g.japanese, g.shown, g.state, g.reason, g.note, g.authors, g.revision, g.finished_at,
    g.body_id, b.entry->>'name' AS body_name, d.name AS decided_name,
    ARRAY(SELECT coalesce(a.name, i.id) FROM unnest(g.authors) WITH ORDINALITY i(id, place) LEFT JOIN staff a ON a.id = i.id ORDER BY i.place) AS author_names,
    (SELECT c.id FROM conversation c WHERE c.id = s.conversation_id AND ${visibleTo(reader)}) AS conversation_id
  FROM ${BESIDE} LEFT JOIN staff d ON d.id = g.decided_by WHERE ${feedbackVisibleTo(reader)}`

export interface PieceFilter { readonly states: readonly PieceState[]; readonly kind: string; readonly language: string }

/** Danger first, then what is serious, then the oldest. */
export function listPieces({ prisma }: Database, reader: Reader, { states, kind, language }: PieceFilter, limit: number): Promise<PieceRow[]> {
  return prisma.$queryRaw<PieceRow[]>`${piecesFor(reader)}
    AND g.state = ANY(${[...states]}::text[]) AND (${kind} = '' OR g.kind = ${kind}) AND (${language} = '' OR g.language = ${language})
    ORDER BY g.urgency DESC, g.finished_at, g.id LIMIT ${limit}`
}

export async function findPiece({ prisma }: Database, reader: Reader, id: string): Promise<PieceRow | null> {
  const [row] = await prisma.$queryRaw<PieceRow[]>`${piecesFor(reader)} AND g.id = ${id}::uuid`
  return row ?? null
}

const visiblePiece = (reader: Reader, id: string, revision: number) => Prisma.sql`
  g.revision = ${revision} AND g.id = (SELECT g.id FROM ${BESIDE} WHERE g.id = ${id}::uuid AND ${feedbackVisibleTo(reader)})`
const withAuthor = (by: string) => Prisma.sql`CASE WHEN ${by} = ANY(g.authors) THEN g.authors ELSE array_append(g.authors, ${by}) END`

/** @returns the new revision; null where it waits no more, or somebody else was quicker, or there is no such body for the reader */
export async function savePiece({ prisma }: Database, reader: Reader, id: string, revision: number, { body, shown }: { readonly body: string | null; readonly shown: string | null }): Promise<number | null> {
  const [row] = await prisma.$queryRaw<{ revision: number }[]>`
    UPDATE feedback g SET body_id = ${body}::uuid, shown = ${shown}, authors = ${withAuthor(reader.id)}, revision = g.revision + 1
    WHERE ${visiblePiece(reader, id, revision)} AND g.state IN ('waiting', 'held')
      AND (${body}::uuid IS NULL OR EXISTS (SELECT 1 FROM body n WHERE n.id = ${body}::uuid AND n.state <> 'merged')) RETURNING g.revision`
  return row?.revision ?? null
}

export interface PieceMove { readonly id: string; readonly revision: number; readonly from: PieceState; readonly to: PieceState; readonly reason: Reason | null; readonly note: string; readonly accepts: boolean; readonly silences: boolean }

/** False where it is not in that state any more, or not with this revision. */
export async function movePiece({ prisma }: Database, reader: Reader, { id, revision, from, to, reason, note, accepts, silences }: PieceMove): Promise<boolean> {
  return (await prisma.$executeRaw`
    UPDATE feedback g SET state = ${to}, reason = ${reason}, note = ${secret(note)}, decided_by = ${reader.id}, revision = g.revision + 1,
      authors = CASE WHEN ${accepts} THEN ${withAuthor(reader.id)} ELSE g.authors END,
      shown = CASE WHEN ${silences} THEN '' ELSE g.shown END, translations = CASE WHEN ${silences} THEN '{}'::jsonb ELSE g.translations END,
      translate_due_at = CASE WHEN ${silences} THEN NULL ELSE g.translate_due_at END
    WHERE ${visiblePiece(reader, id, revision)} AND g.state = ${from}`) === 1
}

export interface Figure { readonly part: 'state' | 'kind' | 'item'; readonly key: string; readonly count: number }

/** How many stand where; what still waits, by kind of body; and which legal items were answered with no. */
export function feedbackFigures({ prisma }: Database, reader: Reader): Promise<Figure[]> {
  return prisma.$queryRaw<Figure[]>`
    WITH seen AS (SELECT g.state, g.kind, g.counted FROM ${BESIDE} WHERE ${feedbackVisibleTo(reader)})
    SELECT 'state' AS part, state AS key, count(*)::int AS count FROM seen GROUP BY state
    UNION ALL SELECT 'kind', kind, count(*)::int FROM seen WHERE state <> 'refused' GROUP BY kind
    UNION ALL SELECT 'item', l.key, count(*)::int FROM seen, jsonb_each(seen.counted->'legal') l WHERE state <> 'refused' AND l.value = 'false'::jsonb GROUP BY l.key
    ORDER BY 1, 3 DESC, 2`
}
