// /inquiry: a form that needs no script and no account. What is written becomes a conversation; a private code opens it again.
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import express, { Router } from 'express'
import type { NextFunction, Request, Response } from 'express'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { z } from 'zod'
import type { Acceptor } from '../../gateway/accept.ts'
import { isLanguage, languageOfLocale } from '../../knowledge/languages.ts'
import type { Language } from '../../knowledge/languages.ts'
import type { Runtime } from '../../runtime.ts'
import { addressOf } from '../direct-line/door.ts'
import type { WebchatAccount } from '../direct-line/door.ts'
import { codeIn, codeOf } from './code.ts'
import { formPage } from './pages.ts'
import type { Filled } from './pages.ts'
import type { Page } from './frame.ts'
import { openThreads } from './threads.ts'

/** A dormitory of 300 people has one address. */
const SENT = { points: 120, duration: 600 }
const OPENED = { points: 600, duration: 600 }

const LONGEST = 5_000

const field = z.string().max(100_000).optional().catch(undefined).transform((given) => given ?? '')
const Fields = z.object({ lang: field, form: field, message: field, answer: field, email: field, whole: field, website: field, code: field, choice: field, about: field })
type Fields = z.infer<typeof Fields>

export function inquiry(runtime: Runtime, acceptor: Acceptor, account: WebchatAccount): Router {
  const router = Router()
  const { words } = runtime.content
  const [sent, opened] = [new RateLimiterMemory(SENT), new RateLimiterMemory(OPENED)]
  const threads = openThreads(runtime, acceptor, account)
  const mail = () => runtime.accounts.has('email')
  const css = readFileSync(join(import.meta.dirname, 'inquiry.css'))

  const pageIn = (language: Language): Page => ({ language, say: (key, values) => words(language, key, values), nameOf: (each) => words(each, 'language') })
  const answer = (response: Response, status: number, page: string) => response.status(status).type('html').send(page)
  const again = (response: Response, status: number, page: Page, fields: Fields, error: string) =>
    answer(response, status, formPage(page, { ...filled(fields), about: aboutIn(fields.about), form: formIn(fields) ?? newForm() }, mail(), error))
  /** The article from whose page somebody comes; null where there is none of that name. */
  const aboutIn = (topic: string) => runtime.content.articles.get(topic) ?? null

  // The browser names the site only where the page lets it: so a form on another site can be told from ours.
  router.use('/inquiry', (_request, response, next) => {
    response.set({ 'referrer-policy': 'same-origin', 'cache-control': 'no-store', 'x-robots-tag': 'noindex' })
    next()
  })
  router.get('/inquiry/inquiry.css', (_request, response) => void response.type('css').set('cache-control', 'public, max-age=3600').send(css))
  router.get('/inquiry', (request, response) => {
    answer(response, 200, formPage(pageIn(languageFor(request)), { form: newForm(), message: '', email: '', byEmail: false, whole: false, about: aboutIn(field.parse(request.query['about'])) }, mail()))
  })
  router.get(['/inquiry/thread', '/inquiry/message'], (_request, response) => response.redirect(303, '/inquiry'))

  router.post(['/inquiry', '/inquiry/thread', '/inquiry/message'], express.urlencoded({ extended: false, limit: '200kb', parameterLimit: 50 }))

  router.post('/inquiry', async (request, response) => {
    const { fields, page } = read(request)
    const { say } = page
    if (isForeign(request)) return void again(response, 403, page, fields, say('inquiry.sendAgain'))
    if (fields.website !== '') return void again(response, 400, page, fields, say('inquiry.leaveEmpty'))
    const wrong = wrongIn(fields, mail())
    if (wrong !== null) return void again(response, 400, page, fields, say(wrong))
    const wait = await spent(sent, request)
    if (wait !== null) return void again(response.set('retry-after', String(wait)), 429, page, fields, say('inquiry.tooMany', { minutes: minutes(wait) }))
    const form = formIn(fields) ?? newForm()
    const code = codeOf(form, account.config.secret)
    const { message, email, byEmail, whole } = filled(fields)
    await threads.begin(code, form, page.language, message, byEmail && mail() ? { email, whole } : null, aboutIn(fields.about)?.topic ?? null)
    answer(response, 200, await threads.show(page, code, { isNew: true, form: newForm() }))
  })

  router.post('/inquiry/thread', async (request, response) => {
    const { fields, page } = read(request)
    const found = await withThread(request, response, fields, page)
    if (found) answer(response, 200, await threads.show(page, found, { form: newForm() }))
  })

  router.post('/inquiry/message', async (request, response) => {
    const { fields, page } = read(request)
    const { say } = page
    const code = await withThread(request, response, fields, page)
    if (!code) return
    const refuse = async (status: number, error: string) =>
      answer(response, status, await threads.show(page, code, { form: formIn(fields) ?? newForm(), message: fields.message, error }))
    const wrong = fields.choice === '' ? wrongIn({ ...fields, answer: '' }, false) : null
    if (wrong !== null) return void await refuse(400, say(wrong))
    const wait = await spent(sent, request)
    if (wait !== null) return void await refuse(429, say('inquiry.tooMany', { minutes: minutes(wait) }))
    await threads.add(code, formIn(fields) ?? newForm(), page.language, fields.choice === '' ? { text: fields.message } : { choice: fields.choice.slice(0, 300) })
    answer(response, 200, await threads.show(page, code, { form: newForm() }))
  })

  /** The code, where a conversation lies under it; otherwise the page has been answered. */
  const withThread = async (request: Request, response: Response, fields: Fields, page: Page): Promise<string | null> => {
    const { say } = page
    const refuse = (status: number, error: string) => {
      again(response, status, page, fields, error)
      return null
    }
    if (isForeign(request)) return refuse(403, say('inquiry.sendAgain'))
    const wait = await spent(opened, request)
    if (wait !== null) return refuse(429, say('inquiry.tooMany', { minutes: minutes(wait) }))
    const code = codeIn(fields.code)
    return code !== null && await threads.exists(code) ? code : refuse(404, say('inquiry.wrongCode'))
  }

  const read = (request: Request): { fields: Fields; page: Page } => {
    const fields = Fields.parse(request.body ?? {})
    return { fields, page: pageIn(isLanguage(fields.lang) ? fields.lang : languageFor(request)) }
  }

  router.use('/inquiry', (error: unknown, request: Request, response: Response, next: NextFunction) => {
    const status = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500
    if (status < 400 || status >= 500) return next(error)
    const page = pageIn(languageFor(request))
    again(response, status, page, Fields.parse({}), page.say(status === 413 ? 'chat.tooLong' : 'inquiry.sendAgain'))
  })
  return router
}

/** The first of the reader's languages that the desk speaks. */
export function languageFor(request: Request): Language {
  const wished = z.string().optional().catch(undefined).parse(request.query['lang'])
  for (const tag of [wished, ...request.acceptsLanguages()]) {
    const language = languageOfLocale(tag)
    if (language) return language
  }
  return 'en'
}

function filled({ message, email, answer, whole }: Fields): Omit<Filled, 'form' | 'about'> {
  return { message, email: email.trim(), byEmail: answer === 'email', whole: whole !== '' }
}

/** Which sentence says what is wrong; null where nothing is. */
function wrongIn({ message, answer, email }: Fields, mail: boolean): string | null {
  if (message.trim() === '') return 'inquiry.empty'
  if (message.length > LONGEST) return 'chat.tooLong'
  return mail && answer === 'email' && !z.email().max(254).safeParse(email.trim()).success ? 'inquiry.badEmail' : null
}

/** Long enough that nobody else's form has it. */
export function formIn({ form }: { readonly form: string }): string | null {
  return /^[\w-]{32,64}$/.test(form) ? form : null
}

export const newForm = () => randomBytes(24).toString('base64url')

/** The form was on another site's page. */
export function isForeign({ headers }: Request): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true
  const { origin } = headers
  return origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== headers.host)
}

/** Seconds to wait; null where there is room. */
async function spent(limiter: RateLimiterMemory, request: Request): Promise<number | null> {
  try {
    await limiter.consume(addressOf(request))
    return null
  } catch (refused) {
    return Math.ceil((refused instanceof RateLimiterRes ? refused.msBeforeNext : 1000) / 1000)
  }
}

const minutes = (seconds: number) => String(Math.ceil(seconds / 60))
