// Takes the words out of conversations and cases: what is left says what was counted, and of whom nobody knows.
import { z } from 'zod'
import { anonymous, noonOf } from '../privacy/anonymous.ts'
import type { Statements } from './database.ts'
import { Prisma } from './generated/client.ts'
import { json } from './json.ts'
import { OPEN } from './sealing/columns-of-texts.ts'
import { secretParts } from './sealing/marks.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Everything that lies in the media store for these conversations: photos and files of both sides, whole mails, what a page uploaded. */
export async function bytesOfConversations(db: Statements, conversations: readonly string[]): Promise<string[]> {
  const ids = [...conversations]
  const [stored, said, arrived, attached] = await Promise.all([
    db.$queryRaw<{ id: string; source: string | null }[]>`SELECT f.id::text, f.source FROM media f JOIN message m ON m.id = f.message_id WHERE m.conversation_id = ANY(${ids}::uuid[])`,
    db.$queryRaw<{ content: unknown }[]>`SELECT content FROM message WHERE conversation_id = ANY(${ids}::uuid[]) AND content ? 'original'::text`,
    db.$queryRaw<{ payload: unknown }[]>`SELECT payload FROM event WHERE conversation_id = ANY(${ids}::uuid[])`,
    db.$queryRaw<{ id: string }[]>`SELECT id::text FROM attachment WHERE conversation_id = ANY(${ids}::uuid[])`,
  ])
  const events = arrived.map(({ payload }) => Arrived.safeParse(payload).data)
  return keysAmong([
    ...stored.flatMap(({ id, source }) => [id, firstPart(source)]), ...said.map(({ content }) => Arrived.safeParse(content).data?.original), ...attached.map(({ id }) => id),
    ...events.flatMap((event) => [event?.original, firstPart(event?.content?.source)]),
  ])
}

const Arrived = z.object({ original: z.string().optional(), content: z.object({ source: z.string().optional() }).optional().catch(undefined) })
const firstPart = (source: string | null | undefined) => source?.split('/')[0]
const keysAmong = (texts: readonly (string | undefined)[]): string[] => [...new Set(texts.flatMap((text) => (text !== undefined && UUID.test(text) ? [text] : [])))]

/** What partners sent with their answers. */
export async function bytesOfCases(db: Statements, cases: readonly string[]): Promise<string[]> {
  const rows = await db.$queryRaw<{ payload: unknown }[]>`SELECT payload FROM case_event WHERE case_id = ANY(${[...cases]}::uuid[]) AND type = 'requestDone'`
  return keysAmong(rows.flatMap(({ payload }) => WithFiles.safeParse(payload).data?.files.map(({ id }) => id) ?? []))
}

const WithFiles = z.object({ files: z.array(z.object({ id: z.string() })) })

/** The files are to be noted before (file-removals.ts). Days, themes and waits stay: they are what is counted. */
export async function emptyConversations(tx: Statements, conversations: readonly string[], now: Date): Promise<void> {
  const ids = [...conversations]
  if (ids.length === 0) return
  const of = Prisma.sql`conversation_id = ANY(${ids}::uuid[])`
  const said = Prisma.sql`(SELECT id FROM message WHERE ${of})`
  await tx.$queryRaw`SELECT id FROM conversation WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE`
  // That a person answered on a day is counted: it is kept as a wait of no length.
  await tx.$executeRaw`
    INSERT INTO answered_wait (conversation_id, began_at, answered_at, first)
    SELECT DISTINCT m.conversation_id, noon.at, noon.at, false FROM message m,
      LATERAL (SELECT (date_trunc('day', m.at AT TIME ZONE 'Asia/Tokyo') + interval '12 hours') AT TIME ZONE 'Asia/Tokyo' AS at) noon
    WHERE m.${of} AND m.author = 'counsellor' AND NOT EXISTS (
      SELECT 1 FROM answered_wait w WHERE w.conversation_id = m.conversation_id AND (w.began_at AT TIME ZONE 'Asia/Tokyo')::date = (m.at AT TIME ZONE 'Asia/Tokyo')::date)`
  await tx.$executeRaw`DELETE FROM translation WHERE message_id IN ${said}`
  const sources = await tx.$queryRaw<{ source: string | null }[]>`SELECT source FROM media WHERE message_id IN ${said} AND source IS NOT NULL`
  await tx.$executeRaw`DELETE FROM upload WHERE key = ANY(${keysAmong(sources.map(({ source }) => firstPart(source)))}::uuid[])`
  await tx.$executeRaw`DELETE FROM media WHERE message_id IN ${said}`
  await tx.$executeRaw`DELETE FROM message WHERE ${of}`
  await tx.$executeRaw`DELETE FROM note_version WHERE note_id IN (SELECT id FROM note WHERE ${of})`
  await tx.$executeRaw`DELETE FROM mention WHERE note_id IN (SELECT id FROM note WHERE ${of})`
  for (const table of ['note', 'attachment', 'held_line', 'delivery', 'withdrawal', 'translation_correction', 'thread_event', 'link_code', 'inquiry', 'event'].map((name) => Prisma.raw(name))) {
    await tx.$executeRaw`DELETE FROM ${table} WHERE ${of}`
  }
  await tx.$executeRaw`DELETE FROM answer_sheet WHERE ${of} AND finished_at IS NULL`
  await tx.$executeRaw`UPDATE outreach_recipient SET line_id = NULL, held_id = NULL, reason = NULL WHERE ${of}`
  await tx.$executeRaw`
    UPDATE conversation SET session = NULL, danger = NULL, route = NULL, handling = 'bot', waiting_since = NULL, assignee_id = NULL, answer_from = NULL, snoozed_until = NULL,
      unconfirmed_at = NULL, attended_at = NULL, idle_asked_at = NULL, menu_at = NULL, emptied_at = greatest(${now}, last_at) WHERE id = ANY(${ids}::uuid[])`
}

/** Stage, gravity, themes and how it ended stay, on days instead of moments. */
export async function emptyCases(tx: Statements, cases: readonly string[], now: Date): Promise<void> {
  const ids = [...cases]
  if (ids.length === 0) return
  const of = Prisma.sql`case_id = ANY(${ids}::uuid[])`
  await tx.$queryRaw`SELECT id FROM case_file WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE`
  const events = await tx.$queryRaw<{ case_id: string; seq: number; type: string; payload: unknown; at: Date }[]>`SELECT case_id, seq, type, payload, at FROM case_event WHERE ${of}`
  const kept = events.flatMap(({ case_id, seq, type, payload, at }) => {
    const left = z.record(z.string(), z.unknown()).nullable().parse(anonymous(type, payload))
    return left === null ? [] : [{ case_id, seq, payload: secretParts(left, OPEN.caseEvent), at: noonOf(at).toISOString() }]
  })
  await tx.$executeRaw`
    WITH kept AS (SELECT * FROM jsonb_to_recordset(${json(kept)}::jsonb) AS r(case_id uuid, seq int, payload jsonb, at timestamptz)
    ), gone AS (DELETE FROM case_event e WHERE e.${of} AND NOT EXISTS (SELECT 1 FROM kept k WHERE k.case_id = e.case_id AND k.seq = e.seq))
    UPDATE case_event e SET payload = k.payload, at = k.at FROM kept k WHERE e.case_id = k.case_id AND e.seq = k.seq`
  for (const table of ['dossier_draft', 'dossier', 'partner_request'].map((name) => Prisma.raw(name))) await tx.$executeRaw`DELETE FROM ${table} WHERE ${of}`
  await tx.$executeRaw`DELETE FROM case_study WHERE ${of} AND state IN ('draft', 'review')`
  await tx.$executeRaw`UPDATE case_study SET case_id = NULL, names = '{}' WHERE ${of}`
  const noon = (column: string) => Prisma.sql`(date_trunc('day', ${Prisma.raw(column)} AT TIME ZONE 'Asia/Tokyo') + interval '12 hours') AT TIME ZONE 'Asia/Tokyo'`
  await tx.$executeRaw`
    UPDATE case_file SET opened_at = ${noon('opened_at')}, changed_at = ${noon('changed_at')}, closed_at = ${noon('closed_at')}, anonymous_at = ${now},
      next_at = NULL, next_what = NULL, attention_at = NULL, question_at = NULL, due_at = NULL, standing_asked = false WHERE id = ANY(${ids}::uuid[])`
}
