// Bot Framework, what cases cannot say: properties of any activity, the Emulator's mode, and what is loaded when.
import { execFile } from 'node:child_process'
import { request as httpRequest } from 'node:http'
import { networkInterfaces } from 'node:os'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { botframework } from '../channels/botframework/index.ts'
import { routeIn, routeText } from '../channels/botframework/wire.ts'
import { ConfigError, notConfigured, readConfig, warnings } from '../src/config.ts'
import { words } from './content.ts'
import { eventually, openDesk } from './desk.ts'
import { startHttpServer } from './platforms/http-server.ts'

const ending: (() => Promise<void>)[] = []
afterEach(async () => { for (const end of ending.splice(0)) await end() })

const NOW = new Date('2026-11-21T03:00:00.000Z')
const SERVICE = 'https://smba.trafficmanager.net/jp/'
const CONFIG = {
  type: 'cloud', appId: 'app', appPassword: 'word', tenantId: 'botframework.com', loginBase: 'https://login.microsoftonline.com',
  openIdMetadata: 'https://login.botframework.com/v1/.well-known/openidconfiguration', issuer: 'https://api.botframework.com',
} as const
const request = (activity: unknown) => ({ headers: {}, body: Buffer.from(JSON.stringify(activity)), receivedAt: NOW.toISOString() })
const message = (more: object) => ({
  type: 'message', id: '1', serviceUrl: SERVICE, channelId: 'webchat', conversation: { id: 'c1' }, from: { id: 'u1' }, recipient: { id: 'b1' }, text: 'hi', ...more,
})
const parse = (activity: unknown) => botframework.parse(request(activity), CONFIG)

test('whatever stands in an activity that names its conversation, every event has an id, a time, a person and the way back', () => {
  const kinds = ['message', 'messageUpdate', 'messageDelete', 'messageReaction', 'conversationUpdate', 'installationUpdate', 'toString', 'other']
  const odd = ['id', 'timestamp', 'from', 'text', 'value', 'locale', 'replyToId', 'attachments', 'entities', 'membersAdded', 'membersRemoved', 'reactionsAdded', 'action', 'channelData']
  const more = fc.dictionary(fc.constantFrom(...odd), fc.oneof(fc.jsonValue(), fc.array(fc.constant({ id: 'u2', type: 'like', contentType: 'image/png' })), fc.string()))
  fc.assert(fc.property(fc.constantFrom(...kinds), more, (type, rest) => {
    for (const event of parse(message({ type, ...rest }))) {
      expect(event.id).not.toBe('')
      expect(new Date(event.at).toISOString()).toBe(event.at)
      expect(event.person === '').toBe(event.type === 'ignored')
      if (event.type !== 'ignored') expect(routeIn(event.route ?? '')).toMatchObject({ conversation: 'c1', bot: 'b1', user: event.person, serviceUrl: SERVICE })
    }
  }), { numRuns: 500 })
})

test('no group is answered, whatever else its activity says', () => {
  const groups = [{ isGroup: true }, { conversationType: 'channel' }, { conversationType: 'groupChat' }, { isGroup: true, conversationType: 'personal' }]
  fc.assert(fc.property(fc.constantFrom(...groups), fc.constantFrom('msteams', 'slack', 'telegram', 'line'), fc.jsonValue(), (group, channelId, value) => {
    const events = parse(message({ channelId, value, conversation: { id: 'c1', ...group } }))
    expect(events).toMatchObject([{ type: 'ignored', person: '' }])
  }))
})

test('the same id in two conversations is two events, and a change of a message is not the message', () => {
  const idOf = (more: object) => parse(message(more))[0]?.id
  const edit = (timestamp: string) => idOf({ type: 'messageUpdate', timestamp })
  const ids = [idOf({}), idOf({ conversation: { id: 'c2' } }), idOf({ channelId: 'directline' }), edit('2026-11-21T02:00:00Z'), edit('2026-11-21T02:00:01Z'), idOf({ type: 'messageDelete' })]
  expect(new Set(ids).size).toBe(ids.length)
  expect(idOf({ serviceUrl: 'https://smba.trafficmanager.net/emea/' })).toBe(ids[0])
})

test('the way back is read as it was written, and nothing else is a way back', () => {
  const text = fc.string({ minLength: 1, maxLength: 100 })
  fc.assert(fc.property(text, text, text, (conversation, bot, user) => {
    const route = { serviceUrl: SERVICE, channel: 'msteams', conversation, bot, user }
    expect(routeIn(routeText(route))).toEqual(route)
  }))
  for (const odd of ['', 'null', '{}', '[]', '{"serviceUrl":"javascript:1"}']) expect(routeIn(odd)).toBeNull()
})

test('what Microsoft\'s library weighs is loaded by nobody who has not connected it', async () => {
  const script = `import { createRequire } from 'node:module'
    await import('./src/accounts.ts'); await import('./src/server/webhooks.ts')
    console.log(Object.keys(createRequire(import.meta.url).cache).filter((name) => /botbuilder|botframework|@azure/.test(name)).length)`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { cwd: resolve(import.meta.dirname, '..') })
  expect(stdout.trim()).toBe('0')
})

test('the mode without tokens is never beside a bot that has them, never where others come in, and never silent', () => {
  const local = (more: Record<string, string>) => () => readConfig([], { BOTFRAMEWORK_LOCAL: 'true', ...more })
  expect(local({ BOTFRAMEWORK_APP_ID: 'a', BOTFRAMEWORK_APP_PASSWORD: 'b' })).toThrow(ConfigError)
  expect(local({ PUBLIC_URL: 'https://desk.example.org' })).toThrow('BOTFRAMEWORK_LOCAL: is for this machine alone')
  expect(() => readConfig([], { BOTFRAMEWORK_APP_ID: ' ', BOTFRAMEWORK_APP_PASSWORD: 'b' })).toThrow('BOTFRAMEWORK_APP_ID')
  expect(() => readConfig([], { BOTFRAMEWORK_APP_ID: 'a' })).toThrow('BOTFRAMEWORK_APP_PASSWORD')
  expect(warnings(local({ PUBLIC_URL: 'http://localhost:3000' })())).toHaveLength(1)
  expect([readConfig([], {}).botframework, warnings(readConfig([], {}))]).toEqual([null, []])
  expect(notConfigured(readConfig([], {})).join()).not.toMatch(/Bot Framework/)
})

test('in local mode the Emulator on this machine is answered without a token, and nobody from elsewhere is heard', async () => {
  const said: { readonly authorization: string | undefined; readonly text: unknown }[] = []
  const emulator = await startHttpServer(100_000, async ({ headers, body }) => {
    const { text } = JSON.parse(body ?? '{}') as { text?: unknown }
    said.push({ authorization: headers.authorization, text })
    return { status: 200, body: { id: String(said.length) } }
  })
  const desk = await openDesk({ BOTFRAMEWORK_LOCAL: 'true', HOST: '0.0.0.0' })
  ending.push(() => desk.stop(), () => emulator.close())
  const { port } = new URL(desk.url)
  const activity = { ...message({ text: 'မင်္ဂလာပါ' }), serviceUrl: emulator.url, channelId: 'emulator', from: { id: 'u1', role: 'user' } }
  const post = (host: string, headers: Record<string, string> = {}, body: object = activity) => statusOf(`http://${host}:${port}/api/messages`, headers, JSON.stringify(body))
  for (const headers of [{ 'x-forwarded-for': '127.0.0.1' }, { forwarded: 'for=127.0.0.1' }, { origin: 'https://example.org' }, { via: '1.1 proxy' }]) {
    expect([headers, await post('127.0.0.1', headers)]).toEqual([headers, 401])
  }
  const elsewhere = Object.values(networkInterfaces()).flat().find((address) => address?.family === 'IPv4' && !address.internal)?.address
  if (elsewhere !== undefined) expect(await post(elsewhere)).toBe(401)
  expect(await post('127.0.0.1', {}, { ...activity, serviceUrl: 'https://smba.trafficmanager.net/jp/' })).toBe(400)
  expect(said).toEqual([])
  expect(await post('127.0.0.1')).toBe(200)
  await eventually(() => said.some(({ text }) => text === words('my', 'welcome.ask')))
  expect(said.every(({ authorization }) => authorization === undefined)).toBe(true)
})

/** `fetch` sends no `via` of a caller's. */
function statusOf(url: string, headers: Record<string, string>, body: string): Promise<number> {
  return new Promise((done, fail) => {
    const call = httpRequest(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers } }, (response) => {
      response.resume().on('end', () => done(response.statusCode ?? 0))
    })
    call.on('error', fail).end(body)
  })
}
