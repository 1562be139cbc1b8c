// One contestant in one round: flat out, at a rate that all can keep, and a burst; what each came to and what it cost.
import { run } from './load.ts'
import type { Ledger } from './ledger.ts'
import type { Running } from './contestants.ts'
import { percentile } from './figures.ts'
import { cpuOf, memoryOf, total } from './usage.ts'
import type { Surroundings } from './surroundings.ts'

export interface Size { readonly webhooks: number; readonly users: number; readonly rate: number; readonly seconds: number; readonly burst: number }

/** Times in milliseconds, memory in bytes; `lost` were acknowledged and not answered, of all three loads. */
export interface Round {
  readonly repliesPerSecond: number
  readonly cpu: { readonly own: number; readonly postgres: number; readonly redis: number; readonly harness: number }
  /** How much of the machine was in use flat out, 1 being all. */
  readonly ackP50: number
  readonly ackP99: number
  readonly replyP50: number
  readonly replyP99: number
  readonly burstAckP99: number
  readonly burstReplyP99: number
  readonly memory: { readonly own: number; readonly postgres: number }
  readonly lost: number
  readonly unacknowledged: number
}

const FLAT_OUT = 64
const BURST = 256

export async function measure({ contestant, port, processes }: Running, size: Size, ledger: Ledger, { postgresPid, redisPid }: Surroundings): Promise<Round> {
  const target = { port, protocol: contestant.protocol, ledger }
  const roots = processes.map(({ pid }) => pid ?? 0)
  const used = () => {
    const [here, shared, redis] = [total(roots.map(cpuOf)), cpuOf(postgresPid), redisPid === null ? 0 : cpuOf(redisPid).own]
    const { user, system } = process.cpuUsage()
    return { own: here.own, postgres: here.postgres + (contestant.shares ? shared.postgres : 0), redis, harness: (user + system) / 1_000 + cpuOf(ledger.pid).own }
  }
  const before = used()
  const flatOut = await run(target, { webhooks: size.webhooks, users: size.users, connections: FLAT_OUT, pace: 'flat out' })
  const after = used()
  const each = (of: keyof typeof after) => (after[of] - before[of]) / size.webhooks
  const steady = await run(target, { webhooks: size.rate * size.seconds, users: size.users, connections: BURST, pace: size.rate })
  const burst = await run(target, { webhooks: size.burst, users: size.users, connections: BURST, pace: 'burst' })
  const all = [flatOut, steady, burst]
  return {
    repliesPerSecond: flatOut.replied / flatOut.tookMs * 1_000,
    cpu: { own: each('own'), postgres: each('postgres'), redis: each('redis'), harness: each('harness') },
    ackP50: percentile(steady.acks, 0.5), ackP99: percentile(steady.acks, 0.99), replyP50: percentile(steady.replies, 0.5), replyP99: percentile(steady.replies, 0.99),
    burstAckP99: percentile(burst.acks, 0.99), burstReplyP99: percentile(burst.replies, 0.99),
    memory: total(roots.map(memoryOf)),
    lost: all.reduce((sum, { acked, replied }) => sum + Math.max(0, acked - replied), 0),
    unacknowledged: all.reduce((sum, { webhooks, acked }) => sum + webhooks - acked, 0),
  }
}
