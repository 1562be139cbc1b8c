// The stand-in of Microsoft's side: Microsoft's own adapter for bots believes what it signs, and it refuses what Teams refuses.
import { once } from 'node:events'
import { createServer } from 'node:http'
import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import express from 'express'
import { afterEach, expect, test, vi } from 'vitest'
import { botUser, conversationOf, newKey, startBotFramework } from './botframework.ts'
import type { BotFrameworkStandIn, BotToken } from './botframework.ts'

const ending: (() => Promise<void>)[] = []
afterEach(async () => {
  vi.restoreAllMocks()
  for (const end of ending.splice(0)) await end()
})

const user = botUser('Mai')

async function open() {
  const service = await startBotFramework({ endorsements: ['msteams'] })
  ending.push(() => service.close())
  const login = async (password = service.appPassword) => {
    const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: service.appId, client_secret: password, scope: 'https://api.botframework.com/.default' })
    return fetch(`${service.url}/botframework.com/oauth2/v2.0/token`, { method: 'POST', body })
  }
  const token = async () => ((await (await login()).json()) as { access_token: string }).access_token
  return { service, login, token }
}

/** A bot as Microsoft's samples build one, that listens. */
async function startBot(service: BotFrameworkStandIn, heard: string[]): Promise<string> {
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({
    ToBotFromChannelOpenIdMetadataUrl: service.env['BOTFRAMEWORK_OPENID_METADATA'] ?? '', ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
    ToBotFromEmulatorOpenIdMetadataUrl: `${service.url}/none`, ToChannelFromBotLoginUrl: service.url, ToChannelFromBotOAuthScope: 'https://api.botframework.com', OAuthUrl: service.url,
  }, {
    isValidAppId: async (id) => id === service.appId,
    isAuthenticationDisabled: async () => false,
    createCredentials: async () => ({ signRequest: async (request) => request }),
  }))
  const app = express().use(express.json())
  app.post('/api/messages', (request, response) => adapter.process(request, response, async ({ activity }) => { heard.push(activity.text) }))
  const server = createServer(app).listen(0, '127.0.0.1')
  await once(server, 'listening')
  ending.unshift(() => new Promise((done) => { server.close(() => done()); server.closeAllConnections() }))
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/api/messages`
}

test('Microsoft\'s own adapter takes what the stand-in signs, and refuses what it forges', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const { service } = await open()
  const heard: string[] = []
  const bot = await startBot(service, heard)
  const activity = service.textActivity({ user, text: 'hello' })
  const forged: BotToken[] = [{ serviceUrl: 'https://smba.example.org/' }, { audience: 'other' }, { expiresIn: -600 }, { key: newKey().privateKey }, { algorithm: 'none' }]
  for (const how of forged) expect(await service.deliver(bot, activity, how)).not.toBe(200)
  expect(heard).toEqual([])
  expect(await service.deliver(bot, activity)).toBe(200)
  expect(heard).toEqual(['hello'])
})

test('the login refuses a wrong password', async () => {
  const { login } = await open()
  expect([(await login()).status, (await login('wrong')).status]).toEqual([200, 401])
})

const GOOD = (service: BotFrameworkStandIn) => ({
  type: 'message', text: 'hello', textFormat: 'plain', channelId: 'msteams', serviceUrl: service.serviceUrl, from: { id: `28:${service.appId}` }, recipient: { id: user }, conversation: { id: conversationOf(user) },
})
const card = (buttons: object[]) => ({ attachments: [{ contentType: 'application/vnd.microsoft.card.hero', content: { buttons } }] })
const button = { type: 'messageBack', title: 'Menu', value: { choice: 'menu' } }

test.each([
  ['nothing said', { text: ' ' }, 400],
  ['a seventh button on a card', card(Array.from({ length: 7 }, () => button)), 400],
  ['a button type Teams does not have', card([{ ...button, type: 'postBack' }]), 400],
  ['somebody else\'s name', { from: { id: '28:other' } }, 400],
  ['another conversation than the address says', { conversation: { id: 'a:1other' } }, 400],
  ['more than Teams carries', { text: 'あ'.repeat(20_000) }, 413],
  ['what is right', card([button]), 201],
])('%s is answered as Teams does', async (_, more, status) => {
  const { service, token } = await open()
  service.joinedActivity({ user })
  const post = async (authorization: string, conversation = conversationOf(user)) => (await fetch(`${service.serviceUrl}v3/conversations/${encodeURIComponent(conversation)}/activities`, {
    method: 'POST', headers: { authorization }, body: JSON.stringify({ ...GOOD(service), conversation: { id: conversation }, ...more }),
  })).status
  expect(await post('Bearer of bad news')).toBe(401)
  expect(await post(`Bearer ${await token()}`)).toBe(status)
  if (status === 201) expect(await post(`Bearer ${await token()}`, 'a:1stranger')).toBe(404)
  expect(service.sent).toHaveLength(status === 201 ? 1 : 0)
})
