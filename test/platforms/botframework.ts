// A stand-in of Microsoft's side of Bot Framework: signing keys and their metadata, the login that grants tokens, and a connector.
import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import jwt from 'jsonwebtoken'
import { createBotActivities } from './botframework-activities.ts'
import type { BotActivities, BotActivity } from './botframework-activities.ts'
import { MESSAGE_BYTES, outgoing } from './botframework-rules.ts'
import type { OutgoingMessage } from './botframework-rules.ts'
import { nextFault } from './faults.ts'
import type { Fault } from './faults.ts'
import { parseJson, startHttpServer } from './http-server.ts'
import type { Answer, Received } from './http-server.ts'

export { botUser, conversationOf } from './botframework-activities.ts'

/** `service`: the path under which the connector was called. */
export interface BotSent { readonly conversation: string; readonly service: string; readonly id: string; readonly activity: OutgoingMessage }

/** `code` and `headers` go with a status; `after`: accepted, then cut instead of answered. */
export interface BotFault extends Fault<'send' | 'login' | 'keys'> { readonly code?: string; readonly headers?: Record<string, string>; readonly after?: boolean }

/** What a token says and how it is signed; what is left out is as the connector does it. `null` leaves a claim out. */
export interface BotToken {
  readonly serviceUrl?: string | null
  readonly audience?: string
  readonly issuer?: string
  /** Seconds from now. */
  readonly expiresIn?: number
  readonly key?: KeyObject
  readonly keyId?: string
  readonly claims?: object
  readonly algorithm?: 'RS256' | 'HS256' | 'none'
}

export interface BotFrameworkStandIn extends BotActivities {
  readonly url: string
  /** Where the keys of the connector are announced. */
  readonly openIdMetadata: string
  readonly appId: string
  readonly appPassword: string
  /** The environment of a desk that is connected to this. */
  readonly env: Record<string, string>
  /** What activities name as the address to answer; a service may move. */
  serviceUrl: string
  readonly sent: BotSent[]
  readonly typing: string[]
  readonly refused: { readonly status: number; readonly reason: string }[]
  /** Tokens granted so far. */
  readonly granted: string[]
  faults: BotFault[]
  /** Conversations whose person has blocked the bot. */
  readonly blocked: Set<string>
  readonly publicKey: string
  token(how?: BotToken): string
  deliver(webhook: string, activity: BotActivity, how?: BotToken & { readonly authorization?: string | null }): Promise<number>
  /** An address under the connector that asks for the bot's token. */
  serveMedia(name: string, bytes: Uint8Array): string
  withdrawTokens(): void
  close(): Promise<void>
}

export const newKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 })

export async function startBotFramework({ endorsements, now = () => new Date() }: { readonly endorsements?: readonly string[]; readonly now?: () => Date } = {}): Promise<BotFrameworkStandIn> {
  const { publicKey, privateKey } = newKey()
  const [keyId, appId, appPassword, issuer] = [randomUUID(), randomUUID(), randomBytes(20).toString('hex'), 'https://api.botframework.com']
  // Microsoft's library keeps the keys it found under an address for good, also when a later stand-in gets the same port.
  const metadata = `/${keyId}/.well-known/openidconfiguration`
  const botId = `28:${appId}`
  const conversations = new Set<string>()
  const valid = new Set<string>()
  const media = new Map<string, Uint8Array>()

  async function answer(received: Received): Promise<Answer> {
    const { method, path } = received
    const at = (expected: string) => `${method} ${path}` === expected
    if (at(`GET ${metadata}`)) return faulty('keys', async () => ({ status: 200, body: { issuer, jwks_uri: `${server.url}/keys`, id_token_signing_alg_values_supported: ['RS256'] } }))
    if (at('GET /keys')) return { status: 200, body: { keys: [{ ...publicKey.export({ format: 'jwk' }), use: 'sig', kid: keyId, ...(endorsements && { endorsements }) }] } }
    if (at('POST /botframework.com/oauth2/v2.0/token')) return faulty('login', async () => login(received))
    if (!valid.has(/^Bearer (.+)$/.exec(received.headers.authorization ?? '')?.[1] ?? '')) return refuse(401, 'no valid token', 'Unauthorized')
    const file = /^\/v3\/attachments\/([^/]+)\/views\/original$/.exec(path)?.[1]
    if (method === 'GET' && file !== undefined) {
      const bytes = media.get(file)
      return bytes ? { status: 200, body: bytes } : refuse(404, 'no such attachment', 'NotFound')
    }
    const [, service = '', conversation] = /^(\/[a-z]+)?\/v3\/conversations\/([^/]+)\/activities$/.exec(path) ?? []
    if (method !== 'POST' || conversation === undefined) return refuse(404, 'no such operation', 'NotFound')
    return take(decodeURIComponent(conversation), service, received)
  }

  function login({ body }: Received): Answer {
    const form = new URLSearchParams(body ?? '')
    if (form.get('grant_type') !== 'client_credentials' || form.get('scope') !== `${issuer}/.default`) return refuse(400, 'not a request for this resource', 'invalid_request')
    if (form.get('client_id') !== appId || form.get('client_secret') !== appPassword) return refuse(401, 'wrong credentials', 'invalid_client')
    const token = randomBytes(24).toString('hex')
    valid.add(token)
    botframework.granted.push(token)
    return { status: 200, body: { token_type: 'Bearer', expires_in: 3599, access_token: token } }
  }

  async function take(conversation: string, service: string, { body }: Received): Promise<Answer> {
    const parsed = outgoing.safeParse(parseJson(body ?? ''))
    if (!parsed.success) return refuse(400, parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '), 'BadArgument')
    const activity = parsed.data
    if (activity.conversation.id !== conversation || activity.from.id !== botId) return refuse(400, 'another conversation, or from somebody else', 'BadArgument')
    if (2 * (body ?? '').length > MESSAGE_BYTES) return refuse(413, 'too large', 'MessageSizeTooBig')
    if (!conversations.has(conversation)) return refuse(404, 'unknown conversation', 'ConversationNotFound')
    if (botframework.blocked.has(conversation)) return error(403, 'ConversationBlockedByUser')
    if (activity.type === 'typing') {
      botframework.typing.push(conversation)
      return { status: 200, body: { id: randomUUID() } }
    }
    return faulty('send', async () => {
      const id = String(now().getTime() * 1000 + botframework.sent.length)
      botframework.sent.push({ conversation, service, id, activity })
      return { status: 201, body: { id } }
    })
  }

  async function faulty(on: BotFault['on'], accept: () => Promise<Answer>): Promise<Answer> {
    const fault = await nextFault(botframework.faults, on)
    if (fault?.after) await accept()
    if (fault?.after || fault?.status === 'cut') return 'cut'
    return fault?.status === undefined ? accept() : error(fault.status, fault.code ?? 'ServiceError', fault.headers)
  }

  function refuse(status: number, reason: string, code: string): Answer {
    botframework.refused.push({ status, reason })
    return error(status, code)
  }

  function error(status: number, code: string, headers: Record<string, string> = {}): Answer {
    return { status, body: { error: { code, message: `${code}: said in words` } }, headers }
  }

  function signed({ serviceUrl = botframework.serviceUrl, audience = appId, issuer: iss = issuer, expiresIn = 3600, key = privateKey, keyId: kid = keyId, claims = {}, algorithm = 'RS256' }: BotToken = {}): string {
    const at = Math.floor(now().getTime() / 1000)
    const payload = { iss, aud: audience, nbf: at - 3600 + Math.min(0, expiresIn), exp: at + expiresIn, ...(serviceUrl !== null && { serviceurl: serviceUrl }), ...claims }
    const header = { alg: algorithm, typ: 'JWT', kid }
    if (algorithm === 'none') return `${[header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.`
    if (algorithm === 'HS256') return jwt.sign(payload, botframework.publicKey, { algorithm, header })
    return jwt.sign(payload, key, { algorithm, header })
  }

  const server = await startHttpServer(2 * 1024 * 1024, answer)
  const botframework: BotFrameworkStandIn = {
    ...createBotActivities(botId, now, () => botframework.serviceUrl, (conversation) => conversations.add(conversation)),
    url: server.url, openIdMetadata: server.url + metadata, serviceUrl: `${server.url}/`, appId, appPassword,
    env: {
      BOTFRAMEWORK_APP_ID: appId, BOTFRAMEWORK_APP_PASSWORD: appPassword, BOTFRAMEWORK_LOGIN_BASE: server.url,
      BOTFRAMEWORK_OPENID_METADATA: server.url + metadata,
    },
    sent: [], typing: [], refused: [], granted: [], faults: [], blocked: new Set(),
    publicKey: publicKey.export({ format: 'pem', type: 'spki' }).toString(),
    token: signed,
    async deliver(webhook, activity, { authorization, ...how } = {}) {
      const given = authorization === undefined ? `Bearer ${signed({ serviceUrl: activity.serviceUrl, ...how })}` : authorization
      const response = await fetch(webhook, {
        method: 'POST', headers: { 'content-type': 'application/json; charset=utf-8', ...(given !== null && { authorization: given }) }, body: JSON.stringify(activity),
      })
      await response.arrayBuffer()
      return response.status
    },
    serveMedia(name, bytes) {
      media.set(name, bytes)
      return `${server.url}/v3/attachments/${name}/views/original`
    },
    withdrawTokens: () => valid.clear(),
    close: () => server.close(),
  }
  return botframework
}
