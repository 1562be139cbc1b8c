// Direct Line 3.0: the wire protocol of the web chat. Our own page speaks it, and so can Microsoft's Web Chat.
import { randomBytes } from 'node:crypto'
import express, { Router } from 'express'
import type { NextFunction, Request, Response } from 'express'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { z } from 'zod'
import { readActivity } from '../../channels/webchat/inbound.ts'
import { activityId, bearer, issueToken, readToken, TOKEN_SECONDS } from '../../channels/webchat/wire.ts'
import type { Claims, WebchatConfig } from '../../channels/webchat/wire.ts'
import type { Acceptor } from '../gateway/accept.ts'
import type { Account, Runtime } from '../runtime.ts'
import { activitiesAfter } from './activities.ts'
import { rawBody, rawRequest } from './raw.ts'

const ACTIVITY_LIMIT = '256kb'

/** A dormitory of 300 people has one address: an address may begin 120 conversations in 10 minutes, one conversation post 60 a minute. */
const beginnings = new RateLimiterMemory({ points: 120, duration: 600 })
const posts = new RateLimiterMemory({ points: 60, duration: 60 })

const Start = z.object({ locale: z.string().max(40).optional() }).catch({})

export function directLine(runtime: Runtime, acceptor: Acceptor, account: Account & { config: WebchatConfig }): Router {
  const router = Router()
  const { config } = account
  router.use(allowOtherSites)

  const fresh = (): Claims => ({ user: `dl_${randomBytes(12).toString('base64url')}`, conv: randomBytes(18).toString('base64url') })
  const tokenView = (claims: Claims) => ({ conversationId: claims.conv, token: issueToken(claims, config), expires_in: TOKEN_SECONDS })
  const streamUrl = (request: Request, claims: Claims, watermark: string) => {
    const url = new URL(`${request.baseUrl}/conversations/${claims.conv}/stream`, runtime.config.publicUrl)
    url.protocol = request.protocol === 'https' || url.protocol === 'https:' ? 'wss:' : 'ws:'
    url.host = request.headers.host ?? url.host
    url.search = new URLSearchParams({ watermark, t: issueToken(claims, config, 60) }).toString()
    return url.href
  }
  const own = (request: Request): Claims => {
    const claims = readToken(bearer(request.headers.authorization), config)
    if (!claims) throw new DirectLineError(403, 'TokenExpired', 'The token is missing, wrong or expired')
    const { id } = request.params
    if (id !== undefined && id !== claims.conv) throw new DirectLineError(404, 'NotFound', 'There is no such conversation')
    return claims
  }
  const begin = async (claims: Claims, locale: string | undefined) => {
    await acceptor.events(account, [{
      id: `joined ${claims.conv}`, person: claims.conv, at: runtime.now().toISOString(), redelivered: false, type: 'joined', ...(locale && { locale }),
    }])
  }

  router.post('/tokens/generate', limited(beginnings, (request) => request.ip), (_request, response) => {
    response.json(tokenView(fresh()))
  })
  router.post('/tokens/refresh', (request, response) => {
    response.json(tokenView(own(request)))
  })
  router.post('/conversations', limited(beginnings, (request) => request.ip), express.json({ limit: '16kb' }), async (request, response) => {
    const claims = request.headers.authorization === undefined ? fresh() : own(request)
    await begin(claims, Start.parse(request.body ?? {}).locale)
    response.status(201).json({ ...tokenView(claims), streamUrl: streamUrl(request, claims, '-'), referenceGrammarId: claims.conv })
  })
  router.get('/conversations/:id', (request, response) => {
    const claims = own(request)
    response.json({ ...tokenView(claims), streamUrl: streamUrl(request, claims, watermarkOf(request) || '-') })
  })
  router.get('/conversations/:id/activities', async (request, response) => {
    response.json(await activitiesAfter(runtime, account.id, own(request), watermarkOf(request)))
  })
  router.post('/conversations/:id/activities', limited(posts, (request) => request.params['id']), rawBody(ACTIVITY_LIMIT), async (request, response) => {
    const claims = own(request)
    const raw = rawRequest(request, runtime.now())
    const activity = readActivity(raw.body)
    if (!activity) throw new DirectLineError(400, 'BadArgument', 'The body is not an activity')
    if ((await acceptor.webhook(account, raw)) !== 'accepted') throw new DirectLineError(400, 'BadArgument', 'The activity was not accepted')
    response.json({ id: activityId(claims.conv, activity, raw.receivedAt) })
  })
  router.use((_request: Request, _response: Response) => {
    throw new DirectLineError(404, 'NotFound', 'There is no such address')
  })
  router.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    if (!(error instanceof DirectLineError)) return next(error)
    response.status(error.status).json({ error: { code: error.code, message: error.message } })
  })
  return router
}

class DirectLineError extends Error {
  override readonly name = 'DirectLineError'
  readonly status: number
  readonly code: string
  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

/** The token is the only credential, so any site may embed the chat. */
function allowOtherSites(request: Request, response: Response, next: NextFunction): void {
  response.set({
    'access-control-allow-origin': request.headers.origin ?? '*',
    'access-control-allow-methods': 'GET, POST, OPTIONS',
    'access-control-allow-headers': 'authorization, content-type, x-ms-bot-agent, x-requested-with',
    'access-control-expose-headers': 'retry-after',
    'access-control-max-age': '600',
    'cache-control': 'no-store',
    vary: 'Origin',
  })
  if (request.method === 'OPTIONS') return void response.status(204).end()
  next()
}

function watermarkOf(request: Request): string {
  const { watermark } = request.query
  return typeof watermark === 'string' ? watermark : ''
}

function limited(limiter: RateLimiterMemory, key: (request: Request) => unknown) {
  return async (request: Request, response: Response, next: NextFunction) => {
    try {
      await limiter.consume(String(key(request)))
    } catch (refused) {
      const wait = refused instanceof RateLimiterRes ? refused.msBeforeNext : 1000
      response.set('retry-after', String(Math.ceil(wait / 1000)))
      throw new DirectLineError(429, 'TooManyRequests', 'Too many requests; wait and try again')
    }
    next()
  }
}
