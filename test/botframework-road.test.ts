// The road of a message on Bot Framework, end to end: forged requests first, then webhook, turn, outbox and Microsoft's connector.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ToBotFromBotOrEmulatorTokenValidationParameters } from 'botframework-connector'
import type { ConversationList, ConversationView, Thread } from '../src/server/api/inbox.ts'
import { words } from './content.ts'
import { eventually, openDesk, signIn } from './desk.ts'
import { picture } from './media-files.ts'
import { botUser, conversationOf, newKey, startBotFramework } from './platforms/botframework.ts'
import type { BotToken } from './platforms/botframework.ts'
import { plainly } from './tables.ts'

const ending: (() => Promise<void>)[] = []
afterEach(async () => {
  vi.restoreAllMocks()
  for (const end of ending.splice(0)) await end()
})

/** Microsoft's library writes of what it refuses to the console itself. */
const written: string[] = []
beforeEach(() => {
  written.length = 0
  vi.spyOn(console, 'error').mockImplementation((...said: unknown[]) => { written.push(said.map(String).join(' ')) })
})

async function open(options: Parameters<typeof startBotFramework>[0] = {}) {
  const service = await startBotFramework(options)
  const desk = await openDesk(service.env)
  ending.push(() => desk.stop(), () => service.close())
  const webhook = `${desk.url}/api/messages`
  const db = new pg.Client({ connectionString: desk.databaseUrl, types: plainly })
  await db.connect()
  ending.unshift(() => db.end())
  const count = async (table: string) => Number((await db.query(`SELECT count(*) FROM ${table}`)).rows[0].count)
  return { service, desk, webhook, db, count }
}

async function atTheDesk(desk: Awaited<ReturnType<typeof openDesk>>) {
  const counsellor = await signIn(desk)
  const first = async (): Promise<ConversationView | undefined> =>
    (await (await counsellor('/api/conversations?show=all')).json() as ConversationList).conversations[0]
  const thread = async (id: string) => await (await counsellor(`/api/conversations/${id}`)).json() as Thread
  const takenOver = async () => {
    const { id } = await eventually(first)
    expect((await counsellor(`/api/conversations/${id}/take-over`, {})).status).toBe(200)
    return id
  }
  const reply = (id: string, text: string) => counsellor(`/api/conversations/${id}/replies`, { id: randomUUID(), text, asIs: true })
  return { counsellor, first, thread, takenOver, reply }
}

const user = botUser('Mai')

const { privateKey } = newKey()
const FORGED: readonly (readonly [string, BotToken & { readonly authorization?: string | null }])[] = [
  ['without a token', { authorization: null }],
  ['with words for a token', { authorization: 'Bearer let-me-in' }],
  ['with an empty token', { authorization: 'Bearer ' }],
  ['with a token of another scheme', { authorization: 'Basic bGV0OnVzLWlu' }],
  ['signed with another key under the name of the right one', { key: privateKey }],
  ['signed with a key nobody published', { key: privateKey, keyId: 'mine' }],
  ['unsigned', { algorithm: 'none' }],
  ['signed with the public key as if it were a password', { algorithm: 'HS256' }],
  ['for another bot', { audience: randomUUID() }],
  ['for no bot', { audience: '' }],
  ['by another issuer', { issuer: 'https://login.example.org' }],
  ['expired', { expiresIn: -600 }],
  ['for another service', { serviceUrl: 'https://smba.example.org/' }],
  ['for no service', { serviceUrl: null }],
  ['as the Emulator signs', { issuer: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/', claims: { ver: '1.0', appid: 'x' } }],
  ['with a tenant of the writer\'s own', { claims: { tid: randomUUID() } }],
  ['as another bot, a skill', { claims: { ver: '1.0', appid: randomUUID() } }],
]

test('forged requests are refused with 401, nothing is stored, nothing is said of why, and nothing is remembered of them', async () => {
  const { service, webhook, count } = await open()
  const before = ToBotFromBotOrEmulatorTokenValidationParameters.issuer?.length
  for (const [title, how] of FORGED) {
    expect([title, await service.deliver(webhook, service.textActivity({ user, text: 'a secret' }), how)]).toEqual([title, 401])
  }
  const answer = await fetch(webhook, { method: 'POST', body: '{}', headers: { authorization: 'Bearer a.b.c' } })
  expect([answer.status, await answer.json()]).toEqual([401, { error: 'signature' }])
  expect([await count('event'), await count('conversation')]).toEqual([0, 0])
  expect(ToBotFromBotOrEmulatorTokenValidationParameters.issuer?.length).toBe(before)
  expect(written.join('\n')).not.toMatch(/a secret|Bearer|eyJ/)
})

test('a key that may not speak for this channel is refused', async () => {
  const { service, webhook } = await open({ endorsements: ['webchat'] })
  expect(await service.deliver(webhook, service.textActivity({ user, text: 'Hello' }))).toBe(401)
})

test('while the keys cannot be had the answer is 503 and nothing is stored; then the same request is taken', async () => {
  const { service, webhook, count } = await open({ endorsements: ['msteams'] })
  service.faults.push({ on: 'keys', times: 2, status: 500 })
  const activity = service.textActivity({ user, text: 'Hello' })
  expect([await service.deliver(webhook, activity), await service.deliver(webhook, activity), await count('event')]).toEqual([503, 503, 0])
  expect(await service.deliver(webhook, activity)).toBe(200)
})

test('a body that is no activity is answered in one line, not with a page about the program', async () => {
  const { service, webhook, count } = await open()
  for (const body of ['', 'null', '[]', '{}', '{"type":"message"}', '['.repeat(50_000), '{"serviceUrl":7}']) {
    const answer = await fetch(webhook, { method: 'POST', body, headers: { authorization: `Bearer ${service.token()}` } })
    expect([answer.status, await answer.json()]).toEqual([400, { error: 'invalid' }])
  }
  expect(await service.deliver(webhook, { ...service.textActivity({ user, text: 'x' }), serviceUrl: 'http://169.254.169.254/' })).toBe(400)
  expect(await count('event')).toBe(0)
})

test('without any setting of Bot Framework there is no such address', async () => {
  const desk = await openDesk()
  ending.push(() => desk.stop())
  expect((await fetch(`${desk.url}/api/messages`, { method: 'POST', body: '{}' })).status).toBe(404)
})

test('a Burmese text is greeted in Burmese, with buttons; a tap on one goes on, and the connector refuses nothing', async () => {
  const { service, webhook } = await open()
  expect(await service.deliver(webhook, service.joinedActivity({ user }))).toBe(200)
  await service.deliver(webhook, service.textActivity({ user, text: 'မင်္ဂလာပါ' }))
  await eventually(() => service.sent.some(({ activity }) => activity.text === words('my', 'welcome.ask')))
  const buttons = service.sent.at(-1)?.activity.attachments?.flatMap(({ content }) => content.buttons) ?? []
  expect(buttons.length).toBeGreaterThan(5)
  const [button] = buttons
  const before = service.sent.length
  await service.deliver(webhook, service.tapActivity({ user, label: button?.title ?? '', value: button?.value }))
  await eventually(() => service.sent.length > before)
  expect(service.sent.every(({ conversation }) => conversation === conversationOf(user))).toBe(true)
  expect([service.refused, service.granted.length]).toEqual([[], 1])
})

test('the same activity three times is one message, and a group hears nothing', async () => {
  const { service, desk, webhook, db } = await open()
  const activity = service.textActivity({ user, text: 'Hello' })
  for (let i = 0; i < 3; i++) await service.deliver(webhook, activity)
  await service.deliver(webhook, service.groupActivity({ user, conversation: '19:group@thread.v2', text: 'my boss is here' }))
  await eventually(() => service.sent.length === 3)
  const { first, thread } = await atTheDesk(desk)
  const { id } = await eventually(first)
  expect((await thread(id)).messages.filter(({ author }) => author === 'worker')).toHaveLength(1)
  expect((await db.query(`SELECT type, payload::text AS payload FROM event WHERE conversation_id IS NULL`)).rows).toEqual([
    { type: 'ignored', payload: expect.not.stringMatching(/boss|29:1/) },
  ])
  expect(service.sent.filter(({ conversation }) => conversation.startsWith('19:'))).toEqual([])
})

test('a counsellor answers hours later, at the address the service has moved to, and the worker sees that somebody writes', async () => {
  const { service, desk, webhook } = await open()
  await service.deliver(webhook, service.textActivity({ user, text: 'Hello' }))
  await eventually(() => service.sent.length === 3)
  const { counsellor, takenOver, reply } = await atTheDesk(desk)
  const id = await takenOver()
  service.serviceUrl = `${service.url}/emea/`
  await service.deliver(webhook, service.textActivity({ user, text: 'Are you there?' }))
  await eventually(async () => (await (await counsellor(`/api/conversations/${id}`)).json() as Thread).messages.some(({ text }) => text === 'Are you there?'))
  await counsellor(`/api/conversations/${id}/typing`, {})
  expect((await reply(id, 'はい、います')).status).toBe(201)
  const said = await eventually(() => service.sent.find(({ activity }) => activity.text === 'はい、います'))
  expect([said.service, said.conversation, service.typing]).toEqual(['/emea', conversationOf(user), [conversationOf(user)]])
})

test('what is changed or taken back at the platform changes here, and a reaction stands beside its line', async () => {
  const { service, desk, webhook } = await open()
  const wrong = service.textActivity({ user, text: 'my wage is 8000', id: '1795229990001' })
  await service.deliver(webhook, wrong)
  await eventually(() => service.sent.length >= 3)
  await service.deliver(webhook, service.editActivity({ user, id: '1795229990001', text: 'my wage is 80000' }))
  await service.deliver(webhook, service.reactionActivity({ user, to: service.sent[0]?.id ?? '', type: 'like' }))
  await service.deliver(webhook, service.deleteActivity({ user, id: '1795229990001' }))
  const { first, thread } = await atTheDesk(desk)
  const { id } = await eventually(first)
  const lines = async () => (await thread(id)).messages.filter(({ author }) => author === 'worker')
  await eventually(async () => (await lines()).some(({ withdrawn }) => withdrawn))
  expect((await lines()).some(({ kind, text }) => kind === 'reaction' && text === '👍')).toBe(true)
})

test('a picture is fetched with the bot\'s token and stored', async () => {
  const { service, webhook, db } = await open()
  const contentUrl = service.serveMedia('0-ejp-d1', await picture().png().toBuffer())
  await service.deliver(webhook, service.attachmentActivity({ user, attachments: [{ contentType: 'image/*', contentUrl }] }))
  await eventually(async () => (await db.query(`SELECT status FROM media`)).rows[0]?.status === 'stored')
  expect(service.refused).toEqual([])
})

test('a token that was withdrawn before its time is renewed, and who blocks the bot is shown as not to be reached', async () => {
  const { service, desk, webhook } = await open()
  await service.deliver(webhook, service.textActivity({ user, text: 'Hello' }))
  await eventually(() => service.sent.length === 3)
  service.withdrawTokens()
  await service.deliver(webhook, service.textActivity({ user, text: 'menu' }))
  await eventually(() => service.sent.length > 3)
  expect(service.granted).toHaveLength(2)
  const { first } = await atTheDesk(desk)
  service.blocked.add(conversationOf(user))
  await service.deliver(webhook, service.textActivity({ user, text: 'menu' }))
  await eventually(async () => (await first())?.reachable === false)
})
