// /copy/<secret>: where somebody reads what the desk holds of them, without an account, a cookie or a script; and /privacy: who handles what is written.
// Opening is a press of a button (POST): mail scanners and chat apps open links by themselves.
import express, { Router } from 'express'
import type { Request } from 'express'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { z } from 'zod'
import { digestOf } from '../../desk/request-link.ts'
import { languageOfLocale } from '../../knowledge/languages.ts'
import type { Language } from '../../knowledge/languages.ts'
import type { Runtime } from '../../runtime.ts'
import { findCopy, heldOf, noteOpened } from '../../store/own-copy.ts'
import { addressOf } from '../direct-line/door.ts'
import { framed } from '../inquiry/frame.ts'
import type { Page } from '../inquiry/frame.ts'
import { html } from '../inquiry/html.ts'
import { copyData, copyPage, landingPage, overPage } from './page.ts'

/** By address. */
const LOOKS = { points: 120, duration: 600 }
const Asked = z.string().max(40).optional().catch(undefined)

export function copyLinks(runtime: Runtime): Router {
  const { db, now, audit } = runtime
  const router = Router()
  const looked = new RateLimiterMemory(LOOKS)
  const pageIn = (language: Language): Page => ({ language, say: (key, values) => runtime.content.words(language, key, values), nameOf: (each) => runtime.content.words(each, 'language') })
  const titleOf = (topic: string, language: Language) => runtime.content.articles.get(topic)?.articles[language].title ?? topic
  const found = async (secret: string) => { const digest = digestOf(secret); return digest === null ? null : findCopy(db, digest, now()) }

  router.get('/privacy', (request, response) => {
    const page = pageIn(languageFor(request, null))
    const text = page.say('mydata.processors').split('\n').map((line) => html`<p>${line}</p>`)
    response.set('cache-control', 'public, max-age=300').type('html').send(framed(page, { heading: page.say('mydata.page.handled'), address: '/privacy?lang=', isOpen: true, exit: false }, html`
      ${text}<ul><li><a href="/guide/${page.language}/service.confidential">${titleOf('service.confidential', page.language)}</a></li><li><a href="/guide/${page.language}/service.delete-data">${titleOf('service.delete-data', page.language)}</a></li></ul>`))
  })
  router.use('/copy', async (request, response, next) => {
    response.set({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex, nofollow' })
    if (await looked.consume(addressOf(request)).then(() => true, () => false)) return next()
    response.status(429).set('retry-after', '600').type('html').send(overPage(pageIn(languageFor(request, null)), '/copy'))
  })
  router.get('/copy/:secret', async (request, response) => {
    const copy = await found(request.params.secret)
    const page = pageIn(languageFor(request, copy?.language ?? null))
    response.status(copy ? 200 : 404).type('html').send((copy ? landingPage : overPage)(page, addressIn(request)))
  })
  router.post('/copy/:secret', express.urlencoded({ extended: false, limit: '2kb', parameterLimit: 5 }), async (request, response) => {
    const copy = await found(request.params.secret)
    const page = pageIn(languageFor(request, copy?.language ?? null))
    if (!copy) return void response.status(404).type('html').send(overPage(page, addressIn(request)))
    const first = await noteOpened(db.prisma, copy.id, now())
    await audit.record({ actor: 'stranger', action: 'person.copied', object: `person:${copy.person}`, detail: { request: copy.id, first } })
    const held = await heldOf(db, copy.person, page.language)
    const wanted = z.object({ do: Asked }).catch({ do: undefined }).parse(request.body ?? {}).do
    if (wanted === 'json') return void response.attachment('my-data.json').json(copyData(held, now()))
    response.type('html').send(copyPage(page, addressIn(request), held, runtime.content, now()))
  })
  return router
}

const addressIn = ({ params }: Request): string => `/copy/${encodeURIComponent(String(params['secret']))}`

/** What was asked for, the language the desk knows them by, or the first of the browser's that the desk speaks. */
function languageFor(request: Request, known: string | null): Language {
  const tags = [Asked.parse(request.query['lang']), known ?? undefined, ...request.acceptsLanguages()]
  return tags.map((tag) => languageOfLocale(tag)).find((language) => language !== null) ?? 'en'
}
