// Puts the menu of a person's language beside their conversation, where the platform has one.
import type { Runtime } from '../runtime.ts'
import { claimMenus, menuShown } from '../store/menus.ts'

const AT_ONCE = 8
const AGAIN_SECONDS = 3_600
const PATIENCE_MS = 5_000

export async function showMenus({ db, accounts, log }: Runtime): Promise<void> {
  for (;;) {
    const due = await claimMenus(db, AT_ONCE, AGAIN_SECONDS)
    if (due.length === 0) return
    await Promise.all(due.map(async (menu) => {
      const { channel, config } = accounts.get(menu.account_id) ?? {}
      try {
        if (menu.language !== null) await channel?.showMenu?.(menu.address, menu.language, config, AbortSignal.timeout(PATIENCE_MS))
        await menuShown(db, menu)
      } catch (error) {
        log.warn({ conversation: menu.id, reason: error instanceof Error ? error.name : 'unknown' }, 'menu not shown')
      }
    }))
  }
}
