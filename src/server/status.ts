// How the desk stands, as its pages show it: translation, and each channel with what the platform says of it.
import type { Runtime } from '../runtime.ts'
import { accountsHealth } from '../store/health.ts'
import type { StatusView } from './api/inbox.ts'

/** Channels that a setting connects, and the settings. */
const SETTINGS: Readonly<Record<string, readonly string[]>> = {
  line: ['LINE_CHANNEL_SECRET', 'LINE_CHANNEL_ACCESS_TOKEN'],
  email: ['EMAIL_ADDRESS', 'EMAIL_SMTP_URL', 'EMAIL_IMAP_URL'],
  messenger: ['MESSENGER_APP_SECRET', 'MESSENGER_PAGE_TOKEN', 'MESSENGER_VERIFY_TOKEN'],
}

export async function statusView({ db, accounts, translator, translation, media }: Runtime): Promise<StatusView> {
  const known = new Map((await accountsHealth(db)).map((row) => [row.id, row]))
  return {
    translation: translator?.name ?? null,
    translationBudget: await translation.budget(),
    media: media.describe(),
    channels: [{ type: 'webchat', connected: true, missing: [], health: null }, ...Object.entries(SETTINGS).map(([type, settings]) => {
      const connected = accounts.has(type)
      const row = known.get(type)
      const health = connected && row?.health && row.checked_at ? { checkedAt: row.checked_at.toISOString(), ...row.health } : null
      return { type, connected, missing: connected ? [] : settings, health }
    })],
  }
}
