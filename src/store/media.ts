// Photos, recordings and files of workers: which are to be fetched or removed, and what came of it. The bytes stand elsewhere.
import type { MediaKind } from '../../channels/contract.ts'
import { announce } from './database.ts'
import type { Database } from './database.ts'
import { visibleTo } from './visible.ts'
import type { Reader } from './visible.ts'

export interface DueMedia {
  readonly id: string
  readonly conversation_id: string
  readonly account_id: string
  readonly status: 'pending' | 'withdrawn'
  readonly kind: MediaKind
  readonly source: string | null
  readonly tries: number
}

export interface StoredMedia {
  readonly id: string
  readonly conversation_id: string
  readonly kind: MediaKind
  readonly name: string | null
  readonly type: string
}

/** What is due, oldest first; it stays ours for `leaseSeconds`. */
export function claimMedia({ prisma }: Database, limit: number, leaseSeconds: number): Promise<DueMedia[]> {
  return prisma.$queryRaw<DueMedia[]>`
    UPDATE media f SET due_at = now() + make_interval(secs => ${leaseSeconds}::float8), tries = f.tries + 1
    FROM message m JOIN conversation c ON c.id = m.conversation_id
    WHERE m.id = f.message_id AND f.id IN (SELECT id FROM media WHERE due_at <= now() ORDER BY due_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    RETURNING f.id, m.conversation_id, c.account_id, f.status, f.kind, f.source, f.tries`
}

export type MediaOutcome =
  | { readonly status: 'stored'; readonly kind: MediaKind; readonly type: string; readonly size: number; readonly width: number | null; readonly height: number | null }
  | { readonly status: 'refused' | 'gone' | 'failed'; readonly reason: string }

/** What is still to be fetched stays ours for longer. */
export async function keepMedia({ prisma }: Database, id: string, leaseSeconds: number): Promise<void> {
  await prisma.$executeRaw`UPDATE media SET due_at = now() + make_interval(secs => ${leaseSeconds}::float8) WHERE id = ${id}::uuid AND status = 'pending'`
}

/** @returns whether its bytes stand in the log: by this, or by another process that had it as well. Else, as where the writer took the message back meanwhile, they must go */
export async function saveMedia({ prisma }: Database, { id, conversation_id }: DueMedia, outcome: MediaOutcome): Promise<boolean> {
  return prisma.$transaction(async (tx) => {
    if (outcome.status === 'stored') {
      await tx.$executeRaw`
        UPDATE media SET status = 'stored', kind = ${outcome.kind}, type = ${outcome.type}, size = ${outcome.size}, width = ${outcome.width},
          height = ${outcome.height}, due_at = NULL, source = NULL WHERE id = ${id}::uuid AND status = 'pending'`
    } else {
      await tx.$executeRaw`
        UPDATE media SET status = ${outcome.status}, reason = ${outcome.reason}, due_at = NULL, source = CASE WHEN ${outcome.status} = 'failed' THEN source END WHERE id = ${id}::uuid AND status = 'pending'`
    }
    await announce(tx, [conversation_id])
    return (await tx.$queryRaw<unknown[]>`SELECT 1 FROM media WHERE id = ${id}::uuid AND status = 'stored'`).length > 0
  })
}

export async function postponeMedia({ prisma }: Database, id: string, ms: number): Promise<void> {
  await prisma.$executeRaw`UPDATE media SET due_at = now() + make_interval(secs => ${ms / 1000}::float8) WHERE id = ${id}::uuid`
}

/** The bytes of a message that was taken back are gone. */
export async function noteRemoved({ prisma }: Database, id: string): Promise<void> {
  await prisma.$executeRaw`UPDATE media SET due_at = NULL, source = NULL WHERE id = ${id}::uuid`
}

export async function findMedia({ prisma }: Database, reader: Reader, id: string): Promise<StoredMedia | null> {
  const [row] = await prisma.$queryRaw<StoredMedia[]>`
    SELECT f.id, m.conversation_id, f.kind, f.name, f.type
    FROM media f JOIN message m ON m.id = f.message_id JOIN conversation c ON c.id = m.conversation_id
    WHERE f.id = ${id}::uuid AND f.status = 'stored' AND m.withdrawn_at IS NULL AND ${visibleTo(reader)}`
  return row ?? null
}
