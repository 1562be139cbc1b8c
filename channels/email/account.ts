// How the account stands with its servers, and the link that opens a mail to it.
import type { Health } from '../contract.ts'
import { entryText } from '../entry.ts'
import { failureOf } from './failure.ts'
import { clientFor } from './imap.ts'
import { NotSent, smtp } from './smtp.ts'
import type { EmailConfig } from './wire.ts'

/** Signs in where mail is sent and where it is read. */
export async function fetchHealth({ smtpUrl, imapUrl }: EmailConfig, signal: AbortSignal): Promise<Health> {
  const [sends, reads] = await Promise.all([signsIn(() => smtp(smtpUrl, null, signal)), imapUrl === null || signsIn(() => opens(imapUrl, signal))])
  return { problems: sends && reads ? [] : ['access'] }
}

/** Whether the server takes the password. @throws what kept it from answering */
export async function signsIn(attempt: () => Promise<void>): Promise<boolean> {
  try {
    await attempt()
    return true
  } catch (error) {
    const refused = error instanceof NotSent ? failureOf(error.cause, false).problem === 'access' : error instanceof Error && 'authenticationFailed' in error
    if (refused) return false
    throw error
  }
}

export async function opens(url: string, signal: AbortSignal): Promise<void> {
  const { client } = clientFor(url, true)
  client.on('error', () => {})
  const close = () => client.close()
  signal.addEventListener('abort', close)
  try {
    await client.connect()
  } finally {
    signal.removeEventListener('abort', close)
    client.close()
  }
}

/** The person's own program writes the code into the mail. */
export function entryLink(code: string, { address }: EmailConfig): Promise<string> {
  return Promise.resolve(`mailto:${encodeURIComponent(address).replace('%40', '@')}?body=${encodeURIComponent(entryText(code))}`)
}
