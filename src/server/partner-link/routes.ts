// /request/<secret>: where a partner reads what they are asked for and answers, without an account, a cookie or a script.
// Opening is a press of a button (POST): mail scanners and chat apps open links by themselves.
import express, { Router } from 'express'
import type { NextFunction, Request, Response } from 'express'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { LinkAct } from '../../cases/link-acts.ts'
import { actByLink, lookAtLink } from '../../desk/request-link.ts'
import type { RequestWord } from '../../notify/words.ts'
import type { Runtime } from '../../runtime.ts'
import { addressOf } from '../direct-line/door.ts'
import { keepFiles, LARGEST_BODY, readForm } from './form.ts'
import type { Form } from './form.ts'
import { landingPage, NOTHING, plainPage, POLICY, requestPage } from './page.ts'

/** By address. */
const LOOKS = { points: 120, duration: 600 }

export function partnerLinks(runtime: Runtime): Router {
  const router = Router()
  const looked = new RateLimiterMemory(LOOKS)
  const show = (response: Response, status: number, page: string) => response.status(status).type('html').send(page)
  const over = (response: Response) => void show(response, 404, plainPage('over', 'overBody'))
  const secretOf = (request: Request) => String(request.params['secret'])

  router.use('/request', async (request, response, next) => {
    response.set({ 'content-security-policy': POLICY, 'cache-control': 'no-store', 'x-robots-tag': 'noindex, nofollow', 'referrer-policy': 'no-referrer' })
    const free = await looked.consume(addressOf(request)).then(() => true, () => false)
    if (free) return next()
    show(response.set('retry-after', '600'), 429, plainPage('tooMany'))
  })
  router.get('/request/:secret', async (request, response) => {
    const found = await lookAtLink(runtime, secretOf(request))
    return found ? void show(response, 200, landingPage(found.request.until)) : over(response)
  })
  router.post('/request/:secret', async (request, response, next) => ((await lookAtLink(runtime, secretOf(request))) ? next() : over(response)), express.raw({ type: () => true, limit: LARGEST_BODY }), async (request, response) => {
    const secret = secretOf(request)
    const form = await readForm(request)
    const seen = await lookAtLink(runtime, secret)
    if (!seen) return over(response)
    const again = (error: RequestWord) => void show(response, 400, requestPage(seen.request, { doing: form.doing, text: form.text, cost: form.cost, error }))
    const wrong = wrongIn(form)
    if (wrong) return again(wrong)
    const kept = form.doing === 'finish' ? await keepFiles(runtime, form.files) : { files: [], drop: async () => {} }
    if (kept === null) return again('badFile')
    const act = actIn(form, kept.files)
    const done = act && await actByLink(runtime, secret, act).catch(async (error: unknown) => {
      await kept.drop()
      throw error
    })
    if (!done) {
      await kept.drop()
      return over(response)
    }
    show(response, 200, afterwards(done.request, form.doing))
  })
  router.use('/request', (error: unknown, _request: Request, response: Response, next: NextFunction) => {
    const status = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500
    if (status < 400 || status >= 500) return next(error)
    show(response, status, plainPage(status === 413 ? 'badFile' : 'over'))
  })
  return router
}

function afterwards(request: Parameters<typeof requestPage>[0], doing: string): string {
  if (request.status === 'declined') return plainPage('declined', 'doneHint')
  if (request.status === 'done') return plainPage('done', 'doneHint')
  return requestPage(request, NOTHING, doing === 'accept' ? 'acceptedNow' : doing === 'ask' ? 'asked' : null)
}

function wrongIn({ doing, text, yen }: Form): RequestWord | null {
  if (['decline', 'ask', 'finish'].includes(doing) && (text === '' || text.length > 5_000)) return 'missing'
  return doing === 'finish' && yen === null ? 'badCost' : null
}

/** Null for what the page does not offer. */
function actIn({ doing, text, yen }: Form, files: readonly { id: string; name: string; type: string }[]): LinkAct | null {
  switch (doing) {
    case 'open': case 'accept': return { type: doing }
    case 'decline': return { type: doing, reason: text }
    case 'ask': return { type: doing, text }
    case 'finish': return { type: doing, report: text, costYen: yen ?? 0, files: [...files] }
    default: return null
  }
}
