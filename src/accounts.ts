// The accounts that the configuration connects to platforms: what the desk and its commands open.
import { channels } from '../channels/index.ts'
import type { Config } from './config.ts'
import type { Account } from './runtime.ts'

export function platformAccounts({ line, messenger, botframework }: Config): Account[] {
  return [
    ...(line ? [{ id: 'line', ...channels.line.configure(line) }] : []),
    ...(messenger ? [{ id: 'messenger', ...channels.messenger.configure(messenger) }] : []),
    ...(botframework ? [{ id: 'botframework', ...channels.botframework.configure(botframework) }] : []),
  ]
}
