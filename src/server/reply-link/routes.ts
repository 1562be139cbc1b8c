// /reply/<secret>: where a body reads what people said of it together, and replies, without an account, a cookie or a script.
// Opening is a press of a button (POST): mail scanners and chat apps open links by themselves.
import express, { Router } from 'express'
import type { NextFunction, Request, Response } from 'express'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { z } from 'zod'
import { lookAtReply, MOST_LETTERS, replyByLink } from '../../desk/reply-link.ts'
import type { Runtime } from '../../runtime.ts'
import { addressOf } from '../direct-line/door.ts'
import { POLICY } from '../partner-link/page.ts'
import { landingPage, plainPage, replyPage } from './page.ts'

/** By address. */
const LOOKS = { points: 120, duration: 600 }

const field = z.string().optional().catch(undefined).transform((given) => (given ?? '').replaceAll('\r\n', '\n').trim())
const Form = z.object({ do: field, text: field })

export function replyLinks(runtime: Runtime): Router {
  const router = Router()
  const looked = new RateLimiterMemory(LOOKS)
  const show = (response: Response, status: number, page: string) => void response.status(status).type('html').send(page)
  const over = (response: Response) => show(response, 404, plainPage('over', 'overBody'))

  router.use('/reply', async (request, response, next) => {
    response.set({ 'content-security-policy': POLICY, 'cache-control': 'no-store', 'x-robots-tag': 'noindex, nofollow', 'referrer-policy': 'no-referrer' })
    if (await looked.consume(addressOf(request)).then(() => true, () => false)) return next()
    show(response.set('retry-after', '600'), 429, plainPage('tooMany'))
  })
  router.get('/reply/:secret', async (request, response) => ((await lookAtReply(runtime, request.params.secret)) ? show(response, 200, landingPage()) : over(response)))
  router.post('/reply/:secret', express.urlencoded({ extended: false, limit: '50kb', parameterLimit: 10 }), async (request, response) => {
    const { secret } = request.params
    const { do: doing, text } = Form.parse(request.body ?? {})
    const seen = await lookAtReply(runtime, secret)
    if (!seen) return over(response)
    if (doing !== 'reply') return show(response, 200, replyPage(seen, null))
    const wrong = text === '' ? 'missing' : text.length > MOST_LETTERS ? 'tooLong' : null
    if (wrong) return show(response, 400, replyPage({ ...seen, text }, wrong))
    if (!(await replyByLink(runtime, secret, text))) return over(response)
    show(response, 200, plainPage('done', 'doneHint'))
  })
  router.use('/reply', (error: unknown, _request: Request, response: Response, next: NextFunction) => {
    const status = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500
    if (status < 400 || status >= 500) return next(error)
    show(response, status, plainPage(status === 413 ? 'tooLong' : 'over'))
  })
  return router
}
