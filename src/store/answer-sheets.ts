// Sheets of answers as turns read and write them: in the transaction of the turn, so that no answer is lost and none is there twice.
import type { Answers } from '../questionnaires/answers.ts'
import { Quotas } from '../questionnaires/quotas-shape.ts'
import type { Sheet } from '../questionnaires/running.ts'
import type { Database, Statements } from './database.ts'
import { json } from './json.ts'
import { secretParts } from './sealing/marks.ts'
import { personVisibleTo } from './visible.ts'
import type { Reader } from './visible.ts'

/** What one turn or several made of one sheet. Times are ISO 8601. */
export interface SheetWrite {
  readonly id: string
  readonly key: string
  readonly version: number
  readonly conversation_id: string
  readonly person_id: string
  readonly channel: string
  readonly language: string
  readonly place: string | null
  /** Those given now; earlier ones stay. */
  readonly answers: Answers
  /** Questions that are no longer asked of who answered so. */
  readonly dropped: readonly string[]
  readonly level: number | null
  readonly wish: boolean | null
  readonly at: string
  readonly finished: boolean
  readonly anonymous: boolean
}

/** What somebody began and did not finish: the latest of each questionnaire, the latest first. */
export async function readOpenSheets(tx: Statements, person: string): Promise<Sheet[]> {
  return tx.$queryRaw<Sheet[]>`
    SELECT id, key, version, place, answers FROM (SELECT DISTINCT ON (key) * FROM answer_sheet
      WHERE person_id = ${person}::uuid AND finished_at IS NULL AND place IS NOT NULL ORDER BY key, seen_at DESC, id DESC) s ORDER BY seen_at DESC`
}

/** Everybody who stands behind a person: they are one, whichever of them answered. */
export async function readNames(tx: Statements, person: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`SELECT id FROM person WHERE id = ${person}::uuid OR root_id = ${person}::uuid`
  return rows.map(({ id }) => id)
}

/** The questionnaires this person finished under their name, and those of which one of the digests is kept. */
export async function readDone(tx: Statements, person: string, digests: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ key: string }[]>`
    SELECT key FROM answer_sheet WHERE person_id = ${person}::uuid AND finished_at IS NOT NULL
    UNION SELECT key FROM answered_once WHERE digest = ANY(${[...digests]}::text[])`
  return rows.map(({ key }) => key)
}

/** The questionnaires that have enough answers of people like the one who writes here. */
export async function readFull(tx: Statements, conversation: string, language: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ key: string; quotas: unknown }[]>`SELECT key, quotas FROM questionnaire WHERE quotas <> '[]'::jsonb`
  if (rows.length === 0) return []
  const [here] = await tx.$queryRaw<{ channel: string; company: string | null; lot: string | null; campaign: string | null }[]>`
    SELECT a.channel, k.company_id::text AS company, k.lot, k.campaign FROM conversation c JOIN account a ON a.id = c.account_id
    LEFT JOIN company_code k ON k.code = c.entry_code WHERE c.id = ${conversation}::uuid`
  const full: string[] = []
  for (const { key, quotas } of rows) {
    const told = Quotas.safeParse(quotas).data ?? []
    const asked = told.filter(({ by, value }) => by === undefined || value === (by === 'language' ? language : here?.[by]))
    if (asked.length === 0) continue
    const counts = await tx.$queryRaw<{ language: string; channel: string; company: string | null; lot: string | null; campaign: string | null; count: number }[]>`
      SELECT language, channel, company_id::text AS company, lot, campaign, count(*)::int AS count FROM answer_sheet
      WHERE key = ${key} AND finished_at IS NOT NULL GROUP BY 1, 2, 3, 4, 5`
    if (asked.some(({ by, value, most }) => counts.filter((row) => by === undefined || row[by] === value).reduce((sum, { count }) => sum + count, 0) >= most)) full.push(key)
  }
  return full
}

/** Of a conversation's person as they stand now: a turn before this one may have made them somebody else. */
export async function saveSheets(tx: Statements, sheets: readonly SheetWrite[], digestsOf: (key: string, names: readonly string[]) => readonly string[]): Promise<void> {
  if (sheets.length === 0) return
  await tx.$executeRaw`
    INSERT INTO answer_sheet AS s (id, key, version, person_id, home_id, conversation_id, channel, language, place, answers, level, wish, begun_at, seen_at, finished_at, company_id, lot, campaign)
    SELECT r.id, r.key, r.version, c.person_id, c.home_id, c.id, r.channel, r.language, r.place, r.answers, r.level, r.wish, r.at, r.at, CASE WHEN r.finished THEN r.at END, k.company_id, k.lot, k.campaign
    FROM jsonb_to_recordset(${json(sheets.map((sheet) => ({ ...sheet, answers: secretParts(sheet.answers, []) })))}::jsonb) AS r(id uuid, key text, version int, conversation_id uuid, channel text, language text, place text, answers jsonb, dropped jsonb, level smallint, wish boolean, at timestamptz, finished boolean)
    JOIN conversation c ON c.id = r.conversation_id LEFT JOIN company_code k ON k.code = c.entry_code
    ON CONFLICT (id) DO UPDATE SET answers = s.answers || excluded.answers, place = excluded.place, level = excluded.level, wish = excluded.wish, language = excluded.language,
      seen_at = greatest(s.seen_at, excluded.seen_at), finished_at = coalesce(s.finished_at, excluded.finished_at),
      company_id = excluded.company_id, lot = excluded.lot, campaign = excluded.campaign`
  for (const { id, key, dropped, finished, anonymous, person_id } of sheets) {
    if (!finished) continue
    if (dropped.length > 0) await tx.$executeRaw`UPDATE answer_sheet SET answers = answers - ${[...dropped]}::text[] WHERE id = ${id}::uuid`
    if (anonymous) await forget(tx, id, key, digestsOf(key, await readNames(tx, person_id)))
  }
}

/** Nothing leads from the answers to the person any more: not their id either, which tells when they began. */
async function forget(tx: Statements, id: string, key: string, digests: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    WITH gone AS (DELETE FROM answer_sheet WHERE id = ${id}::uuid AND finished_at IS NOT NULL RETURNING *
    ), of_day AS (SELECT g.*, date_trunc('day', g.finished_at, 'Asia/Tokyo') AS day FROM gone g)
    INSERT INTO answer_sheet (id, key, version, channel, language, company_id, lot, campaign, place, answers, level, wish, begun_at, seen_at, finished_at)
    SELECT gen_random_uuid(), key, version, channel, language, company_id, lot, campaign, NULL, answers, level, wish, date_trunc('day', begun_at, 'Asia/Tokyo'), day, day FROM of_day`
  await tx.$executeRaw`INSERT INTO answered_once (key, digest) SELECT ${key}, unnest(${[...digests]}::text[]) ON CONFLICT DO NOTHING`
}

/** As somebody of the staff may see them who may see the person. */
export interface SheetSeen { readonly id: string; readonly key: string; readonly version: number; readonly answers: unknown; readonly level: number | null; readonly wish: boolean | null; readonly begun_at: Date; readonly finished_at: Date | null }

/** The latest first. */
export function sheetsOfPerson({ prisma }: Database, reader: Reader, person: string): Promise<SheetSeen[]> {
  return prisma.$queryRaw<SheetSeen[]>`
    SELECT s.id, s.key, s.version, s.answers, s.level, s.wish, s.begun_at, s.finished_at
    FROM answer_sheet s JOIN person p ON p.id = s.person_id WHERE s.person_id = ${person}::uuid AND ${personVisibleTo(reader)} ORDER BY s.begun_at DESC LIMIT 20`
}
