// The worker's page beyond text: small enough for a bad line, photos and voice that wait for one, who is there, and nothing left behind.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterEach, expect, test } from 'vitest'
import type { ConversationList, MediaView, Thread } from '../src/server/api/inbox.ts'
import { openBrowser, violations } from './browser.ts'
import { words } from './content.ts'
import { eventually, openDesk, signIn } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { chromium } from './surroundings.ts'

const ending: (() => Promise<unknown>)[] = []
afterEach(async () => { for (const end of ending.splice(0).toReversed()) await end() })

const inBrowser = chromium() === null ? test.skip : test

async function open(): Promise<{ browser: Browser; desk: TestDesk }> {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-chat-'))
  ending.push(async () => rmSync(folder, { recursive: true, force: true }))
  const desk = await openDesk({ DATA_DIR: folder })
  ending.push(() => desk.stop())
  const browser = await openBrowser()
  if (!browser) throw new Error('no browser')
  ending.push(() => browser.close())
  return { browser, desk }
}

async function workerPage({ browser, desk }: { browser: Browser; desk: TestDesk }, locale: string, options = {}): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({ locale, viewport: { width: 320, height: 640 }, ...options })
  const page = await context.newPage()
  await page.goto(desk.url)
  return { page, context }
}

/** What the desk has of it: every photo, recording and file, once it was looked at. */
async function atTheDesk(desk: TestDesk): Promise<{ media: () => Promise<MediaView[]>; ask: Awaited<ReturnType<typeof signIn>>; id: () => Promise<string> }> {
  const ask = await signIn(desk)
  const id = async () => (await (await ask('/api/conversations?show=all')).json() as ConversationList).conversations[0]?.id ?? ''
  return {
    ask, id,
    media: async () => (await (await ask(`/api/conversations/${await id()}`)).json() as Thread).messages.flatMap(({ media }) => media ?? []),
  }
}

test('everything a phone loads before the first word is under 40 kB, in the longest language too', () => {
  const web = resolve(import.meta.dirname, '../dist/web')
  const page = readFileSync(join(web, 'chat/index.html'), 'utf8')
  const size = (file: string) => gzipSync(readFileSync(join(web, file))).length
  const parts = [...page.matchAll(/"\/(assets\/[^"]+)"/g)].map((hit) => hit[1] ?? '')
  expect(parts.filter((name) => name.endsWith('.js'))).toHaveLength(1)
  const script = readFileSync(join(web, parts.find((name) => name.endsWith('.js')) ?? ''), 'utf8')
  const languages = [...script.matchAll(/import\([`"']\.\/([a-z]{2}-[\w-]+\.js)[`"']\)/g)].map((hit) => size(`assets/${hit[1]}`))
  expect(languages).toHaveLength(8)
  const total = size('chat/index.html') + parts.reduce((sum, name) => sum + size(name), 0) + Math.max(...languages)
  process.stdout.write(`the chat page is ${(total / 1000).toFixed(1)} kB gzipped\n`)
  expect(total).toBeLessThan(40_000)
})

inBrowser('a photo is shrunk, seen before it goes, waits for the line through a reload, and arrives once', async () => {
  const both = await open()
  const { page, context } = await workerPage(both, 'vi')
  await page.getByText(words('vi', 'welcome.promise')).waitFor()
  await page.locator('html[lang=vi]').waitFor()
  const large = await sharp({ create: { width: 3000, height: 2000, channels: 3, background: '#1a7f6b', noise: { type: 'gaussian', mean: 120, sigma: 30 } } }).jpeg({ quality: 95 }).toBuffer()
  expect(large.length).toBeGreaterThan(1_000_000)
  await page.locator('input[type=file]').setInputFiles({ name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer: large })
  await page.locator('.picked img').waitFor()
  expect(await violations(page)).toEqual([])
  await context.setOffline(true)
  await page.getByRole('button', { name: words('vi', 'chat.send') }).click()
  await page.getByText(words('vi', 'chat.notSent')).waitFor()
  await page.locator('.photo img').waitFor()
  // The page itself must come from somewhere to be loaded again: only what it sends is held up.
  await context.route('**/v3/directline/**', (route) => route.abort())
  await context.setOffline(false)
  await page.reload()
  await page.getByText(words('vi', 'chat.notSent')).waitFor()
  await page.locator('.photo img').waitFor()
  await context.unroute('**/v3/directline/**')
  await page.getByText(words('vi', 'chat.notSent')).waitFor({ state: 'detached' })
  const { media } = await atTheDesk(both.desk)
  const [photo, second] = await eventually(async () => { const all = await media(); return all.some(({ status }) => status === 'stored') && all })
  expect([photo?.kind, photo?.width, second]).toEqual(['image', 2048, undefined])
  expect(photo?.size).toBeLessThan(large.length)
  await page.reload()
  await expect.poll(() => page.evaluate(`[...document.querySelectorAll('.photo img')].map((one) => one.naturalWidth)`)).toEqual([2048])
})

inBrowser('words that do not come through are asked for again, and stand in English until then', async () => {
  const both = await open()
  const context = await both.browser.newContext({ locale: 'vi', viewport: { width: 320, height: 640 } })
  let [failures, fails] = [0, true]
  await context.route('**/assets/vi-*.js', (route) => {
    if (!fails) return route.fallback()
    failures += 1
    return route.abort()
  })
  const page = await context.newPage()
  await page.goto(both.desk.url)
  await page.getByRole('button', { name: words('en', 'chat.send') }).waitFor()
  await eventually(() => failures >= 3)
  fails = false
  await page.getByRole('button', { name: words('vi', 'chat.send') }).waitFor()
  await page.locator('html[lang=vi]').waitFor()
})

inBrowser('a voice message is announced, recorded, heard again and only then sent', async () => {
  const both = await open()
  const { page } = await workerPage(both, 'pt')
  await page.getByText(words('pt', 'welcome.promise')).waitFor()
  const record = async (seconds: number) => {
    await page.getByRole('button', { name: words('pt', 'chat.record') }).click()
    await page.getByText(words('pt', 'chat.recordAsk')).waitFor()
    await page.getByRole('button', { name: words('pt', 'chat.recordStart') }).click()
    await page.getByText(new RegExp(`0:(0[${seconds}-9]|[1-5]\\d) / 3:00`)).waitFor()
    await page.getByRole('button', { name: words('pt', 'chat.recordStop') }).click()
    await page.locator('.recorder audio').waitFor()
  }
  const { media } = await atTheDesk(both.desk)
  await record(1)
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: words('pt', 'chat.discard') }).click()
  await record(2)
  await page.getByRole('button', { name: words('pt', 'chat.send') }).click()
  await page.locator('audio.voice').waitFor()
  const all = await eventually(async () => { const found = await media(); return found.every(({ status }) => status === 'stored') && found.length > 0 && found })
  expect(all.map(({ kind, type }) => [kind, type])).toEqual([['audio', 'audio/webm']])
})

inBrowser('without leave to use the microphone the page says what to do instead', async () => {
  const both = await open()
  const { page } = await workerPage(both, 'en')
  await page.evaluate(`navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError')); 0`)
  await page.getByRole('button', { name: words('en', 'chat.record') }).click()
  await page.getByRole('button', { name: words('en', 'chat.recordStart') }).click()
  await page.getByText(words('en', 'chat.recordDenied')).waitFor()
  await page.getByRole('button', { name: words('en', 'chat.back') }).click()
  await page.getByRole('textbox').waitFor()
})

inBrowser('a person who is there is named, and gone when they leave; what was in sight the desk shows as read', async () => {
  const both = await open()
  const { page } = await workerPage(both, 'id')
  await page.getByText(words('id', 'welcome.promise')).waitFor()
  const { ask, id } = await atTheDesk(both.desk)
  await ask('/api/me', { publicName: 'Hana' }, {}, 'PATCH')
  const path = `/api/conversations/${await id()}`
  await ask(`${path}/take-over`, {})
  await page.getByRole('status').filter({ hasText: `${words('id', 'chat.here')} Hana` }).waitFor()
  expect(await violations(page)).toEqual([])
  await Promise.all([page.locator('.typing.counsellor').waitFor(), ask(`${path}/typing`, {})])
  await ask(`${path}/replies`, { id: crypto.randomUUID(), text: 'Selamat pagi', asIs: true })
  await page.getByText('Selamat pagi').waitFor()
  await eventually(async () => (await (await ask(path)).json() as Thread).messages.some(({ text, delivery }) => text === 'Selamat pagi' && delivery?.status === 'read'))
  await ask(`${path}/give-back`, {})
  await page.getByRole('status').filter({ hasText: words('id', 'chat.here') }).waitFor({ state: 'detached' })
})

inBrowser('the quick exit leaves no photo that waited, no recording and no copy in the browser', async () => {
  const both = await open()
  const { page, context } = await workerPage(both, 'en')
  await context.route((url) => url.origin !== new URL(both.desk.url).origin, (route) => route.fulfill({ body: 'the weather', contentType: 'text/html' }))
  await page.getByText(words('en', 'welcome.promise')).waitFor()
  await context.route('**/upload', (route) => route.abort())
  await page.locator('input[type=file]').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: await sharp({ create: { width: 8, height: 8, channels: 3, background: '#f00' } }).png().toBuffer() })
  await page.locator('.picked img').waitFor()
  await page.getByRole('button', { name: words('en', 'chat.send') }).click()
  await page.getByText(words('en', 'chat.notSent')).waitFor()
  const kept = () => page.evaluate<{ stores: string[]; local: string[]; caches: string[] }>(
    `(async () => ({ stores: (await indexedDB.databases()).map(({ name }) => name), local: Object.keys(localStorage), caches: await caches.keys() }))()`)
  expect((await kept()).stores).toEqual(['madoguchi'])
  await page.evaluate(`caches.open('anything').then(() => 0)`)
  await page.getByRole('button', { name: words('en', 'chat.exit') }).click()
  await page.getByText('the weather').waitFor()
  await page.goto(`${both.desk.url}/mark-of-the-desk`)
  await expect.poll(kept).toEqual({ stores: [], local: [], caches: [] })
  expect(await context.cookies()).toEqual([])
})
