// The questionnaires that run: every wording that was ever published, and what the release brings in its files.
import { announce } from './database.ts'
import type { Database } from './database.ts'
import { json } from './json.ts'

export interface QuestionnaireRow {
  readonly key: string
  readonly kind: string
  readonly opens_at: Date | null
  readonly closes_at: Date | null
  readonly versions: { readonly number: number; readonly content: unknown }[]
}

/** Without those of which nothing was ever published. */
export function readRunning({ prisma }: Database): Promise<QuestionnaireRow[]> {
  return prisma.$queryRaw<QuestionnaireRow[]>`
    SELECT q.key, q.kind, q.opens_at, q.closes_at, jsonb_agg(jsonb_build_object('number', v.number, 'content', v.content) ORDER BY v.number) AS versions
    FROM questionnaire q JOIN questionnaire_version v ON v.key = q.key AND v.published_at IS NOT NULL GROUP BY q.key ORDER BY q.created_at, q.key`
}

/** Another one whenever what runs, or from when to when, is another. */
export async function stampOfRunning({ prisma }: Database): Promise<string> {
  const [row] = await prisma.$queryRaw<{ stamp: string | null }[]>`
    SELECT md5(string_agg(concat_ws(' ', q.key, q.opens_at, q.closes_at, v.number, v.revision), ',' ORDER BY q.key, v.number)) AS stamp
    FROM questionnaire q JOIN questionnaire_version v ON v.key = q.key AND v.published_at IS NOT NULL`
  return row?.stamp ?? ''
}

/** Who wrote what came with a release. */
const FILE = 'file'

/** What a release brings runs from its start. A wording that was brought before is not brought again: processes of two releases may run side by side. */
export async function publishFiles(db: Database, files: readonly { readonly key: string; readonly kind: string; readonly content: unknown }[]): Promise<void> {
  await db.prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('questionnaire files'))`
    for (const { key, kind, content } of files) {
      await tx.$executeRaw`INSERT INTO questionnaire (key, kind, created_by) VALUES (${key}, ${kind}, ${FILE}) ON CONFLICT DO NOTHING`
      const fresh = await tx.$executeRaw`
        INSERT INTO questionnaire_version (key, number, state, content, saved_by, decided_by, published_at)
        SELECT ${key}, coalesce(max(v.number), 0) + 1, 'published', ${json(content)}::jsonb, ${FILE}, ${FILE}, now() FROM questionnaire_version v WHERE v.key = ${key}
        HAVING NOT coalesce(bool_or(v.saved_by = ${FILE} AND v.content = ${json(content)}::jsonb), false)`
      if (fresh > 0) await announce(tx, [key], 'knowledge')
    }
  })
}

