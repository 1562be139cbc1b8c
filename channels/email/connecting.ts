// What the servers of a mail account say: whether mail can be sent, and whether the mailbox opens.
import { fine, found } from '../connecting.ts'
import type { Connecting, Finding } from '../connecting.ts'
import { opens, signsIn } from './account.ts'
import { smtp } from './smtp.ts'
import type { EmailConfig } from './wire.ts'

export const connecting: Connecting<EmailConfig> = {
  async inspect({ smtpUrl, imapUrl, inboundKey, authservId }, _webhook, signal) {
    const [sends, reads] = await Promise.all([look('smtp', () => smtp(smtpUrl, null, signal)), imapUrl === null ? null : look('imap', () => opens(imapUrl, signal))])
    return [
      sends,
      ...(reads ? [reads] : []),
      ...(imapUrl === null && inboundKey === null ? [found('imap', 'fault', 'nothing_read')] : []),
      ...(authservId === null ? [found('sender', 'hint', 'nobody_proven')] : []),
    ]
  },
}

async function look(check: 'smtp' | 'imap', attempt: () => Promise<void>): Promise<Finding> {
  try {
    return await signsIn(attempt) ? fine(check) : found(check, 'refused', 'password')
  } catch {
    return found(check, 'fault', 'no_answer')
  }
}
