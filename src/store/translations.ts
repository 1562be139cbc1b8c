// Which lines wait for a translation, and what came of it.
import { announce } from './database.ts'
import { Prisma } from './generated/client.ts'
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

/**
 * What the desk itself knows somebody by, so that it can be taken out before a text leaves: the names they gave in a case, of the
 * companies and people in their cases, and where they are written to by mail. Never shown to anybody. Offices are not theirs.
 */
export function knownNames(db: Database, conversation: string): Promise<string[]> {
  return namesOf(db, Prisma.sql`SELECT * FROM conversation WHERE id = ${conversation}::uuid`, Prisma.sql`
    SELECT own.id FROM case_file own JOIN here c ON c.person_id = own.person_id UNION SELECT x.case_id FROM case_conversation x JOIN here c ON c.id = x.conversation_id`)
}

/** The same of a case: of everything it and the person's other cases name. */
export function namesInCase(db: Database, id: string): Promise<string[]> {
  return namesOf(db, Prisma.sql`SELECT c.* FROM conversation c JOIN case_conversation x ON x.conversation_id = c.id WHERE x.case_id = ${id}::uuid`, Prisma.sql`
    SELECT ${id}::uuid UNION SELECT other.id FROM case_file own JOIN case_file other ON other.person_id = own.person_id WHERE own.id = ${id}::uuid`)
}

async function namesOf({ prisma }: Database, here: Prisma.Sql, cases: Prisma.Sql): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ name: string }[]>`
    WITH here AS (${here}),
    events AS (
      SELECT e.payload FROM case_event e WHERE e.case_id IN (${cases}) AND e.type IN ('opened', 'actorAdded', 'companyNamed', 'contacted', 'consentGiven', 'disclosed')
    )
    SELECT DISTINCT name FROM (
      SELECT payload #>> '{asker,name}' AS name FROM events
      UNION ALL SELECT payload #>> '{actor,name}' FROM events
      UNION ALL SELECT payload ->> 'code' FROM events
      UNION ALL SELECT jsonb_path_query(payload, '$.**.party ? (@.type != "office").name') #>> '{}' FROM events
      UNION ALL SELECT jsonb_path_query(payload, '$.companies[*]') #>> '{}' FROM events
      UNION ALL SELECT address FROM here WHERE account_id IN (SELECT id FROM account WHERE channel IN ('email', 'botframework'))
      UNION ALL SELECT x.value::jsonb #>> '{}' FROM person_entry x JOIN here c ON c.person_id = x.person_id WHERE x.field = 'callName' AND x.status = 'known'
    ) known WHERE length(trim(name)) > 1`
  return rows.map(({ name }) => name)
}
