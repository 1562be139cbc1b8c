// What was answered, for those who count it and for those who ask the gravest whether they would talk.
import { Prisma } from './generated/client.ts'
import type { Database } from './database.ts'
import { personVisibleTo, sheetVisibleTo, visibleTo } from './visible.ts'
import type { Reader } from './visible.ts'

export interface SheetRow {
  readonly version: number
  readonly answers: unknown
  readonly language: string
  readonly channel: string
  readonly company_id: string | null
  readonly lot: string | null
  readonly campaign: string | null
  readonly level: number | null
  /** In Japan, `2026-11-21`. */
  readonly day: string
}

/** Finished ones, oldest first. */
export function finishedSheets({ prisma }: Database, reader: Reader, key: string): Promise<SheetRow[]> {
  return prisma.$queryRaw<SheetRow[]>`
    SELECT a.version, a.answers, a.language, a.channel, a.company_id, a.lot, a.campaign, a.level, to_char(a.finished_at AT TIME ZONE 'Asia/Tokyo', 'YYYY-MM-DD') AS day
    FROM answer_sheet a WHERE a.key = ${key} AND a.finished_at IS NOT NULL AND ${sheetVisibleTo(reader)} ORDER BY a.finished_at, a.id`
}

export async function countUnfinished({ prisma }: Database, reader: Reader, key: string): Promise<number> {
  const [row] = await prisma.$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM answer_sheet a WHERE a.key = ${key} AND a.finished_at IS NULL AND ${sheetVisibleTo(reader)}`
  return row?.n ?? 0
}

export interface HearingRow {
  readonly sheet: string
  readonly person: string
  /** The latest of theirs that the reader sees. */
  readonly conversation: string | null
  readonly version: number
  readonly answers: unknown
  readonly language: string
  readonly channel: string
  readonly wish: boolean
  readonly finished_at: Date
  readonly state: 'asked' | 'heard' | 'declined' | null
  readonly marked_by: string | null
  readonly marked_at: Date | null
}

/** The latest finished sheet of everybody whom the reader may see. */
export function hearingRows({ prisma }: Database, reader: Reader, key: string): Promise<HearingRow[]> {
  return prisma.$queryRaw<HearingRow[]>`
    SELECT DISTINCT ON (p.id) a.id AS sheet, p.id AS person, a.version, a.answers, a.language, a.channel, coalesce(a.wish, false) AS wish, a.finished_at,
      (SELECT c.id FROM conversation c WHERE c.person_id = p.id AND ${visibleTo(reader)} ORDER BY c.id = a.conversation_id DESC, c.id DESC LIMIT 1) AS conversation,
      h.state, coalesce(s.name, h.by) AS marked_by, h.at AS marked_at
    FROM answer_sheet a JOIN person p ON p.id = a.person_id LEFT JOIN hearing h ON h.sheet_id = a.id LEFT JOIN staff s ON s.id = h.by
    WHERE a.key = ${key} AND a.finished_at IS NOT NULL AND ${sheetVisibleTo(reader)} AND ${personVisibleTo(reader)}
    ORDER BY p.id, a.finished_at DESC`
}

export interface Mark { readonly key: string; readonly sheet: string; readonly state: 'asked' | 'heard' | 'declined' | null; readonly now: Date }

/** `state` null takes the mark back. @returns false where the reader sees no such sheet */
export async function markHearing({ prisma }: Database, reader: Reader, { key, sheet, state, now }: Mark): Promise<boolean> {
  const seen = Prisma.sql`SELECT a.id FROM answer_sheet a JOIN person p ON p.id = a.person_id
    WHERE a.id = ${sheet}::uuid AND a.key = ${key} AND a.finished_at IS NOT NULL AND ${sheetVisibleTo(reader)} AND ${personVisibleTo(reader)}`
  if ((await prisma.$queryRaw<unknown[]>(seen)).length === 0) return false
  if (state === null) await prisma.$executeRaw`DELETE FROM hearing WHERE sheet_id IN (${seen})`
  else {
    await prisma.$executeRaw`
      INSERT INTO hearing (sheet_id, state, by, at) SELECT s.id, ${state}, ${reader.id}, ${now} FROM (${seen}) s
      ON CONFLICT (sheet_id) DO UPDATE SET state = excluded.state, by = excluded.by, at = excluded.at`
  }
  return true
}
