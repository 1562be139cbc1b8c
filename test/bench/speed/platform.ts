// The stand-in of LINE's API (and of a Bot Framework connector) that all servers answer to, in a process of its own: thin, but it
// takes a reply token once, refuses any other access token, and tells its parent when each reply had arrived.
import { createServer } from 'node:http'
import type { ServerResponse } from 'node:http'
import { TOKEN } from './messages.ts'
import { clock } from './wire.ts'

/** What it tells: where it listens, or what arrived since, as pairs of the mark of an event and the time; `refused` counts what broke a rule. */
export type Told = { readonly type: 'listening'; readonly port: number } | { readonly type: 'replies'; readonly replies: readonly (readonly [string, number])[]; readonly refused: number }

const TELL_MS = 10

export function startPlatform(tell: (told: Told) => void): void {
  const used = new Set<string>()
  let replies: [string, number][] = []
  let [refused, told] = [0, 0]
  const take = (mark: string, response: ServerResponse, body: object) => {
    if (used.has(mark)) return refuse(response, 400, 'Invalid reply token')
    used.add(mark)
    replies.push([mark, clock()])
    answer(response, 200, body)
  }
  const refuse = (response: ServerResponse, status: number, message: string) => {
    refused++
    answer(response, status, { message })
  }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      const path = request.url ?? ''
      const ofActivity = /^\/v3\/conversations\/[^/]+\/activities\/([^/?]+)/.exec(path)?.[1]
      if (ofActivity !== undefined) return take(decodeURIComponent(ofActivity), response, { id: `r-${ofActivity}` })
      if (request.headers.authorization !== `Bearer ${TOKEN}`) return refuse(response, 401, 'Authentication failed')
      if (path.startsWith('/v2/bot/profile/')) return answer(response, 200, { userId: path.slice(16), displayName: 'Worker' })
      if (request.method !== 'POST' || path !== '/v2/bot/message/reply') return answer(response, 404, { message: 'Not found' })
      const reply = replyIn(Buffer.concat(chunks))
      if (reply === null) return refuse(response, 400, 'The request body has 1 error(s)')
      take(reply.token, response, { sentMessages: reply.messages.map((_, i) => ({ id: `${used.size}${i}`, quoteToken: 'q' })) })
    })
  })
  // A kept connection must not be closed while a server idles between two rounds.
  server.keepAliveTimeout = 600_000
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    tell({ type: 'listening', port: typeof address === 'object' && address ? address.port : 0 })
  })
  setInterval(() => {
    if (replies.length === 0 && refused === told) return
    tell({ type: 'replies', replies, refused })
    replies = []
    told = refused
  }, TELL_MS)
}

/** Null where the body is no reply with something to say. */
function replyIn(body: Buffer): { readonly token: string; readonly messages: readonly unknown[] } | null {
  const { replyToken: token, messages }: { replyToken?: unknown; messages?: unknown } = JSON.parse(body.toString())
  return typeof token === 'string' && Array.isArray(messages) && messages.length > 0 && messages.length <= 5 ? { token, messages } : null
}

function answer(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body)
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }).end(text)
}

if (import.meta.main) {
  process.once('disconnect', () => process.exit())
  startPlatform((told) => process.send?.(told))
}
