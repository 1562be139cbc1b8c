// Looks at a connection as its platform sees it, before it is kept and whenever somebody asks.
import { found, fine, isPublic } from '../../channels/connecting.ts'
import type { Finding } from '../../channels/connecting.ts'
import { inspections } from '../../channels/index.ts'
import { platformAccounts } from '../accounts.ts'
import type { Config } from '../config.ts'
import { createGoogle } from '../language/google.ts'
import { createLibreTranslate } from '../language/libretranslate.ts'
import { TranslationError } from '../language/translator.ts'
import type { Account, Runtime } from '../runtime.ts'
import { kindOf } from './kinds.ts'
import type { KindName } from './kinds.ts'
import { settingsOf } from './settings.ts'
import type { Changing } from './settings.ts'

const PATIENCE_MS = 15_000
/** How long a provider is asked again before it counts as silent. */
const TRANSLATION_MS = 4_000
const WORD = 'こんにちは'

type World = Pick<Runtime, 'accounts' | 'config' | 'connections' | 'now'>

export const webhookOf = ({ publicUrl }: Config, kind: KindName): string | null => {
  const { webhook } = kindOf(kind)
  return webhook === null ? null : `${publicUrl}${webhook}`
}

/** As it would be with these settings. @throws ConfigError */
export async function inspectWith(world: World, kind: KindName, values: ReadonlyMap<string, string>): Promise<readonly Finding[]> {
  const settings = settingsOf(world.config, kind, values)
  const account = platformAccounts({ ...world.config, ...NOTHING, ...settings }).find(({ id }) => id === kindOf(kind).account)
  return account ? inspectAccount(world, kind, account) : inspectTranslation(settings.translation.provider, world.now)
}

/** As it is. */
export async function inspectNow(world: World, kind: KindName): Promise<readonly Finding[]> {
  const { account } = kindOf(kind)
  if (account === null) return inspectTranslation(world.connections.config.translation.provider, world.now)
  const connected = world.accounts.get(account)
  return connected ? inspectAccount(world, kind, connected) : []
}

/** Null where the platform does not offer it, or nothing is connected. */
export async function pointHere({ accounts, config }: Pick<World, 'accounts' | 'config'>, kind: KindName): Promise<Finding | null> {
  const [account, webhook] = [accounts.get(kindOf(kind).account ?? ''), webhookOf(config, kind)]
  const point = account && inspections.get(account.channel.type)?.pointHere
  return account && point && webhook !== null ? point(account.config, webhook, AbortSignal.timeout(PATIENCE_MS)) : null
}

const NOTHING: Omit<Changing, 'translation'> = { line: null, messenger: null, email: null, botframework: null }

async function inspectAccount({ config }: World, kind: KindName, account: Account): Promise<readonly Finding[]> {
  const webhook = webhookOf(config, kind)
  const findings = await inspections.get(account.channel.type)?.inspect(account.config, webhook ?? '', AbortSignal.timeout(PATIENCE_MS)) ?? []
  if (webhook === null || findings.some(({ state, reason }) => state === 'refused' || reason === 'not_public')) return findings
  return [...findings, isPublic(webhook) ? fine('address') : found('address', 'hint', 'not_public', config.publicUrl)]
}

async function inspectTranslation(provider: Changing['translation']['provider'], now: () => Date): Promise<readonly Finding[]> {
  if (provider === null) return []
  try {
    const translator = provider.type === 'google' ? await createGoogle(provider, TRANSLATION_MS) : createLibreTranslate(provider, now)
    try {
      const [answer] = await translator.translate({ texts: [WORD], from: 'ja', to: 'en', glossary: { version: '', terms: [] } })
      return [fine('word', `${WORD} → ${answer?.text ?? ''}`), ...(await translator.can('my', 'ja').catch(() => true) ? [] : [found('burmese', 'hint', 'no_burmese')])]
    } finally {
      await translator.close()
    }
  } catch (error) {
    const said = error instanceof TranslationError ? error.message : ''
    if (/with (code (7|16)|401|403)$/.test(said)) return [found('word', 'refused', 'key')]
    return [/does not answer|code (4|14|unknown)$/.test(said) || said === '' ? found('word', 'fault', 'no_answer') : found('word', 'fault', 'other_answer', said)]
  }
}
