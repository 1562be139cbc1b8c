// Asks the platform, once, which language a new person uses there. A platform that does not answer holds nobody up.
import { languageOfLocale } from '../knowledge/languages.ts'
import type { Runtime } from '../runtime.ts'
import { saveProfiles, unprofiled } from '../store/profiles.ts'

const PATIENCE_MS = 1500

export async function learnLanguages({ db, accounts, log }: Runtime): Promise<void> {
  const asking = [...accounts.values()].filter(({ channel }) => channel.fetchProfile)
  const people = asking.length > 0 ? await unprofiled(db, asking.map(({ id }) => id)) : []
  if (people.length === 0) return
  const learned = await Promise.all(people.map(async ({ conversation, account, address }) => {
    const { channel, config } = accounts.get(account) ?? {}
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
