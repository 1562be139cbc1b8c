// A stand-in of Meta's Messenger Platform: takes what Meta would take, refuses what Meta would refuse, and writes it all down.
import { randomBytes } from 'node:crypto'
import { startHttpServer, type Answer, type Received } from './http-server.ts'
import { createDeliveries, type Deliveries } from './messenger-deliveries.ts'
import { createEchoes, type EchoSettings } from './messenger-echoes.ts'
import { standbyEntry, type MessengerEntry } from './messenger-entries.ts'
import { answerError, type GraphError } from './messenger-errors.ts'
import { createMessengerEvents, dashboardTest, type MessengerEvent, type MessengerEvents } from './messenger-events.ts'
import { withFault, type MessengerFault } from './messenger-faults.ts'
import { forbidden, graphCall, readBody, tokenIn, unreadable, type GraphCall, type TokenPlace } from './messenger-graph.ts'
import { createMedia, type MessengerMedia } from './messenger-media.ts'
import { createMessengerMemory } from './messenger-memory.ts'
import { page, person, subscribe, type MessengerProfile } from './messenger-nodes.ts'
import { pageProfile, type MessengerPageProfile } from './messenger-profile.ts'
import { createRateLimit, type RateLimit } from './rate-limit.ts'
import { send, type MessengerAction, type MessengerSent } from './messenger-send.ts'
import { controlThread, threadOwner } from './messenger-threads.ts'
import { verifyWebhook, type Question, type Verified } from './messenger-webhook.ts'

export { inboxEchoAppId, messengerPsid, pageInboxAppId } from './messenger-events.ts'
export { appSecretProof, escapedJson, signMessengerBody } from './messenger-webhook.ts'
export type { MessengerEvent, MessengerMessageEvent } from './messenger-events.ts'
export type { MessengerFault } from './messenger-faults.ts'
export type { MessengerMessage } from './messenger-rules.ts'
export type { MessengerSent } from './messenger-send.ts'

/** `path` is without its version; the token and its proof are left out of `query` and `body`. */
export interface MessengerRequest {
  readonly method: string
  readonly path: string
  readonly version: string | null
  readonly query: Readonly<Record<string, string>>
  readonly body: unknown
  readonly token: TokenPlace | null
  readonly at: Date
  /** null until it is answered. */
  status: number | 'cut' | null
}

/** A request that broke one of Meta's rules. Faults, unknown profiles and people who have blocked the Page are none. */
export interface MessengerRefusal {
  readonly request: MessengerRequest
  readonly code: number
  readonly subcode: number | null
  readonly message: string
}

export interface MessengerOptions extends Partial<EchoSettings> {
  readonly token?: string
  readonly appSecret?: string
  readonly verifyToken?: string
  readonly pageId?: string
  readonly username?: string
  readonly now?: () => Date
  /** Whether every call needs an appsecret_proof; true by default. A false proof is refused always. */
  readonly requireProof?: boolean
  /** Whether the app has the Human Agent permission; true by default. */
  readonly humanAgent?: boolean
  /** Whether our app is the one the Page has chosen, which may take any conversation; true by default. */
  readonly defaultApp?: boolean
}

export interface MessengerStandIn extends MessengerEvents, MessengerMedia, Deliveries, EchoSettings {
  readonly url: string
  readonly token: string
  readonly appSecret: string
  readonly verifyToken: string
  readonly pageId: string
  /** Past 2^53, as such ids may be: `JSON.parse` does not keep it. */
  readonly appId: string
  readonly profiles: Map<string, MessengerProfile>
  /** People who have blocked the Page. */
  readonly blocked: Set<string>
  readonly sent: MessengerSent[]
  readonly actions: MessengerAction[]
  readonly refused: MessengerRefusal[]
  readonly requests: MessengerRequest[]
  readonly echoes: MessengerEvent[]
  /** What was to go to `deliverTo` and was not taken. */
  readonly undelivered: MessengerEvent[]
  readonly profile: MessengerPageProfile
  /** The webhook's fields; emptied when the webhook has failed for an hour. */
  readonly subscribed: Set<string>
  faults: MessengerFault[]
  /** Messages that it takes in any second; above them it answers 613. */
  readonly pace: RateLimit
  /** The app that has the conversation, null while it is idle. */
  threadOwner(psid: string): string | null
  standbyEntry(...events: readonly MessengerEvent[]): MessengerEntry
  dashboardTest(field?: 'messages' | 'messaging_postbacks'): object
  verify(url: string, question?: Question): Promise<Verified>
  /** Resolves when no echo and no receipt is on its way any more. */
  settled(): Promise<void>
  close(): Promise<void>
}

const bodyLimit = 2 * 1024 * 1024
const secrets = new Set(['access_token', 'appsecret_proof'])

export async function startMessenger(options: MessengerOptions = {}): Promise<MessengerStandIn> {
  const now = options.now ?? (() => new Date())
  const { pageId = '102233445566778', requireProof = true, humanAgent = true, defaultApp = true } = options
  const token = options.token ?? `EAA${randomBytes(48).toString('hex')}`
  const appSecret = options.appSecret ?? randomBytes(16).toString('hex')
  const verifyToken = options.verifyToken ?? randomBytes(16).toString('hex')
  const appId = '24177764818601113'
  const memory = createMessengerMemory(now)
  const events = createMessengerEvents(now, memory, pageId, appId)
  const ending = new AbortController()

  async function answer(received: Received): Promise<Answer> {
    const { body, proof } = readBody(received)
    const given = tokenIn(received)
    const [, version, path] = /^(?:\/(v\d+\.\d+)(?=\/))?(.*)$/.exec(received.path) ?? []
    const request: MessengerRequest = {
      method: received.method,
      path: path ?? received.path,
      version: version ?? null,
      query: Object.fromEntries([...received.query].filter(([name]) => !secrets.has(name))),
      body: body ?? received.body,
      token: given?.place ?? null,
      at: now(),
      status: null,
    }
    messenger.requests.push(request)
    const refuse = (error: GraphError) => {
      messenger.refused.push({ request, code: error.code, subcode: error.subcode ?? null, message: error.message })
      return answerError(error, pageId)
    }
    const answered = await route()
    request.status = answered === 'cut' ? answered : answered.status
    return answered

    async function route(): Promise<Answer> {
      if (received.path.startsWith('/media/')) {
        // Ours, not Meta's: nobody at the CDN may see the token.
        return given === null ? media.answer(received) : refuse({ code: 190, message: 'A token was sent to the CDN' })
      }
      const call = graphCall(received.method, received.path, pageId)
      const wrong = forbidden(given?.token, proof, { token, appSecret, requireProof }) ?? unreadable(received, body)
      if (wrong !== null) return refuse(wrong)
      if (call === null) return refuse({ code: 100, subcode: 33, message: `Unsupported ${received.method} request: no such object or edge` })
      return operate(call, received, body, refuse)
    }
  }

  async function operate({ operation, node }: GraphCall, received: Received, body: unknown, refuse: (error: GraphError) => Answer): Promise<Answer> {
    const fail = (error: GraphError) => answerError(error, pageId)
    const faulty = (on: MessengerFault['on'], accept: () => Promise<Answer>) => withFault(messenger.faults, on, pageId, accept)
    const desk = { ...messenger, memory, humanAgent, defaultApp, now, refuse, fail, withFault: faulty, announce: echoing.announce }
    const fields = received.query.get('fields')
    if (operation === 'send') return send(body, desk)
    return faulty(operation, async () => {
      switch (operation) {
        case 'page': return page({ id: pageId, name: 'Stand-in', username: options.username ?? 'standin.desk' }, fields, refuse)
        case 'person': return person(node, fields, messenger.profiles.get(node), refuse, fail)
        case 'messenger_profile': return pageProfile(received.method, body, fields, messenger.profile, refuse)
        case 'subscribed_apps':
          return received.method === 'POST'
            ? subscribe(body, received.query.get('subscribed_fields'), messenger.subscribed, refuse)
            : { status: 200, body: { data: messenger.subscribed.size === 0 ? [] : [{ id: appId, subscribed_fields: [...messenger.subscribed] }] } }
        case 'thread_owner': return threadOwner(received.query.get('recipient'), desk)
        default: return controlThread(operation, body, desk)
      }
    })
  }

  async function post(url: string, event: MessengerEvent) {
    const taken = await deliveries.deliver(url, [event]).then(({ status }) => status === 200, () => false)
    if (!taken) messenger.undelivered.push(event)
  }

  const deliveries = createDeliveries({
    pageId, appSecret, now, ending: ending.signal,
    elsewhere: (psid) => ![null, appId].includes(memory.owner(psid)),
    disable: () => messenger.subscribed.clear(),
  })
  const server = await startHttpServer(bodyLimit, answer)
  const media = createMedia(() => server.url)
  const messenger: MessengerStandIn = {
    ...events,
    ...deliveries,
    serveMedia: media.serveMedia,
    expireMedia: media.expireMedia,
    url: server.url,
    token, appSecret, verifyToken, pageId, appId,
    echo: options.echo ?? 'after',
    receipts: options.receipts ?? [],
    deliverTo: options.deliverTo,
    profiles: new Map(),
    blocked: new Set(),
    sent: [], actions: [], refused: [], requests: [], echoes: [], undelivered: [], faults: [], pace: createRateLimit(now),
    profile: {},
    subscribed: new Set(),
    threadOwner: memory.owner,
    standbyEntry: (...heard) => standbyEntry(pageId, now().getTime(), heard),
    dashboardTest: (field) => dashboardTest(pageId, now(), field),
    verify: (url, question = {}) => verifyWebhook(url, verifyToken, question),
    settled: () => echoing.settled(),
    async close() {
      ending.abort()
      await server.close()
    },
  }
  const echoing = createEchoes(messenger, pageId, appId, events, messenger.echoes, now, post)
  return messenger
}
