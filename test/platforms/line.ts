// A stand-in of LINE's Messaging API: takes what LINE would take, refuses what LINE would refuse, and writes it all down.
import { randomBytes, randomUUID } from 'node:crypto'
import { nextFault, type Fault } from './faults.ts'
import { parseJson, startHttpServer, type Answer, type Received } from './http-server.ts'
import { createLineEvents, lineUser, type LineEvents } from './line-events.ts'
import { createLineMemory } from './line-memory.ts'
import { loadLineOpenApi } from './line-openapi.ts'
import { errorDetails, loadingRequest, type LineErrorDetail } from './line-rules.ts'
import { push, rateLimit, refuseDetails, reply, type LineSent, type SendDesk, type SendRequest } from './line-send.ts'
import { deliverWebhook, type Delivery } from './line-webhook.ts'

export { lineGroup, lineUser } from './line-events.ts'
export { monthlyLimit, rateLimit } from './line-send.ts'
export { signLineBody } from './line-webhook.ts'
export type { LineEvent, LineMessageEvent } from './line-events.ts'
export type { LineErrorDetail, LineMessage } from './line-rules.ts'
export type { LineSent } from './line-send.ts'

type Operation = 'reply' | 'push' | 'profile' | 'info' | 'loading'

/** Meets valid requests only. With neither `status` nor `after` the answer is as usual, only later. */
export interface LineFault extends Fault<Operation> {
  /** The request is accepted, and then the connection is closed instead of answering, whatever `status` says. */
  readonly after?: boolean
}

export interface LineProfile {
  readonly displayName: string
  readonly language?: string
  readonly pictureUrl?: string
  readonly statusMessage?: string
}

export interface LineRequest {
  readonly method: string
  readonly path: string
  readonly body: unknown
  readonly retryKey: string | null
  readonly at: Date
  /** null until it is answered. */
  status: number | 'cut' | null
}

/** A request that broke one of LINE's rules. Faults, used retry keys and unknown profiles are none. */
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
  /** Pushes that are left this month. */
  readonly monthlyQuota?: number
}

export interface LineStandIn extends LineEvents {
  readonly url: string
  readonly token: string
  readonly botUserId: string
  readonly profiles: Map<string, LineProfile>
  /** Users who have blocked the account; follow and unfollow events keep it. */
  readonly blocked: Set<string>
  readonly sent: LineSent[]
  readonly refused: LineRefusal[]
  readonly requests: LineRequest[]
  faults: LineFault[]
  deliver(url: string, events: readonly object[], delivery: Delivery): Promise<{ status: number; body: string }>
  close(): Promise<void>
}

const bodyLimit = 2 * 1024 * 1024

export async function startLine(options: LineOptions = {}): Promise<LineStandIn> {
  const now = options.now ?? (() => new Date())
  const token = options.token ?? randomBytes(32).toString('base64')
  const botUserId = lineUser('the account itself')
  const openapi = options.openapiDir === undefined ? null : loadLineOpenApi(options.openapiDir)
  const memory = createLineMemory(now, options.monthlyQuota ?? Infinity)

  async function answer(received: Received): Promise<Answer> {
    const requestId = randomUUID()
    const retryKey = header(received, 'x-line-retry-key')
    const text = received.body ?? ''
    const body = parseJson(text)
    const request: LineRequest = { method: received.method, path: received.path, body: body ?? text, retryKey, at: now(), status: null }
    line.requests.push(request)
    const refuse: SendDesk['refuse'] = (status, reason, details = []) => {
      line.refused.push({ request, status, reason, details })
      return { status, body: details.length === 0 ? { message: reason } : { message: reason, details } }
    }
    const given = await route(received, { body, text, retryKey, requestId }, refuse)
    request.status = given === 'cut' ? given : given.status
    return given === 'cut' ? given : { ...given, headers: { 'x-line-request-id': requestId, ...given.headers } }
  }

  async function route(received: Received, send: SendRequest, refuse: SendDesk['refuse']): Promise<Answer> {
    const { method, path } = received
    if (header(received, 'authorization') !== `Bearer ${token}`) {
      return refuse(401, 'Authentication failed due to the following reason: invalid token.')
    }
    if (send.retryKey !== null && path !== '/v2/bot/message/push' && path !== '/v2/bot/message/reply') {
      return refuse(400, 'The retry key is not allowed here')
    }
    const profileOf = method === 'GET' ? /^\/v2\/bot\/profile\/([^/]+)$/.exec(path)?.[1] : undefined
    if (profileOf !== undefined) return withFault('profile', () => profile(profileOf, refuse))
    if (method === 'GET' && path === '/v2/bot/info') return withFault('info', info)
    const operation = method === 'POST' ? posts.get(path) : undefined
    if (operation === undefined) return refuse(404, 'Not found')
    if (received.body === null) return refuse(413, 'The request body is larger than 2 MB')
    if (!/^application\/json\b/i.test(header(received, 'content-type') ?? '')) return refuse(415, 'The content type must be application/json')
    if (send.body === undefined) return refuse(400, 'The request body could not be parsed as JSON')
    if (operation === 'loading') return loading(send.body, refuse)
    const desk: SendDesk = {
      memory, openapi, now, blocked: line.blocked, sent: line.sent, refuse,
      withFault: (accept) => withFault(operation, accept),
    }
    return operation === 'reply' ? reply(send, desk) : push(send, desk)
  }

  async function withFault(on: Operation, accept: () => Answer): Promise<Answer> {
    const fault = await nextFault(line.faults, on)
    if (fault === null) return accept()
    if (fault.after === true) {
      const given = accept()
      return given !== 'cut' && given.status === 200 ? 'cut' : given
    }
    if (fault.status === undefined) return accept()
    if (fault.status === 'cut') return 'cut'
    const usual = fault.status === 429 ? rateLimit : 'Internal server error'
    return { status: fault.status, body: { message: fault.message ?? usual } }
  }

  function profile(userId: string, refuse: SendDesk['refuse']): Answer {
    if (!/^U[0-9a-f]{32}$/.test(userId)) return refuse(404, 'Not found')
    const known = line.blocked.has(userId) ? undefined : line.profiles.get(userId)
    return known === undefined ? { status: 404, body: { message: 'Not found' } } : { status: 200, body: { userId, ...known } }
  }

  function info(): Answer {
    const body = { userId: botUserId, basicId: '@216abcde', displayName: 'Stand-in', chatMode: 'bot', markAsReadMode: 'auto' }
    return { status: 200, body }
  }

  async function loading(body: unknown, refuse: SendDesk['refuse']): Promise<Answer> {
    const checked = loadingRequest.safeParse(body)
    const wrong = checked.success ? openapi?.errors('ShowLoadingAnimationRequest', body) ?? [] : errorDetails(checked.error)
    return wrong.length > 0 ? refuseDetails({ refuse }, wrong) : withFault('loading', () => ({ status: 202, body: {} }))
  }

  const blocked = new Set<string>()
  const server = await startHttpServer(bodyLimit, answer)
  const line: LineStandIn = {
    ...createLineEvents(now, memory, blocked, (event) => {
      const wrong = openapi?.errors('Event', event) ?? []
      if (wrong.length > 0) throw new Error(`not an event of LINE's: ${JSON.stringify({ wrong, event })}`)
    }),
    url: server.url,
    token,
    botUserId,
    profiles: new Map(),
    blocked,
    sent: [],
    refused: [],
    requests: [],
    faults: [],
    deliver: (url, events, delivery) => deliverWebhook(memory, botUserId, url, events, delivery),
    close: () => server.close(),
  }
  return line
}

const posts = new Map<string, 'reply' | 'push' | 'loading'>([
  ['/v2/bot/message/reply', 'reply'],
  ['/v2/bot/message/push', 'push'],
  ['/v2/bot/chat/loading/start', 'loading'],
])

function header({ headers }: Received, name: string): string | null {
  const value = headers[name]
  return typeof value === 'string' ? value : null
}
