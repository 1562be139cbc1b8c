// /bodies: what people said together about bodies that are listed, for anybody and without a script. Until staff open it, it only says so.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Router } from 'express'
import type { Request, Response } from 'express'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { z } from 'zod'
import { foldName } from '../../feedback/names.ts'
import { dayInJapan } from '../../hours/timetable.ts'
import type { Runtime } from '../../runtime.ts'
import { isPublicPageOpen, listedBodies, listedBody, shownReplies } from '../../store/feedback-public.ts'
import { releasesOf, shownWords } from '../../store/feedback-releases.ts'
import { addressOf } from '../direct-line/door.ts'
import { languageFor } from '../inquiry/routes.ts'
import { bodyPage, closedPage, listPage, missingPage } from './pages.ts'
import type { Page } from './pages.ts'

/** By address; a dormitory of 300 people has one. */
const LOOKS = { points: 1_200, duration: 600 }
/** As many as fit a small page. */
const MOST_LISTED = 100

const field = z.string().trim().max(100).catch('')
const Search = z.object({ name: field, kind: field, country: field, prefecture: field, speaks: field })

export function publicBodies(runtime: Runtime): Router {
  const { db } = runtime
  const router = Router()
  const looked = new RateLimiterMemory(LOOKS)
  const css = readFileSync(join(import.meta.dirname, 'bodies.css'))
  const show = (response: Response, page: string) => response.type('html').send(page)
  const pageFor = (request: Request, isOpen: boolean, path: string, search: Readonly<Record<string, string>> = {}): Page => {
    const query = new URLSearchParams(Object.entries(search).filter(([, value]) => value !== ''))
    const language = languageFor(request)
    const { words } = runtime.content
    return { language, say: (key, values) => words(language, key, values), nameOf: (each) => words(each, 'language'), isOpen, address: `${path}?${query.size > 0 ? `${query.toString()}&` : ''}lang=` }
  }

  router.use('/bodies', async (request, response, next) => {
    response.set({ 'cache-control': 'no-cache', vary: 'accept-language' })
    if (await looked.consume(addressOf(request)).then(() => true, () => false)) return next()
    response.set('retry-after', '600').status(429).end()
  })
  router.get('/bodies/bodies.css', (_request, response) => void response.type('css').set('cache-control', 'public, max-age=3600').send(css))
  router.get('/bodies', async (request, response) => {
    if (!(await isPublicPageOpen(db))) return void show(response, closedPage(pageFor(request, false, '/bodies')))
    const search = Search.parse(request.query)
    const wanted = foldName(search.name)
    const found = (await listedBodies(db)).filter(({ entry, listing }) => (search.kind === '' || entry.kind === search.kind) && (search.country === '' || entry.country === search.country)
      && (search.prefecture === '' || listing.prefecture === search.prefecture) && (search.speaks === '' || listing.languages.some((one) => one === search.speaks))
      && [entry.name, ...entry.otherNames].some((name) => foldName(name).includes(wanted)))
    show(response, listPage(pageFor(request, true, '/bodies', search), search, found.slice(0, MOST_LISTED), found.length > MOST_LISTED))
  })
  router.get('/bodies/:id', async (request, response) => {
    if (!(await isPublicPageOpen(db))) return void show(response, closedPage(pageFor(request, false, '/bodies')))
    const id = z.uuid().safeParse(request.params.id)
    const body = id.success ? await listedBody(db, id.data) : null
    if (!body) return void show(response.status(404), missingPage(pageFor(request, false, '/bodies')))
    if (body.id !== request.params.id) return response.redirect(301, `/bodies/${body.id}`)
    const [releases, words, replies] = await Promise.all([releasesOf(db, body.id), shownWords(db, body.id), shownReplies(db, body.id)])
    show(response, bodyPage(pageFor(request, true, `/bodies/${body.id}`), body, dayInJapan(runtime.now()), { releases, words, replies }))
  })
  return router
}
