// The road of a mail, end to end: Dovecot by IMAP IDLE, turn, outbox, SMTP, and what comes back.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterEach, describe, expect, test } from 'vitest'
import { words } from './content.ts'
import { eventually, openDesk } from './desk.ts'
import { openMailDesk } from './mail-desk.ts'
import { mailText, proven } from './mails.ts'
import type { SentMail } from './platforms/smtp.ts'
import { dovecot } from './surroundings.ts'

const ending: (() => Promise<void>)[] = []
afterEach(async () => { for (const end of ending.splice(0)) await end() })

const binary = dovecot()
const headers = [proven('phone.example')]
const replyTo = ({ mail }: SentMail) => mail.replyTo?.value[0]?.address ?? ''

/** A mail that was there before the desk began to read is none of its questions. */
async function open(env: Record<string, string> = {}) {
  const desk = await openMailDesk(binary, ending, env)
  const db = new pg.Client({ connectionString: desk.databaseUrl })
  await db.connect()
  await eventually(async () => (await db.query(`SELECT FROM account WHERE id = 'email' AND cursor IS NOT NULL`)).rowCount)
  await db.end()
  return desk
}

describe.skipIf(binary === null)('by IMAP and SMTP', () => {
  test('a Burmese mail is answered in Burmese, in one mail that says nothing in its subject and that no machine answers', async () => {
    const { dovecot: mailbox, smtp, line } = await open()
    await mailbox.deliver(mailText({ text: 'မင်္ဂလာပါ', subject: 'လစာ မရဘူး', id: '<first@phone.example>', headers }))
    const { message } = await line(({ text }) => text === 'မင်္ဂလာပါ')
    expect(message).toMatchObject({ language: 'my', subject: 'လစာ မရဘူး', unproven: false, automatic: null })
    const { to, from, mail, raw, dsn } = await eventually(() => smtp.sent[0])
    expect([from, to, mail.subject]).toEqual(['desk@soudan.example', 'thiri@phone.example', words('my', 'mail.subject')])
    expect([mail.inReplyTo, mail.references]).toEqual(['<first@phone.example>', '<first@phone.example>'])
    expect(mail.headers.get('auto-submitted')).toBe('auto-replied')
    expect(mail.text).toContain('\n1. ')
    expect(mail.html).toContain('<html lang="my">')
    expect(raw).not.toContain('format=flowed')
    expect(JSON.stringify(dsn)).toContain('FAILURE')
    expect(smtp.refused).toEqual([])
  })

  test('the number of a choice, typed above the quoted mail, is that choice', async () => {
    const { dovecot: mailbox, smtp, line } = await open()
    await mailbox.deliver(mailText({ text: 'Hello', headers }))
    const first = await eventually(() => smtp.sent[0])
    const quoted = (first.mail.text ?? '').split('\n').map((one) => `> ${one}`).join('\n')
    await mailbox.deliver(mailText({
      to: replyTo(first), subject: `Re: ${first.mail.subject}`, headers: [...headers, `In-Reply-To: ${first.mail.messageId}`],
      text: `2\n\nOn Sat, Nov 21, 2026 at 12:00 PM <desk@soudan.example> wrote:\n${quoted}`,
    }))
    await line(({ text }) => text === '2')
    const second = await eventually(() => smtp.sent[1])
    expect(second.mail.text).toContain(words('en', 'welcome.topics'))
    expect(second.mail.subject).toBe(`Re: ${first.mail.subject}`)
  })

  test('a counsellor\'s answer is no automatic mail, and what the worker writes back by Outlook stands in the same conversation without what it quotes', async () => {
    const { dovecot: mailbox, smtp, takenOver, counsellor, line, thread, list } = await open()
    await mailbox.deliver(mailText({ text: 'Hello', headers }))
    await eventually(() => smtp.sent[0])
    const id = await takenOver()
    expect((await counsellor(`/api/conversations/${id}/replies`, { id: randomUUID(), text: '今日、会えますか', asIs: true })).status).toBe(201)
    const answer = await eventually(() => smtp.sent.find(({ mail }) => mail.text?.includes('今日、会えますか')))
    expect([answer.mail.headers.get('auto-submitted'), answer.mail.headers.get('x-auto-response-suppress')]).toEqual([undefined, undefined])
    const whole = 'Yes, at five.\n\n差出人: desk@soudan.example\n送信日時: 2026年11月21日 12:00\n宛先: thiri@phone.example\n件名: メッセージへの おへんじ\n\n今日、会えますか'
    await mailbox.deliver(mailText({ subject: `RE: ${answer.mail.subject}`, text: whole, headers: [...headers, `References: <x@phone.example> ${answer.mail.messageId}`] }))
    const { id: same, message } = await line(({ text }) => text === 'Yes, at five.')
    expect([same, message.whole, message.subject]).toEqual([id, whole, null])
    expect(await list()).toHaveLength(1)
    expect((await thread(id)).at(-1)?.text).toBe('Yes, at five.')
    // The greeting, and that a person is here now.
    expect(smtp.sent.filter(({ mail }) => mail.headers.get('auto-submitted') === 'auto-replied')).toHaveLength(2)
  })

  test('a forged sender finds no conversation, whatever it names, and is marked', async () => {
    const { dovecot: mailbox, smtp, line, list } = await open()
    await mailbox.deliver(mailText({ text: 'Hello', headers }))
    const first = await eventually(() => smtp.sent[0])
    const forged = ['Authentication-Results: mx.soudan.example; dmarc=fail header.from=phone.example', `In-Reply-To: ${first.mail.messageId}`]
    await mailbox.deliver(mailText({ to: replyTo(first), text: 'Where is she?', headers: forged }))
    const { message, id } = await line(({ text }) => text === 'Where is she?')
    expect(message.unproven).toBe(true)
    expect(new Set((await list()).map((one) => one.id)).size).toBe(2)
    const other = await eventually(async () => (await list()).find((one) => one.id !== id))
    expect(other.last?.text).not.toBe('Where is she?')
    // Even the answer to the forger goes to the one whose address it is.
    expect(smtp.sent.every(({ to }) => to === 'thiri@phone.example')).toBe(true)
  })

  test('a line that comes back is shown as not delivered, with why, and the worker as out of reach', async () => {
    const { dovecot: mailbox, smtp, takenOver, counsellor, thread, first } = await open()
    await mailbox.deliver(mailText({ text: 'Hello', headers }))
    await eventually(() => smtp.sent[0])
    const id = await takenOver()
    await counsellor(`/api/conversations/${id}/replies`, { id: randomUUID(), text: '返事です', asIs: true })
    const answer = await eventually(() => smtp.sent.find(({ mail }) => mail.text?.includes('返事です')))
    await eventually(async () => (await thread(id)).at(-1)?.delivery?.status === 'sent')
    await mailbox.deliver(mailText({
      from: 'Mail Delivery System <MAILER-DAEMON@mx.soudan.example>', subject: 'Undelivered Mail Returned to Sender', headers: ['Return-Path: <>', 'Auto-Submitted: auto-replied'],
      body: [
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"', '', '--b', 'Content-Type: text/plain', '', 'It could not be delivered.', '--b',
        'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx.soudan.example', '', 'Final-Recipient: rfc822; thiri@phone.example', 'Action: failed', 'Status: 5.1.1', '--b',
        'Content-Type: text/rfc822-headers', '', 'To: thiri@phone.example', `Message-ID: ${answer.mail.messageId}`, '', '--b--',
      ],
    }))
    const failed = await eventually(async () => (await thread(id)).find(({ text, delivery }) => text === '返事です' && delivery?.status === 'failed'))
    expect(failed.delivery?.reason).toBe('Mail: this person cannot be reached (5.1.1)')
    expect((await first())?.reachable).toBe(false)
  })

  test('an automatic answer, a list and a server\'s report are shown as what they are and never answered', async () => {
    const { dovecot: mailbox, smtp, line } = await open()
    const plain = { headers: [] as string[] }
    await mailbox.deliver(mailText({ ...plain, text: 'I am away', subject: 'Away', headers: ['Auto-Submitted: auto-replied', ...headers] }))
    await mailbox.deliver(mailText({ ...plain, text: 'News of the week', headers: ['List-Id: <news.example>'] }))
    await mailbox.deliver(mailText({ ...plain, from: 'postmaster@elsewhere.example', text: 'user unknown', subject: 'Returned mail', headers: ['Return-Path: <>'] }))
    for (const [text, automatic] of [['I am away', 'autoReply'], ['News of the week', 'list'], ['user unknown', 'bounce']]) {
      expect((await line((message) => message.text === text)).message).toMatchObject({ automatic })
    }
    await mailbox.deliver(mailText({ text: 'Hello', headers }))
    const only = await eventually(() => smtp.sent[0])
    expect([only.to, smtp.sent.length]).toEqual(['thiri@phone.example', 1])
  })

  test('two machines that answer each other are stopped, and a person is asked to look', async () => {
    const { dovecot: mailbox, smtp, line, first } = await open()
    for (let i = 1; i <= 10; i++) {
      await mailbox.deliver(mailText({ text: `We have received your request, number ${i}.`, headers }))
      await line(({ text }) => text?.includes(`number ${i}.`) === true)
    }
    await eventually(async () => (await first())?.handling === 'waiting')
    expect(smtp.sent.length).toBeLessThanOrEqual(8)
  })

  test('while the sending server is away an answer waits; a mail the server took without saying so is sent again under the same id', async () => {
    const { dovecot: mailbox, smtp, databaseUrl } = await open()
    smtp.faults.push({ on: 'sign-in', code: 454, times: 1 }, { on: 'recipient', code: 451, times: 1 }, { on: 'data', code: 0, after: true, times: 1 })
    await mailbox.deliver(mailText({ text: 'Hello', headers }))
    const db = new pg.Client({ connectionString: databaseUrl })
    await db.connect()
    ending.unshift(() => db.end())
    // What waits a minute waits no longer.
    const twice = await eventually(async () => {
      await db.query(`UPDATE delivery SET due_at = now() WHERE status = 'pending' AND lease_until IS NULL`)
      return smtp.sent.length === 2 && smtp.sent
    })
    expect(twice[0]?.mail.messageId).toBe(twice[1]?.mail.messageId)
  })

  test('of two processes one reads the mailbox; when it stops, the other goes on', async () => {
    const { dovecot: mailbox, line, settings, ...desk } = await open()
    await mailbox.deliver(mailText({ text: 'one', headers }))
    await line(({ text }) => text === 'one')
    const second = await openDesk({ ...settings, DATA_DIR: desk.folder })
    ending.unshift(() => second.stop())
    await mailbox.deliver(mailText({ text: 'two', headers }))
    await line(({ text }) => text === 'two')
    const before = mailbox.connections()
    await desk.restart()
    await mailbox.deliver(mailText({ text: 'three', headers }))
    const { id } = await line(({ text }) => text === 'three')
    expect((await desk.thread(id)).filter(({ author }) => author === 'worker').map(({ text }) => text)).toEqual(['one', 'two', 'three'])
    expect(mailbox.connections()).toBeGreaterThan(before)
  })

  test('nothing is lost or doubled: a broken line, mails numbered anew, a process killed before it moved its mark', async () => {
    const { dovecot: mailbox, line, list, thread, databaseUrl, ...desk } = await open()
    await mailbox.deliver(mailText({ text: 'one', headers }))
    const { id } = await line(({ text }) => text === 'one')
    mailbox.cut(500)
    // The server's clock is ten minutes behind.
    await mailbox.deliver(mailText({ text: 'two', headers }), new Date(Date.now() - 600_000))
    await line(({ text }) => text === 'two')
    await mailbox.renumber()
    mailbox.cut(0)
    await mailbox.deliver(mailText({ text: 'three', headers }))
    await line(({ text }) => text === 'three')
    const db = new pg.Client({ connectionString: databaseUrl })
    await db.connect()
    const { rows: [{ cursor }] } = await db.query<{ cursor: string }>(`SELECT cursor FROM account WHERE id = 'email'`).then(({ rows }) => ({ rows: [rows[0] ?? { cursor: '' }] as const }))
    await db.query(`UPDATE account SET cursor = $1 WHERE id = 'email'`, [cursor.replace(/"uid":\d+/, '"uid":0')])
    await db.end()
    await desk.restart()
    await mailbox.deliver(mailText({ text: 'four', headers }))
    await line(({ text }) => text === 'four')
    expect((await thread(id)).filter(({ author }) => author === 'worker').map(({ text }) => text)).toEqual(['one', 'two', 'three', 'four'])
    expect(await list()).toHaveLength(1)
  })
})
