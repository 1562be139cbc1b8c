// The live side of Direct Line: a WebSocket that gets every line after the client's watermark, and each new one.
import type { IncomingMessage, Server } from 'node:http'
import { WebSocketServer } from 'ws'
import type { WebSocket } from 'ws'
import { readToken } from '../../channels/webchat/wire.ts'
import type { Claims, WebchatConfig } from '../../channels/webchat/wire.ts'
import type { Account, Runtime } from '../runtime.ts'
import { conversationAt } from '../store/conversations.ts'
import { activitiesAfter } from './activities.ts'
import type { Live } from './live.ts'

const PATH = /^\/v3\/directline\/conversations\/([^/]+)\/stream$/
const PING_MS = 25_000

export interface Sockets { close(): void }

export function openSockets(server: Server, runtime: Runtime, live: Live, account: Account & { config: WebchatConfig }): Sockets {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 4096 })
  server.on('upgrade', (request: IncomingMessage, socket, head) => {
    const url = new URL(request.url ?? '/', 'http://desk')
    const claims = readToken(url.searchParams.get('t') ?? undefined, account.config)
    if (!claims || PATH.exec(url.pathname)?.[1] !== claims.conv) {
      socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (ws) => serve(ws, claims, url.searchParams.get('watermark') ?? ''))
  })

  const serve = (ws: WebSocket, claims: Claims, from: string) => {
    let watermark = from
    let sending: Promise<void> = Promise.resolve()
    // One after the other: two notices must not send the same lines twice.
    const send = () => {
      sending = sending.then(async () => {
        if (ws.readyState !== ws.OPEN) return
        const set = await activitiesAfter(runtime, account.id, claims, watermark)
        if (set.activities.length === 0) return
        watermark = set.watermark
        ws.send(JSON.stringify(set))
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
    }, PING_MS)
    let stop = () => {}
    let closed = false
    ws.on('close', () => { closed = true; clearInterval(timer); stop() })
    void conversationAt(runtime.db, account.id, claims.conv).then((conversation) => {
      if (conversation && !closed) stop = live.subscribe(conversation, send)
      send()
    })
  }

  return {
    close() {
      for (const ws of sockets.clients) ws.terminate()
      sockets.close()
    },
  }
}
