// Counts that are kept: pages ask for them, a worker counts what is asked for, and what nobody asks for any more is forgotten.
import { Prisma } from './generated/client.ts'
import type { Database } from './database.ts'
import { json } from './json.ts'

/** `value` null: not counted yet, `share` of it is done, 0 to 1. `old`: it is to be counted again. */
export interface KeptRow<T> { readonly value: T | null; readonly counted_at: Date | null; readonly old: boolean; readonly share: number }

/** Conversations; what a smaller desk counts is there before anybody notices. */
const LARGE = 50_000
/** Kept so many times as long as it took: counting one thing again and again takes at most a hundredth of a core. */
const TIMES = 100
const LEAST_KEPT_MS = 10_000
/** A process that ended in the middle is stood in for after this. */
const LEASE_MS = 120_000
const FORGOTTEN_MS = 86_400_000

const later = (now: Date, ms: number) => new Date(now.getTime() + ms)
const isOld = (now: Date) => Prisma.sql`(k.counted_at IS NULL OR k.counted_at < ${now}::timestamptz - make_interval(secs => greatest(${LEAST_KEPT_MS}, k.took_ms * ${TIMES}::float8) / 1000))`

/** As far as PostgreSQL last looked. */
export async function isLarge({ prisma }: Database): Promise<boolean> {
  return (await prisma.$queryRaw<unknown[]>`SELECT 1 FROM pg_class WHERE oid = 'conversation'::regclass AND reltuples >= ${LARGE}`).length > 0
}

/** What was counted last, if anything; notes that somebody wants it. */
export async function askKept<T>({ prisma }: Database, kind: string, of: object, now: Date): Promise<KeptRow<T>> {
  const [row] = await prisma.$queryRaw<KeptRow<T>[]>`
    INSERT INTO kept_count AS k (key, kind, of, asked_at) VALUES (md5(${kind} || ${json(of)}::jsonb::text), ${kind}, ${json(of)}::jsonb, ${now})
    ON CONFLICT (key) DO UPDATE SET asked_at = excluded.asked_at RETURNING value, counted_at, share, ${isOld(now)} AS old`
  return row ?? { value: null, counted_at: null, share: 0, old: true }
}

/** What was never counted before what is old; for one worker alone. @param patience who has not asked again for so many milliseconds waits no more */
export async function takeWanted<T>({ prisma }: Database, kinds: readonly string[], patience: number, now: Date): Promise<T | null> {
  const [row] = await prisma.$queryRaw<T[]>`
    UPDATE kept_count SET leased_until = ${later(now, LEASE_MS)}, share = 0 WHERE key = (
      SELECT k.key FROM kept_count k WHERE k.kind = ANY(${[...kinds]}::text[]) AND k.asked_at >= ${later(now, -patience)} AND (k.leased_until IS NULL OR k.leased_until < ${now})
        AND ${isOld(now)} AND (k.counted_at IS NULL OR k.asked_at > k.counted_at)
      ORDER BY k.counted_at IS NOT NULL, k.asked_at DESC LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING key, kind, of`
  return row ?? null
}

/** @returns whether somebody still waits for it */
export async function noteShare({ prisma }: Database, key: string, share: number, patience: number, now: Date): Promise<boolean> {
  return (await prisma.$executeRaw`
    UPDATE kept_count SET share = ${share}, leased_until = ${later(now, LEASE_MS)} WHERE key = ${key} AND asked_at >= ${later(now, -patience)}`) === 1
}

export async function keepCount({ prisma }: Database, key: string, value: object, began: Date, now: Date): Promise<void> {
  await prisma.$executeRaw`
    UPDATE kept_count SET value = ${json(value)}::jsonb, counted_at = ${began}, took_ms = ${now.getTime() - began.getTime()}, leased_until = NULL WHERE key = ${key}`
}

export async function giveUpCount({ prisma }: Database, key: string): Promise<void> {
  await prisma.$executeRaw`UPDATE kept_count SET leased_until = NULL WHERE key = ${key}`
}

export async function forgetCounts({ prisma }: Database, now: Date): Promise<void> {
  await prisma.$executeRaw`DELETE FROM kept_count WHERE asked_at < ${later(now, -FORGOTTEN_MS)}`
}
