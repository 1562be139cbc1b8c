// A mail server for what goes to staff: takes what it is given, refuses the addresses it is told to, and writes it down.
import { once } from 'node:events'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

export interface StaffMail {
  readonly url: string
  /** What came through, in order. */
  readonly mails: { readonly to: string; readonly subject: string; readonly text: string }[]
  /** Addresses that do not exist: refused for good. */
  readonly gone: Set<string>
  /** While true, everything is refused for now. */
  down: boolean
  close(): Promise<void>
}

export async function startStaffMail(): Promise<StaffMail> {
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], logger: false,
    onRcptTo({ address }, _session, done) {
      if (mail.down) return done(Object.assign(new Error('try later'), { responseCode: 451 }))
      return mail.gone.has(address) ? done(Object.assign(new Error('no such user'), { responseCode: 550 })) : done()
    },
    onData(stream, session, done) {
      void simpleParser(stream).then(({ subject = '', text = '' }) => {
        for (const { address } of session.envelope.rcptTo) mail.mails.push({ to: address, subject, text })
        done()
      }, done)
    },
  })
  // A sender that is killed breaks its connection off.
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const address = server.server.address()
  const mail: StaffMail = {
    url: `smtp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`, mails: [], gone: new Set(), down: false,
    close: () => new Promise((done) => server.close(() => done())),
  }
  return mail
}
