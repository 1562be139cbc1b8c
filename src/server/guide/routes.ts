// /guide: the reviewed articles as pages, in nine languages, without a script; what the desk publishes stands here at once.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import express, { Router } from 'express'
import type { NextFunction, Request, Response } from 'express'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { z } from 'zod'
import { readLifeStages, shelvesOf } from '../../gateway/life-stages.ts'
import { dayInJapan } from '../../hours/timetable.ts'
import { isLanguage } from '../../knowledge/languages.ts'
import type { Language } from '../../knowledge/languages.ts'
import type { Runtime } from '../../runtime.ts'
import { addressOf } from '../direct-line/door.ts'
import type { Page } from '../inquiry/frame.ts'
import { languageFor } from '../inquiry/routes.ts'
import { articlePage } from './article-page.ts'
import { indexPage, missingPage, searchPage } from './index-page.ts'
import { awayPage, offlinePage } from './offline-page.ts'
import { articleAddress, indexAddress } from './parts.ts'
import type { Guide } from './parts.ts'
import { openShelf } from './rendered.ts'
import { searchGuide } from './search.ts'
import { robots, sitemap } from './sitemap.ts'
import { openWays } from './ways.ts'

/** By address; a dormitory of 300 people has one. */
const SEARCHES = { points: 600, duration: 600 }
const Search = z.object({ text: z.string().max(300).catch('').transform((text) => text.trim()) })

export function publicGuide(runtime: Runtime, root: string): Router {
  const router = Router()
  const stages = readLifeStages(root)
  const css = readFileSync(join(import.meta.dirname, 'guide.css'))
  const searched = new RateLimiterMemory(SEARCHES)
  const ways = openWays(runtime)
  const today = () => dayInJapan(runtime.now())
  const shelf = openShelf(() => [runtime.content, ways.known(), today()])
  const guide = (): Guide => ({ content: runtime.content, ways: ways.known(), today: today(), site: runtime.config.publicUrl })
  const pageIn = (language: Language): Page => ({ language, say: (key, values) => runtime.content.words(language, key, values), nameOf: (each) => runtime.content.words(each, 'language') })
  const missing = (response: Response, language: Language) => void response.status(404).set('cache-control', 'no-cache').type('html').send(missingPage(pageIn(language), guide()))

  router.get('/robots.txt', (_request, response) => void response.type('txt').set('cache-control', 'public, max-age=3600').send(robots(runtime.config.publicUrl)))
  router.get('/sitemap.xml', (request, response) => shelf.show(request, response.type('xml'), 'sitemap', () => sitemap(guide())))
  router.get('/guide/guide.css', (_request, response) => void response.type('css').set('cache-control', 'public, max-age=3600').send(css))
  // Should the notice of what was published be lost.
  router.use('/guide', (_request, _response, next) => {
    void runtime.library.refresh()
    next()
  })
  // Without a language in the address, the reader's own: for flyers, and for links that people send each other.
  router.get(['/guide', '/guide/:topic'], (request, response, next) => {
    const { topic } = request.params
    if (typeof topic === 'string' && !runtime.content.articles.has(topic)) return next()
    const language = languageFor(request)
    response.vary('accept-language').set('cache-control', 'no-cache').redirect(302, typeof topic === 'string' ? articleAddress(language, topic) : indexAddress(language))
  })
  router.use('/guide/:language', (request, _response, next) => (isLanguage(request.params.language) ? next() : next('router')))
  const languageOf = (request: Request): Language => z.string().refine(isLanguage).parse(request.params['language'])

  router.get('/guide/:language', (request, response) => {
    const language = languageOf(request)
    shelf.show(request, response, language, () => indexPage(pageIn(language), shelvesOf(stages, runtime.content.articles), guide()))
  })
  for (const [name, page] of [['offline', offlinePage], ['away', awayPage]] as const) {
    router.get(`/guide/:language/${name}`, (request, response) => {
      const language = languageOf(request)
      shelf.show(request, response, `${language} ${name}`, () => page(pageIn(language), guide()))
    })
  }
  router.get('/guide/:language/search', (request, response) => response.redirect(303, indexAddress(languageOf(request))))
  router.post('/guide/:language/search', express.urlencoded({ extended: false, limit: '20kb', parameterLimit: 10 }), async (request, response) => {
    const page = pageIn(languageOf(request))
    const { text } = Search.parse(request.body ?? {})
    response.set({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' }).type('html')
    const mayAsk = await searched.consume(addressOf(request)).then(() => true, () => false)
    const found = text !== '' && mayAsk ? searchGuide(text, page.language, runtime.content) : { articles: [], danger: null }
    const problem = text === '' ? page.say('guide.searchEmpty') : mayAsk ? null : page.say('inquiry.tooMany', { minutes: '10' })
    response.status(text === '' ? 400 : mayAsk ? 200 : 429).send(searchPage(page, { typed: text, problem, ...found }, guide(), runtime.now()))
  })
  router.get('/guide/:language/:topic', (request, response) => {
    const language = languageOf(request)
    const article = runtime.content.articles.get(request.params.topic)
    if (!article) return missing(response, language)
    shelf.show(request, response, `${language} ${article.topic}`, () => articlePage(pageIn(language), article, guide()))
  })
  router.use('/guide/:language', (error: unknown, request: Request, response: Response, next: NextFunction) => {
    const status = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500
    if (status < 400 || status >= 500) return next(error)
    missing(response, languageFor(request))
  })
  return router
}
