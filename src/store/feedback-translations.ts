// What of feedback waits to be translated: words for the desk, and for readers what is shown of them and what bodies replied.
import type { Database } from './database.ts'
import { Prisma } from './generated/client.ts'
import { json } from './json.ts'
import { secret } from './sealing/marks.ts'

export interface DueWords { readonly id: string; readonly text: string; readonly language: string; readonly danger: string | null; readonly conversation_id: string | null }
export interface DueShown { readonly id: string; readonly text: string; readonly translations: Readonly<Record<string, string>> }
/** `language` null: it is not known. */
export interface DueReply extends DueShown { readonly language: null }

const lease = (now: Date, seconds: number) => new Date(now.getTime() + seconds * 1_000)

/** Words no member of staff can read yet; ours for `seconds`. */
export function claimWords({ prisma }: Database, now: Date, limit: number, seconds: number): Promise<DueWords[]> {
  return prisma.$queryRaw<DueWords[]>`
    UPDATE feedback g SET translate_due_at = ${lease(now, seconds)} FROM answer_sheet s
    WHERE s.id = g.sheet_id AND g.id IN (SELECT w.id FROM feedback w WHERE w.translate_due_at <= ${now} AND w.release_id IS NULL AND w.words IS NOT NULL ORDER BY w.urgency DESC, w.translate_due_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    RETURNING g.id, g.words AS text, g.language, g.danger, s.conversation_id`
}

export async function saveJapanese({ prisma }: Database, id: string, japanese: string | null): Promise<void> {
  await prisma.$executeRaw`UPDATE feedback SET japanese = coalesce(${secret(japanese)}, japanese), translate_due_at = NULL WHERE id = ${id}::uuid AND release_id IS NULL`
}

export function claimShown({ prisma }: Database, now: Date, limit: number, seconds: number): Promise<DueShown[]> {
  return prisma.$queryRaw<DueShown[]>`
    UPDATE feedback SET translate_due_at = ${lease(now, seconds)}
    WHERE id IN (SELECT w.id FROM feedback w WHERE w.translate_due_at <= ${now} AND w.release_id IS NOT NULL AND w.shown <> '' ORDER BY w.translate_due_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    RETURNING id, shown AS text, translations`
}

export function claimReplies({ prisma }: Database, now: Date, limit: number, seconds: number): Promise<DueReply[]> {
  return prisma.$queryRaw<DueReply[]>`
    UPDATE body_reply SET translate_due_at = ${lease(now, seconds)}
    WHERE id IN (SELECT w.id FROM body_reply w WHERE w.translate_due_at <= ${now} AND w.text IS NOT NULL ORDER BY w.translate_due_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    RETURNING id, text, translations, NULL AS language`
}

/** `whole`: nothing of it is left to translate. What was changed meanwhile is left alone. */
export async function saveTranslations({ prisma }: Database, table: 'feedback' | 'body_reply', { id, text, translations, whole }: { readonly id: string; readonly text: string; readonly translations: Readonly<Record<string, string>>; readonly whole: boolean }): Promise<void> {
  const [name, column] = table === 'feedback' ? [Prisma.sql`feedback`, Prisma.sql`shown`] : [Prisma.sql`body_reply`, Prisma.sql`text`]
  await prisma.$executeRaw`UPDATE ${name} SET translations = ${json(translations)}::jsonb, translate_due_at = CASE WHEN ${whole} THEN NULL ELSE translate_due_at END WHERE id = ${id}::uuid AND ${column} = ${text}`
}
