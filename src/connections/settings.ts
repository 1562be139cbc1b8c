// The configuration as it is with what the page of connections holds: the environment wins, for each connection as a whole.
import { ConfigError, readConfig } from '../config.ts'
import type { Config } from '../config.ts'
import { isInEnvironment, KIND_NAMES, kindOf } from './kinds.ts'
import type { KindName } from './kinds.ts'

/** What may change while the desk runs. */
export type Changing = Pick<Config, 'line' | 'messenger' | 'email' | 'botframework' | 'translation'>

const PARTS: Readonly<Record<KindName, keyof Changing>> = {
  line: 'line', messenger: 'messenger', email: 'email', botframework: 'botframework', google: 'translation', libretranslate: 'translation',
}

/** Alone, with what the environment says of where its platform is. @throws ConfigError */
export function settingsOf(config: Config, kind: KindName, values: ReadonlyMap<string, string>): Changing {
  const { fields, around } = kindOf(kind)
  const own = fields.flatMap(({ name }) => { const value = values.get(name); return value === undefined ? [] : [[name, value]] })
  const outer = Object.entries(config.given).filter(([name]) => around.some((prefix) => name.startsWith(prefix)))
  return readConfig([], { ...Object.fromEntries(outer), ...Object.fromEntries(own) })
}

/** @param unusable hears of what is kept and cannot be used */
export function withKept(config: Config, values: ReadonlyMap<string, string>, unusable: (kind: KindName) => void): Changing {
  let { line, messenger, email, botframework, translation } = config
  for (const kind of KIND_NAMES) {
    if (isInEnvironment(kind, config.given) || !isWhole(kind, values)) continue
    try {
      const settings = settingsOf(config, kind, values)
      switch (PARTS[kind]) {
        case 'line': line ??= settings.line; break
        case 'messenger': messenger ??= settings.messenger; break
        case 'email': email ??= settings.email; break
        case 'botframework': botframework ??= settings.botframework; break
        case 'translation': if (translation.provider === null) ({ translation } = settings)
      }
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      unusable(kind)
    }
  }
  return { line, messenger, email, botframework, translation }
}

/** All that it needs is there. */
export function isWhole(kind: KindName, values: ReadonlyMap<string, string>): boolean {
  return kindOf(kind).fields.every(({ name, required }) => !required || values.has(name))
}
