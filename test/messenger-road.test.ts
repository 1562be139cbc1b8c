// The road of a message on Messenger, end to end: webhook, turn, outbox, Meta's API, its echoes and receipts.
import pg from 'pg'
import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import type { ConversationList, ConversationView, Thread } from '../src/server/api/inbox.ts'
import { words } from './content.ts'
import { eventually, openDesk, signIn } from './desk.ts'
import { messengerPsid, startMessenger } from './platforms/messenger.ts'
import type { MessengerOptions } from './platforms/messenger.ts'

const ending: (() => Promise<void>)[] = []
afterEach(async () => { for (const end of ending.splice(0)) await end() })

const HOUR = 3_600_000
const ago = (ms: number) => new Date(Date.now() - ms)

async function open(options: MessengerOptions = {}) {
  const meta = await startMessenger(options)
  const desk = await openDesk({
    MESSENGER_APP_SECRET: meta.appSecret, MESSENGER_PAGE_TOKEN: meta.token, MESSENGER_VERIFY_TOKEN: meta.verifyToken, MESSENGER_GRAPH_BASE: meta.url,
  })
  ending.push(() => desk.stop(), () => meta.close())
  const webhook = `${desk.url}/webhooks/messenger`
  const counsellor = await signIn(desk)
  const first = async (): Promise<ConversationView | undefined> =>
    (await (await counsellor('/api/conversations?show=all')).json() as ConversationList).conversations[0]
  const thread = async (id: string) => await (await counsellor(`/api/conversations/${id}`)).json() as Thread
  const takenOver = async () => {
    const { id } = await eventually(first)
    expect((await counsellor(`/api/conversations/${id}/take-over`, {})).status).toBe(200)
    return id
  }
  return { meta, desk, webhook, counsellor, first, thread, takenOver }
}

const psid = messengerPsid('Thiri')
const idle = async (meta: Awaited<ReturnType<typeof startMessenger>>, texts: number) => { await eventually(() => meta.sent.length >= texts); await meta.settled() }

test('Meta\'s question whether the address is ours is answered with the challenge, and refused with another token', async () => {
  const { meta, webhook } = await open()
  expect(await meta.verify(webhook)).toMatchObject({ status: 200 })
  expect((await fetch(`${webhook}?hub.mode=subscribe&hub.verify_token=wrong&hub.challenge=1`)).status).toBe(403)
  expect((await fetch(`${webhook.replace('messenger', 'webchat')}?hub.mode=subscribe`)).status).toBe(404)
})

test('a Burmese text in escaped Unicode is greeted in Burmese, with quick replies, and Meta refuses nothing', async () => {
  const { meta, webhook } = await open()
  await meta.deliver(webhook, [meta.textEvent({ psid, text: 'မင်္ဂလာပါ' })])
  await idle(meta, 3)
  expect(meta.sent[0]).toMatchObject({ psid, messaging_type: 'RESPONSE', tag: null })
  expect(meta.sent.map(({ message }) => message.text)).toEqual([words('my', 'welcome.greeting'), words('my', 'welcome.promise'), words('my', 'welcome.ask')])
  expect(meta.sent.at(-1)?.message.quick_replies?.length).toBeGreaterThan(5)
  expect(meta.refused).toEqual([])
})

test('a forged body is refused, and the same mid twice is one message', async () => {
  const { meta, webhook, first, thread } = await open()
  const event = meta.textEvent({ psid, text: 'Hello' })
  expect((await meta.deliver(webhook, [event], { badSignature: true })).status).toBe(401)
  await meta.deliver(webhook, [event], { repeat: 3 })
  await idle(meta, 3)
  const { id } = await eventually(first)
  expect((await thread(id)).messages.filter(({ author }) => author === 'worker')).toHaveLength(1)
})

test('the code of an m.me link stands in the desk, with "Get started" and in a conversation opened again', async () => {
  const { meta, webhook, first } = await open()
  await meta.deliver(webhook, [meta.postbackEvent({ psid, title: 'Get Started', payload: 'GET_STARTED', ref: 'lot-7' })])
  await idle(meta, 3)
  expect((await eventually(first)).entryCode).toBe('LOT-7')
  await meta.deliver(webhook, [meta.referralEvent({ psid, ref: 'lot-8' })])
  await eventually(async () => (await first())?.entryCode === 'LOT-8')
})

test('delivered and read come back as marks on the line they mean', async () => {
  const { meta, webhook, thread, takenOver, counsellor } = await open()
  await meta.deliver(webhook, [meta.textEvent({ psid, text: 'Hello' })])
  await idle(meta, 3)
  const id = await takenOver()
  await counsellor(`/api/conversations/${id}/replies`, { id: randomUUID(), text: 'どうしましたか', asIs: true })
  await idle(meta, 5)
  const statuses = async () => (await thread(id)).messages.filter(({ author }) => author !== 'worker').map(({ delivery }) => delivery?.status)
  const last = meta.sent.at(-1)
  await eventually(async () => (await statuses()).every((status) => status === 'sent'))
  await meta.deliver(webhook, [meta.deliveryEvent({ psid, watermark: 0, mids: [last?.mid ?? ''] })])
  await eventually(async () => (await statuses()).at(-1) === 'delivered')
  expect((await statuses()).slice(0, -1).every((status) => status === 'sent')).toBe(true)
  await meta.deliver(webhook, [meta.readEvent({ psid, watermark: Date.now() })])
  await eventually(async () => (await statuses()).every((status) => status === 'read'))
})

test('a send that was accepted and never answered is confirmed by its echo, and not sent again', async () => {
  const { meta, webhook, first, thread } = await open()
  meta.deliverTo = { url: webhook }
  meta.faults.push({ on: 'send', times: 1, after: true })
  await meta.deliver(webhook, [meta.textEvent({ psid, text: 'Hello' })])
  await idle(meta, 3)
  const { id } = await eventually(first)
  await eventually(async () => (await thread(id)).messages.every(({ delivery }) => delivery === null || delivery.status === 'sent'))
  expect(meta.sent.map(({ message }) => message.text)).toEqual([words('en', 'welcome.greeting'), words('en', 'welcome.promise'), words('en', 'welcome.ask')])
})

test('an answer from the Page inbox silences the bot and stands in the log as written elsewhere', async () => {
  const { meta, webhook, first, thread } = await open()
  await meta.deliver(webhook, [meta.textEvent({ psid, text: 'Hello' })])
  await idle(meta, 3)
  await meta.deliver(webhook, [meta.echoEvent({ psid, text: 'We call you tomorrow' })])
  const { id } = await eventually(async () => { const seen = await first(); return seen?.handling === 'waiting' && seen })
  await meta.deliver(webhook, [meta.textEvent({ psid, text: 'Unpaid wages' })])
  const messages = await eventually(async () => { const all = (await thread(id)).messages; return all.at(-1)?.author === 'worker' && all })
  expect(messages.at(-2)).toMatchObject({ author: 'counsellor', elsewhere: true, text: 'We call you tomorrow', delivery: null })
  expect(meta.sent).toHaveLength(3)
})

test('a counsellor answers after a day under the human agent tag, and after a week the desk says that the window is closed', async () => {
  const { meta, desk, webhook, takenOver, counsellor, first, thread } = await open()
  await meta.deliver(webhook, [meta.textEvent({ psid, text: 'Hello', at: ago(30 * HOUR) }), meta.postbackEvent({ psid, title: 'A person', payload: 'person', at: ago(30 * HOUR) })])
  const id = await takenOver()
  expect((await counsellor(`/api/conversations/${id}/replies`, { id: randomUUID(), text: '遅くなりました', asIs: true })).status).toBe(201)
  const [sent] = await eventually(() => meta.sent.length > 0 && meta.sent)
  expect(sent).toMatchObject({ messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT', message: { text: '遅くなりました' } })
  // The bot's own lines came too late, and a system line is not even tried.
  const lines = (await thread(id)).messages
  expect(lines.filter(({ author }) => author === 'bot').map(({ delivery }) => delivery)).toEqual(
    Array.from({ length: 4 }, () => ({ status: 'failed', reason: 'Messenger: the window is closed' })))
  expect(lines.some(({ author }) => author === 'system')).toBe(false)
  const db = new pg.Client({ connectionString: desk.databaseUrl })
  await db.connect()
  await db.query(`UPDATE conversation SET heard_at = heard_at - interval '7 days'`)
  await db.end()
  const refused = await counsellor(`/api/conversations/${id}/replies`, { id: randomUUID(), text: '遅すぎました', asIs: true })
  expect([refused.status, await refused.json()]).toEqual([409, { error: 'window_closed' }])
  expect(Date.parse((await eventually(first)).can.writableUntil ?? '')).toBeLessThan(Date.now())
})

test('who has blocked the Page is shown as not to be reached', async () => {
  const { meta, webhook, first } = await open()
  meta.blocked.add(psid)
  await meta.deliver(webhook, [meta.textEvent({ psid, text: 'Hello' })])
  await eventually(async () => (await first())?.reachable === false)
})

test('what arrives on stand-by is written down and not answered, until the conversation is ours again', async () => {
  const { meta, webhook, first } = await open()
  await meta.deliver(webhook, [meta.standbyEntry(meta.textEvent({ psid, text: 'Hello' }))])
  const seen = await eventually(first)
  expect([seen.can.heldElsewhere, seen.last?.text]).toEqual([true, 'Hello'])
  await meta.deliver(webhook, [meta.passThreadEvent({ psid })])
  await eventually(async () => (await first())?.can.heldElsewhere === false)
  expect(meta.sent).toEqual([])
})

test('the worker sees that the counsellor has read and is writing', async () => {
  const { meta, webhook, takenOver, counsellor } = await open()
  await meta.deliver(webhook, [meta.textEvent({ psid, text: 'Hello' })])
  await idle(meta, 3)
  const id = await takenOver()
  await counsellor(`/api/conversations/${id}/seen`, {})
  await counsellor(`/api/conversations/${id}/typing`, {})
  expect(meta.actions.map(({ sender_action }) => sender_action)).toEqual(['mark_seen', 'typing_on'])
})
