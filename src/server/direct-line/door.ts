// Who may speak in which conversation, how often, and how a refusal is worded: what every route of Direct Line passes first.
import type { IncomingMessage } from 'node:http'
import type { NextFunction, Request, Response } from 'express'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { bearer, readToken } from '../../../channels/webchat/tokens.ts'
import type { Claims, WebchatConfig } from '../../../channels/webchat/tokens.ts'
import type { Account } from '../../runtime.ts'
import { networkOf } from '../network.ts'

export type WebchatAccount = Account & { readonly config: WebchatConfig }

/**
 * What the client is told: `{ error: { code, message } }`. It reacts to the status: 403 renews the token, 404 ends the conversation,
 * other 4xx fail the message, 5xx are tried again.
 */
export class DirectLineError extends Error {
  override readonly name = 'DirectLineError'
  readonly status: number
  readonly code: string
  readonly retryAfterSeconds: number | null
  constructor(status: number, code: string, message: string, retryAfterSeconds: number | null = null) {
    super(message)
    this.status = status
    this.code = code
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** A dormitory of 300 people has one address: no limit by address is one that they meet together. */
export const LIMITS = {
  /** by address: conversations begun */
  beginnings: { points: 120, duration: 600 },
  /** by conversation: activities posted */
  posts: { points: 60, duration: 60 },
  /** by conversation: uploads */
  uploads: { points: 30, duration: 600 },
  /** by address: megabytes uploaded, about seven for each of 300 people in an hour */
  megabytes: { points: 2_000, duration: 3_600 },
  /** by conversation: polls, reconnects, files shown; a client polls five times a second at most */
  reads: { points: 600, duration: 60 },
} as const

export type Limiters = Readonly<Record<keyof typeof LIMITS, RateLimiterMemory>>

/** They count from nothing. */
export function createLimiters(): Limiters {
  const { beginnings, posts, uploads, megabytes, reads } = LIMITS
  return {
    beginnings: new RateLimiterMemory(beginnings), posts: new RateLimiterMemory(posts), uploads: new RateLimiterMemory(uploads),
    megabytes: new RateLimiterMemory(megabytes), reads: new RateLimiterMemory(reads),
  }
}

/** @throws DirectLineError 429 with when to come back */
export async function spend(limiter: RateLimiterMemory, key: string, points = 1): Promise<void> {
  try {
    await limiter.consume(key, points)
  } catch (refused) {
    const wait = refused instanceof RateLimiterRes ? refused.msBeforeNext : 1000
    throw new DirectLineError(429, 'TooManyRequests', 'Too many requests; wait and try again', Math.ceil(wait / 1000))
  }
}

/** Who has IPv6 has a whole network of addresses: they count as one. */
export function addressOf({ ip = '' }: Request): string {
  return networkOf(ip)
}

/** @throws DirectLineError where the token is none of this conversation's, or was made for pages of other sites */
export function claimsOf(request: Request, config: WebchatConfig): Claims {
  const claims = readToken(bearer(request.headers.authorization), config)
  if (!claims) throw new DirectLineError(403, 'TokenExpired', 'The token is missing, wrong or expired')
  if (!isTrusted(claims, request.headers.origin)) throw new DirectLineError(403, 'Forbidden', 'The token was made for pages of other sites')
  const { id } = request.params
  if (id !== undefined && id !== claims.conv) throw new DirectLineError(404, 'NotFound', 'There is no such conversation')
  return claims
}

/** Browsers name the site of the page; other programs name none. */
export function isTrusted({ origins }: Pick<Claims, 'origins'>, origin: string | undefined): boolean {
  return origins === undefined || origin === undefined || origins.includes(origin)
}

/** The origin under which the client reached us, for addresses it is to call. */
export function originOf({ headers }: IncomingMessage, publicUrl: string): string {
  const { protocol, origin } = new URL(publicUrl)
  const secure = protocol === 'https:' || String(headers['x-forwarded-proto'] ?? '').split(',')[0] === 'https'
  const reached = `${secure ? 'https' : 'http'}://${headers.host ?? ''}`
  return URL.canParse(reached) ? new URL(reached).origin : origin
}

/** The token is the only credential, so any site may embed the chat. */
export function allowOtherSites(request: Request, response: Response, next: NextFunction): void {
  response.set({
    'access-control-allow-origin': request.headers.origin ?? '*',
    'access-control-allow-methods': 'GET, POST, OPTIONS',
    'access-control-allow-headers': 'authorization, content-type, x-ms-bot-agent, x-requested-with',
    'access-control-expose-headers': 'retry-after',
    'access-control-max-age': '600',
    'cache-control': 'no-store',
    'cross-origin-resource-policy': 'cross-origin',
    vary: 'Origin',
  })
  if (request.method === 'OPTIONS') return void response.status(204).end()
  next()
}

export function answerRefusals(error: unknown, _request: Request, response: Response, next: NextFunction): void {
  const refusal = error instanceof DirectLineError ? error : fromParser(error)
  if (!refusal || response.headersSent) return next(error)
  if (refusal.retryAfterSeconds !== null) response.set('retry-after', String(refusal.retryAfterSeconds))
  response.status(refusal.status).json({ error: { code: refusal.code, message: refusal.message } })
}

/** What Express itself refuses: a body that is too long or no JSON. */
function fromParser(error: unknown): DirectLineError | null {
  const status = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500
  if (status === 413) return new DirectLineError(413, 'PayloadTooLarge', 'The body is too large')
  return status >= 400 && status < 500 ? new DirectLineError(status, 'BadArgument', 'The body cannot be read') : null
}
