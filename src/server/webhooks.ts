// POST /webhooks/<account>, and /api/messages for Bot Framework: what platforms call. Answers only after the events are on disk, and never says why it refuses.
import { Router } from 'express'
import type { Request, RequestHandler, Response } from 'express'
import { z } from 'zod'
import type { Acceptor } from '../gateway/accept.ts'
import type { Account, Runtime } from '../runtime.ts'
import { HttpRefusal } from './errors.ts'
import { rawBody, rawRequest } from './raw.ts'

/** A parameter given twice is none. */
const QueryTexts = z.record(z.string(), z.string().optional().catch(undefined))

/** LINE and Meta send at most a few hundred kilobytes; a channel that gets more says so. */
const LIMIT = 1_048_576

export function webhooks(runtime: Runtime, acceptor: Acceptor): Router {
  const router = Router()
  router.get('/webhooks/:account', (request, response) => {
    const account = runtime.accounts.get(request.params.account)
    const asked = account?.channel.challenge?.(QueryTexts.parse(request.query), account.config)
    if (asked === undefined) throw new HttpRefusal(404, 'not_found')
    if (asked === null) throw new HttpRefusal(403, 'signature')
    response.type('text/plain').send(asked)
  })
  const known = (id: string): Account => {
    const account = runtime.accounts.get(id)
    if (!account) throw new HttpRefusal(404, 'not_found')
    return account
  }
  const receive = async (account: Account, request: Request, response: Response) => {
    switch (await acceptor.webhook(account, rawRequest(request, runtime.now()))) {
      case 'accepted': return void response.type('json').end('{}')
      case 'forged': throw new HttpRefusal(401, 'signature')
      case 'unreadable': throw new HttpRefusal(400, 'invalid')
      case 'unverifiable': throw new HttpRefusal(503, 'unavailable')
    }
  }
  const limited: RequestHandler<{ account: string }> = (request, response, next) => rawBody(known(request.params.account).channel.largestWebhook ?? LIMIT)(request, response, next)
  router.post('/webhooks/:account', limited, (request, response) => receive(known(request.params.account), request, response))
  router.post('/api/messages', rawBody(LIMIT), (request, response) => receive(known('botframework'), request, response))
  return router
}
