// /figures: what the desk shows of itself to everybody. Only what was released is read: no number is ever counted for this page.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Router } from 'express'
import type { Request } from 'express'
import { z } from 'zod'
import { dayInJapan } from '../../hours/timetable.ts'
import { languageOfLocale } from '../../knowledge/languages.ts'
import type { Language } from '../../knowledge/languages.ts'
import type { Runtime } from '../../runtime.ts'
import { releasedOf } from '../../store/figure-releases.ts'
import { figuresPage } from './page.ts'

const QUARTERS = 12
const Asked = z.string().max(40).optional().catch(undefined)

export function publicFigures(runtime: Runtime): Router {
  const router = Router()
  const css = readFileSync(join(import.meta.dirname, 'figures.css'))
  const colours = readFileSync(join(import.meta.dirname, '../inquiry/inquiry.css'))
  router.get('/figures/figures.css', (_request, response) => void response.type('css').set('cache-control', 'public, max-age=3600').send(css))
  router.get('/inquiry/inquiry.css', (_request, response) => void response.type('css').set('cache-control', 'public, max-age=3600').send(colours))
  router.get('/figures', async (request, response) => {
    const { words } = runtime.content
    const language = languageFor(request)
    const released = await releasedOf(runtime.db, 'public', QUARTERS)
    const from = Asked.parse(request.query['from'])
    const row = released.find(({ span_from }) => span_from === from) ?? released[0]
    const shown = row?.decided_at ? { numbers: row.content.numbers, releasedOn: dayInJapan(row.decided_at) } : null
    response.set('cache-control', 'public, max-age=300').type('html').send(figuresPage(
      { language, say: (key, values) => words(language, key, values), nameOf: (each) => words(each, 'language') },
      shown, released.filter((one) => one !== row).map(({ span_from, span_to }) => ({ from: span_from, to: span_to })),
    ))
  })
  return router
}

/** The first of the reader's languages that the desk speaks. */
function languageFor(request: Request): Language {
  const tags = [Asked.parse(request.query['lang']), ...request.acceptsLanguages()]
  return tags.map((tag) => languageOfLocale(tag)).find((language) => language !== null) ?? 'en'
}
