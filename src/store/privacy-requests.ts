// What people asked about their own data: by whom, how far it is, and when an erasure is due.
import { WORKER } from '../privacy/requests.ts'
import type { Proof, RequestKind, RequestState } from '../privacy/requests.ts'
import type { Database, Statements } from './database.ts'
import { Prisma } from './generated/client.ts'
import { isProtected } from './protection.ts'
import { personVisibleTo } from './visible.ts'
import type { Reader } from './visible.ts'
import { secret } from './sealing/marks.ts'

export interface RequestRow {
  readonly id: string
  readonly kind: RequestKind
  readonly person_id: string
  readonly conversation_id: string | null
  readonly state: RequestState
  readonly asked_by: string
  readonly asked_name: string | null
  readonly asked_at: Date
  readonly proof: string
  readonly reason: string
  readonly decided_by: string | null
  readonly decided_name: string | null
  readonly decided_at: Date | null
  readonly due_at: Date | null
  readonly ended_at: Date | null
  readonly language: string | null
}

export interface NewRequest { readonly id: string; readonly kind: RequestKind; readonly person: string; readonly conversation: string | null; readonly by: string; readonly at: Date }

/** One of a kind at a time: asking again changes nothing. `person` may be somebody who was merged. @returns false where one is open already */
export async function addRequest(db: Statements, { id, kind, person, conversation, by, at }: NewRequest): Promise<boolean> {
  return (await db.$executeRaw`
    INSERT INTO privacy_request (id, kind, person_id, conversation_id, asked_by, asked_at)
    SELECT ${id}::uuid, ${kind}, coalesce(p.root_id, p.id), ${conversation}::uuid, ${by}, ${at} FROM person p WHERE p.id = ${person}::uuid AND p.erased_at IS NULL ON CONFLICT DO NOTHING`) === 1
}

/** The worker asks for it in this conversation. */
export async function askIn(db: Statements, conversation: string, kind: RequestKind, id: string, at: Date): Promise<void> {
  const [row] = await db.$queryRaw<{ person_id: string }[]>`SELECT person_id FROM conversation WHERE id = ${conversation}::uuid`
  if (row) await addRequest(db, { id, kind, person: row.person_id, conversation, by: WORKER, at })
}

/** The worker changed their mind, in this conversation. */
export async function takeBackIn(db: Statements, conversation: string, at: Date): Promise<void> {
  await db.$executeRaw`
    UPDATE privacy_request r SET state = 'takenBack', ended_at = ${at} FROM conversation c JOIN person q ON c.person_id IN (q.id, q.root_id)
    WHERE c.id = ${conversation}::uuid AND r.person_id = q.id AND r.kind = 'erasure' AND r.state IN ('asked', 'confirmed')`
}

const ROWS = Prisma.sql`
  SELECT r.*, coalesce(o.root_id, o.id) AS person_id, a.name AS asked_name, d.name AS decided_name FROM privacy_request r JOIN person o ON o.id = r.person_id JOIN person p ON p.id = coalesce(o.root_id, o.id)
    LEFT JOIN staff a ON a.id = r.asked_by LEFT JOIN staff d ON d.id = r.decided_by`

/** Open ones first, then the latest; none of people whom the reader does not see. Of who was erased only that it was done. */
export function requestsFor({ prisma }: Database, reader: Reader, limit = 200): Promise<RequestRow[]> {
  return prisma.$queryRaw<RequestRow[]>`
    ${ROWS} WHERE ${personVisibleTo(reader)} ORDER BY r.state NOT IN ('asked', 'confirmed'), r.asked_at DESC LIMIT ${limit}`
}

export async function findRequest({ prisma }: Database, reader: Reader, id: string): Promise<RequestRow | null> {
  const [row] = await prisma.$queryRaw<RequestRow[]>`${ROWS} WHERE r.id = ${id}::uuid AND ${personVisibleTo(reader)}`
  return row ?? null
}

interface Decision { readonly state: 'confirmed' | 'refused' | 'takenBack'; readonly by: string; readonly at: Date; readonly proof?: Proof; readonly reason: string; readonly dueAt?: Date; readonly digest?: string; readonly language?: string }

/** @returns false where it was decided meanwhile */
export async function decideRequest({ prisma }: Database, id: string, { state, by, at, proof, reason, dueAt, digest, language }: Decision): Promise<boolean> {
  const ended = state === 'confirmed' ? null : at
  return (await prisma.$executeRaw`
    UPDATE privacy_request SET state = ${state}, decided_by = ${by}, decided_at = ${at}, proof = coalesce(${proof ?? null}, proof), reason = ${secret(reason)}, due_at = ${dueAt ?? null}::timestamptz,
      digest = ${digest ?? null}, language = ${language ?? null}, ended_at = ${ended}::timestamptz
    WHERE id = ${id}::uuid AND (state = 'asked' OR (state = 'confirmed' AND ${state} = 'takenBack'))`) === 1
}

/** People whose wish is due, and whom nothing protects any more. */
export function dueErasures({ prisma }: Database, now: Date, limit: number): Promise<{ id: string; person_id: string }[]> {
  return prisma.$queryRaw`
    SELECT r.id, coalesce(o.root_id, o.id) AS person_id FROM privacy_request r JOIN person o ON o.id = r.person_id
    WHERE r.kind = 'erasure' AND r.state = 'confirmed' AND r.due_at <= ${now} AND NOT ${isProtected(Prisma.sql`coalesce(o.root_id, o.id)`)} ORDER BY r.due_at LIMIT ${limit}`
}
