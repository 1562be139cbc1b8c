// Asks the platform, once, which language a new person uses there. A platform that does not answer holds nobody up.
import { languageOfLocale } from '../knowledge/languages.ts'
import type { Runtime } from '../runtime.ts'
import { saveProfiles } from '../store/profiles.ts'
import type { ConversationRow } from '../store/turns.ts'

const PATIENCE_MS = 1500

/** Those among them whose platform can tell what nobody knows yet. */
export function strangersIn(conversations: readonly ConversationRow[], accounts: Runtime['accounts']): ConversationRow[] {
  return conversations.filter((row) => !row.profiled && row.language === null && accounts.get(row.account_id)?.channel.fetchProfile)
}

export async function learnLanguages({ db, accounts, log }: Runtime, strangers: readonly ConversationRow[]): Promise<void> {
  const learned = await Promise.all(strangers.map(async ({ id: conversation, account_id, address }) => {
    const { channel, config } = accounts.get(account_id) ?? {}
    const signal = AbortSignal.timeout(PATIENCE_MS)
    const late = new Promise<null>((done) => signal.addEventListener('abort', () => done(null)))
    const profile = await Promise.race([channel?.fetchProfile?.(address, config, signal) ?? null, late]).catch(() => {
      log.warn({ conversation }, 'profile not available')
      return null
    })
    return { conversation, language: languageOfLocale(profile?.language) }
  }))
  await saveProfiles(db, learned)
}
