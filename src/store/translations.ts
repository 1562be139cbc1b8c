// Which lines wait for a translation, and what came of it.
import { announce } from './database.ts'
import type { Database } from './database.ts'

export interface Untranslated {
  readonly id: string
  readonly conversation_id: string
  readonly text: string
  readonly language: string | null
  readonly translate_tries: number
}

/** Lines that are due, oldest first; they stay ours for `leaseSeconds`. */
export function claimUntranslated({ prisma }: Database, limit: number, leaseSeconds: number): Promise<Untranslated[]> {
  return prisma.$queryRaw<Untranslated[]>`
    UPDATE message SET translate_at = now() + make_interval(secs => ${leaseSeconds}::float8), translate_tries = translate_tries + 1
    WHERE id IN (SELECT id FROM message WHERE translate_at <= now() AND withdrawn_at IS NULL ORDER BY translate_at, seq LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    RETURNING id, conversation_id, text, language, translate_tries`
}

export async function saveTranslation({ prisma }: Database, message: Untranslated, language: string, text: string | null): Promise<void> {
  await prisma.$transaction(async (tx) => {
    if (text !== null) {
      await tx.$executeRaw`
        INSERT INTO translation (message_id, language, text, source) VALUES (${message.id}::uuid, ${language}, ${text}, 'machine') ON CONFLICT DO NOTHING`
    }
    await tx.$executeRaw`UPDATE message SET translate_at = NULL WHERE id = ${message.id}::uuid`
    await announce(tx, [message.conversation_id])
  })
}

export async function postponeTranslation({ prisma }: Database, message: Untranslated, seconds: number): Promise<void> {
  await prisma.$transaction(async (tx) => {
    await tx.$executeRaw`UPDATE message SET translate_at = now() + make_interval(secs => ${seconds}::float8) WHERE id = ${message.id}::uuid`
    await announce(tx, [message.conversation_id])
  })
}
