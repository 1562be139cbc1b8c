// How quickly an account may be written from: one bucket of tokens for each, shared by every process, and a pause where its provider asks for one.
import type { Database } from './database.ts'
import { claimBulk } from './outbox.ts'
import type { DueDelivery } from './outbox.ts'

/** A bucket holds what a quarter of a second brings, and one at least: no burst is longer. */
const BURST_SECONDS = 0.25

export interface Pace { readonly account: string; readonly perSecond: number }

/** Takes what of the account's deliveries to many may go at this moment. Whoever else asks waits until this is decided. */
export async function claimPaced({ prisma }: Database, { account, perSecond }: Pace, limit: number, leaseMs: number): Promise<DueDelivery[]> {
  const full = Math.max(1, perSecond * BURST_SECONDS)
  return prisma.$transaction(async (tx) => {
    await tx.$executeRaw`INSERT INTO send_pace (account_id, tokens, at) VALUES (${account}, ${full}, clock_timestamp()) ON CONFLICT DO NOTHING`
    const [bucket] = await tx.$queryRaw<{ tokens: number; paused: boolean; at: Date }[]>`
      WITH held AS (SELECT * FROM send_pace WHERE account_id = ${account} FOR UPDATE)
      SELECT least(${full}::float8, tokens + greatest(0, extract(epoch FROM clock_timestamp() - at)) * ${perSecond}::float8)::float8 AS tokens,
        coalesce(paused_until > clock_timestamp(), false) AS paused, clock_timestamp() AS at FROM held`
    if (!bucket || bucket.paused) return []
    const claimed = await claimBulk(tx, account, Math.min(limit, Math.floor(bucket.tokens)), leaseMs)
    await tx.$executeRaw`UPDATE send_pace SET tokens = ${bucket.tokens - claimed.length}, at = ${bucket.at} WHERE account_id = ${account}`
    return claimed
  })
}
