// The live side of Direct Line: a WebSocket that gets every line after the client's watermark, each new one, and who is there.
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { WebSocket } from 'ws'
import { readStreamToken } from '../../../channels/webchat/tokens.ts'
import { presence, typing } from '../../../channels/webchat/outbound.ts'
import type { Passing } from '../../../channels/webchat/wire.ts'
import type { Runtime } from '../../runtime.ts'
import { findTalk, spendTicket } from '../../store/webchat.ts'
import type { Live } from '../live.ts'
import { activitiesAfter, settled } from './activities.ts'
import type { Viewer } from './activities.ts'
import { isTrusted, originOf } from './door.ts'
import type { WebchatAccount } from './door.ts'

const PATH = /^\/v3\/directline\/conversations\/([^/]+)\/stream$/
/** Also how soon a phone that went away is noticed. */
const PING_MS = 25_000
/** Tabs of one conversation. */
const MOST_SOCKETS = 16
/** Bytes that wait for a reader who takes none. */
const BACKLOG = 4_000_000

export interface Sockets { close(): void }

export function openSockets(server: Server, runtime: Pick<Runtime, 'db' | 'log' | 'config'>, live: Live, account: WebchatAccount, pingMs = PING_MS): Sockets {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 4096 })
  const open = new Map<string, number>()

  const admit = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<string> => {
    const url = new URL(request.url ?? '/', 'http://desk')
    const claims = readStreamToken(url.searchParams.get('t') ?? undefined, account.config)
    if (!claims || PATH.exec(url.pathname)?.[1] !== claims.conv || !isTrusted(claims, request.headers.origin)) return '403 Forbidden'
    if ((open.get(claims.conv) ?? 0) >= MOST_SOCKETS) return '429 Too Many Requests'
    if (!(await spendTicket(runtime.db, claims.jti))) return '403 Forbidden'
    const talk = await findTalk(runtime.db, account.id, claims.conv)
    if (!talk) return '404 Not Found'
    const { user, conv } = claims
    const viewer: Viewer = { account, claims: { user, conv }, conversation: talk.id, origin: originOf(request, runtime.config.publicUrl) }
    sockets.handleUpgrade(request, socket, head, (ws) => serve(ws, viewer, url.searchParams.get('watermark') ?? ''))
    return ''
  }
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    const refuse = (status: string) => { if (status !== '') socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\n\r\n`) }
    admit(request, socket, head).then(refuse, () => refuse('503 Service Unavailable'))
  })

  const serve = (ws: WebSocket, viewer: Viewer, from: string) => {
    const { conversation, claims: { conv } } = viewer
    let watermark = from
    let unsettled: readonly string[] = []
    let person: string | null | undefined
    let sending: Promise<void> = Promise.resolve()
    const pass = (passing: Passing) => ws.send(JSON.stringify({ activities: [passing] }))
    const news = async () => {
      if (unsettled.length > 0) {
        const looked = await settled(runtime, viewer, unsettled)
        unsettled = looked.unsettled
        if (looked.activities.length > 0) ws.send(JSON.stringify({ activities: looked.activities }))
      }
      for (let more = true; more && ws.readyState === ws.OPEN;) {
        const set = await activitiesAfter(runtime, viewer, watermark)
        more = set.more
        unsettled = [...new Set([...unsettled, ...set.unsettled])]
        if (set.activities.length > 0) ws.send(JSON.stringify({ activities: set.activities, watermark: set.watermark }))
        watermark = set.watermark
      }
      const talk = await findTalk(runtime.db, viewer.account.id, conv)
      if (!talk) return ws.close(1000)
      if (talk.person !== person) pass(presence(conv, talk.person))
      person = talk.person
    }
    // One after the other: two notices must not send the same lines twice.
    const send = () => {
      sending = sending.then(async () => {
        if (ws.bufferedAmount > BACKLOG) ws.terminate()
        if (ws.readyState === ws.OPEN) await news()
      }).catch((error: unknown) => {
        runtime.log.warn({ reason: error instanceof Error ? error.name : 'unknown' }, 'stream')
        ws.close(1011)
      })
    }
    let alive = true
    ws.on('pong', () => { alive = true })
    ws.on('error', () => ws.terminate())
    const timer = setInterval(() => {
      if (!alive) return ws.terminate()
      alive = false
      ws.ping()
      ws.send('')
    }, pingMs)
    const stops = [live.subscribe(conversation, send), live.onTyping(conversation, () => { if (ws.readyState === ws.OPEN) pass(typing(conv)) })]
    open.set(conv, (open.get(conv) ?? 0) + 1)
    ws.on('close', () => {
      clearInterval(timer)
      for (const stop of stops) stop()
      const left = (open.get(conv) ?? 1) - 1
      if (left === 0) open.delete(conv)
      else open.set(conv, left)
    })
    send()
  }

  return {
    close() {
      for (const ws of sockets.clients) ws.terminate()
      sockets.close()
    },
  }
}
