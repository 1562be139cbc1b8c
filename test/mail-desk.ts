// A desk with a mailbox and a server that sends, for tests of the road of a mail.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ConversationList, ConversationView, MessageView, Thread } from '../src/server/api/inbox.ts'
import { eventually, freshDatabase, openDesk, signIn } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { BORDER } from './mails.ts'
import { startDovecot } from './platforms/dovecot.ts'
import { startSmtp } from './platforms/smtp.ts'

export const INBOUND_KEY = 'a key for what is pushed'

/** `binary`: Dovecot's; without it mails come by webhook only. */
export async function openMailDesk(binary: string | null, ending: (() => Promise<void>)[], env: Record<string, string> = {}) {
  const [dovecot, smtp, folder, databaseUrl] = [binary === null ? null : await startDovecot(binary), await startSmtp(), mkdtempSync(join(tmpdir(), 'madoguchi-mail-')), await freshDatabase()]
  ending.push(async () => rmSync(folder, { recursive: true, force: true }), () => smtp.close())
  if (dovecot) ending.unshift(() => dovecot.close())
  const settings = {
    EMAIL_ADDRESS: 'desk@soudan.example', EMAIL_SMTP_URL: smtp.url, EMAIL_AUTHSERV_ID: BORDER, EMAIL_INBOUND_KEY: INBOUND_KEY,
    ...(dovecot && { EMAIL_IMAP_URL: dovecot.url }), DATA_DIR: folder, DATABASE_URL: databaseUrl, ...env,
  }
  let desk: TestDesk = await openDesk(settings)
  ending.unshift(() => desk.stop())
  const counsellor = await signIn(desk)
  const list = async () => (await (await counsellor('/api/conversations?show=all')).json() as ConversationList).conversations
  const first = async (): Promise<ConversationView | undefined> => (await list())[0]
  const thread = async (id: string) => (await (await counsellor(`/api/conversations/${id}`)).json() as Thread).messages
  /** Until a worker's line is there that fits. */
  const line = (fits: (message: MessageView) => boolean) => eventually(async () => {
    for (const { id } of await list()) {
      const found = (await thread(id)).find((message) => message.author === 'worker' && fits(message))
      if (found) return { id, message: found }
    }
    return null
  })
  return {
    smtp, folder, databaseUrl, settings, counsellor, list, first, thread, line,
    get desk() { return desk },
    get dovecot() { if (!dovecot) throw new Error('opened without a mailbox'); return dovecot },
    async restart() {
      await desk.stop()
      desk = await openDesk({ ...settings, PORT: new URL(desk.url).port })
    },
    async takenOver() {
      const { id } = await eventually(first)
      if ((await counsellor(`/api/conversations/${id}/take-over`, {})).status !== 200) throw new Error('not taken over')
      return id
    },
  }
}
