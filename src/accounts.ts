// The accounts that the configuration connects to platforms: what the desk and its commands open.
import { channels } from '../channels/index.ts'
import type { Config } from './config.ts'
import type { Account } from './runtime.ts'

/** What signs the ids of mails, and the sentences around them, by language. */
export interface MailSettings { readonly secret: string; readonly words: Readonly<Record<string, { readonly subject: string; readonly footer: string }>> }

/** For commands, which neither send nor sign. */
const UNSIGNED: MailSettings = { secret: 'signs nothing at all', words: {} }

export function platformAccounts({ line, messenger, botframework, email }: Config, mail: MailSettings = UNSIGNED): Account[] {
  return [
    ...(line ? [{ id: 'line', ...channels.line.configure(line) }] : []),
    ...(messenger ? [{ id: 'messenger', ...channels.messenger.configure(messenger) }] : []),
    ...(botframework ? [{ id: 'botframework', ...channels.botframework.configure(botframework) }] : []),
    ...(email ? [{ id: 'email', ...channels.email.configure({ ...email, ...mail }) }] : []),
  ]
}
