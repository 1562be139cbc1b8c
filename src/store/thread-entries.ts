// What stands between the lines of a conversation for staff: notes, and what happened to it. The worker's pages never ask for any of this.
import { z } from 'zod'
import { Prisma } from './generated/client.ts'
import { writtenSince } from './catch-up.ts'
import { PLANNED } from './database.ts'
import type { Database } from './database.ts'
import { json } from './json.ts'
import { caseVisibleTo, visibleTo } from './visible.ts'
import type { Reader } from './visible.ts'

/** `after` is the place in the log of the line that stands before it. */
export interface ThreadEntry {
  readonly id: string
  /** note, one of THREAD_EVENTS, caseOpened, caseStage, caseClosed, caseReopened, contactChanged */
  readonly type: string
  readonly after: number
  readonly at: Date
  /** A staff id, system, or worker. */
  readonly actor: string
  readonly actor_name: string | null
  readonly detail: Readonly<Record<string, unknown>>
}

/** Case events worth a line in the conversation. */
const TOLD: Readonly<Record<string, string>> = { opened: 'caseOpened', stageChanged: 'caseStage', closed: 'caseClosed', reopened: 'caseReopened' }

/** @param mark of an earlier answer; null: all of them */
export async function threadEntries({ prisma }: Database, reader: Reader, conversation: string, mark: string | null): Promise<ThreadEntry[]> {
  const since = (table: string) => writtenSince(mark, table)
  const lastBefore = (at: Prisma.Sql) => Prisma.sql`coalesce((SELECT max(m.seq) FROM message m WHERE m.conversation_id = c.id AND m.at <= ${at}), 0)`
  const rows = await prisma.$queryRaw<ThreadEntry[]>`${PLANNED}
    WITH c AS (SELECT c.id, c.person_id FROM conversation c WHERE c.id = ${conversation}::uuid AND ${visibleTo(reader)}
    ), entries AS (
      SELECT n.id::text, 'note' AS type, n.after_seq AS after, n.at, n.staff_id AS actor, jsonb_build_object('text', CASE WHEN n.removed_at IS NULL THEN n.text END,
          'editedAt', n.edited_at, 'removed', n.removed_at IS NOT NULL, 'mentions', coalesce((SELECT jsonb_agg(s.name ORDER BY s.name) FROM mention o JOIN staff s ON s.id = o.staff_id WHERE o.note_id = n.id), '[]')) AS detail
      FROM c JOIN note n ON n.conversation_id = c.id WHERE ${since('n')}
      UNION ALL
      SELECT 'event ' || e.number, e.type, e.after_seq, e.at, e.actor,
        e.detail || CASE WHEN e.detail ? 'to' AND e.type = 'assigned' THEN jsonb_build_object('to', (SELECT s.name FROM staff s WHERE s.id = e.detail->>'to'))
          WHEN e.type = 'setAside' THEN jsonb_build_object('words', (SELECT v.payload FROM event v WHERE v.id = (e.detail->>'event')::bigint AND v.conversation_id = c.id)) ELSE '{}' END
      FROM c JOIN thread_event e ON e.conversation_id = c.id WHERE ${since('e')}
      UNION ALL
      SELECT 'case ' || k.case_id || ' ' || k.seq, ${json(TOLD)}::jsonb->>k.type, ${lastBefore(Prisma.sql`k.at`)}, k.at, k.actor,
        jsonb_build_object('case', k.case_id, 'stage', k.payload->'stage', 'severity', k.payload->'severity')
      FROM c JOIN case_conversation x ON x.conversation_id = c.id JOIN case_file f ON f.id = x.case_id JOIN case_event k ON k.case_id = f.id
      WHERE k.type = ANY(${Object.keys(TOLD)}::text[]) AND ${caseVisibleTo(reader)} AND (${since('k')} OR ${since('x')})
      UNION ALL
      SELECT 'contact ' || t.id, 'contactChanged', ${lastBefore(Prisma.sql`t.at`)}, t.at, t.by,
        jsonb_build_object('changed', (SELECT coalesce(jsonb_agg(key ORDER BY key), '[]') FROM jsonb_object_keys(t.terms) key))
      FROM c JOIN contact_change t ON t.person_id = c.person_id WHERE ${since('t')}
    )
    SELECT e.*, s.name AS actor_name FROM entries e LEFT JOIN staff s ON s.id = e.actor ORDER BY e.after, e.at, e.id`
  return rows.map((row) => (row.type === 'setAside' ? { ...row, detail: { ...row.detail, words: wordsOf(row.detail['words']) } } : row))
}

const Unread = z.object({ content: z.object({ text: z.string() }) })

/** What the event that was set aside says, where it says anything. */
const wordsOf = (event: unknown): string | null => Unread.safeParse(event).data?.content.text ?? null
