// Mail passes the contract of every channel.
import { createHmac } from 'node:crypto'
import { expect } from 'vitest'
import { compose } from '../../channels/email/compose.ts'
import { email } from '../../channels/email/index.ts'
import { EmailConfig } from '../../channels/email/wire.ts'
import { passesTheContract } from './runner.ts'

const [inboundKey, timestamp] = ['a key for tests', String(Date.parse('2026-11-21T03:00:00Z') / 1000)]
const config = EmailConfig.parse({
  address: 'desk@soudan.example', smtpUrl: 'smtp://127.0.0.1:1', imapUrl: null, inboundKey, authservId: 'mx.soudan.example', secret: 'a secret for tests only',
  words: { en: { subject: 'Your mail', footer: 'Answer with a number.' }, my: { subject: 'သင့်စာ', footer: 'နံပါတ်' }, ja: { subject: 'メール', footer: '番号' } },
})

passesTheContract({
  channel: email,
  config,
  sign: (body) => ({ 'x-timestamp': timestamp, 'x-signature': createHmac('sha256', inboundKey).update(`${timestamp}.`).update(body).digest('hex') }),
  proof: 'x-signature',
  textsOf: ({ texts }) => [...texts],
  check: (payload) => {
    const { mail, envelope, messageId } = compose(payload, config, new Date(0))
    expect(messageId).toMatch(/^<[0-9a-f]{32}\.[0-9a-z]+\.[0-9a-f]{16}@soudan\.example>$/)
    expect(String(mail.subject)).toMatch(/^(?:Re: )?(?:Your mail|သင့်စာ|メール)$/)
    expect(String(mail.replyTo)).toMatch(/^desk\+c_[0-9a-z]+\.[0-9a-f]{16}@soudan\.example$/)
    expect(envelope.from).toBe(config.address)
    for (const header of [mail.to, mail.subject, mail.inReplyTo, ...(Array.isArray(mail.references) ? mail.references : [])]) expect(String(header)).not.toMatch(/[\r\n]/)
    const text = String(mail.text)
    for (const line of payload.texts) expect(text).toContain(line)
    expect(String(mail.html)).not.toMatch(/<script|<img|href=|url\(/i)
  },
})
