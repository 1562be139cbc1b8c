// Mail to members of staff, by the desk's own mail server.
import { createTransport } from 'nodemailer'
import type { Notice, Notified } from './notice.ts'
import { PATIENCE_MS } from './notice.ts'

export interface Mailer {
  send(to: string, notice: Notice): Promise<Notified>
  close(): void
}

/** @param from the address workers write to */
export function openMailer(smtpUrl: string, from: string): Mailer {
  const transport = createTransport({ url: smtpUrl, connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS })
  return {
    close: () => transport.close(),
    async send(to, { id, urgent, title, body, link }) {
      try {
        await transport.sendMail({
          from: { name: '窓口 Madoguchi', address: from }, to, subject: title, text: `${body}\n\n${link}\n`, messageId: `<${id}@${from.split('@')[1] ?? 'localhost'}>`,
          headers: { 'auto-submitted': 'auto-generated' }, ...(urgent && { priority: 'high' as const }),
        })
        return { status: 'sent' }
      } catch (error) {
        // A server that refuses the recipient for good says 550 and the like; refusing us is another matter.
        const code = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : 0
        const stage = error instanceof Error && 'command' in error ? String(error.command) : ''
        const refused = code >= 500 && stage.startsWith('RCPT')
        return refused ? { status: 'gone', reason: `refused by the mail server (${code})` } : { status: 'retry', reason: code > 0 ? `mail server said ${code}` : 'mail server not reachable' }
      }
    },
  }
}
