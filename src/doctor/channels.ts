// Each channel's platform, asked as the desk asks it every ten minutes, and the translation provider.
import type { Config } from '../config.ts'
import { createGoogle } from '../language/google.ts'
import { createLibreTranslate } from '../language/libretranslate.ts'
import { TranslationError } from '../language/translator.ts'
import type { Account } from '../runtime.ts'
import { bad, codeOf, note, ok } from './finding.ts'
import type { Finding } from './finding.ts'

const PATIENCE_MS = 10_000
/** Where the token or the password stands. */
const VARIABLES: Readonly<Record<string, string>> = {
  line: 'LINE_CHANNEL_ACCESS_TOKEN', messenger: 'MESSENGER_PAGE_TOKEN', botframework: 'BOTFRAMEWORK_APP_ID, BOTFRAMEWORK_APP_PASSWORD', email: 'EMAIL_SMTP_URL, EMAIL_IMAP_URL',
}

export async function checkChannels(accounts: readonly Account[]): Promise<Finding[]> {
  if (accounts.length === 0) return [note('channel.none')]
  return (await Promise.all(accounts.map(checkAccount))).flat()
}

async function checkAccount({ id: account, channel, config }: Account): Promise<Finding[]> {
  try {
    const health = await channel.fetchHealth?.(config, AbortSignal.timeout(PATIENCE_MS))
    const faults = (health?.problems ?? []).map((problem): Finding => {
      if (problem === 'quota') return bad('channel.quota', { account, used: health?.quota?.used ?? '?', limit: health?.quota?.limit ?? '?' })
      return problem === 'access' ? bad('channel.access', { account, variables: VARIABLES[channel.type] ?? channel.type }) : bad('channel.blocked', { account })
    })
    return faults.length > 0 ? faults : [ok('channel.ok', { account })]
  } catch (error) {
    return [bad('channel.down', { account, code: codeOf(error) })]
  }
}

/** One word goes, and none that anybody wrote. */
export async function checkTranslation({ translation: { provider } }: Pick<Config, 'translation'>, now: () => Date): Promise<Finding[]> {
  if (provider === null) return [note('translation.none')]
  const name = provider.type
  try {
    const translator = provider.type === 'google' ? await createGoogle(provider) : createLibreTranslate(provider, now)
    try {
      const [hello] = await translator.translate({ texts: ['こんにちは'], from: 'ja', to: 'en', glossary: { version: '', terms: [] } })
      return [hello?.text ? ok('translation.ok', { name }) : bad('translation.down', { name, reason: '-' })]
    } finally {
      await translator.close()
    }
  } catch (error) {
    return [bad('translation.down', { name, reason: error instanceof TranslationError ? error.message : codeOf(error) })]
  }
}
