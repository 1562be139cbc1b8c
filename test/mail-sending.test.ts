// What a mail server answers, and what comes of it; and what another reader of mails makes of ours.
import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:net'
import { authenticate } from 'mailauth'
import { createTransport } from 'nodemailer'
import { afterEach, describe, expect, test } from 'vitest'
import { proofOf } from '../channels/email/authentication.ts'
import { compose } from '../channels/email/compose.ts'
import { email } from '../channels/email/index.ts'
import { readMail } from '../channels/email/mail.ts'
import type { EmailPayload } from '../channels/email/render.ts'
import { EmailConfig } from '../channels/email/wire.ts'
import { freePort } from './desk.ts'
import { BORDER } from './mails.ts'
import { startSmtp } from './platforms/smtp.ts'
import type { SmtpFault } from './platforms/smtp.ts'

const ending: (() => Promise<unknown>)[] = []
afterEach(async () => { for (const end of ending.splice(0)) await end() })

const configured = (smtpUrl: string) => EmailConfig.parse({
  address: 'desk@soudan.example', smtpUrl, imapUrl: null, inboundKey: null, authservId: null, secret: 'a secret for tests only', words: { en: { subject: 'Your mail', footer: 'Answer with a number.' } },
})
const payload: EmailPayload = { to: 'thiri@phone.example', thread: '', retryKey: '0198a000-0000-7000-8000-00000000000a', automatic: true, language: 'en', lines: ['a', 'b'], texts: ['Hello <b>', 'မင်္ဂလာပါ\n\n1. လုပ်ခ'], files: [] }
const send = (url: string, what = payload) => email.send?.(what, configured(url), { maybeSent: false, signal: AbortSignal.timeout(8_000), now: () => new Date(0) })

const ANSWERS: readonly { title: string; fault: Omit<SmtpFault, 'times'>; result: object }[] = [
  { title: 'a wrong password is mended by staff, and nothing was delivered', fault: { on: 'sign-in', code: 535 }, result: { status: 'retry', certain: true, problem: 'access' } },
  { title: 'no such address is the end of writing there', fault: { on: 'recipient', code: 550, words: '5.1.1 User unknown' }, result: { status: 'failed', certain: true, gone: true, reason: 'Mail: this person cannot be reached (5.1.1)' } },
  { title: 'a bare 550 for the address means the same', fault: { on: 'recipient', code: 550 }, result: { status: 'failed', gone: true } },
  { title: 'a refusal for policy does not mean that the person is gone', fault: { on: 'recipient', code: 550, words: '5.7.1 Rejected' }, result: { status: 'failed', certain: true, reason: 'Mail: refused (5.7.1)' } },
  { title: 'a grey list is asked again later', fault: { on: 'recipient', code: 451, words: '4.7.0 Try again' }, result: { status: 'retry', certain: true, afterMs: 60_000 } },
  { title: 'a full mailbox fails with its reason', fault: { on: 'recipient', code: 552, words: '5.2.2 Over quota' }, result: { status: 'failed', reason: 'Mail: the mailbox is full (5.2.2)' } },
  { title: 'a mail that is refused after it was handed over was not delivered', fault: { on: 'data', code: 554, words: '5.6.0 No' }, result: { status: 'failed', certain: true } },
  { title: 'a full disk over there is asked again', fault: { on: 'data', code: 452, words: '4.3.1 Full' }, result: { status: 'retry', certain: true } },
  { title: 'a line cut before the mail was handed over delivered nothing', fault: { on: 'recipient', code: 0 }, result: { status: 'retry', certain: true } },
  { title: 'a line cut after it was handed over leaves it open', fault: { on: 'data', code: 0 }, result: { status: 'retry', certain: false } },
]

describe('what the server answers', () => {
  for (const { title, fault, result } of ANSWERS) test(title, async () => {
    const smtp = await startSmtp()
    ending.push(() => smtp.close())
    smtp.faults.push({ ...fault, times: 1 })
    expect(await send(smtp.url)).toMatchObject(result)
    expect(await send(smtp.url)).toMatchObject({ status: 'sent', refs: [{ line: 'a' }, { line: 'b' }] })
  })
})

test('where nobody listens, nothing was delivered', async () => {
  expect(await send(`smtp://127.0.0.1:${await freePort()}`)).toMatchObject({ status: 'retry', certain: true, reason: 'Mail: not reachable' })
})

test('a server that says nothing is given up in time', async () => {
  const silent = createServer(() => {})
  const port = await new Promise<number>((done) => silent.listen(0, '127.0.0.1', () => { const at = silent.address(); done(typeof at === 'object' && at ? at.port : 0) }))
  ending.push(() => new Promise((done) => silent.close(done)))
  expect(await send(`smtp://127.0.0.1:${port}`)).toMatchObject({ status: 'retry', certain: true })
})

test('a password is not sent over a line that others can read', async () => {
  const smtp = await startSmtp()
  ending.push(() => smtp.close())
  // Another name of this machine that does not look like it.
  expect(await send(smtp.url.replace('127.0.0.1', '0.0.0.0'))).toMatchObject({ status: 'retry', certain: true })
  expect(smtp.sent).toEqual([])
})

test('another reader finds in our mail what we put in, and only that', async () => {
  const smtp = await startSmtp()
  ending.push(() => smtp.close())
  await send(smtp.url)
  const [first] = smtp.sent
  expect(first?.mail.text?.trim()).toBe('Hello <b>\n\nမင်္ဂလာပါ\n\n1. လုပ်ခ\n\n--\nAnswer with a number.')
  expect(first?.mail.html).toContain('<p>Hello &#60;b&#62;</p><p>မင်္ဂလာပါ</p><p>1. လုပ်ခ</p>')
  expect(first?.mail.attachments).toEqual([])
  expect(smtp.refused).toEqual([])
})

test('a carrier\'s old address is quoted as the standard asks, and not corrected', () => {
  expect(compose({ ...payload, to: 'a..b.@docomo.ne.jp' }, configured('smtp://127.0.0.1'), new Date(0)).envelope.to).toEqual(['"a..b."@docomo.ne.jp'])
})

test('what a judge of senders reports is understood: a true signature, and one over a mail that was changed', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'der' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } })
  const records: Readonly<Record<string, string>> = { 's1._domainkey.phone.example': `v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`, '_dmarc.phone.example': 'v=DMARC1; p=reject' }
  const resolver = (name: string, type: string): Promise<string[][]> => {
    const found = type === 'TXT' ? records[name] : undefined
    return found ? Promise.resolve([[found]]) : Promise.reject(Object.assign(new Error('none'), { code: 'ENOTFOUND' }))
  }
  const signer = createTransport({ streamTransport: true, buffer: true, newline: 'windows', dkim: { domainName: 'phone.example', keySelector: 's1', privateKey } })
  const { message } = await signer.sendMail({ from: 'thiri@phone.example', to: 'desk@soudan.example', subject: 'x', text: 'Hello' })
  const judged = async (mail: Buffer) => {
    const { headers } = await authenticate(mail, { ip: '192.0.2.1', helo: 'phone.example', mta: BORDER, sender: 'thiri@phone.example', resolver })
    return proofOf(readMail(Buffer.concat([Buffer.from(headers), mail])).header, 'thiri@phone.example', BORDER)
  }
  if (!Buffer.isBuffer(message)) throw new Error('no bytes')
  expect(await judged(message)).toBe('pass')
  expect(await judged(Buffer.from(message.toString('latin1').replace('Hello', 'Other'), 'latin1'))).toBe('fail')
})
