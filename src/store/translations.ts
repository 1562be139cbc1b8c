// Which lines wait for a translation, and what came of it.
import { announce } from './database.ts'
import type { Database } from './database.ts'
import { visibleTo } from './visible.ts'
import type { Reader } from './visible.ts'
import { secret } from './sealing/marks.ts'

export interface Untranslated {
  readonly id: string
  readonly conversation_id: string
  readonly text: string
  readonly language: string | null
  readonly translate_tries: number
  readonly translate_problem: string | null
  readonly dangerous: boolean
  /** Somebody waits there for a person, or has one. */
  readonly waiting: boolean
}

/** Why a line has no translation: the provider refuses or is away, the month's characters are used up, or it cannot read the language. */
export type TranslateProblem = 'provider' | 'budget' | 'language'

/** Lines that are due, oldest first; they stay ours for `leaseSeconds`. */
export function claimUntranslated({ prisma }: Database, limit: number, leaseSeconds: number): Promise<Untranslated[]> {
  return prisma.$queryRaw<Untranslated[]>`
    UPDATE message m SET translate_at = now() + make_interval(secs => ${leaseSeconds}::float8), translate_tries = translate_tries + 1
    FROM conversation c
    WHERE c.id = m.conversation_id
      AND m.id IN (SELECT id FROM message WHERE translate_at <= now() AND withdrawn_at IS NULL ORDER BY translate_at, seq LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    RETURNING m.id, m.conversation_id, m.text, m.language, m.translate_tries, m.translate_problem,
      (c.danger IS NOT NULL OR m.danger IS NOT NULL) AS dangerous, c.handling <> 'bot' AS waiting`
}

/** What waited for another month is due at once where danger has come: it is translated whatever it costs. */
export async function hurryDanger({ prisma }: Database): Promise<void> {
  await prisma.$executeRaw`
    UPDATE message m SET translate_at = now() FROM conversation c
    WHERE m.translate_at > now() AND m.translate_problem = 'budget' AND c.id = m.conversation_id AND c.danger IS NOT NULL`
}

export interface SavedTranslation { readonly text: string; readonly source: 'machine' | 'corrected'; readonly staff: string | null; readonly detected: string | null }

/** Null with a problem: it is given up, until somebody asks again. */
export async function saveTranslation({ prisma }: Database, message: Untranslated, language: string, done: SavedTranslation | null, problem: TranslateProblem | null = null): Promise<void> {
  await prisma.$transaction(async (tx) => {
    if (done !== null) {
      await tx.$executeRaw`
        INSERT INTO translation (message_id, language, text, source, staff_id)
        VALUES (${message.id}::uuid, ${language}, ${secret(done.text)}, ${done.source}, ${done.staff}) ON CONFLICT DO NOTHING`
    }
    await tx.$executeRaw`
      UPDATE message SET translate_at = NULL, translate_problem = ${problem}, language = coalesce(language, ${done?.detected ?? null}) WHERE id = ${message.id}::uuid`
    await announce(tx, [message.conversation_id])
  })
}

export async function postponeTranslation({ prisma }: Database, message: Untranslated, seconds: number, problem: TranslateProblem): Promise<void> {
  await prisma.$transaction(async (tx) => {
    await tx.$executeRaw`UPDATE message SET translate_at = now() + make_interval(secs => ${seconds}::float8), translate_problem = ${problem} WHERE id = ${message.id}::uuid`
    // Pages learn of it once, not at every look at the month.
    if (message.translate_problem !== problem || problem === 'provider') await announce(tx, [message.conversation_id])
  })
}

/** Tries a worker's line again at once. @returns false where there is none without a translation */
export async function translateAgain({ prisma }: Database, reader: Reader, conversation: string, seq: number): Promise<boolean> {
  return prisma.$transaction(async (tx) => {
    const changed = await tx.$executeRaw`
      UPDATE message m SET translate_at = now(), translate_tries = 0, translate_problem = NULL, translate_given_up_at = NULL FROM conversation c
      WHERE c.id = m.conversation_id AND c.id = ${conversation}::uuid AND m.seq = ${seq} AND m.author = 'worker' AND m.kind = 'text' AND m.withdrawn_at IS NULL
        AND m.language IS DISTINCT FROM 'ja' AND NOT EXISTS (SELECT 1 FROM translation t WHERE t.message_id = m.id AND t.language = 'ja') AND ${visibleTo(reader)}`
    if (changed > 0) await announce(tx, [conversation])
    return changed > 0
  })
}
