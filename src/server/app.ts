// The HTTP server: webhooks, web chat, the counsellors' API, the pages.
import { createServer } from 'node:http'
import { join } from 'node:path'
import express from 'express'
import { WebchatConfig } from '../../channels/webchat/tokens.ts'
import { createAcceptor } from '../gateway/accept.ts'
import type { Runtime } from '../runtime.ts'
import { ackPages } from './ack.ts'
import { board } from './board/routes.ts'
import { directLine } from './direct-line/routes.ts'
import { openSockets } from './direct-line/sockets.ts'
import { copyLinks } from './copy-link/routes.ts'
import { entryForm } from './entry/routes.ts'
import { answerErrors, notFound } from './errors.ts'
import { inbox } from './inbox.ts'
import { inquiry } from './inquiry/routes.ts'
import { listening } from './listening.ts'
import { openLive } from './live.ts'
import { openOnlookers } from './onlookers.ts'
import { operationDoors } from './operation-doors.ts'
import { keptByNobody, secured } from './headers.ts'
import { withoutNul } from './no-nul.ts'
import { pages } from './pages.ts'
import { publicFigures } from './figures/routes.ts'
import { publicGuide } from './guide/routes.ts'
import { publicFiles } from './public-files.ts'
import { partnerLinks } from './partner-link/routes.ts'
import { publicBodies } from './public-bodies/routes.ts'
import { replyLinks } from './reply-link/routes.ts'
import { securityContact } from './security-contact.ts'
import { openSessions } from './session.ts'
import type { Sessions } from './session.ts'
import { newestMigration } from '../store/migrate.ts'
import { webhooks } from './webhooks.ts'

export interface RunningServer {
  readonly port: number
  readonly sessions: Sessions
  /** Lets open requests finish; streams and sockets are closed. */
  close(): Promise<void>
}

/** Nobody holds a connection by sending slowly; a film from a phone on a bad line has five minutes. */
export const PATIENCE = { maxHeaderSize: 16_384, headersTimeout: 20_000, requestTimeout: 300_000, connectionsCheckingInterval: 5_000 } as const

export async function startServer(runtime: Runtime, root: string): Promise<RunningServer> {
  const acceptor = createAcceptor(runtime)
  const sessions = await openSessions(runtime, {
    oidc: runtime.config.oidc,
    onEvent: ({ action, staff, detail }) => runtime.audit.record({ actor: staff ?? 'stranger', action, object: staff === null ? '' : `staff:${staff}`, detail }),
  })
  const live = await openLive(runtime.db)
  const onlookers = await openOnlookers(runtime.db, runtime.now)
  const app = express().disable('x-powered-by').set('trust proxy', [...runtime.config.trustedProxies])

  app.use(secured(runtime.config.publicUrl), withoutNul)
  app.use(webhooks(runtime, acceptor))
  app.use(operationDoors(runtime, newestMigration(join(root, 'prisma/migrations'))))
  const webchat = runtime.accounts.get('webchat')
  const chat = webchat && { ...webchat, config: WebchatConfig.parse(webchat.config) }
  if (chat) app.use('/v3/directline', directLine(runtime, acceptor, chat))
  if (chat) app.use(inquiry(runtime, acceptor, chat))
  if (chat) app.use(board(runtime, acceptor, chat))
  app.use('/api', keptByNobody)
  app.all('/api/auth/*splat', sessions.handler)
  app.use(securityContact(runtime))
  app.use(ackPages(runtime))
  app.use(publicFiles(runtime))
  app.use(publicFigures(runtime))
  app.use(publicGuide(runtime, root))
  app.use(partnerLinks(runtime))
  app.use(replyLinks(runtime))
  app.use(copyLinks(runtime))
  app.use(entryForm(runtime))
  app.use(publicBodies(runtime))
  app.use(inbox(runtime, sessions, live, onlookers))
  app.use('/api', notFound)
  app.use(pages(join(root, 'dist/web')))
  app.use(notFound)
  app.use(answerErrors(runtime.log))

  const server = createServer(PATIENCE, app)
  const sockets = chat && openSockets(server, runtime, live, chat)
  const { port, close } = await listening(server, runtime.config.port, runtime.config.host)
  return {
    port,
    sessions,
    async close() {
      runtime.pulse.drain()
      const closed = close()
      sockets?.close()
      server.closeIdleConnections()
      setTimeout(() => server.closeAllConnections(), 1_500).unref()
      await closed
      await Promise.all([live.close(), onlookers.close()])
    },
  }
}
