// Public collections of bounces and of odd mails: told apart, and nothing in them stops the reader.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { automaticKind } from '../channels/email/automatic.ts'
import { email } from '../channels/email/index.ts'
import { readMail } from '../channels/email/mail.ts'
import { EmailConfig } from '../channels/email/wire.ts'
import { dice } from './mutations.ts'
import { mailFixtures } from './surroundings.ts'

const config = EmailConfig.parse({ address: 'desk@soudan.example', smtpUrl: 'smtp://127.0.0.1', imapUrl: null, inboundKey: null, authservId: null, secret: 'a secret for tests only', words: {} })
const parsed = (body: Buffer) => email.parse({ headers: {}, body, receivedAt: '2026-11-21T03:00:00.000Z' }, config)

const folder = mailFixtures()
const filesIn = (path: string) => readdirSync(join(folder ?? '', path), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile()).map((entry) => ({ name: entry.name, group: entry.parentPath.split('/').at(-1), bytes: readFileSync(join(entry.parentPath, entry.name)) }))

test.skipIf(folder === null)('of bounces and reports at least 95 in 100 are known as such, and none is answered', { timeout: 120_000 }, () => {
  const all = filesIn('sisimai-set-of-emails/maildir/bsd')
  const kinds = all.map(({ bytes }) => automaticKind(readMail(bytes)))
  const known = kinds.filter((kind) => kind === 'bounce').length
  process.stdout.write(`bounces: ${known} of ${all.length} known, ${kinds.filter((kind) => kind === null).length} taken for a person's\n`)
  expect(all.length).toBeGreaterThan(600)
  expect(known / all.length).toBeGreaterThanOrEqual(0.95)
})

test.skipIf(folder === null)('no ordinary mail of a collection is taken for a bounce', () => {
  // What a daemon sent is one, wherever the collection keeps it.
  const ordinary = filesIn('mikel-mail/spec/fixtures/emails').filter(({ group, bytes }) => group !== 'multipart_report_emails' && !/^From:.*mailer-daemon/im.test(bytes.toString('latin1')))
  expect(ordinary.length).toBeGreaterThan(80)
  expect(ordinary.filter(({ bytes }) => automaticKind(readMail(bytes)) === 'bounce').map(({ name }) => name)).toEqual([])
})

test.skipIf(folder === null)('every mail of the collections is read, also cut short, also with other line ends', { timeout: 240_000 }, () => {
  const roll = dice(20_261_121)
  for (const { bytes } of ['sisimai-set-of-emails/maildir/bsd', 'mikel-mail/spec/fixtures/emails'].flatMap(filesIn)) {
    const text = bytes.toString('latin1')
    for (const variant of [bytes, bytes.subarray(0, Math.floor(roll() * bytes.length)), Buffer.from(text.replaceAll('\r\n', '\n').replaceAll('\n', '\r'), 'latin1')]) {
      if (variant.length > 0) expect(parsed(variant).length).toBeGreaterThan(0)
    }
  }
})

/** Shapes that make careless readers slow or deep. */
const HOSTILE: Readonly<Record<string, () => string>> = {
  'parts within parts within parts': () => Array.from({ length: 5_000 }, (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`).join(''),
  'a hundred thousand parts': () => `Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(100_000)}`,
  'a header field of megabytes': () => `Subject: ${'=?utf-8?q?a?= '.repeat(200_000)}\r\n\r\nx`,
  'a hundred thousand header fields': () => `${'X-A: b\r\n'.repeat(100_000)}\r\nx`,
  'addresses without end': () => `From: ${'a@b.example, '.repeat(50_000)}\r\n\r\nx`,
  'quotes and brackets that never close': () => `From: ${'"('.repeat(50_000)}\r\nContent-Type: ${'text/plain; a="'.repeat(20_000)}\r\n\r\nx`,
  'a thousand References': () => `From: a@b.example\r\nReferences: ${'<a@b.example> '.repeat(50_000)}\r\n\r\nx`,
  'one line of megabytes': () => `From: a@b.example\r\n\r\n${'On '.repeat(700_000)}wrote:`,
  'quote marks without end': () => `From: a@b.example\r\n\r\n${'>'.repeat(100_000)}\n${'> '.repeat(50_000)}\n${'>\n'.repeat(50_000)}`,
  'almost attributions': () => `From: a@b.example\r\n\r\n${`On Mon, 5 Oct 2026 at 9:12 ${'a '.repeat(100)}\n`.repeat(2_000)}`,
  'almost rules and signatures': () => `From: a@b.example\r\n\r\n${`${'- '.repeat(300)}\n${'_'.repeat(900)}x\n--\n`.repeat(1_000)}`,
  'HTML nested deeper than any stack': () => `From: a@b.example\r\nContent-Type: text/html\r\n\r\n${'<div>'.repeat(200_000)}x`,
  'HTML that only opens': () => `From: a@b.example\r\nContent-Type: text/html\r\n\r\n${'<'.repeat(500_000)}${'<div style="'.repeat(20_000)}`,
  'spaces without end': () => `From: a@b.example\r\nSubject: ${' '.repeat(200_000)}x\r\n\r\n${' '.repeat(500_000)}x${'\t'.repeat(100_000)}\n${'\n'.repeat(500_000)}x`,
  'results without end': () => `From: a@b.example\r\nAuthentication-Results: x; ${'dkim=pass ('.repeat(20_000)}\r\n\r\nx`,
  'a bounce of megabytes': () => `From: MAILER-DAEMON@b.example\r\nReturn-Path: <>\r\nSubject: failure notice\r\n\r\n${'<a@b.example>: user unknown\n'.repeat(60_000)}`,
  'escapes of another alphabet without end': () => `From: a@b.example\r\n\r\n${'\x1b$B'.repeat(200_000)}`,
}

for (const [title, make] of Object.entries(HOSTILE)) test(`nothing hangs or throws: ${title}`, { timeout: 20_000 }, () => expect(parsed(Buffer.from(make(), 'latin1'))).toBeInstanceOf(Array))
