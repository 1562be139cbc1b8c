// The pages of the guide, all of them in all languages: complete, small, with links that lead somewhere, made once, and asked from.
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readLifeStages, shelvesOf } from '../src/gateway/life-stages.ts'
import { articleCode, topicOfCode } from '../src/knowledge/article-code.ts'
import { LANGUAGES } from '../src/knowledge/languages.ts'
import type { Language } from '../src/knowledge/languages.ts'
import { articlePage } from '../src/server/guide/article-page.ts'
import { indexPage } from '../src/server/guide/index-page.ts'
import type { Guide } from '../src/server/guide/parts.ts'
import type { Page } from '../src/server/inquiry/frame.ts'
import { content, words } from './content.ts'
import { eventually, openDesk } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { ask, escaped, hidden, threads } from './inquiry-client.ts'

const root = resolve(import.meta.dirname, '..')
const topics = [...content.articles.keys()]
/** Without images; what a phone has to fetch for one page. */
const LARGEST = 100_000
/** Of a desk that was given no public address. */
const SITE = 'http://localhost:0'
const pageIn = (language: Language): Page => ({ language, say: (key, values) => words(language, key, values), nameOf: (each) => words(each, 'language') })
const guide: Guide = { content, ways: [], today: '2026-11-22', site: SITE }
const styles = ['inquiry/inquiry.css', 'guide/guide.css'].reduce((sum, file) => sum + readFileSync(join(root, 'src/server', file)).length, 0)

test('every article has a place in somebody\'s life, and no place is of an article that is not there', () => {
  const stages = readLifeStages(root)
  const placed = new Set(Object.values(stages).flat())
  expect(topics.filter((topic) => !placed.has(topic))).toEqual([])
  expect([...placed].filter((topic) => !content.articles.has(topic))).toEqual([])
  expect(readdirSync(join(root, 'flows/faq')).length).toBe(placed.size)
  for (const [stage, shelf] of Object.entries(stages)) expect([stage, shelf.length]).toEqual([stage, new Set(shelf).size])
})

test('what was published since and has no place stands with the others', () => {
  const [first = ''] = topics
  const article = content.articles.get(first)
  if (!article) throw new Error('no article')
  const shelves = shelvesOf(readLifeStages(root), new Map([['tax.new', { ...article, topic: 'tax.new' }]]))
  expect(shelves.map(({ stage, articles }) => [stage, articles.map(({ topic }) => topic)])).toEqual([['other', ['tax.new']]])
})

test('each article has a code that a link can carry, which leads back to it; a company\'s is none', () => {
  for (const topic of topics) expect(topicOfCode(articleCode(topic) ?? '')).toBe(topic)
  expect([articleCode(`labour.${'x'.repeat(40)}`), topicOfCode('G-EXPO-A'), topicOfCode('CDF-GH7'), topicOfCode('')]).toEqual([null, null, null, null])
})

describe('a desk', () => {
  let desk: TestDesk
  let db: pg.Client
  beforeAll(async () => {
    desk = await openDesk()
    db = new pg.Client({ connectionString: desk.databaseUrl })
    await db.connect()
  })
  afterAll(async () => {
    await db.end()
    await desk.stop()
  })
  const get = (path: string, headers: Record<string, string> = {}) => fetch(desk.url + path, { redirect: 'manual', headers })

  test('what is not there is not shown, in the reader\'s language, and nothing is told of what was looked for', async () => {
    for (const [path, status] of [['/guide/vi/labour.nothing', 404], ['/guide/xx/labour.union', 404], ['/guide/labour.nothing', 404]] as const) expect([path, (await get(path)).status]).toEqual([path, status])
    expect(await (await get('/guide/vi/labour.nothing')).text()).toContain(words('vi', 'guide.missing'))
    const empty = await ask(desk, '/guide/en/search', { text: ' ' })
    expect([empty.status, empty.html.includes(words('en', 'guide.searchEmpty'))]).toEqual([400, true])
    expect((await ask(desk, '/guide/en/search', { text: 'x'.repeat(30_000) })).status).toBe(404)
    const marked = await ask(desk, '/guide/en/search', { text: '"><script>alert(1)</script>' })
    expect(marked.html).not.toContain('<script>alert')
    expect([marked.headers.get('cache-control'), marked.headers.get('x-robots-tag')]).toEqual(['no-store', 'noindex'])
    expect([(await get('/guide/en/search')).status, (await get('/guide/en/search')).headers.get('location')]).toEqual([303, '/guide/en'])
  })

  test('all pages in all languages are small, whole without a script, and every link leads somewhere', async () => {
    const shelves = shelvesOf(readLifeStages(root), content.articles)
    const links = new Map<string, string>()
    const look = (path: string, page: string, language: Language) => {
      expect([path, Buffer.byteLength(page) + styles < LARGEST]).toEqual([path, true])
      expect(page).toContain(`<html lang="${language}">`)
      expect(page).toContain(`<link rel="canonical" href="${SITE}${path}">`)
      for (const [, address = ''] of page.matchAll(/(?:href|src|action)="(\/[^"#]*)/g)) links.set(address.replaceAll('&amp;', '&'), path)
    }
    for (const language of LANGUAGES) {
      look(`/guide/${language}`, indexPage(pageIn(language), shelves, guide), language)
      for (const article of content.articles.values()) {
        const path = `/guide/${language}/${article.topic}`
        const page = articlePage(pageIn(language), article, guide)
        look(path, page, language)
        for (const part of article.articles[language].text.trim().split(/\n+/)) expect([path, page.includes(escaped(part))]).toEqual([path, true])
        for (const part of [escaped(words(language, 'guide.notReviewed')), 'href="tel:110"', `/?lang=${language}#${articleCode(article.topic)}`]) expect([path, page.includes(part)]).toEqual([path, true])
      }
    }
    const pages = [...links.keys()].filter((address) => !/^\/guide\/\w\w\/\w+\.[\w-]+$/.test(address) && !address.startsWith('/inquiry?'))
    for (const [address, from] of links) {
      const topic = /^\/guide\/\w\w\/(\w+\.[\w-]+)$/.exec(address)?.[1]
      if (topic !== undefined) expect([from, address, content.articles.has(topic)]).toEqual([from, address, true])
    }
    for (const address of pages) expect([links.get(address), address, (await get(address)).status < 400]).toEqual([links.get(address), address, true])
  })

  test('search engines are told every page and its languages, and asked to leave the rest', async () => {
    const map = await (await get('/sitemap.xml')).text()
    const places = [...map.matchAll(/<loc>http:\/\/localhost:0([^<]+)<\/loc>/g)].map(([, path]) => path)
    const all = LANGUAGES.flatMap((language) => [`/guide/${language}`, ...topics.map((topic) => `/guide/${language}/${topic}`)])
    expect([places.length, all.filter((path) => !places.includes(path))]).toEqual([all.length, []])
    const page = await (await get('/guide/my/labour.unpaid-wages')).text()
    expect([...page.matchAll(/<link rel="alternate" hreflang="([^"]+)" href="http:\/\/localhost:0([^"]+)"/g)].map(([, language, path]) => [language, path]))
      .toEqual([...LANGUAGES.map((language) => [language, `/guide/${language}/labour.unpaid-wages`]), ['x-default', '/guide/labour.unpaid-wages']])
    const data = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page)?.[1] ?? '') as { headline: string; inLanguage: string }
    expect([data.headline, data.inLanguage]).toEqual([content.articles.get('labour.unpaid-wages')?.articles.my.title, 'my'])
    const robots = await (await get('/robots.txt')).text()
    expect(robots).toContain('Disallow: /desk')
    expect(robots).toContain(`Sitemap: ${SITE}/sitemap.xml`)
    const led = await get('/guide/labour.union', { 'accept-language': 'fil-PH,en;q=0.5' })
    expect([led.status, led.headers.get('location')]).toEqual([302, '/guide/tl/labour.union'])
  })

  test('who has a page is not sent it again, until the desk publishes another', async () => {
    const first = await get('/guide/es/tax.pension')
    const etag = first.headers.get('etag') ?? ''
    expect(first.headers.get('cache-control')).toBe('public, no-cache')
    expect((await get('/guide/es/tax.pension', { 'if-none-match': etag, 'cache-control': 'max-age=0' })).status).toBe(304)
    const article = content.articles.get('tax.pension')
    if (!article) throw new Error('no article')
    const changed = { ...article, reviewer: 'やまだ', articles: { ...article.articles, es: { ...article.articles.es, title: 'Pensión nueva' } } }
    await db.query(`INSERT INTO article_version (topic, number, state, content, published_at) VALUES ('tax.pension', 1, 'published', $1, now())`, [changed])
    await db.query(`SELECT pg_notify('madoguchi_knowledge', 'tax.pension')`)
    const now = await eventually(async () => {
      const answer = await get('/guide/es/tax.pension', { 'if-none-match': etag, 'cache-control': 'max-age=0' })
      return answer.status === 200 ? answer.text() : null
    })
    expect([now.includes('Pensión nueva'), now.includes(escaped(words('es', 'guide.reviewedBy', { reviewer: 'やまだ' })))]).toEqual([true, true])
  })

  test('one\'s own words find the page, and what sounds like danger gets numbers at once', async () => {
    const found = await ask(desk, '/guide/vi/search', { text: 'công ty không trả lương' })
    expect(found.html).toContain('/guide/vi/labour.unpaid-wages')
    const danger = await ask(desk, '/guide/vi/search', { text: 'toi muon chet' })
    expect(danger.html).toMatch(/<section class="danger" role="alert">[\s\S]*tel:119/)
  })

  test('who comes from an article waits for a person, and the desk sees from which it was', async () => {
    const form = await ask(desk, '/inquiry?lang=my&about=labour.unpaid-wages')
    const title = content.articles.get('labour.unpaid-wages')?.articles.my.title ?? ''
    expect(form.html).toContain(escaped(words('my', 'guide.about', { title })))
    expect((await ask(desk, '/inquiry?lang=my&about=labour.nothing')).html).not.toContain('name="about"')
    const message = 'မနေ့က အလုပ်ရှင်နဲ့ ပြောခဲ့ပါတယ်။'
    await ask(desk, '/inquiry', { lang: 'my', form: hidden(form.html, 'form'), about: 'labour.unpaid-wages', message })
    const { all } = await threads(desk)
    const { conversation, messages } = await eventually(async () => (await all()).find((thread) => thread.messages.some(({ text }) => text === message)))
    expect([conversation.handling, conversation.entryCode]).toEqual(['waiting', null])
    const lines = messages.filter(({ author }) => author === 'worker')
    expect(lines.map(({ text }) => text)).toEqual([words('my', 'guide.askAbout', { title }), message])
    expect(JSON.stringify(lines[0])).toContain(words('ja', 'guide.askAbout', { title: content.articles.get('labour.unpaid-wages')?.articles.ja.title ?? '' }))
  })
})
