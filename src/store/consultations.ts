// What people consulted about, by day in Japan: written with the turn, or with the counsellor's answer, that it came up in.
import { Prisma } from './generated/client.ts'
import type { Statements } from './database.ts'
import { json } from './json.ts'

/** `day` in Japan; `at` ISO 8601. */
export interface ConsultationInsert {
  readonly conversation_id: string
  readonly topic: string
  readonly by: 'guide' | 'counsellor'
  readonly day: string
  readonly at: string
}

/** As a part of a statement. What stands there already stays: the first time of a day is kept. */
export function consultationsOf(rows: readonly ConsultationInsert[]): Prisma.Sql {
  return Prisma.sql`
    consulted AS (
      INSERT INTO consultation_topic (conversation_id, day, topic, by, at)
      SELECT DISTINCT ON (r.conversation_id, r.day, r.topic) r.conversation_id, r.day, r.topic, r.by, r.at
      FROM jsonb_to_recordset(${json(rows)}::jsonb) AS r(conversation_id uuid, day date, topic text, by text, at timestamptz)
      ORDER BY r.conversation_id, r.day, r.topic, r.at ON CONFLICT DO NOTHING
    )`
}

/** A counsellor answered with these articles: what the worker last came with was about that. */
export async function noteAnsweredTopics(tx: Statements, conversation: string, topics: readonly string[], now: Date): Promise<void> {
  if (topics.length === 0) return
  await tx.$executeRaw`
    INSERT INTO consultation_topic (conversation_id, day, topic, by, at)
    SELECT last.conversation_id, last.day, topic, 'counsellor', ${now}
    FROM (SELECT conversation_id, day FROM consultation_topic WHERE conversation_id = ${conversation}::uuid ORDER BY day DESC LIMIT 1) last, unnest(${[...topics]}::text[]) topic
    ON CONFLICT DO NOTHING`
}
