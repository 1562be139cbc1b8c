// Sheets as workers leave them, put into the database of a test.
import type pg from 'pg'
import type { Answers } from '../src/questionnaires/answers.ts'

export interface Left {
  readonly key: string
  readonly answers: Answers
  readonly language?: string
  readonly channel?: string
  readonly company?: string | null
  readonly person?: string | null
  /** In Japan. */
  readonly day?: string
  readonly finished?: boolean
  readonly wish?: boolean
}

/** @returns their ids */
export async function leaveSheets(db: pg.Client, sheets: readonly Left[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(`
    INSERT INTO answer_sheet (id, key, version, person_id, channel, language, company_id, answers, wish, begun_at, seen_at, finished_at)
    SELECT gen_random_uuid(), s->>'key', 1, (s->>'person')::uuid, coalesce(s->>'channel', 'line'), coalesce(s->>'language', 'vi'), (s->>'company')::uuid, s->'answers', (s->>'wish')::boolean,
      at, at, CASE WHEN coalesce((s->>'finished')::boolean, true) THEN at END
    FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS e(s, place), LATERAL (SELECT (coalesce(s->>'day', '2025-11-20') || 'T00:00:00+09:00')::timestamptz + place * interval '1 millisecond' AS at) a
    RETURNING id`, [JSON.stringify(sheets)])
  return rows.map(({ id }) => id)
}
