// Asks each platform now and then how the account stands: quota, token.
import type { Runtime } from '../runtime.ts'
import { claimUnchecked, saveHealth } from '../store/health.ts'

/** How often one process looks, and how old an answer may become. */
const LOOK_MS = 30_000
const FRESH_SECONDS = 600
const PATIENCE_MS = 5_000

export interface HealthCheck {
  /** Cheap to call often. */
  look(): void
  done(): Promise<void>
}

export function createHealthCheck({ db, accounts, log, now }: Runtime): HealthCheck {
  const asked = [...accounts.values()].filter(({ channel }) => channel.fetchHealth)
  let looking: Promise<void> | null = null
  let last = -Infinity
  const check = async () => {
    for (const id of await claimUnchecked(db, asked.map((account) => account.id), FRESH_SECONDS)) {
      const { channel, config } = accounts.get(id) ?? {}
      try {
        const health = await channel?.fetchHealth?.(config, AbortSignal.timeout(PATIENCE_MS))
        if (health) await saveHealth(db, id, health)
      } catch (error) {
        log.warn({ account: id, reason: error instanceof Error ? error.name : 'unknown' }, 'the platform does not say how the account stands')
      }
    }
  }
  return {
    look() {
      const time = now().getTime()
      if (asked.length === 0 || looking || time - last < LOOK_MS) return
      last = time
      looking = check().catch(() => log.warn('health check failed')).finally(() => { looking = null })
    },
    async done() { await looking },
  }
}
