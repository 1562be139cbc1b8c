// Sending on Bot Framework: what each refusal of the connector and of the login means, and which addresses are never called.
import { randomUUID } from 'node:crypto'
import { afterEach, expect, test, vi } from 'vitest'
import { botframework } from '../channels/botframework/index.ts'
import { BotFrameworkConfig, routeText } from '../channels/botframework/wire.ts'
import type { OutboundMessage, SendIO, SendResult } from '../channels/contract.ts'
import { readConfig } from '../src/config.ts'
import { freePort } from './desk.ts'
import { botUser, conversationOf, startBotFramework } from './platforms/botframework.ts'
import type { BotFault, BotFrameworkStandIn } from './platforms/botframework.ts'
import { startHttpServer } from './platforms/http-server.ts'

const ending: (() => Promise<void>)[] = []
afterEach(async () => {
  vi.restoreAllMocks()
  for (const end of ending.splice(0)) await end()
})

const user = botUser('Mai')
const LOCAL: BotFrameworkConfig = { type: 'local' }
/** The first call loads the library too. */
const signal = () => AbortSignal.timeout(60_000)
const io = (more: Partial<SendIO> = {}): SendIO => ({ maybeSent: false, signal: signal(), now: () => new Date(), ...more })

async function open() {
  const service = await startBotFramework()
  ending.push(() => service.close())
  service.joinedActivity({ user })
  return { service, config: BotFrameworkConfig.parse(readConfig([], service.env).botframework) }
}

const routeTo = (service: BotFrameworkStandIn, serviceUrl = service.serviceUrl) =>
  routeText({ serviceUrl, channel: 'msteams', conversation: conversationOf(user), bot: `28:${service.appId}`, user })

function say(text: string, route?: string, more: Partial<OutboundMessage> = {}) {
  const to = { person: user, thread: '', retryKey: randomUUID(), ...(route !== undefined && { route }) }
  const [payload] = botframework.render([{ id: 'l1', text, language: 'en', author: 'bot', ...more }], to)
  if (!payload) throw new Error('nothing to send')
  return payload
}

const send = (config: BotFrameworkConfig, payload: ReturnType<typeof say>, given = io()): Promise<SendResult> | undefined => botframework.send?.(payload, config, given)

const OUTCOMES: readonly (readonly [string, BotFault, Omit<Extract<SendResult, { status: 'retry' | 'failed' }>, 'reason'> & { readonly reason: RegExp }])[] = [
  ['a message that is refused as it is', { on: 'send', times: 1, status: 400, code: 'BadArgument' }, { status: 'failed', certain: true, reason: /refused \(400 BadArgument\)/ }],
  ['a message that is too large', { on: 'send', times: 1, status: 413, code: 'MessageSizeTooBig' }, { status: 'failed', certain: true, reason: /413 MessageSizeTooBig/ }],
  ['a person who has blocked the bot', { on: 'send', times: 1, status: 403, code: 'ConversationBlockedByUser' }, { status: 'failed', certain: true, gone: true, reason: /cannot be reached/ }],
  ['a person who took the app off', { on: 'send', times: 1, status: 403, code: 'BotNotInConversationRoster' }, { status: 'failed', certain: true, gone: true, reason: /cannot be reached/ }],
  ['a conversation that is no more', { on: 'send', times: 1, status: 404, code: 'ConversationNotFound' }, { status: 'failed', certain: true, gone: true, reason: /404/ }],
  ['an organisation that switched the bot off', { on: 'send', times: 1, status: 403, code: 'BotDisabledByAdmin' }, { status: 'failed', certain: true, problem: 'blocked', reason: /switched off/ }],
  ['a right that is missing', { on: 'send', times: 1, status: 403, code: 'NotEnoughPermissions' }, { status: 'retry', certain: true, problem: 'access', afterMs: 30_000, reason: /access refused/ }],
  ['a bot that is not registered', { on: 'send', times: 1, status: 401, code: 'BotNotRegistered' }, { status: 'retry', certain: true, problem: 'access', afterMs: 30_000, reason: /access refused/ }],
  ['two writes at once', { on: 'send', times: 1, status: 412, code: 'PreconditionFailed' }, { status: 'retry', certain: true, afterMs: 1_000, reason: /busy/ }],
  ['too many messages, with the wait that is asked for', { on: 'send', times: 1, status: 429, headers: { 'retry-after': '17' } }, { status: 'retry', certain: true, afterMs: 17_000, slow: true, reason: /rate limit/ }],
  ['too many messages, without one', { on: 'send', times: 1, status: 429 }, { status: 'retry', certain: true, afterMs: 5_000, slow: true, reason: /rate limit/ }],
  ['a wait of days', { on: 'send', times: 1, status: 429, headers: { 'retry-after': '999999' } }, { status: 'retry', certain: true, afterMs: 300_000, slow: true, reason: /rate limit/ }],
  ['a failure of the service', { on: 'send', times: 1, status: 500, code: 'ServiceError' }, { status: 'retry', certain: false, afterMs: 10_000, reason: /error \(500 ServiceError\)/ }],
  ['a gateway that waited in vain', { on: 'send', times: 1, status: 504 }, { status: 'retry', certain: false, afterMs: 10_000, reason: /504/ }],
  ['a connection that breaks after the message was taken', { on: 'send', times: 1, after: true }, { status: 'retry', certain: false, afterMs: 10_000, reason: /no answer/ }],
  ['a login that refuses the bot', { on: 'login', times: 1, status: 401, code: 'invalid_client' }, { status: 'retry', certain: true, problem: 'access', afterMs: 30_000, reason: /login refused/ }],
  ['a login that fails', { on: 'login', times: 1, status: 503 }, { status: 'retry', certain: true, reason: /login does not answer/ }],
  ['a login that breaks off', { on: 'login', times: 1, status: 'cut' }, { status: 'retry', certain: true, reason: /login does not answer/ }],
]

test.each(OUTCOMES)('%s', async (_, fault, { reason, ...expected }) => {
  const { service, config } = await open()
  service.faults.push(fault)
  const result = await send(config, say('a secret', routeTo(service)))
  expect(result).toEqual({ ...expected, reason: expect.stringMatching(reason) })
  expect(JSON.stringify(result)).not.toMatch(/a secret|said in words|Bearer/)
  // One try is one call: the client under it would send again by itself.
  expect(service.sent.length).toBe(fault.after ? 1 : 0)
  expect(fault.times).toBe(0)
})

test('a message is sent once, under the id the connector gives it', async () => {
  const { service, config } = await open()
  const result = await send(config, say('Which language?', routeTo(service), { choices: [{ value: 'speak:my', label: 'မြန်မာ' }] }))
  expect(result).toEqual({ status: 'sent', refs: [{ line: 'l1', id: service.sent[0]?.id }] })
  expect(service.sent).toHaveLength(1)
})

test('a hundred messages at once ask the login once; after it said no, the next one asks again', async () => {
  const { service, config } = await open()
  service.faults.push({ on: 'login', times: 1, status: 401 })
  expect(await send(config, say('Hello', routeTo(service)))).toMatchObject({ problem: 'access' })
  const results = await Promise.all(Array.from({ length: 100 }, async () => send(config, say('Hello', routeTo(service)))))
  expect([results.filter((result) => result?.status === 'sent').length, service.granted.length]).toEqual([100, 1])
})

test('a send that takes too long is given up, and nobody knows whether it arrived', async () => {
  const { service, config } = await open()
  service.faults.push({ on: 'send', times: 1, delayMs: 2_000 })
  expect(await send(config, say('Hello', routeTo(service)), io({ signal: AbortSignal.timeout(200) }))).toMatchObject({ status: 'retry', certain: false })
})

test('a service that is not there certainly took nothing', async () => {
  const { service, config } = await open()
  const nowhere = routeTo(service, `https://127.0.0.1:${await freePort()}/`)
  expect(await send(config, say('Hello', nowhere))).toMatchObject({ status: 'retry', certain: true, reason: 'Bot Framework: not reachable' })
})

test('the token does not follow a redirect', async () => {
  const { service, config } = await open()
  const asked: (string | undefined)[] = []
  const elsewhere = await startHttpServer(1_000, async ({ headers }) => { asked.push(headers.authorization); return { status: 200, body: { id: '1' } } })
  ending.push(() => elsewhere.close())
  service.faults.push({ on: 'send', times: 1, status: 307, headers: { location: elsewhere.url } })
  expect(await send(config, say('Hello', routeTo(service)))).toMatchObject({ status: 'retry' })
  expect([asked, service.faults[0]?.times]).toEqual([[], 0])
})

test.each([
  ['nobody ever wrote from there', undefined],
  ['the way back is not one the desk wrote', '{"serviceUrl":"https://smba.example.org/"}'],
  ['the way back is no JSON', 'https://smba.example.org/'],
])('nothing is sent where %s', async (_, route) => {
  const { config } = await open()
  const fetched = vi.spyOn(globalThis, 'fetch')
  expect(await send(config, say('Hello', route))).toEqual({ status: 'failed', certain: true, reason: 'Bot Framework: no way to answer is known' })
  expect(fetched).not.toHaveBeenCalled()
})

test.each([
  ['without https', false, 'http://smba.trafficmanager.net/jp/'],
  ['of the machine itself', false, 'http://127.0.0.1:1/'],
  ['with a password in it', false, 'https://a:b@smba.trafficmanager.net/'],
  ['on this machine, from the Emulator', true, 'http://localhost:63000'],
  ['of another machine, from the Emulator', true, 'https://smba.trafficmanager.net/jp/'],
  ['that looks like this machine, from the Emulator', true, 'http://127.0.0.1.example.org/'],
])('a service address %s is called only where it may be', async (_, local, serviceUrl) => {
  const { service, config } = await open()
  const fetched = vi.spyOn(globalThis, 'fetch').mockImplementation(async () => Response.json({ id: '1' }))
  const result = await send(local ? LOCAL : config, say('Hello', routeTo(service, serviceUrl)))
  const allowed = serviceUrl === 'http://localhost:63000'
  expect([result?.status, fetched.mock.calls.length]).toEqual(allowed ? ['sent', 1] : ['failed', 0])
  for (const [, init] of fetched.mock.calls) expect(new Headers(init?.headers).has('authorization')).toBe(false)
})

test('health is what the login says', async () => {
  const { service, config } = await open()
  const health = () => botframework.fetchHealth?.(config, signal())
  service.faults.push({ on: 'login', times: 1, status: 400, code: 'unauthorized_client' })
  expect(await health()).toEqual({ problems: ['access'] })
  service.faults.push({ on: 'login', times: 1, status: 500 })
  await expect(health()).rejects.toThrow('the login does not answer')
  expect(await health()).toEqual({ problems: [] })
  expect(await botframework.fetchHealth?.(LOCAL, signal())).toEqual({ problems: [] })
})
