// The registry: every channel the desk has.
import type { Channel } from './contract.ts'
import { botframework } from './botframework/index.ts'
import { email } from './email/index.ts'
import { line } from './line/index.ts'
import { messenger } from './messenger/index.ts'
import { webchat } from './webchat/index.ts'

/** A channel with an account's settings, checked by its own schema; the types of both are put away here. */
export interface Configured { readonly channel: Channel; readonly config: unknown }

function entry<Config, Payload>(channel: Channel<Config, Payload>) {
  return {
    capabilities: channel.capabilities,
    configure: (settings: unknown): Configured => ({ channel, config: channel.config.parse(settings) }),
  }
}

export const channels = {
  line: entry(line),
  messenger: entry(messenger),
  webchat: entry(webchat),
  botframework: entry(botframework),
  email: entry(email),
}
