// What the desk did not understand, without whose words they were: no conversation, no person, a day instead of a moment.
import { Prisma } from './generated/client.ts'
import type { Database, Statements } from './database.ts'
import { json } from './json.ts'
import { secret } from './sealing/marks.ts'
import { tiedTo } from './visible.ts'

/** `conversation_id` is only looked at when it is written, and not kept. `day` is the day in Japan, `2026-11-21`. */
export interface GapInsert {
  readonly conversation_id: string
  readonly text: string
  readonly language: string | null
  readonly topics: readonly string[]
  readonly day: string
}

export interface Gap {
  readonly id: string
  readonly text: string
  readonly language: string | null
  readonly topics: string[]
  readonly day: Date
  readonly state: 'open' | 'phrase' | 'article' | 'dismissed'
  readonly topic: string | null
  readonly phrase: string | null
  readonly decided_name: string | null
}

/** What somebody on the staff is tied to makes none: they might know the words again. */
export async function insertGaps(tx: Statements, gaps: readonly GapInsert[]): Promise<void> {
  if (gaps.length === 0) return
  await tx.$executeRaw`
    INSERT INTO gap (text, language, topics, day)
    SELECT r.text, r.language, ARRAY(SELECT jsonb_array_elements_text(r.topics)), r.day
    FROM jsonb_to_recordset(${json(gaps.map((gap) => ({ ...gap, text: secret(gap.text) })))}::jsonb) AS r(conversation_id uuid, text text, language text, topics jsonb, day date)
    JOIN conversation c ON c.id = r.conversation_id
    WHERE NOT EXISTS (SELECT 1 FROM staff s WHERE ${tiedTo(Prisma.sql`s.id`)})`
}

const GAPS = Prisma.sql`
  SELECT g.id, g.text, g.language, g.topics, g.day, g.state, g.topic, g.phrase, s.name AS decided_name FROM gap g LEFT JOIN staff s ON s.id = g.decided_by`

/** The latest days first; within a day in no order that says when. */
export function listGaps({ prisma }: Database, show: 'open' | 'decided', limit = 300): Promise<Gap[]> {
  return prisma.$queryRaw<Gap[]>`${GAPS} WHERE (g.state = 'open') = ${show === 'open'} ORDER BY g.day DESC, g.id LIMIT ${limit}`
}

export async function findGaps({ prisma }: Database, ids: readonly string[]): Promise<Gap[]> {
  return prisma.$queryRaw<Gap[]>`${GAPS} WHERE g.id = ANY(${[...ids]}::uuid[])`
}

/** @returns how many were still in the state they are moved from */
export async function decideGaps({ prisma }: Database, ids: readonly string[], by: string, { state, topic = null, phrase = null }: { readonly state: Gap['state']; readonly topic?: string | null; readonly phrase?: string | null }): Promise<number> {
  return prisma.$executeRaw`
    UPDATE gap SET state = ${state}, topic = ${topic}, phrase = ${secret(phrase)}, decided_by = CASE WHEN ${state} <> 'open' THEN ${by} END, decided_at = CASE WHEN ${state} <> 'open' THEN now() END
    WHERE id = ANY(${[...ids]}::uuid[]) AND (state = 'open') = ${state !== 'open'}`
}

/** @param day the first day, in Japan, that is kept */
export async function forgetGaps({ prisma }: Database, day: string): Promise<number> {
  return prisma.$executeRaw`DELETE FROM gap WHERE day < ${day}::date`
}
