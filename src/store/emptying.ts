// Takes the words out of conversations and cases: what is left says what was counted, and of whom nobody knows.
import { anonymous, noonOf } from '../privacy/anonymous.ts'
import type { Statements } from './database.ts'
import { Prisma } from './generated/client.ts'
import { json } from './json.ts'

const UUID = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'

/** Everything that lies in the media store for these conversations: photos and files of both sides, whole mails, what a page uploaded. */
export async function bytesOfConversations(db: Statements, conversations: readonly string[]): Promise<string[]> {
  const ids = [...conversations]
  const rows = await db.$queryRaw<{ key: string }[]>`
    WITH said AS (SELECT id, content FROM message WHERE conversation_id = ANY(${ids}::uuid[])
    ), found AS (
      SELECT f.id::text AS key FROM media f JOIN said s ON s.id = f.message_id
      UNION SELECT split_part(f.source, '/', 1) FROM media f JOIN said s ON s.id = f.message_id
      UNION SELECT s.content->>'original' FROM said s
      UNION SELECT e.payload->>'original' FROM event e WHERE e.conversation_id = ANY(${ids}::uuid[])
      UNION SELECT split_part(e.payload->'content'->>'source', '/', 1) FROM event e WHERE e.conversation_id = ANY(${ids}::uuid[])
      UNION SELECT a.id::text FROM attachment a WHERE a.conversation_id = ANY(${ids}::uuid[])
    ) SELECT key FROM found WHERE key ~ ${UUID}`
  return rows.map(({ key }) => key)
}

/** What partners sent with their answers. */
export async function bytesOfCases(db: Statements, cases: readonly string[]): Promise<string[]> {
  const rows = await db.$queryRaw<{ key: string }[]>`
    SELECT DISTINCT file->>'id' AS key FROM case_event e, jsonb_array_elements(e.payload->'files') file
    WHERE e.case_id = ANY(${[...cases]}::uuid[]) AND e.type = 'requestDone' AND file->>'id' ~ ${UUID}`
  return rows.map(({ key }) => key)
}

/** The bytes are to be removed before. Days, themes and waits stay: they are what is counted. */
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
  await tx.$executeRaw`DELETE FROM upload WHERE key::text IN (SELECT split_part(f.source, '/', 1) FROM media f WHERE f.message_id IN ${said})`
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
    const left = anonymous(type, payload)
    return left === null ? [] : [{ case_id, seq, payload: left, at: noonOf(at).toISOString() }]
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
