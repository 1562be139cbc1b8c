// Microsoft's own client, unmodified, in a real browser on another site: it holds a conversation with the desk, through a lost connection.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { RequestListener } from 'node:http'
import { connect, createServer as createTcpServer } from 'node:net'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterEach, expect, test } from 'vitest'
import type { ConversationList, Thread } from '../src/server/api/inbox.ts'
import { openBrowser } from './browser.ts'
import { words } from './content.ts'
import { eventually, openDesk, signIn } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { chromium } from './surroundings.ts'

const ending: (() => Promise<unknown>)[] = []
afterEach(async () => { for (const end of ending.splice(0).toReversed()) await end() })

const inBrowser = chromium() === null ? test.skip : test
const packages = resolve(import.meta.dirname, '../node_modules')

const WEB_CHAT = `<!doctype html><html lang="en"><meta charset="utf-8"><title>A shop</title><body style="margin:0"><div id="chat" style="height:100vh"></div>
<script src="/botframework-webchat/dist/webchat.js"></script><script type="module">
  const domain = new URLSearchParams(location.search).get('domain')
  const { token } = await (await fetch(domain + '/tokens/generate', { method: 'POST' })).json()
  // How long it waits before it tries a line again is left to chance: this is the shortest.
  const { random } = Math
  Math.random = () => 0
  const directLine = WebChat.createDirectLine({ token, domain, conversationStartProperties: { locale: 'en-US' } })
  Math.random = random
  window.seen = []
  directLine.activity$.subscribe(({ type, id, text }) => { if (type === 'message') window.seen.push({ id, text }) })
  WebChat.renderWebChat({ directLine, locale: 'en-US' }, document.getElementById('chat'))
</script>`

const DIRECT_LINE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>A program</title>
<script src="/botframework-directlinejs/dist/directline.js"></script><script type="module">
  const domain = new URLSearchParams(location.search).get('domain')
  window.begin = (options) => {
    const directLine = new DirectLine.DirectLine({ domain, pollingInterval: 300, ...options })
    const seen = []
    directLine.activity$.subscribe((activity) => seen.push(activity))
    window.line = { directLine, seen, say: (activity) => new Promise((done, fail) => directLine.postActivity({ from: { id: 'anybody' }, type: 'message', ...activity }).subscribe(done, fail)) }
  }
</script>`

/** A site that has nothing to do with the desk. */
async function site(): Promise<string> {
  const answer: RequestListener = (request, response) => {
    const path = new URL(request.url ?? '/', 'http://site').pathname
    if (path === '/') return void response.setHeader('content-type', 'text/html').end(WEB_CHAT)
    if (path === '/program') return void response.setHeader('content-type', 'text/html').end(DIRECT_LINE)
    if (!/^\/botframework-(webchat\/dist\/webchat|directlinejs\/dist\/directline)\.js$/.test(path)) return void response.writeHead(404).end()
    response.setHeader('content-type', 'text/javascript').end(readFileSync(join(packages, path)))
  }
  const server = createServer(answer)
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done) })
  ending.push(() => new Promise((done) => { server.close(done) }))
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
}

/** The line between browser and desk, which can be cut. */
async function cable(desk: TestDesk) {
  const ends = new Set<Socket>()
  let [whole, refused] = [true, 0]
  const server = createTcpServer((near) => {
    if (!whole) {
      refused += 1
      near.destroy()
      return
    }
    const far = connect(Number(new URL(desk.url).port), 'localhost')
    for (const end of [near, far]) {
      ends.add(end)
      end.on('error', () => {})
      end.on('close', () => { ends.delete(end); near.destroy(); far.destroy() })
    }
    near.pipe(far).pipe(near)
  })
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done) })
  const cut = () => { whole = false; for (const end of ends) end.destroy() }
  ending.push(() => new Promise((done) => { cut(); server.close(done) }))
  const address = server.address()
  return { domain: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/v3/directline`, cut, mend: () => { whole = true }, refused: () => refused }
}

async function open() {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-chat-'))
  ending.push(async () => rmSync(folder, { recursive: true, force: true }))
  const desk = await openDesk({ DATA_DIR: folder })
  ending.push(() => desk.stop())
  const browser = await openBrowser()
  if (!browser) throw new Error('no browser')
  ending.push(() => browser.close())
  const line = await cable(desk)
  const page = await (await browser.newContext({ locale: 'en-US', viewport: { width: 480, height: 800 } })).newPage()
  const ask = await signIn(desk)
  const thread = async () => {
    const [first] = (await (await ask('/api/conversations?show=all')).json() as ConversationList).conversations
    return await (await ask(`/api/conversations/${first?.id}`)).json() as Thread
  }
  return { desk, page, line, ask, thread, address: await site() }
}

interface Told { readonly id: string; readonly text: string }
const seenBy = (page: Page) => page.evaluate<Told[]>('window.seen')

inBrowser('Web Chat: a greeting, a text, a tapped suggestion, a picture, a counsellor, and a cut line that loses and repeats nothing', async () => {
  const { page, line, ask, thread, address } = await open()
  const bubble = (text: string) => page.locator('.webchat__text-content').filter({ hasText: text })
  const allSeen = () => eventually(async () => (await seenBy(page)).length === (await thread()).messages.length)
  await page.goto(`${address}/?domain=${encodeURIComponent(line.domain)}`)
  await bubble(words('en', 'welcome.promise')).waitFor()

  await page.getByRole('textbox', { name: 'Message input box' }).fill('My wage was not paid')
  await page.keyboard.press('Enter')
  await bubble('My wage was not paid').waitFor()
  await eventually(async () => (await thread()).messages.some(({ text }) => text === 'My wage was not paid'))
  // The suggestions of the greeting give way to those of the answer.
  await allSeen()
  await page.getByRole('toolbar', { name: 'Suggested actions' }).getByRole('button', { name: words('en', 'choice.person') }).click()
  await bubble(words('en', 'handover.asked').split('\n')[0] ?? '').waitFor()

  const bytes = await sharp({ create: { width: 320, height: 200, channels: 3, background: '#a33' } }).png().toBuffer()
  await page.locator('input[type=file]').setInputFiles({ name: 'slip.png', mimeType: 'image/png', buffer: bytes })
  // Web Chat attaches the picture once it has made a small one; what is sent before is sent without.
  await page.locator('.webchat__attachment-icon--checked').waitFor()
  await page.getByRole('button', { name: 'Send' }).click()
  await page.locator('img[src*="/files/"]').waitFor()
  await eventually(async () => (await thread()).messages.some(({ media }) => media?.status === 'stored'))
  await expect.poll(() => page.getByText(/^(Sending|Send failed)/).count()).toBe(0)

  const { conversation } = await thread()
  const say = async (text: string) => expect((await ask(`/api/conversations/${conversation.id}/replies`, { id: crypto.randomUUID(), text, asIs: true })).status).toBe(201)
  await ask(`/api/conversations/${conversation.id}/take-over`, {})
  await say('Before the cut')
  await bubble('Before the cut').waitFor()
  line.cut()
  await say('While the line was cut')
  await say('And a second one')
  await eventually(() => line.refused() > 0)
  line.mend()
  await bubble('And a second one').waitFor()
  await page.getByRole('textbox', { name: 'Message input box' }).fill('I am back')
  await page.keyboard.press('Enter')
  await eventually(async () => (await thread()).messages.filter(({ text }) => text === 'I am back').length === 1)
  await allSeen()
  await expect.poll(() => page.getByText(/^(Sending|Send failed)/).count()).toBe(0)

  for (const text of ['My wage was not paid', 'Before the cut', 'While the line was cut', 'And a second one', 'I am back']) {
    expect([text, await bubble(text).count()]).toEqual([text, 1])
    expect([text, (await seenBy(page)).filter((told) => told.text === text).length]).toEqual([text, 1])
  }
  // Every line of the log was seen, none twice.
  const ids = (await seenBy(page)).map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.length).toBe((await thread()).messages.length)
})

inBrowser('the client library alone: by polling without a socket, with a post repeated, and a token that is refreshed', async () => {
  const { desk, page, line, thread, address } = await open()
  await page.goto(`${address}/program?domain=${encodeURIComponent(line.domain)}`)
  const made = await (await fetch(`${desk.url}/v3/directline/tokens/generate`, { method: 'POST' })).json() as { token: string; conversationId: string }
  await page.evaluate(`window.begin({ token: ${JSON.stringify(made.token)}, webSocket: false })`)
  await page.waitForFunction(`window.line.seen.some(({ text }) => text === ${JSON.stringify(words('en', 'welcome.promise'))})`)
  const same = `window.line.say({ text: 'said twice', channelData: { clientActivityID: 'same' } })`
  const ids = await page.evaluate<string[]>(`Promise.all([${same}, ${same}])`)
  expect(ids[0]).toBe(ids[1])
  await page.waitForFunction(`window.line.seen.some(({ text }) => text === 'said twice')`)
  await page.evaluate(`window.line.say({ type: 'typing' })`)
  await page.evaluate(`window.line.say({ text: 'and after', channelData: { clientActivityID: 'after' } })`)
  await page.waitForFunction(`window.line.seen.some(({ text }) => text === 'and after')`)
  const told = await page.evaluate<string[]>(`window.line.seen.map(({ id }) => id)`)
  expect(new Set(told).size).toBe(told.length)
  expect((await thread()).messages.filter(({ text }) => text === 'said twice')).toHaveLength(1)
  // Whom the client calls itself does not count.
  expect(await page.evaluate(`window.line.seen.find(({ text }) => text === 'and after').from.id`)).toMatch(/^dl_/)

  const refreshed = await (await fetch(`${desk.url}/v3/directline/tokens/refresh`, { method: 'POST', headers: { authorization: `Bearer ${made.token}` } })).json() as { token: string }
  await page.evaluate(`window.line.directLine.end()`)
  await page.evaluate(`window.begin({ token: ${JSON.stringify(refreshed.token)}, conversationId: ${JSON.stringify(made.conversationId)}, webSocket: true })`)
  await page.waitForFunction(`window.line.seen.some(({ text }) => text === 'and after')`)
  expect(await page.evaluate<number>(`window.line.seen.filter(({ type }) => type === 'message').length`)).toBe(told.length)
})
