// The doors for machines that watch the desk: whether a process lives, whether it is ready, and its metrics. Strangers learn no more than yes or no.
import { createHash, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'
import express, { Router } from 'express'
import type { Request } from 'express'
import { stateReader } from '../operate/read-state.ts'
import type { Runtime } from '../runtime.ts'
import { isMigrated } from '../store/running.ts'
import { answerErrors, HttpRefusal, notFound } from './errors.ts'
import { rawRequest } from './raw.ts'

/** A worker looks every second. */
const LOOKED_MS = 60_000
/** A database that says nothing for so long is as good as away. */
const PATIENCE_MS = 5_000

/** @param newest the name of the newest migration of this release */
export function operationDoors(runtime: Runtime, newest: string): Router {
  const { config, db, meters, pulse } = runtime
  const state = stateReader(runtime)
  const router = Router()
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' })
  })
  router.get('/readyz', async (_request, response) => {
    const works = config.role === 'web' || pulse.lookedAgo() < LOOKED_MS
    const ready = !pulse.isDraining() && works && await soon(isMigrated(db, newest))
    response.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'not_ready' })
  })
  router.get('/metrics', async (request, response) => {
    if (!mayRead(request, config.operation.metricsToken, runtime.now())) throw new HttpRefusal(404, 'not_found')
    response.type(meters.contentType).send(await meters.expose(await state()))
  })
  return router
}

/** The same on a port of its own, for a process without the desk's pages. */
export async function openOperationDoors(runtime: Runtime, newest: string, port: number): Promise<{ readonly port: number; close(): Promise<void> }> {
  const app = express().disable('x-powered-by').use(operationDoors(runtime, newest), notFound, answerErrors(runtime.log))
  const server = createServer(app)
  await new Promise<void>((done, fail) => {
    server.once('error', fail)
    server.listen(port, runtime.config.host, done)
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: () => new Promise((done) => {
      server.close(() => done())
      server.closeAllConnections()
    }),
  }
}

async function soon(asked: Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((done) => { timer = setTimeout(() => done(false), PATIENCE_MS) })
  return Promise.race([asked.catch(() => false), late]).finally(() => clearTimeout(timer))
}

/** Without a token: whoever asks from this machine itself, and not through a proxy on it. */
function mayRead(request: Request, token: string | null, now: Date): boolean {
  if (token === null) return rawRequest(request, now).fromHere === true
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(request.headers.authorization ?? ''), digest(`Bearer ${token}`))
}
