// How often somebody may be wrong. Every try is counted when it begins and given back when it was right, so a burst cannot slip through.
import { AsyncLocalStorage } from 'node:async_hooks'
import { createHash } from 'node:crypto'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/** `first`: the refusal that begins the wait, and not one of those that follow. */
export type Try = { readonly free: true; giveBack(): Promise<void> } | { readonly free: false; readonly seconds: number; readonly first: boolean }

export interface Limits {
  /** Any request of an address. */
  request(address: string): Promise<Try>
  /** A password at sign-in. One address may be a whole office: who is wrong there is held back before the office is. */
  password(email: string, address: string): Promise<Try>
  /** A code, or a password asked for again, of a known member of staff. */
  proof(kind: 'code' | 'password', staff: string): Promise<Try>
}

const MINUTE = 60
/** A counter has a timer, which would hold on to the request that began it, and to all that request knows, for an hour. */
const apart = AsyncLocalStorage.snapshot()

export function createLimits(): Limits {
  const limiter = (points: number, duration: number) => new RateLimiterMemory({ points, duration })
  const requests = limiter(300, MINUTE)
  const [pair, everywhere, office] = [limiter(10, 15 * MINUTE), limiter(50, 60 * MINUTE), limiter(300, 15 * MINUTE)]
  const proofs = limiter(10, 15 * MINUTE)
  return {
    request: (address) => take([[requests, address]]),
    password(email, address) {
      const who = createHash('sha256').update(email.toLowerCase()).digest('base64url')
      return take([[pair, `${who} ${address}`], [everywhere, who], [office, address]])
    },
    proof: (kind, staff) => take([[proofs, `${kind} ${staff}`]]),
  }
}

async function take(counters: readonly (readonly [RateLimiterMemory, string])[]): Promise<Try> {
  const taken: (readonly [RateLimiterMemory, string])[] = []
  const giveBack = async () => { for (const [limiter, key] of taken) await apart(() => limiter.reward(key)) }
  for (const [limiter, key] of counters) {
    try {
      await apart(() => limiter.consume(key))
      taken.push([limiter, key])
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused
      await giveBack()
      return { free: false, seconds: Math.max(1, Math.ceil(refused.msBeforeNext / 1000)), first: refused.consumedPoints === limiter.points + 1 }
    }
  }
  return { free: true, giveBack }
}
