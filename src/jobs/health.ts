// Asks each platform now and then how the account stands: quota, token.
import type { Runtime } from '../runtime.ts'
import { claimUnchecked, saveHealth } from '../store/health.ts'

/** How old an answer may become. */
const FRESH_SECONDS = 600
const PATIENCE_MS = 5_000

export async function checkHealth({ db, accounts, log }: Runtime): Promise<void> {
  const asked = [...accounts.values()].filter(({ channel }) => channel.fetchHealth).map(({ id }) => id)
  for (const id of asked.length > 0 ? await claimUnchecked(db, asked, FRESH_SECONDS) : []) {
    const { channel, config } = accounts.get(id) ?? {}
    try {
      const health = await channel?.fetchHealth?.(config, AbortSignal.timeout(PATIENCE_MS))
      if (health) await saveHealth(db, id, health)
    } catch (error) {
      log.warn({ account: id, reason: error instanceof Error ? error.name : 'unknown' }, 'the platform does not say how the account stands')
    }
  }
}
