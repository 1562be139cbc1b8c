// Mail that a provider pushes: signed by us, or by Mailgun's routes. What is forged, old or used again is refused before it is read.
import { createHmac, randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { eventually } from './desk.ts'
import { INBOUND_KEY, openMailDesk } from './mail-desk.ts'
import { mailText, proven } from './mails.ts'

const ending: (() => Promise<void>)[] = []
afterEach(async () => { for (const end of ending.splice(0)) await end() })

const seconds = (ago = 0) => String(Math.floor(Date.now() / 1000) - ago)
const signed = (raw: string | Buffer, timestamp = seconds(), key = INBOUND_KEY) => ({
  'content-type': 'message/rfc822', 'x-timestamp': timestamp, 'x-signature': createHmac('sha256', key).update(`${timestamp}.`).update(raw).digest('hex'),
})
const mailgun = (mime: string | Buffer, { timestamp = seconds(), token = randomUUID(), key = INBOUND_KEY } = {}) => {
  const form = new FormData()
  const fields = { recipient: 'desk@soudan.example', timestamp, token, signature: createHmac('sha256', key).update(timestamp + token).digest('hex') }
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  form.set('body-mime', new Blob([mime]))
  return form
}
const headers = [proven('phone.example')]

async function open() {
  const desk = await openMailDesk(null, ending)
  const post = (body: string | Buffer | FormData | URLSearchParams, given: Record<string, string> = {}) =>
    fetch(`${desk.desk.url}/webhooks/email`, { method: 'POST', body: typeof body === 'string' ? Buffer.from(body, 'latin1') : body, headers: given }).then(({ status }) => status)
  const { line, thread, smtp, counsellor } = desk
  return { line, thread, smtp, counsellor, post }
}

test('a signed mail is taken, once however often it comes, and answered', async () => {
  const { post, line, thread, smtp } = await open()
  const raw = mailText({ text: 'Hello', headers })
  expect(await post(raw, { ...signed(raw), 'x-signature': '0'.repeat(64) })).toBe(401)
  expect(await post(raw, signed(raw, seconds(), 'another key'))).toBe(401)
  expect(await post(raw, signed(raw, seconds(600)))).toBe(401)
  expect(await post(raw.replace('From: Thiri', 'From: Other'), signed(raw))).toBe(401)
  expect(await post(raw)).toBe(401)
  for (const again of [1, 2, 3]) expect([again, await post(raw, signed(raw, seconds(again)))]).toEqual([again, 200])
  const { id } = await line(({ text }) => text === 'Hello')
  await eventually(() => smtp.sent[0])
  expect((await thread(id)).filter(({ author }) => author === 'worker')).toHaveLength(1)
})

test('a form of Mailgun\'s routes is taken in both of its forms; its signature is good for one mail only', async () => {
  const { post, line } = await open()
  const raw = mailText({ text: 'From a route', headers })
  expect(await post(mailgun(raw, { key: 'another key' }))).toBe(401)
  expect(await post(mailgun(raw, { timestamp: seconds(86_400) }))).toBe(401)
  const token = randomUUID()
  const timestamp = seconds()
  expect(await post(mailgun(raw, { token, timestamp }))).toBe(200)
  expect(await post(mailgun(mailText({ text: 'Another', headers }), { token, timestamp }))).toBe(401)
  await line(({ text }) => text === 'From a route')
  const form = new URLSearchParams(Object.fromEntries([...mailgun('')].filter(([name]) => name !== 'body-mime').map(([name, value]) => [name, String(value)])))
  form.set('body-mime', mailText({ text: 'Encoded + more', headers }))
  expect(await post(form)).toBe(200)
  await line(({ text }) => text === 'Encoded + more')
})

test('what was attached stands in the log behind the words and can be opened; only the words are answered', async () => {
  const { post, line, thread, smtp, counsellor } = await open()
  const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
  const raw = mailText({
    headers, body: [
      'Content-Type: multipart/mixed; boundary="b"', '', '--b', 'Content-Type: text/plain', '', 'My payslip', '--b',
      'Content-Type: image/png', 'Content-Transfer-Encoding: base64', "Content-Disposition: attachment; filename*=utf-8''..%2F%E7%B5%A6%E6%98%8E.png", '', picture.toString('base64'), '--b',
      'Content-Type: application/octet-stream; name="run.exe"', 'Content-Transfer-Encoding: base64', '', Buffer.from(`MZ${'\0'.repeat(200)}`).toString('base64'), '--b--',
    ],
  })
  expect(await post(raw, signed(raw))).toBe(200)
  const { id } = await line(({ text }) => text === 'My payslip')
  const media = await eventually(async () => {
    const found = (await thread(id)).flatMap((message) => message.media ?? [])
    return found.length === 2 && found.every(({ status }) => status !== 'pending') && found
  })
  expect(media.map(({ name, status, kind }) => [name, status, kind])).toEqual([['給明.png', 'stored', 'image'], ['run.exe', 'refused', 'file']])
  expect((await counsellor(`/api/media/${media[0]?.id}`)).headers.get('content-type')).toBe('image/png')
  await eventually(() => smtp.sent[0])
  expect((await thread(id)).filter(({ author }) => author === 'bot').every(({ seq }) => seq > 1)).toBe(true)
  expect(smtp.sent).toHaveLength(1)
})

test('without a key nothing pushed is taken', async () => {
  const { post } = await openMailDesk(null, ending, { EMAIL_INBOUND_KEY: '' }).then((desk) => ({
    post: (raw: string, given: Record<string, string>) => fetch(`${desk.desk.url}/webhooks/email`, { method: 'POST', body: raw, headers: given }).then(({ status }) => status),
  }))
  const raw = mailText({ text: 'Hello' })
  expect(await post(raw, signed(raw, seconds(), ''))).toBe(401)
})
