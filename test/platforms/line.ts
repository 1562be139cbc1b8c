// A stand-in of LINE's Messaging API: takes what LINE would take, refuses what LINE would refuse, and writes it all down.
import { randomBytes, randomUUID } from 'node:crypto'
import { parseJson, startHttpServer, type Answer, type Received } from './http-server.ts'
import { accountRoutes, type LineProfile } from './line-account.ts'
import { contentRoutes, type LineContent } from './line-content.ts'
import { createLineEvents, lineUser, type LineEvents } from './line-events.ts'
import { playFault, type LineFault } from './line-faults.ts'
import { createLineMemory } from './line-memory.ts'
import { menuRoutes, type LineMenus } from './line-menus.ts'
import { tokenRoutes, webhookRoutes, type LineWebhook } from './line-connecting.ts'
import { loadLineOpenApi } from './line-openapi.ts'
import { findRoute, refuseBody, type LineCall } from './line-routes.ts'
import type { LineErrorDetail } from './line-rules.ts'
import { createRateLimit, type RateLimit } from './rate-limit.ts'
import { sendRoutes, type LineSent } from './line-send.ts'
import { deliverWebhook, type Delivery } from './line-webhook.ts'

export { BASIC_ID } from './line-account.ts'
export { lineGroup, lineUser } from './line-events.ts'
export { concurrencyLimit, floodLimit, monthlyLimit, rateLimit } from './line-faults.ts'
export { signLineBody } from './line-webhook.ts'
export type { LineProfile } from './line-account.ts'
export type { LineContent } from './line-content.ts'
export type { LineEvent, LineMessageEvent } from './line-events.ts'
export type { LineFault } from './line-faults.ts'
export type { LineMenu } from './line-menus.ts'
export type { LineErrorDetail, LineMessage } from './line-rules.ts'
export type { LineSent } from './line-send.ts'

export interface LineRequest {
  readonly method: string
  readonly path: string
  /** Parsed JSON, else the text; null where it was a picture. */
  readonly body: unknown
  readonly retryKey: string | null
  readonly at: Date
  /** null until it is answered. */
  status: number | 'cut' | null
}

/** A request that broke one of LINE's rules. Faults, used retry keys and what LINE does not know are none. */
export interface LineRefusal {
  readonly request: LineRequest
  readonly status: number
  readonly reason: string
  readonly details: readonly LineErrorDetail[]
}

export interface LineOptions {
  readonly token?: string
  readonly now?: () => Date
  /** A folder with LINE's published messaging-api.yml and webhook.yml; without it only our own rules are checked. */
  readonly openapiDir?: string | undefined
  /** Of the channel that the token belongs to. */
  readonly secret?: string
  /** Pushes that are left this month. */
  readonly monthlyQuota?: number
}

/** Serves both of LINE's hosts at one address. */
export interface LineStandIn extends LineEvents, LineMenus {
  readonly url: string
  readonly token: string
  readonly secret: string
  readonly botUserId: string
  /** As it is set in the console, or through the API. */
  readonly webhook: LineWebhook
  readonly profiles: Map<string, LineProfile>
  /** Users who have blocked the account; follow and unfollow events keep it. */
  readonly blocked: Set<string>
  /** What people sent, by the id of the message; unsend events make it gone. */
  readonly contents: Map<string, LineContent>
  readonly sent: LineSent[]
  readonly loading: { readonly chatId: string; readonly loadingSeconds: number }[]
  /** Tokens by which messages were marked as read. */
  readonly read: string[]
  readonly refused: LineRefusal[]
  readonly requests: LineRequest[]
  faults: LineFault[]
  /** Pushes that it takes in any second; above them it answers 429. */
  readonly pace: RateLimit
  deliver(url: string, events: readonly object[], delivery: Delivery): Promise<{ status: number; body: string }>
  close(): Promise<void>
}

const bodyLimit = 2 * 1024 * 1024
const takesRetryKey = ['/v2/bot/message/push', '/v2/bot/message/reply']

export async function startLine(options: LineOptions = {}): Promise<LineStandIn> {
  const now = options.now ?? (() => new Date())
  const token = options.token ?? randomBytes(32).toString('base64')
  const openapi = options.openapiDir === undefined ? null : loadLineOpenApi(options.openapiDir)
  const memory = createLineMemory(now, options.monthlyQuota ?? Infinity)

  async function answer(received: Received): Promise<Answer> {
    const requestId = randomUUID()
    const retryKey = header(received, 'x-line-retry-key')
    const type = header(received, 'content-type') ?? ''
    const text = received.body ?? ''
    const body = parseJson(text)
    const request: LineRequest = {
      method: received.method, path: received.path, body: type.startsWith('image/') ? null : body ?? text, retryKey, at: now(), status: null,
    }
    line.requests.push(request)
    const call: LineCall = {
      ids: [], type, bytes: received.bytes ?? new Uint8Array(), text, body, retryKey, requestId,
      refuse(status, reason, details = []) {
        line.refused.push({ request, status, reason, details })
        return { status, body: details.length === 0 ? { message: reason } : { message: reason, details } }
      },
      withFault: (on, accept) => playFault(line.faults, on, accept),
    }
    const given = await route(received, call)
    request.status = given === 'cut' ? given : given.status
    return given === 'cut' ? given : { ...given, headers: { 'x-line-request-id': requestId, ...given.headers } }
  }

  async function route(received: Received, call: LineCall): Promise<Answer> {
    const open = findRoute(openRoutes, received.method, received.path)
    if (open !== null) return open.route.answer({ ...call, ids: open.ids })
    if (header(received, 'authorization') !== `Bearer ${token}`) {
      return call.refuse(401, 'Authentication failed due to the following reason: invalid token.')
    }
    if (call.retryKey !== null && !takesRetryKey.includes(received.path)) return call.refuse(400, 'The retry key is not allowed here')
    const found = findRoute(routes, received.method, received.path)
    if (found === null) return call.refuse(404, 'Not found')
    return refuseBody(found.route, call, received.bytes === null) ?? found.route.answer({ ...call, ids: found.ids })
  }

  const pace = createRateLimit(now)
  const blocked = new Set<string>()
  const contents = new Map<string, LineContent>()
  const server = await startHttpServer(bodyLimit, answer)
  const events = createLineEvents(now, memory, blocked, (event) => {
    const wrong = openapi?.errors('Event', event) ?? []
    if (wrong.length > 0) throw new Error(`not an event of LINE's: ${JSON.stringify({ wrong, event })}`)
  })
  const line: LineStandIn = {
    ...events,
    unsendEvent(by) {
      const content = contents.get(by.messageId)
      if (content !== undefined) content.gone = true
      return events.unsendEvent(by)
    },
    url: server.url,
    token,
    secret: options.secret ?? 'a-channel-secret',
    webhook: { endpoint: null, active: true },
    botUserId: lineUser('the account itself'),
    profiles: new Map(),
    blocked,
    contents,
    sent: [],
    loading: [],
    read: [],
    menus: [],
    pictures: new Map(),
    aliases: new Map(),
    links: new Map(),
    defaultMenu: null,
    refused: [],
    requests: [],
    faults: [],
    pace,
    deliver: (url, happened, delivery) => deliverWebhook(memory, line.botUserId, url, happened, delivery),
    close: () => server.close(),
  }
  const routes = [
    ...sendRoutes({ memory, openapi, now, blocked, pace, sent: line.sent }),
    ...accountRoutes(line, memory, openapi),
    ...contentRoutes(contents),
    ...menuRoutes(line, openapi),
    ...webhookRoutes(line, memory, openapi),
  ]
  const openRoutes = tokenRoutes(line)
  return line
}

function header({ headers }: Received, name: string): string | null {
  const value = headers[name]
  return typeof value === 'string' ? value : null
}
