// Tells members of staff something, in whichever way they chose. Every way is a real message; none holds content.
import { z } from 'zod'
import type { Config } from '../config.ts'
import type { Account } from '../runtime.ts'
import type { Database } from '../store/database.ts'
import { openMailer } from './email.ts'
import type { Mailer } from './email.ts'
import { PATIENCE_MS } from './notice.ts'
import type { Medium, Notice, Notified, Way } from './notice.ts'
import { pushKeys, sendPush } from './push.ts'
import { sendWebhook } from './webhook.ts'

export interface Notifier {
  /** What this desk can send by at this moment. */
  readonly media: readonly Medium[]
  /** With which browsers subscribe. */
  readonly pushKey: string
  /** Never throws. */
  send(way: Way, notice: Notice): Promise<Notified>
  close(): void
}

const MailAccount = z.object({ address: z.string(), smtpUrl: z.string() })

interface Given { readonly config: Config; readonly db: Database; readonly accounts: ReadonlyMap<string, Account>; now(): Date }

export async function openNotifier({ config, db, accounts, now }: Given): Promise<Notifier> {
  const { innerWebhooks } = config
  const keys = await pushKeys(db)
  const line = () => [...accounts.values()].find(({ channel }) => channel.type === 'line')
  const email = mailerOf(accounts)
  const subject = () => (config.publicUrl.startsWith('https:') ? config.publicUrl : `mailto:${email.now()?.address ?? 'desk@localhost'}`)
  const by: Readonly<Record<Medium, (way: Way, notice: Notice) => Promise<Notified>>> = {
    line: ({ address }, notice) => { const account = line(); return account ? byChannel(account, address, notice, now) : unconfigured('LINE') },
    email: ({ address }, notice) => email.now()?.mailer.send(address, notice) ?? unconfigured('e-mail'),
    push: ({ address, secrets }, notice) => sendPush(address, secrets, notice, keys, subject(), innerWebhooks),
    webhook: ({ address, secrets }, notice) => sendWebhook(address, secrets, notice, now(), innerWebhooks),
  }
  return {
    get media() { return [...(line() ? ['line' as const] : []), ...(email.now() ? ['email' as const] : []), 'push' as const, 'webhook' as const] },
    pushKey: keys.publicKey,
    async send(way, notice) {
      try {
        return await by[way.medium](way, notice)
      } catch (error) {
        return { status: 'retry', reason: error instanceof Error ? error.name : 'unknown' }
      }
    },
    close: () => email.close(),
  }
}

/** By the account through which the desk mails workers, as it is connected at the moment of asking. */
function mailerOf(accounts: ReadonlyMap<string, Account>) {
  let open: { readonly account: Account; readonly address: string; readonly mailer: Mailer } | null = null
  return {
    now() {
      const account = accounts.get('email')
      if (account === open?.account) return open
      open?.mailer.close()
      const { data } = MailAccount.safeParse(account?.config)
      return open = account && data ? { account, address: data.address, mailer: openMailer(data.smtpUrl, data.address) } : null
    },
    close: () => open?.mailer.close(),
  }
}

function unconfigured(what: string): Promise<Notified> {
  return Promise.resolve({ status: 'retry', reason: `${what} is not connected` })
}

/** Each payload can be repeated: what the platform has already is told by its retry key. */
async function byChannel({ channel, config }: Account, person: string, { id, title, body, link }: Notice, now: () => Date): Promise<Notified> {
  const payloads = channel.render([{ id, text: `${title}\n${body}\n${link}`, language: 'ja', author: 'bot' }], { person, thread: '', retryKey: id })
  for (const payload of payloads) {
    const result = await channel.send?.(payload, config, { maybeSent: true, signal: AbortSignal.timeout(PATIENCE_MS), now })
    if (result && result.status !== 'sent') return { status: result.status === 'failed' && result.problem === undefined ? 'gone' : 'retry', reason: result.reason }
  }
  return { status: 'sent' }
}
