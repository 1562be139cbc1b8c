// What staff wrote down of people: the one file that reads and writes it. Every entry stays; the last one of a field is what counts.
import { announce, ANYTHING, PERSON } from './database.ts'
import type { Database, Statements } from './database.ts'
import { Prisma } from './generated/client.ts'
import { COUNTED_FIELDS } from './sealing/columns-of-texts.ts'
import { secret } from './sealing/marks.ts'
import { personVisibleTo } from './visible.ts'
import type { Reader } from './visible.ts'

export const NOTE = 'note'

const sealed = (field: string, value: string | null) => (COUNTED_FIELDS.some((one) => one === field) ? value : secret(value))

export interface PersonEntry {
  readonly id: number
  /** Whose it is by itself, whomever they are merged with. */
  readonly home_id: string
  readonly conversation_id: string | null
  readonly field: string
  readonly status: string
  /** JSON; null where nothing is known, or a note was removed. */
  readonly value: string | null
  readonly agreed: boolean
  readonly staff_id: string
  readonly staff_name: string | null
  readonly undoes: number | null
  readonly at: Date
  readonly removed_at: Date | null
  readonly removed_by: string | null
}

export interface NewEntry {
  readonly field: string
  readonly status: string
  readonly value: string | null
  /** Beside which conversation it is written: it belongs to whoever writes there. Null: to the person as a whole. */
  readonly conversation: string | null
  readonly by: string
  readonly at: Date
  readonly agreed?: boolean
  readonly undoes?: number
  /** A company: who is tied to it sees nothing of the person any more. */
  readonly code?: string
}

/** Oldest first. `person` stands for all they were merged with. */
export function entriesOf({ prisma }: Database, reader: Reader, person: string): Promise<PersonEntry[]> {
  return prisma.$queryRaw<PersonEntry[]>`
    SELECT e.id::int, e.home_id, e.conversation_id, e.field, e.status, e.value, e.agreed, e.staff_id, s.name AS staff_name, e.undoes::int, e.at, e.removed_at, r.name AS removed_by
    FROM person_entry e JOIN person p ON p.id = e.person_id LEFT JOIN staff s ON s.id = e.staff_id LEFT JOIN staff r ON r.id = e.removed_by
    WHERE e.person_id = ${person}::uuid AND ${personVisibleTo(reader)} ORDER BY e.id`
}

/** What is known of these people now, by field. */
export async function knownFacts(tx: Statements, people: readonly string[]): Promise<ReadonlyMap<string, Readonly<Record<string, string>>>> {
  const rows = await tx.$queryRaw<{ person_id: string; field: string; status: string; value: string | null }[]>`
    SELECT DISTINCT ON (person_id, field) person_id, field, status, value FROM person_entry
    WHERE person_id = ANY(${[...people]}::uuid[]) AND field <> ${NOTE} ORDER BY person_id, field, id DESC`
  const byPerson = Map.groupBy(rows, ({ person_id }) => person_id)
  return new Map([...byPerson].map(([person, facts]) => [person, Object.fromEntries(facts.flatMap(({ field, status, value }) => (status === 'known' && value !== null ? [[field, value]] : [])))]))
}

/** Of one field as it stands under the lock: the last entries, newest first. */
export type FieldEntries = readonly Pick<PersonEntry, 'id' | 'home_id' | 'status' | 'value' | 'conversation_id'>[]

/**
 * Locks the person, lets `decide` look at what stands in the field, and writes what it answers. Null where the reader sees no such person,
 * or none who writes in that conversation.
 */
export async function changeField<Refusal extends string>(
  { prisma }: Database, reader: Reader, person: string, field: string, decide: (entries: FieldEntries) => NewEntry | Refusal,
): Promise<'done' | Refusal | null> {
  return prisma.$transaction(async (tx) => {
    if (!(await lockPerson(tx, reader, person))) return null
    const entries = await tx.$queryRaw<FieldEntries>`
      SELECT id::int, home_id, status, value, conversation_id FROM person_entry WHERE person_id = ${person}::uuid AND field = ${field} ORDER BY id DESC`
    const entry = decide(entries)
    if (typeof entry === 'string') return entry
    return await addEntry(tx, person, entry) ? 'done' as const : null
  })
}

/** The words of a note are removed for good; that there was one stays. `may`: whether this reader may remove it. */
export async function removeNote({ prisma }: Database, reader: Reader, person: string, note: number, at: Date, may: (by: string) => boolean): Promise<'done' | 'not_yours' | null> {
  return prisma.$transaction(async (tx) => {
    if (!(await lockPerson(tx, reader, person))) return null
    const [found] = await tx.$queryRaw<{ staff_id: string }[]>`
      SELECT staff_id FROM person_entry WHERE id = ${note} AND person_id = ${person}::uuid AND field = ${NOTE} AND removed_at IS NULL`
    if (!found) return null
    if (!may(found.staff_id)) return 'not_yours' as const
    await tx.$executeRaw`UPDATE person_entry SET value = NULL, removed_at = ${at}, removed_by = ${reader.id} WHERE id = ${note}`
    await announce(tx, [PERSON + person])
    return 'done' as const
  })
}

async function lockPerson(tx: Statements, reader: Reader, person: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`SELECT 1 FROM person p WHERE p.id = ${person}::uuid AND p.root_id IS NULL AND ${personVisibleTo(reader)} FOR UPDATE OF p`
  return rows.length > 0
}

/** @returns false where they do not write in that conversation */
async function addEntry(tx: Statements, person: string, { field, status, value, conversation, by, at, agreed = false, undoes, code }: NewEntry): Promise<boolean> {
  const home = conversation === null
    ? Prisma.sql`SELECT ${person}::uuid AS id`
    : Prisma.sql`SELECT coalesce(c.home_id, c.person_id) AS id FROM conversation c WHERE c.id = ${conversation}::uuid AND c.person_id = ${person}::uuid`
  const rows = await tx.$queryRaw<{ id: bigint; home_id: string }[]>`
    INSERT INTO person_entry (person_id, home_id, conversation_id, field, status, value, agreed, staff_id, undoes, at)
    SELECT ${person}::uuid, home.id, ${conversation}::uuid, ${field}, ${status}, ${sealed(field, value)}, ${agreed}, ${by}, ${undoes ?? null}::bigint, ${at} FROM (${home}) home
    RETURNING id, home_id`
  const [written] = rows
  if (!written) return false
  const untied = undoes === undefined ? 0 : await tx.$executeRaw`DELETE FROM person_company WHERE entry_id = ${undoes}`
  if (code !== undefined) {
    await tx.$executeRaw`INSERT INTO person_company (person_id, home_id, code, entry_id) VALUES (${person}::uuid, ${written.home_id}::uuid, ${code}, ${written.id})`
  }
  // Who sees them may have changed: also who no longer does has to ask again.
  await announce(tx, code === undefined && untied === 0 ? [PERSON + person] : [ANYTHING])
  return true
}
