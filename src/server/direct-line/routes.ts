// Direct Line 3.0: the wire protocol of the web chat. Our own page speaks it, and so can Microsoft's Web Chat.
import { randomBytes } from 'node:crypto'
import express, { Router } from 'express'
import type { Request } from 'express'
import { z } from 'zod'
import { readActivity } from '../../../channels/webchat/inbound.ts'
import { issueStreamToken, issueToken, TOKEN_SECONDS } from '../../../channels/webchat/tokens.ts'
import type { Claims } from '../../../channels/webchat/tokens.ts'
import { activityId } from '../../../channels/webchat/wire.ts'
import { COMPANY_CODE } from '../../companies/code.ts'
import type { Acceptor } from '../../gateway/accept.ts'
import { topicOfCode } from '../../knowledge/article-code.ts'
import type { Runtime } from '../../runtime.ts'
import { findTalk } from '../../store/webchat.ts'
import type { Talk } from '../../store/webchat.ts'
import { rawBody, rawRequest } from '../raw.ts'
import { activitiesAfter } from './activities.ts'
import { addressOf, allowOtherSites, answerRefusals, claimsOf, createLimiters, DirectLineError, originOf, spend } from './door.ts'
import type { WebchatAccount } from './door.ts'
import { serveFile } from './files.ts'
import { createUploads } from './uploads.ts'

const ACTIVITY_LIMIT = '256kb'

/** `code`: of the link by which the page was opened. */
const Start = z.object({ locale: z.string().max(40).optional(), code: z.string().max(30).toUpperCase().refine((code) => COMPANY_CODE.test(code) || topicOfCode(code) !== null).optional().catch(undefined) }).catch({})

const Site = z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin)
/** Only these may speak with the token; Web Chat takes the user from it. */
const Wish = z.object({
  user: z.object({ id: z.string().regex(/^dl_[\w-]{1,60}$/, 'begins with dl_').optional() }).nullish(),
  trustedOrigins: z.array(Site).min(1).max(20).nullish(),
}).nullish()

export function directLine(runtime: Runtime, acceptor: Acceptor, account: WebchatAccount): Router {
  const router = Router()
  const { config } = account
  const limits = createLimiters()
  const uploads = createUploads(runtime, acceptor, account, limits.megabytes)
  router.use(allowOtherSites)

  const fresh = (): Claims => ({ user: `dl_${randomBytes(12).toString('base64url')}`, conv: randomBytes(18).toString('base64url') })
  const tokenView = (claims: Claims) => ({ conversationId: claims.conv, token: issueToken(claims, config), expires_in: TOKEN_SECONDS })
  const streamUrl = (request: Request, claims: Claims, watermark: string) => {
    const url = new URL(`${request.baseUrl}/conversations/${claims.conv}/stream`, originOf(request, runtime.config.publicUrl).replace(/^http/, 'ws'))
    url.search = new URLSearchParams({ watermark, t: issueStreamToken(claims, runtime.newId(), config) }).toString()
    return url.href
  }
  /** The conversation must have been started: one that was erased is gone for good. */
  const talkOf = async ({ conv }: Claims): Promise<Talk> => {
    const talk = await findTalk(runtime.db, account.id, conv)
    if (!talk) throw new DirectLineError(404, 'NotFound', 'There is no such conversation')
    return talk
  }
  const begin = async (claims: Claims, { locale, code }: z.infer<typeof Start>): Promise<boolean> => {
    if (await findTalk(runtime.db, account.id, claims.conv)) return false
    await acceptor.events(account, [{
      id: `joined ${claims.conv}`, person: claims.conv, at: runtime.now().toISOString(), redelivered: false, type: 'joined', ...(locale && { locale }), ...(code && { code }),
    }])
    return true
  }

  router.post('/tokens/generate', express.json({ limit: '16kb', type: () => true, strict: false }), async (request, response) => {
    await spend(limits.beginnings, addressOf(request))
    const wish = Wish.safeParse(request.body)
    if (!wish.success) throw new DirectLineError(400, 'BadArgument', wish.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '))
    const { user, trustedOrigins } = wish.data ?? {}
    response.json(tokenView({ ...fresh(), ...(user?.id && { user: user.id }), ...(trustedOrigins && { origins: trustedOrigins }) }))
  })
  router.post('/tokens/refresh', async (request, response) => {
    const claims = claimsOf(request, config)
    await spend(limits.reads, claims.conv)
    response.json(tokenView(claims))
  })
  router.post('/conversations', express.json({ limit: '16kb' }), async (request, response) => {
    // Who has a token was counted when it was made.
    const claims = request.headers.authorization === undefined ? fresh() : claimsOf(request, config)
    await (request.headers.authorization === undefined ? spend(limits.beginnings, addressOf(request)) : spend(limits.reads, claims.conv))
    const begun = await begin(claims, Start.parse(request.body ?? {}))
    response.status(begun ? 201 : 200).json({ ...tokenView(claims), streamUrl: streamUrl(request, claims, '-'), referenceGrammarId: claims.conv })
  })
  router.get('/conversations/:id', async (request, response) => {
    const claims = claimsOf(request, config)
    await spend(limits.reads, claims.conv)
    await talkOf(claims)
    response.json({ ...tokenView(claims), streamUrl: streamUrl(request, claims, watermarkOf(request) || '-') })
  })
  router.get('/conversations/:id/activities', async (request, response) => {
    const claims = claimsOf(request, config)
    await spend(limits.reads, claims.conv)
    const { id } = await talkOf(claims)
    const { activities, watermark } = await activitiesAfter(runtime, { account, claims, conversation: id, origin: originOf(request, runtime.config.publicUrl) }, watermarkOf(request))
    response.json({ activities, watermark })
  })
  router.post('/conversations/:id/activities', rawBody(ACTIVITY_LIMIT), async (request, response) => {
    const claims = claimsOf(request, config)
    await spend(limits.posts, claims.conv)
    await talkOf(claims)
    const raw = rawRequest(request, runtime.now())
    const activity = readActivity(raw.body)
    if (typeof activity === 'string') throw new DirectLineError(400, 'BadArgument', activity)
    // That somebody writes is true for a moment, and says when they have the phone in hand: it is not kept.
    if (activity.type !== 'typing' && (await acceptor.webhook(account, raw)) !== 'accepted') throw new DirectLineError(400, 'BadArgument', 'The activity was not accepted')
    response.json({ id: activityId(claims.conv, activity, raw.receivedAt) })
  })
  router.post('/conversations/:id/upload', async (request, response) => {
    const claims = claimsOf(request, config)
    await spend(limits.uploads, claims.conv)
    await talkOf(claims)
    response.json({ id: await uploads.take(request, claims) })
  })
  router.get('/conversations/:id/files/:file', async (request, response) => serveFile(runtime, account, limits.reads, request, response))
  router.use(() => {
    throw new DirectLineError(404, 'NotFound', 'There is no such address')
  })
  router.use(answerRefusals)
  return router
}

function watermarkOf(request: Request): string {
  const { watermark } = request.query
  return typeof watermark === 'string' ? watermark : ''
}
