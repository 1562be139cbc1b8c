// The ways in which staff are called, each with real messages: linked, proven, refused, lost. Refusals first.
import { createHmac } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { eventually } from './desk.ts'
import { words } from './content.ts'
import { DANGER_VI, linkIn, openNight, SECRET, tap } from './night.ts'
import type { Night } from './night.ts'
import { mailText } from './mails.ts'
import { startHttpServer } from './platforms/http-server.ts'
import { lineUser } from './platforms/line.ts'
import { startPushService } from './platforms/push-service.ts'
import type { WayMade, WayView } from '../src/server/api/on-call.ts'

const ending: (() => Promise<unknown>)[] = []
afterEach(async () => { for (const end of ending.splice(0).toReversed()) await end() })

async function open(env: Record<string, string> = {}): Promise<Night> {
  const night = await openNight(env)
  ending.push(() => night.close())
  return night
}

const add = async (night: Night, body: object) => await (await night.staff('/api/on-call/ways', body)).json() as WayMade
const tried = async (night: Night, id: string) => (await night.staff(`/api/on-call/ways/${id}/test`, {})).json()
const mine = async (night: Night) => (await (await night.staff('/api/on-call/ways')).json() as { ways: WayView[] }).ways
const isVerified = (night: Night) => async () => (await mine(night))[0]?.verified
const textsTo = ({ line }: Night, name: string) => line.sent.filter(({ to }) => to === lineUser(name)).map(({ messages }) => JSON.stringify(messages))

test('a LINE account is linked by a code sent from it: from then on it is nobody\'s consultation, and calls go there', async () => {
  const night = await open()
  const { code = '' } = await add(night, { medium: 'line' })
  // A wrong code links nothing.
  await night.worker('Worker', '123456789')
  await night.worker('Sato', code)
  await eventually(isVerified(night))
  await eventually(() => textsTo(night, 'Sato').at(-1)?.includes(words('ja', 'staff.linked')))
  await night.worker('Sato', DANGER_VI)
  await eventually(() => textsTo(night, 'Sato').at(-1)?.includes(words('en', 'staff.pagesOnly')))
  expect((await night.db.query(`SELECT 1 FROM alarm WHERE kind = 'danger'`)).rowCount).toBe(0)
  await eventually(() => textsTo(night, 'Worker').length > 0)
  const { conversations } = await (await night.staff('/api/conversations?show=all')).json() as { conversations: unknown[] }
  expect(conversations.length).toBe(1)
  // The same code links nobody else.
  await night.worker('Thief', code)
  await eventually(() => textsTo(night, 'Thief').length > 0)
  expect((await night.db.query('SELECT 1 FROM conversation WHERE staff_id IS NOT NULL')).rowCount).toBe(1)
  await night.worker('Worker', DANGER_VI)
  const call = await eventually(() => textsTo(night, 'Sato').find((text) => text.includes('/ack/')))
  expect(call).toContain('緊急の相談')
  expect((await tap(linkIn(call, night.desk))).status).toBe(200)
  // Blocked, it reaches them no more, and the desk knows.
  await night.line.deliver(`${night.desk.url}/webhooks/line`, [night.line.unfollowEvent({ user: lineUser('Sato') })], { secret: SECRET })
  await eventually(async () => (await mine(night))[0]?.bounced)
})

test('a mail address counts once somebody tapped what came there', async () => {
  const night = await open()
  night.mail.gone.add('old@example.org')
  const { id: old } = await add(night, { medium: 'email', address: 'old@example.org' })
  expect(await tried(night, old)).toEqual({ status: 'failed', reason: 'refused by the mail server (550)' })
  expect((await mine(night))[0]).toMatchObject({ verified: false, bounced: true })
  await night.staff(`/api/on-call/ways/${old}`, {}, {}, 'DELETE')
  const { id } = await add(night, { medium: 'email', address: 'Sato-Private@example.org' })
  expect(await tried(night, id)).toEqual({ status: 'sent', reason: null })
  expect((await mine(night))[0]?.verified).toBe(false)
  const mail = night.mail.mails.find(({ to }) => to === 'sato-private@example.org')
  expect(mail?.subject).toBe('呼び出しの確認 / Test of your call')
  expect(await (await tap(linkIn(mail?.text ?? '', night.desk))).text()).toContain('確認できました')
  expect(await isVerified(night)()).toBe(true)
})

test('a webhook is signed, repeated while the service is down, and given up when it says so', async () => {
  const night = await open()
  const got: { body: string; signature: string; authorization: string; type: string }[] = []
  const answers = [503, 200]
  const service = await startHttpServer(100_000, ({ body, headers }) => {
    got.push({ body: body ?? '', signature: String(headers['x-madoguchi-signature']), authorization: String(headers.authorization), type: String(headers['content-type']) })
    return Promise.resolve({ status: answers.shift() ?? 404, body: {} })
  })
  ending.push(() => service.close())
  const { id, key = '' } = await add(night, { medium: 'webhook', address: `${service.url}/hook`, contentType: 'application/json', body: '{"routing_key":"abc","payload":{"summary":"{{title}}","link":"{{link}}"}}', authorization: 'Token abc' })
  await tried(night, id)
  await eventually(isVerified(night))
  expect(got.length).toBe(2)
  for (const { body, signature, authorization, type } of got) {
    const [, seconds = '', mac = ''] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(signature) ?? []
    expect(createHmac('sha256', key).update(`${seconds}.${body}`).digest('hex')).toBe(mac)
    expect([authorization, type, JSON.parse(body)]).toEqual(['Token abc', 'application/json', { routing_key: 'abc', payload: { summary: '呼び出しの確認 / Test of your call', link: expect.stringContaining('/ack/') as string } }])
  }
  expect(await tried(night, id)).toEqual({ status: 'failed', reason: 'answered 404' })
  expect((await mine(night))[0]?.bounced).toBe(true)
})

test('a mail that a server took and then gave back counts as not sent: the next person is asked at once, and the address reaches nobody', async () => {
  const key = 'a key for what is pushed'
  const night = await open({ EMAIL_INBOUND_KEY: key })
  await night.colleague('first', [{ medium: 'email', address: 'first@closed.example' }], { line: 1, hours: 12 })
  await night.colleague('second', [{ medium: 'email', address: 'second@example.org' }], { line: 2, hours: 12 })
  const report = async (id: string) => {
    const raw = mailText({
      from: 'Mail Delivery System <mailer-daemon@relay.example>', subject: 'Undelivered Mail Returned to Sender',
      body: [
        'Content-Type: multipart/report; report-type=delivery-status; boundary=b', '', '--b', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; relay.example', '',
        'Final-Recipient: rfc822; first@closed.example', 'Action: failed', 'Status: 5.1.1', '', '--b', 'Content-Type: text/rfc822-headers', '', `Message-ID: <${id}@example.org>`, '--b--',
      ],
    })
    const timestamp = String(Math.floor(Date.now() / 1000))
    const signature = createHmac('sha256', key).update(`${timestamp}.`).update(raw).digest('hex')
    return (await fetch(`${night.desk.url}/webhooks/email`, { method: 'POST', body: raw, headers: { 'content-type': 'message/rfc822', 'x-timestamp': timestamp, 'x-signature': signature } })).status
  }
  const state = async () => (await night.db.query(`SELECT s.id, w.bounced_at IS NOT NULL AS bounced FROM staff s JOIN on_call_way w ON w.staff_id = s.id ORDER BY s.id`)).rows
  await night.worker('Worker', DANGER_VI)
  await eventually(() => night.mail.mails.some(({ to }) => to === 'first@closed.example'))
  const { id } = await eventually(async () => (await night.db.query(`SELECT id FROM page WHERE staff_id = 'first' AND status = 'sent'`)).rows[0] as { id: string } | undefined)
  // Nobody can say so who does not know which mail it was.
  expect(await report('018f0000-0000-7000-8000-00000000000a')).toBe(200)
  expect(await state()).toEqual([{ id: 'first', bounced: false }, { id: 'second', bounced: false }])
  expect(await report(id)).toBe(200)
  await eventually(() => night.mail.mails.some(({ to }) => to === 'second@example.org'))
  expect(await state()).toEqual([{ id: 'first', bounced: true }, { id: 'second', bounced: false }])
  expect((await night.db.query(`SELECT 1 FROM conversation WHERE account_id = 'email'`)).rowCount).toBe(0)
})

test('a browser is told what only it can read, and is given up when it took its permission back', async () => {
  const night = await open()
  const service = await startPushService()
  ending.push(() => service.close())
  const { endpoint, keys } = service.subscription
  const { id } = await add(night, { medium: 'push', endpoint, keys })
  expect([await tried(night, id), service.faults]).toEqual([{ status: 'sent', reason: null }, []])
  expect(service.shown[0]).toMatchObject({ urgency: 'high', payload: { title: '呼び出しの確認 / Test of your call', urgent: true } })
  expect(await isVerified(night)()).toBe(true)
  service.gone = true
  expect(await tried(night, id)).toEqual({ status: 'failed', reason: 'answered 410' })
})

test('into the house\'s own network nothing is posted, and nobody else\'s ways can be touched', async () => {
  const night = await open({ ON_CALL_INNER_WEBHOOKS: 'no' })
  for (const address of ['http://example.org/x', 'https://127.0.0.1/x', 'https://[::1]/', 'https://169.254.169.254/']) {
    const refused = await night.staff('/api/on-call/ways', { medium: 'webhook', address })
    expect([address, refused.status, await refused.json()]).toEqual([address, 400, { error: 'address_not_allowed' }])
  }
  // A name that leads inside is refused when it is looked up.
  const { id } = await add(night, { medium: 'webhook', address: 'https://localhost/x' })
  expect(await tried(night, id)).toEqual({ status: 'failed', reason: 'address not allowed' })
  await night.colleague('aki', [{ medium: 'email', address: 'aki@example.org' }])
  const theirs = (await night.db.query(`SELECT id FROM on_call_way WHERE staff_id = 'aki'`)).rows[0].id as string
  expect((await night.staff(`/api/on-call/ways/${theirs}/test`, {})).status).toBe(404)
  expect((await night.staff(`/api/on-call/ways/${theirs}`, {}, {}, 'DELETE')).status).toBe(404)
})
