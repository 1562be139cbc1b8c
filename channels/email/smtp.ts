// One mail to the server that sends for us (RFC 5321), and whether it could have it when something broke.
import { Readable } from 'node:stream'
import SMTPConnection from 'nodemailer/lib/smtp-connection'

const PATIENCE_MS = 7_000

export interface SmtpMail { readonly envelope: SMTPConnection.Envelope; readonly raw: Buffer }

/** `handedOver`: the server had asked for the mail before it broke. `cause` is nodemailer's error. */
export class NotSent extends Error {
  override readonly name = 'NotSent'
  readonly handedOver: boolean
  constructor(cause: unknown, handedOver: boolean) {
    super('not sent', { cause })
    this.handedOver = handedOver
  }
}

/** Without a mail it only signs in. @throws NotSent */
export async function smtp(url: string, mail: SmtpMail | null, signal: AbortSignal): Promise<void> {
  const { connection, credentials } = connectionTo(url)
  let handedOver = false
  const body = (raw: Buffer) => Readable.from((function* () {
    handedOver = true
    yield raw
  })(), { objectMode: false })
  try {
    await new Promise<void>((done, fail) => {
      const next = (then: () => void) => (error?: Error | null) => (error ? fail(error) : then())
      connection.on('error', fail)
      connection.on('end', () => fail(Object.assign(new Error('the connection was closed'), { code: 'ECONNECTION', command: 'CONN' })))
      signal.addEventListener('abort', () => fail(Object.assign(new Error('too late'), { code: 'ETIMEDOUT', command: 'CONN' })))
      const send = () => (mail ? connection.send(mail.envelope, body(mail.raw), next(done)) : done())
      connection.connect(next(() => (credentials ? connection.login({ credentials }, next(send)) : send())))
    })
    connection.quit()
  } catch (error) {
    connection.close()
    throw new NotSent(error, handedOver)
  }
}

function connectionTo(text: string) {
  const url = new URL(text)
  const secure = url.protocol === 'smtps:'
  const credentials = url.username === '' ? null : { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) }
  const connection = new SMTPConnection({
    host: url.hostname, port: url.port === '' ? (secure ? 465 : 587) : Number(url.port), secure,
    // A password never goes over a line that others can read.
    requireTLS: credentials !== null && !secure && !isThisMachine(url.hostname),
    connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS, dnsTimeout: PATIENCE_MS,
    tls: { rejectUnauthorized: !isThisMachine(url.hostname) },
  })
  return { connection, credentials }
}

export function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127\./.test(host)
}
