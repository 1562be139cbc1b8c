// A mail server that takes what the desk sends, checks that it may go out, and fails as it is told.
import { simpleParser } from 'mailparser'
import type { ParsedMail } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { createRateLimit, type RateLimit } from './rate-limit.ts'

/** `on`: at which word of the desk. `code` 0: no answer, the line is cut. `after`: the mail is kept all the same. */
export interface SmtpFault { readonly on: 'sign-in' | 'recipient' | 'data'; readonly code: number; readonly words?: string; readonly after?: boolean; times: number }

export interface SentMail { readonly from: string; readonly to: string; readonly mail: ParsedMail; readonly raw: string; readonly dsn: unknown }

export interface Smtp {
  readonly url: string
  readonly sent: SentMail[]
  /** What the server would not have taken, in words: a test expects none. */
  readonly refused: string[]
  readonly faults: SmtpFault[]
  /** Mails that it takes in any second; above them it asks to wait. */
  readonly pace: RateLimit
  close(): Promise<void>
}

export interface SmtpOptions { readonly port?: number }

const PASSWORD = 'an smtp password'

export async function startSmtp({ port = 0 }: SmtpOptions = {}): Promise<Smtp> {
  const [sent, refused, faults]: [SentMail[], string[], SmtpFault[]] = [[], [], []]
  const pace = createRateLimit(() => new Date())
  const fault = (on: SmtpFault['on']) => {
    const hit = faults.find((one) => one.on === on && one.times > 0)
    if (hit) hit.times--
    return hit
  }
  const refusal = ({ code, words = 'told to fail' }: SmtpFault) => Object.assign(new Error(words), { responseCode: code })
  const server = new SMTPServer({
    allowInsecureAuth: true, hideSTARTTLS: true, hideDSN: false, closeTimeout: 100, size: 5_000_000,
    onAuth({ username, password }, _session, done) {
      const told = fault('sign-in')
      if (told) return done(refusal(told))
      return password === PASSWORD ? done(null, { user: username }) : done(Object.assign(new Error('wrong'), { responseCode: 535 }))
    },
    onRcptTo(_address, session, done) {
      if (!pace.take()) return done(Object.assign(new Error('4.7.0 too many'), { responseCode: 421 }))
      const told = fault('recipient')
      if (told?.code === 0) return cut(session.remotePort)
      done(told ? refusal(told) : null)
    },
    onData(stream, session, done) {
      const told = fault('data')
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        void (async () => {
          const bytes = Buffer.concat(chunks)
          if (!told || told.after) sent.push(await read(bytes, session, refused))
          if (told?.code === 0) return cut(session.remotePort)
          done(told ? refusal(told) : null)
        })()
      })
    },
  })
  const cut = (remotePort: number) => {
    for (const connection of server.connections) if (isOf(connection, remotePort)) connection.close()
  }
  server.on('error', () => {})
  const listening = await new Promise<number>((done) => {
    const net = server.listen(port, '127.0.0.1', () => {
      const address = net.address()
      done(typeof address === 'object' && address ? address.port : port)
    })
  })
  return {
    url: `smtp://desk:${encodeURIComponent(PASSWORD)}@127.0.0.1:${listening}`, sent, refused, faults, pace,
    close: () => new Promise((done) => server.close(() => done())),
  }
}

function isOf(connection: unknown, remotePort: number): connection is { close(): void } {
  return typeof connection === 'object' && connection !== null && 'remotePort' in connection && connection.remotePort === remotePort
}

interface Session { readonly envelope: { readonly mailFrom: false | { address: string; args: unknown }; readonly rcptTo: readonly { address: string; args: unknown }[] } }

async function read(bytes: Buffer, { envelope }: Session, refused: string[]): Promise<SentMail> {
  const raw = bytes.toString('latin1')
  const head = raw.slice(0, raw.indexOf('\r\n\r\n'))
  const lines = head.split('\r\n')
  for (const name of ['from', 'to', 'subject', 'message-id', 'date', 'mime-version']) {
    const count = lines.filter((line) => line.toLowerCase().startsWith(`${name}:`)).length
    if (count !== 1) refused.push(`${count} × ${name}`)
  }
  if (/[^\r\n\t\x20-\x7e]/.test(raw)) refused.push('bytes that not every server takes')
  if (raw.split('\r\n').some((line) => line.length > 998)) refused.push('a line that is too long')
  if (/(?<!\r)\n/.test(raw)) refused.push('a bare line feed')
  return {
    from: envelope.mailFrom ? envelope.mailFrom.address : '', to: envelope.rcptTo.map(({ address }) => address).join(','),
    mail: await simpleParser(bytes), raw, dsn: [envelope.mailFrom && envelope.mailFrom.args, envelope.rcptTo[0]?.args],
  }
}
