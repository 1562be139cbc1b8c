// The registry: every channel the desk has.
import type { Connecting, Finding } from './connecting.ts'
import type { Channel } from './contract.ts'
import { connecting as connectingBotFramework } from './botframework/connecting.ts'
import { connecting as connectingEmail } from './email/connecting.ts'
import { connecting as connectingLine } from './line/connecting.ts'
import { connecting as connectingMessenger } from './messenger/connecting.ts'
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

/** With the settings of an account of that channel. */
export interface Inspection {
  inspect(settings: unknown, webhook: string, signal: AbortSignal): Promise<readonly Finding[]>
  /** Null where the platform does not offer it. */
  readonly pointHere: ((settings: unknown, webhook: string, signal: AbortSignal) => Promise<Finding>) | null
}

function inspection<Config, Payload>({ config }: Channel<Config, Payload>, { inspect, pointHere }: Connecting<Config>): Inspection {
  return {
    inspect: (settings, webhook, signal) => inspect(config.parse(settings), webhook, signal),
    pointHere: pointHere ? (settings, webhook, signal) => pointHere(config.parse(settings), webhook, signal) : null,
  }
}

/** By the type of the channel. */
export const inspections: ReadonlyMap<string, Inspection> = new Map([
  ['line', inspection(line, connectingLine)],
  ['messenger', inspection(messenger, connectingMessenger)],
  ['email', inspection(email, connectingEmail)],
  ['botframework', inspection(botframework, connectingBotFramework)],
])
