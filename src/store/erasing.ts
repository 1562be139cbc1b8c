// Everything of one person is taken out: who they were, what was said and written. What was counted stays, and belongs to nobody.
import { Answers } from '../questionnaires/answers.ts'
import type { Answer } from '../questionnaires/answers.ts'
import { announce, ANYTHING } from './database.ts'
import type { Database, Statements } from './database.ts'
import { bytesOfCases, bytesOfConversations, emptyCases, emptyConversations } from './emptying.ts'
import { noteRemovals } from './file-removals.ts'
import { Prisma } from './generated/client.ts'
import { json } from './json.ts'
import { secretParts } from './sealing/marks.ts'
import { protectedWhy } from './protection.ts'
import type { Protection } from './protection.ts'

/** What they are still counted by: as it was first told (counted.ts), with nothing finer than is counted. */
const COUNTED_FACTS = ['nationality', 'residence', 'place', 'industry']
const TIMES = { timeout: 120_000, maxWait: 20_000 }

interface Theirs { readonly people: readonly string[]; readonly conversations: readonly string[]; readonly cases: readonly string[] }

/** `person` stands for all they were merged with. */
async function theirs(db: Statements, person: string): Promise<Theirs> {
  const ids = async (query: Prisma.Sql) => (await db.$queryRaw<{ id: string }[]>(query)).map(({ id }) => id)
  return {
    people: await ids(Prisma.sql`SELECT id FROM person WHERE ${person}::uuid IN (id, root_id)`),
    conversations: await ids(Prisma.sql`SELECT id FROM conversation WHERE person_id = ${person}::uuid`),
    cases: await ids(Prisma.sql`SELECT id FROM case_file WHERE person_id = ${person}::uuid AND anonymous_at IS NULL`),
  }
}

/** What the worker and the counsellors wrote, for what is remembered of it without their name. */
export function linesOf({ prisma }: Database, person: string): Promise<{ id: string; conversation_id: string; text: string; language: string | null; author: string }[]> {
  return prisma.$queryRaw`
    SELECT m.id, m.conversation_id, m.text, m.language, m.author FROM message m JOIN conversation c ON c.id = m.conversation_id WHERE c.person_id = ${person}::uuid AND m.author IN ('worker', 'counsellor')`
}

/** What stands elsewhere under no name: keys of remembered translations, and words that were not understood. */
export interface Nameless { readonly memory: readonly string[]; readonly gaps: readonly string[] }

/** Files are noted, their bytes follow. @returns why nothing was erased; empty where it was */
export async function erasePerson({ prisma }: Database, person: string, { memory, gaps }: Nameless, now: Date): Promise<Protection[]> {
  return prisma.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM person WHERE ${person}::uuid IN (id, root_id) ORDER BY id FOR UPDATE`
    const why = await protectedWhy(tx, person)
    if (why.length > 0) return why
    const { people, conversations, cases } = await theirs(tx, person)
    await noteRemovals(tx, [...await bytesOfConversations(tx, conversations), ...await bytesOfCases(tx, cases)], now)
    const days = await daysOf(tx, conversations)
    await leaveBoard(tx, conversations)
    await emptyConversations(tx, conversations, now)
    await emptyCases(tx, cases, now)
    await emptySheets(tx, person)
    await emptyFile(tx, person, people)
    await tx.$executeRaw`DELETE FROM translation_memory WHERE key = ANY(${[...memory]}::text[])`
    await emptyGaps(tx, days, gaps)
    await tx.$executeRaw`
      UPDATE conversation SET address = 'erased ' || id, thread = '', reachable = false, erased_at = ${now}, home_id = NULL, left_at = ${now}, heard_at = NULL WHERE id = ANY(${[...conversations]}::uuid[])`
    await tx.$executeRaw`
      UPDATE privacy_request SET state = CASE WHEN kind = 'erasure' AND state = 'confirmed' THEN 'done' WHEN state IN ('asked', 'confirmed') THEN 'takenBack' ELSE state END,
        ended_at = coalesce(ended_at, ${now}), digest = NULL, reason = '', conversation_id = NULL WHERE person_id = ANY(${[...people]}::uuid[])`
    await announce(tx, [ANYTHING])
    return []
  }, TIMES)
}

const daysOf = (tx: Statements, conversations: readonly string[]) => tx.$queryRaw<{ day: Date }[]>`
  SELECT DISTINCT (at AT TIME ZONE 'Asia/Tokyo')::date AS day FROM message WHERE conversation_id = ANY(${[...conversations]}::uuid[]) AND author = 'worker'`

/** That something was not understood is counted. Found by its words on the days on which they wrote: whose they are is kept nowhere. */
async function emptyGaps(tx: Statements, days: readonly { readonly day: Date }[], texts: readonly string[]): Promise<void> {
  const wanted = new Set(texts)
  const found = await tx.$queryRaw<{ id: string; text: string }[]>`SELECT id, text FROM gap WHERE day = ANY(${days.map(({ day }) => day)}::date[])`
  await tx.$executeRaw`
    UPDATE gap SET text = '', phrase = NULL, state = CASE state WHEN 'open' THEN 'dismissed' ELSE state END WHERE id = ANY(${found.filter(({ text }) => wanted.has(text)).map(({ id }) => id)}::uuid[])`
}

/** By the address of the web chat, which is the board's too. What others reported waits for the moderators as always (board-members.ts). */
async function leaveBoard(tx: Statements, conversations: readonly string[]): Promise<void> {
  const addresses = Prisma.sql`(SELECT address FROM conversation WHERE id = ANY(${[...conversations]}::uuid[]))`
  await tx.$executeRaw`DELETE FROM automatic_answer WHERE address IN ${addresses}`
  await tx.$executeRaw`DELETE FROM board_member WHERE address IN ${addresses}`
}

/** Choices stay: they were counted, and belong to nobody any more. What was typed goes; so does what was said of a body and not shown to anybody yet. */
async function emptySheets(tx: Statements, person: string): Promise<void> {
  const sheets = Prisma.sql`(SELECT id FROM answer_sheet WHERE person_id = ${person}::uuid)`
  await tx.$executeRaw`DELETE FROM feedback WHERE sheet_id IN ${sheets} AND state <> 'released'`
  await tx.$executeRaw`UPDATE feedback SET words = NULL, japanese = NULL, written = '', note = '', translate_due_at = NULL WHERE sheet_id IN ${sheets}`
  await tx.$executeRaw`DELETE FROM answer_sheet WHERE person_id = ${person}::uuid AND finished_at IS NULL`
  const finished = await tx.$queryRaw<{ id: string; answers: unknown }[]>`SELECT id, answers FROM answer_sheet WHERE person_id = ${person}::uuid`
  const emptied = finished.map(({ id, answers }) => ({ id, answers: secretParts(withoutWords(Answers.parse(answers)), []) }))
  await tx.$executeRaw`
    UPDATE answer_sheet s SET conversation_id = NULL, home_id = NULL, answers = r.answers FROM jsonb_to_recordset(${json(emptied)}::jsonb) AS r(id uuid, answers jsonb) WHERE s.id = r.id`
}

const withoutWords = (answers: Answers): Answers => Object.fromEntries(Object.entries(answers).map(([question, answer]): [string, Answer] =>
  [question, 'text' in answer ? { skipped: true } : 'said' in answer ? { ...answer, said: '' } : answer]))

async function emptyFile(tx: Statements, person: string, people: readonly string[]): Promise<void> {
  const all = Prisma.sql`ANY(${[...people]}::uuid[])`
  await tx.$executeRaw`
    WITH first AS (
      SELECT DISTINCT ON (field) id FROM (
        SELECT e.*, (e.at AT TIME ZONE 'Asia/Tokyo')::date AS day, min((e.at AT TIME ZONE 'Asia/Tokyo')::date) OVER (PARTITION BY e.field) AS first_day FROM person_entry e
        WHERE e.person_id = ${person}::uuid AND e.field = ANY(${COUNTED_FACTS}) AND e.status = 'known' AND e.undoes IS NULL
          AND NOT EXISTS (SELECT 1 FROM person_entry u WHERE u.person_id = e.person_id AND u.field = e.field AND u.undoes = e.id)) e
      WHERE day = first_day ORDER BY field, id DESC
    ), gone AS (DELETE FROM person_entry WHERE person_id = ${person}::uuid AND id NOT IN (SELECT id FROM first))
    UPDATE person_entry SET conversation_id = NULL, home_id = person_id, at = (date_trunc('day', at AT TIME ZONE 'Asia/Tokyo') + interval '12 hours') AT TIME ZONE 'Asia/Tokyo',
      value = CASE field WHEN 'residence' THEN jsonb_build_object('status', value::jsonb->'status')::text WHEN 'place' THEN jsonb_build_object('prefecture', value::jsonb->'prefecture')::text ELSE value END
    WHERE id IN (SELECT id FROM first)`
  await tx.$executeRaw`DELETE FROM contact_change WHERE person_id = ${all}`
  await tx.$executeRaw`DELETE FROM company_said WHERE person_id = ${all}`
  await tx.$executeRaw`DELETE FROM person_link WHERE from_person = ${all} OR to_person = ${all}`
  await tx.$executeRaw`UPDATE person_merge SET reason = '', undone_reason = '', facts = '{}', parted = '[]' WHERE from_person = ${all} OR to_person = ${all}`
  await tx.$executeRaw`UPDATE person_company SET entry_id = NULL WHERE person_id = ${person}::uuid`
  await tx.$executeRaw`UPDATE outreach_recipient SET conversation_id = NULL, line_id = NULL, held_id = NULL WHERE person_id = ${person}::uuid`
  await tx.$executeRaw`UPDATE legal_hold SET reason = '' WHERE person_id = ${all}`
  const named = [...people]
  for (const table of ['staff_conflict', 'partner_tie'].map((name) => Prisma.raw(name))) await tx.$executeRaw`UPDATE ${table} SET note = '' WHERE kind = 'person' AND value = ANY(${named}::text[])`
  await tx.$executeRaw`UPDATE person SET contact = NULL, own_contact = NULL, preferred_id = NULL, erased_at = now() WHERE id = ${all}`
}
