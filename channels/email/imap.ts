// Reads a mailbox by IMAP: waits for new mail (IDLE), and takes it in the order in which it came. Nothing is marked or removed.
import { setTimeout as sleep } from 'node:timers/promises'
import { ImapFlow } from 'imapflow'
import { z } from 'zod'
import type { Fetched, ReceiveIO } from '../contract.ts'
import { isThisMachine } from './smtp.ts'
import { LARGEST_MAIL } from './wire.ts'
import type { EmailConfig } from './wire.ts'

/** Besides waiting it looks by itself: dead connections are not always noticed. */
const LOOK_MS = 120_000
const PATIENCE_MS = 20_000
const SECOND_MS = 1_000
const DAY_MS = 86_400_000
/** So far a mail server's clock may be behind ours: what it numbers after the mails we found is new, whatever time it gives it. */
const BEHIND_MS = 3_600_000

/** The last mail that was kept. `since` (ISO 8601): when reading began; what is older was nobody's question to this desk. */
const Cursor = z.object({ validity: z.string(), uid: z.int().min(0), since: z.iso.datetime() })
type Cursor = z.infer<typeof Cursor>

/** Ends at once where no mailbox is configured; throws when the connection breaks. */
export async function* receive({ imapUrl }: EmailConfig, cursor: string | null, io: ReceiveIO): AsyncGenerator<Fetched> {
  if (imapUrl === null) return
  const { client, folder } = clientFor(imapUrl, false)
  const news = watch(client)
  const close = () => client.close()
  io.signal.addEventListener('abort', close)
  try {
    await client.connect()
    const mailbox = await client.mailboxOpen(folder, { readOnly: true })
    let at = startFrom(cursor, String(mailbox.uidValidity), mailbox.uidNext, io)
    yield { request: null, cursor: JSON.stringify(at) }
    while (!io.signal.aborted) {
      news.forget()
      const uids = await waiting(client, at)
      for (const uid of uids) {
        const request = await fetchOne(client, uid, at, io)
        at = { ...at, uid }
        yield { request, cursor: JSON.stringify(at) }
      }
      if (uids.length === 0) await news.wait(io.signal)
    }
  } finally {
    io.signal.removeEventListener('abort', close)
    client.close()
  }
}

/** The first time from now on; where the server numbers its mails anew, from when reading began: what is known falls out later. */
function startFrom(text: string | null, validity: string, next: number, io: ReceiveIO): Cursor {
  const known = text === null ? null : Cursor.safeParse(parsed(text)).data ?? null
  if (!known) return { validity, uid: Math.max(0, next - 1), since: new Date(Math.floor(io.now().getTime() / SECOND_MS) * SECOND_MS).toISOString() }
  return known.validity === validity ? known : { ...known, validity, uid: 0 }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** `n:*` holds the last mail also where its number is lower: servers are told so by the standard. */
async function waiting(client: ImapFlow, { uid, since }: Cursor): Promise<number[]> {
  const found = await client.search({ uid: `${uid + 1}:*`, since: new Date(Date.parse(since) - DAY_MS) }, { uid: true })
  return (found || []).filter((one) => one > uid).toSorted((a, b) => a - b)
}

/** Null where it is gone, or older than the reading. */
async function fetchOne(client: ImapFlow, uid: number, { since }: Cursor, io: ReceiveIO): Promise<Fetched['request']> {
  const mail = await client.fetchOne(String(uid), { source: { maxLength: LARGEST_MAIL }, internalDate: true }, { uid: true })
  if (!mail || !mail.source) return null
  const arrived = new Date(mail.internalDate ?? io.now())
  if (arrived.getTime() < Date.parse(since) - BEHIND_MS) return null
  const receivedAt = (Number.isNaN(arrived.getTime()) || arrived > io.now() ? io.now() : arrived).toISOString()
  return { headers: { 'content-type': 'message/rfc822' }, body: mail.source, receivedAt }
}

/** Resolves when something may be new; throws when the connection is gone. */
function watch(client: ImapFlow) {
  let isNew = false
  let heard = () => {}
  let lost: Error | null = null
  client.on('exists', () => { isNew = true; heard() })
  client.on('error', (error: Error) => { lost = error; heard() })
  client.on('close', () => { lost ??= new Error('the connection to the mailbox was closed'); heard() })
  return {
    forget: () => { isNew = false },
    async wait(signal: AbortSignal): Promise<void> {
      const told = new Promise<void>((done) => { heard = done })
      // Ends when the next command is given.
      void client.idle().catch(() => {})
      const late = new AbortController()
      if (!isNew && !lost) await Promise.race([told, sleep(LOOK_MS, undefined, { signal: AbortSignal.any([signal, late.signal]) }).catch(() => {})])
      late.abort()
      if (lost && !signal.aborted) throw lost
    },
  }
}

/** The folder is the path of the URL, INBOX where it has none. */
export function clientFor(text: string, verifyOnly: boolean): { client: ImapFlow; folder: string } {
  const url = new URL(text)
  const [secure, local] = [url.protocol === 'imaps:', isThisMachine(url.hostname)]
  const client = new ImapFlow({
    host: url.hostname, port: url.port === '' ? (secure ? 993 : 143) : Number(url.port), secure, verifyOnly,
    // A password never goes over a line that others can read.
    ...(!secure && { doSTARTTLS: !local }), tls: { rejectUnauthorized: !local },
    auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    logger: false, disableAutoIdle: true, maxIdleTime: 5 * 60_000, connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: 10 * 60_000,
    clientInfo: { name: 'Madoguchi' },
  })
  return { client, folder: decodeURIComponent(url.pathname.slice(1)) || 'INBOX' }
}
