// A person as the desk shows them: where they write, what they have going, with whom they are one. And how one is found by name.
import type { CaseEvent } from '../cases/events.ts'
import type { Database } from './database.ts'
import { Prisma } from './generated/client.ts'
import { isNumbered, pseudonymOf } from './pseudonym.ts'
import { caseVisibleTo, personVisibleTo, visibleTo } from './visible.ts'
import type { Reader } from './visible.ts'

export interface PersonRow {
  readonly id: string
  readonly language: string | null
  readonly contact: unknown
  readonly created_at: Date
}

export interface PersonConversation {
  readonly id: string
  readonly home: string
  readonly account_id: string
  readonly channel: string
  readonly handling: string
  readonly dangerous: boolean
  readonly entry_code: string | null
  readonly reachable: boolean
  readonly preferred: boolean
  readonly heard_at: Date | null
  readonly created_at: Date
  readonly last_at: Date
  /** The last place they sent from there. */
  readonly place: { readonly latitude: number; readonly longitude: number } | null
}

export interface PersonMerge {
  readonly id: string
  readonly from_person: string
  readonly to_person: string
  readonly how: 'code' | 'approval'
  /** Null: the worker. */
  readonly asked_by: string | null
  readonly approved_by: string | null
  readonly reason: string
  readonly facts: string[]
  readonly at: Date | null
  readonly undone_at: Date | null
  readonly undone_by: string | null
  readonly undone_reason: string
  /** They are part of this person now. */
  readonly stands: boolean
}

/** Who stands for them, where they were merged. */
export async function findPerson({ prisma }: Database, reader: Reader, id: string): Promise<PersonRow | null> {
  const [row] = await prisma.$queryRaw<PersonRow[]>`
    SELECT p.id, p.language, p.contact, p.created_at FROM person o JOIN person p ON p.id = coalesce(o.root_id, o.id) WHERE o.id = ${id}::uuid AND ${personVisibleTo(reader)}`
  return row ?? null
}

/** Those the reader sees, the latest first. */
export function conversationsOf({ prisma }: Database, reader: Reader, person: string): Promise<PersonConversation[]> {
  return prisma.$queryRaw<PersonConversation[]>`
    SELECT c.id, coalesce(c.home_id, c.person_id) AS home, c.account_id, a.channel, c.handling, c.danger IS NOT NULL AS dangerous, c.entry_code, c.reachable,
      coalesce(p.preferred_id = c.id, false) AS preferred, c.heard_at, c.created_at, c.last_at,
      (SELECT jsonb_build_object('latitude', m.content->'latitude', 'longitude', m.content->'longitude') FROM message m
        WHERE m.conversation_id = c.id AND m.author = 'worker' AND m.kind = 'location' AND m.withdrawn_at IS NULL ORDER BY m.seq DESC LIMIT 1) AS place
    FROM conversation c JOIN person p ON p.id = c.person_id JOIN account a ON a.id = c.account_id
    WHERE c.person_id = ${person}::uuid AND ${visibleTo(reader)} ORDER BY c.last_at DESC, c.id`
}

/** The events of all their cases that the reader sees, by case. */
export async function caseEventsOf({ prisma }: Database, reader: Reader, person: string): Promise<ReadonlyMap<string, readonly CaseEvent[]>> {
  const rows = await prisma.$queryRaw<{ case_id: string; payload: CaseEvent }[]>`
    SELECT e.case_id, e.payload FROM case_event e JOIN case_file f ON f.id = e.case_id
    WHERE f.person_id = ${person}::uuid AND ${caseVisibleTo(reader)} ORDER BY e.case_id, e.seq`
  return new Map([...Map.groupBy(rows, ({ case_id }) => case_id)].map(([id, events]) => [id, events.map(({ payload }) => payload)]))
}

/** Newest first: what was asked for, agreed to, and taken back, of them and everybody who is or was part of them. */
export function mergesOf({ prisma }: Database, reader: Reader, person: string): Promise<PersonMerge[]> {
  return prisma.$queryRaw<PersonMerge[]>`
    WITH theirs AS (SELECT q.id FROM person q WHERE q.id = ${person}::uuid OR q.root_id = ${person}::uuid)
    SELECT m.id, m.from_person, m.to_person, m.how, CASE WHEN m.asked_by <> 'worker' THEN coalesce(s.name, m.asked_by) END AS asked_by, d.name AS approved_by, m.reason, m.facts,
      m.at, m.undone_at, CASE WHEN m.undone_by <> 'worker' THEN coalesce(u.name, m.undone_by) END AS undone_by, m.undone_reason,
      m.at IS NOT NULL AND m.undone_at IS NULL AND EXISTS (SELECT 1 FROM person q WHERE q.id = m.from_person AND q.root_id = ${person}::uuid) AS stands
    FROM person_merge m JOIN person p ON p.id = ${person}::uuid
    LEFT JOIN staff s ON s.id = m.asked_by LEFT JOIN staff d ON d.id = m.approved_by LEFT JOIN staff u ON u.id = m.undone_by
    WHERE ${personVisibleTo(reader)} AND (m.at IS NOT NULL OR NOT EXISTS (SELECT 1 FROM approval a WHERE a.subject->>'merge' = m.id::text AND a.decision = 'refused'))
      AND NOT EXISTS (SELECT 1 FROM person o JOIN person p ON p.id = coalesce(o.root_id, o.id) WHERE o.id IN (m.from_person, m.to_person) AND NOT ${personVisibleTo(reader)})
      AND m.id IN (SELECT a.id FROM theirs t JOIN person_merge a ON a.from_person = t.id UNION SELECT b.id FROM theirs t JOIN person_merge b ON b.to_person = t.id)
    ORDER BY coalesce(m.undone_at, m.at) DESC NULLS FIRST, m.id DESC LIMIT 50`
}

export interface FoundPerson { readonly id: string; readonly pseudonym: string; readonly language: string | null; readonly channels: readonly string[]; readonly last_at: Date | null }

const FOUND_SHOWN = 10

/** By the name staff know them by, or the number in it. */
export async function findPeople({ prisma }: Database, reader: Reader, name: string): Promise<FoundPerson[]> {
  const wanted = name.normalize('NFKC').replace(/[\s‐-―ー-]+(?=\d)/g, '-')
  const number = /\d{4}$/.exec(wanted)?.[0]
  if (number === undefined) return []
  const numbered = Prisma.sql`SELECT p.id FROM person p WHERE ${isNumbered(number)} AND p.root_id IS NULL`
  // A number is a hundred people's where there are a million: no more is read of them than is shown.
  const hits = wanted === number ? await prisma.$queryRaw<{ id: string }[]>`${numbered} AND ${personVisibleTo(reader)} LIMIT ${FOUND_SHOWN}`
    : (await prisma.$queryRaw<{ id: string }[]>`${numbered}`).filter(({ id }) => pseudonymOf(id) === wanted)
  const rows = await prisma.$queryRaw<{ id: string; language: string | null; channels: string[]; last_at: Date | null }[]>`
    SELECT p.id, p.language, array_remove(array_agg(DISTINCT a.channel), NULL) AS channels, max(c.last_at) AS last_at
    FROM person p LEFT JOIN conversation c ON c.person_id = p.id AND ${visibleTo(reader)} LEFT JOIN account a ON a.id = c.account_id
    WHERE p.id = ANY(${hits.map(({ id }) => id)}::uuid[]) AND ${personVisibleTo(reader)} GROUP BY p.id LIMIT ${FOUND_SHOWN}`
  return rows.map((row) => ({ ...row, pseudonym: pseudonymOf(row.id) }))
}
