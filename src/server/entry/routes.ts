// /entry: where a body writes its own entry of the directory, without an account, a cookie or a script; /entry/<secret>: where it comes back to it.
import express, { Router } from 'express'
import type { NextFunction, Request, Response } from 'express'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { entryLinkOf, lookAtEntry, submitAgain, submitEntry } from '../../desk/entry-link.ts'
import type { Submission } from '../../feedback/submission.ts'
import type { Runtime } from '../../runtime.ts'
import { addressOf } from '../direct-line/door.ts'
import { POLICY } from '../partner-link/page.ts'
import { fieldsOf, NO_FIELDS, readFields, submissionIn } from './fields.ts'
import type { EntryFields } from './fields.ts'
import { donePage, formPage, overPage } from './page.ts'
import type { Problem } from './page.ts'

/** By address. Nobody enters more bodies than these in an hour. */
const SENT = { points: 10, duration: 3_600 }
const LOOKS = { points: 120, duration: 600 }
const TOO_MANY: Problem = { word: 'tooMany', wrong: [] }

export function entryForm(runtime: Runtime): Router {
  const router = Router()
  const [sent, looked] = [new RateLimiterMemory(SENT), new RateLimiterMemory(LOOKS)]
  const show = (response: Response, status: number, page: string) => void response.status(status).type('html').send(page)
  const within = (limiter: RateLimiterMemory, request: Request) => limiter.consume(addressOf(request)).then(() => true, () => false)
  /** What was written; or what is wrong with it. A field that nobody sees is filled in by machines. */
  const read = (fields: EntryFields): Submission | Problem => {
    if (fields.website !== '') return { word: 'leaveEmpty', wrong: [] }
    const found = submissionIn(fields)
    return 'wrong' in found ? { word: 'wrong', wrong: found.wrong } : found
  }

  router.use('/entry', async (request, response, next) => {
    response.set({ 'content-security-policy': POLICY, 'cache-control': 'no-store', 'x-robots-tag': 'noindex, nofollow', 'referrer-policy': 'no-referrer' })
    if (await within(looked, request)) return next()
    show(response.set('retry-after', '600'), 429, formPage(NO_FIELDS, TOO_MANY, null))
  })
  router.post(['/entry', '/entry/:secret'], express.urlencoded({ extended: false, limit: '50kb', parameterLimit: 60 }))
  router.get('/entry', (_request, response) => show(response, 200, formPage(NO_FIELDS, null, null)))
  router.post('/entry', async (request, response) => {
    const fields = readFields(request.body)
    const found = read(fields)
    if ('word' in found) return show(response, 400, formPage(fields, found, null))
    const secret = await within(sent, request) ? await submitEntry(runtime, found) : null
    if (secret === null) return show(response.set('retry-after', '3600'), 429, formPage(fields, TOO_MANY, null))
    show(response, 200, donePage(entryLinkOf(runtime, secret)))
  })
  router.get('/entry/:secret', async (request, response) => {
    const own = await lookAtEntry(runtime, request.params.secret)
    if (own) show(response, 200, formPage(own.content ? fieldsOf(own.content) : NO_FIELDS, null, own))
    else show(response, 404, overPage())
  })
  router.post('/entry/:secret', async (request, response) => {
    const { secret } = request.params
    const own = await lookAtEntry(runtime, secret)
    if (!own) return show(response, 404, overPage())
    const fields = readFields(request.body)
    const found = read(fields)
    if ('word' in found) return show(response, 400, formPage(fields, found, own))
    if (!(await within(sent, request))) return show(response.set('retry-after', '3600'), 429, formPage(fields, TOO_MANY, own))
    if (!(await submitAgain(runtime, secret, found))) return show(response, 404, overPage())
    const now = await lookAtEntry(runtime, secret)
    show(response, 200, now ? formPage(fields, null, now) : overPage())
  })
  router.use('/entry', (error: unknown, _request: Request, response: Response, next: NextFunction) => {
    const status = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500
    if (status < 400 || status >= 500) return next(error)
    show(response, status, formPage(NO_FIELDS, TOO_MANY, null))
  })
  return router
}
