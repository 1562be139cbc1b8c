// /board: the mutual help board. It needs no script and no account: a nickname, and a private code to come back with.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import express, { Router } from 'express'
import type { NextFunction, Request, Response } from 'express'
import { badgesOf } from '../../board/badges.ts'
import type { Badge } from '../../board/badges.ts'
import { BANDS, positionIn, positionOf } from '../../board/places.ts'
import type { Acceptor } from '../../gateway/accept.ts'
import type { Runtime } from '../../runtime.ts'
import { doneBy } from '../../store/board-members.ts'
import { searchPosts } from '../../store/board-posts.ts'
import type { WebchatAccount } from '../direct-line/door.ts'
import { NEUTRAL_PAGE } from '../inquiry/frame.ts'
import { isForeign } from '../inquiry/routes.ts'
import { openThreads } from '../inquiry/threads.ts'
import type { Threads } from '../inquiry/threads.ts'
import { openLimiter, signOut, visitorOf } from './door.ts'
import type { Limiter, Visitor } from './door.ts'
import { fieldsOf, Search } from './fields.ts'
import { listPage } from './list-page.ts'
import { memberRoutes } from './member-routes.ts'
import { sentencePage } from './member-pages.ts'
import { postRoutes } from './post-routes.ts'
import { readPosts } from './reading.ts'
import { threadRoutes } from './thread-routes.ts'

const PAGE_SIZE = 10
const MOST_PAGES = 100
const USUAL_KM = 100

/** What every route of the board is given. */
export interface Board {
  readonly runtime: Runtime
  readonly account: WebchatAccount
  readonly threads: Threads
  readonly within: Limiter
  visitor(request: Request): Promise<Visitor>
  badges(members: readonly string[]): Promise<ReadonlyMap<string, readonly Badge[]>>
}

export function board(runtime: Runtime, acceptor: Acceptor, account: WebchatAccount): Router {
  const router = Router()
  const { db } = runtime
  const given: Board = {
    runtime, account, threads: openThreads(runtime, acceptor, account), within: openLimiter(),
    visitor: (request) => visitorOf(runtime, account, request, request.method === 'POST' ? fieldsOf(request).lang : ''),
    badges: async (members) => new Map([...await doneBy(db, [...new Set(members)])].map(([id, done]) => [id, badgesOf(done)])),
  }
  const file = (name: string, type: string) => {
    const bytes = readFileSync(join(import.meta.dirname, name))
    router.get(`/board/${name}`, (_request, response) => void response.type(type).set('cache-control', 'public, max-age=3600').send(bytes))
  }

  router.use('/board', async (request, response, next) => {
    response.set({ 'referrer-policy': 'same-origin', 'cache-control': 'no-store', 'x-robots-tag': 'noindex' })
    if (await given.within('looks', request)) return next()
    response.set('retry-after', '600').status(429).end()
  })
  file('board.css', 'css')
  file('place.js', 'js')
  router.get('/board/exit', (_request, response) => {
    signOut(response, runtime.config.publicUrl)
    response.redirect(303, NEUTRAL_PAGE)
  })
  router.post('/board/*splat', express.urlencoded({ extended: false, limit: '200kb', parameterLimit: 50 }), async (request, response, next) => {
    if (!isForeign(request) && await given.within('writes', request)) return next()
    const visitor = await given.visitor(request)
    response.status(isForeign(request) ? 403 : 429).type('html').send(sentencePage(visitor, visitor.page.say(isForeign(request) ? 'inquiry.sendAgain' : 'board.fault.today')))
  })

  router.get('/board', async (request, response) => {
    const visitor = await given.visitor(request)
    const sought = Search.parse(request.query)
    const near = positionIn(sought.at) ?? positionOf(sought.near)
    const page = Math.min(MOST_PAGES, Math.max(1, Number.parseInt(sought.page, 10) || 1))
    const km = BANDS.find((one) => String(one) === sought.km) ?? USUAL_KM
    const posts = await searchPosts(db, visitor.member?.id ?? null, { kind: sought.kind, category: sought.category, language: sought.in, near, within: near === null ? null : km },
      { from: (page - 1) * PAGE_SIZE, size: PAGE_SIZE, now: runtime.now() })
    const shown = posts.slice(0, PAGE_SIZE)
    const [read, badges] = await Promise.all([readPosts(runtime, shown, visitor.page.language), given.badges(shown.map(({ member_id: member }) => member))])
    response.type('html').send(listPage(visitor, { ...sought, at: near !== null && sought.near === '' ? `${near.latitude},${near.longitude}` : '' }, {
      found: shown.flatMap((post) => {
        const one = read.get(post.id)
        return one ? [{ post, read: one, badges: badges.get(post.member_id) ?? [] }] : []
      }),
      page, more: posts.length > PAGE_SIZE, note: null,
    }))
  })
  memberRoutes(router, given)
  postRoutes(router, given)
  threadRoutes(router, given)

  router.use('/board', (error: unknown, request: Request, response: Response, next: NextFunction) => {
    const status = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500
    if (status < 400 || status >= 500) return next(error)
    void given.visitor(request).then((visitor) => response.status(status).type('html').send(sentencePage(visitor, visitor.page.say(status === 413 ? 'chat.tooLong' : 'inquiry.sendAgain'))), next)
  })
  return router
}
