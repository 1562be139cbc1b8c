// A worker and a counsellor talk to each other in two real browsers, in Burmese and Japanese.
import { createServer } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { openBrowser, openPage, violations } from './browser.ts'
import { chromium } from './surroundings.ts'
import { words } from './content.ts'
import { openDesk } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { startGoogleTranslate } from './platforms/google-translate.ts'

const ending: (() => Promise<unknown>)[] = []
afterEach(async () => { for (const end of ending.splice(0).toReversed()) await end() })

const inBrowser = chromium() === null ? test.skip : test

async function open(env: Record<string, string> = {}): Promise<{ browser: Browser; desk: TestDesk }> {
  const desk = await openDesk(env)
  ending.push(() => desk.stop())
  const browser = await openBrowser()
  if (!browser) throw new Error('no browser')
  ending.push(() => browser.close())
  return { browser, desk }
}

async function workerPage({ browser, desk }: { browser: Browser; desk: TestDesk }, locale = 'my', width = 320): Promise<Page> {
  const context = await browser.newContext({ locale, viewport: { width, height: 640 } })
  const page = await context.newPage()
  const foreign: string[] = []
  page.on('request', (request) => { if (!request.url().startsWith(desk.url) && !request.url().startsWith('data:')) foreign.push(request.url()) })
  ending.push(async () => expect(foreign).toEqual([]))
  await page.goto(desk.url)
  return page
}

async function counsellorPage({ browser, desk }: { browser: Browser; desk: TestDesk }): Promise<Page> {
  const page = await (await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 800 } })).newPage()
  await page.goto(`${desk.url}/desk/setup?token=${desk.setupToken}`)
  await page.getByLabel('Your name').fill('佐藤')
  await page.getByLabel('E-mail address').fill('sato@example.org')
  await page.getByRole('textbox', { name: 'Password' }).fill('a long password here')
  await page.getByRole('button', { name: 'Create the account and start' }).click()
  await page.getByTestId('connections').waitFor()
  await page.goto(`${desk.url}/desk`)
  await page.getByRole('heading', { name: 'Conversations', exact: true }).waitFor()
  return page
}

inBrowser('a Burmese worker asks for a person, and the counsellor\'s Japanese answer arrives in Burmese', async () => {
  const google = await startGoogleTranslate()
  ending.push(() => google.close())
  google.translations.set('ja:လစာ မရသေးဘူး', '給料をまだもらっていません')
  google.translations.set('my:給与明細はありますか', 'လစာစာရွက် ရှိပါသလား')
  const both = await open({ GOOGLE_TRANSLATE_PROJECT: 'p', GOOGLE_TRANSLATE_ENDPOINT: google.url })
  const counsellor = await counsellorPage(both)
  const worker = await workerPage(both)

  await worker.getByText(words('my', 'welcome.promise')).waitFor()
  await worker.locator('html[lang=my]').waitFor()
  expect(await violations(worker)).toEqual([])
  await worker.getByRole('textbox').fill('လစာ မရသေးဘူး')
  await worker.getByRole('textbox').press('Enter')
  await worker.getByText(words('my', 'welcome.after')).waitFor()
  await worker.getByRole('button', { name: words('my', 'choice.person') }).click()
  await worker.getByText(words('my', 'handover.asked')).waitFor()

  await counsellor.getByRole('listitem').filter({ hasText: 'Burmese' }).first().click()
  await counsellor.getByText('給料をまだもらっていません').first().waitFor()
  await counsellor.getByText('လစာ မရသေးဘူး').first().waitFor()
  await counsellor.getByRole('button', { name: 'Take over' }).click()
  await worker.getByText(words('my', 'handover.takenOver')).waitFor()
  await counsellor.getByTestId('reply').getByRole('textbox', { name: /reply|japanese/i }).first().fill('給与明細はありますか')
  await expect.poll(() => counsellor.getByTestId('reply').getByRole('textbox').last().inputValue()).toBe('လစာစာရွက် ရှိပါသလား')
  await counsellor.keyboard.press('Control+Enter')
  await worker.getByText('လစာစာရွက် ရှိပါသလား').waitFor()

  // Read back before it is sent: seen here, and by nobody else.
  google.translations.set('my:残業代も見ます', 'အချိန်ပို ကြည့်ပါမယ်')
  google.translations.set('ja:အချိန်ပို ကြည့်ပါမယ်', '残業を見ます')
  await counsellor.getByTestId('reply-text').fill('残業代も見ます')
  await counsellor.getByTestId('missing-terms').getByText('残業代').waitFor()
  await counsellor.getByTestId('back').click()
  await counsellor.getByTestId('back-translation').getByText('残業を見ます').waitFor()
  expect(await violations(counsellor)).toEqual([])
  await counsellor.keyboard.press('Control+Enter')
  await worker.getByText('အချိန်ပို ကြည့်ပါမယ်').waitFor()
  expect(await worker.getByText('残業を見ます').count()).toBe(0)

  // A line that could not be translated is tried again, then corrected.
  google.faults = [{ on: 'translateText', times: 1, status: 400 }]
  await worker.getByRole('textbox').fill('ကျေးဇူးပါ')
  await worker.getByRole('textbox').press('Enter')
  await counsellor.getByTestId('translate-again').click()
  await counsellor.getByText('[ja] ကျေးဇူးပါ').first().waitFor()
  await counsellor.locator('li', { hasText: '[ja] ကျေးဇူးပါ' }).getByTestId('wrong').last().click()
  await counsellor.getByTestId('correction-text').fill('ありがとうございます')
  expect(await violations(counsellor)).toEqual([])
  await counsellor.getByTestId('correction-save').click()
  await counsellor.getByText('Corrected by 佐藤').waitFor()

  // The editor sees it, and the terms.
  await openPage(counsellor, 'knowledge', 'glossary')
  await counsellor.getByTestId('search-terms').fill('残業')
  await counsellor.getByTestId('term-overtime').getByRole('button').click()
  await counsellor.getByTestId('term-in-vi').fill('tăng ca')
  expect(await violations(counsellor)).toEqual([])
  await counsellor.getByTestId('save-term').click()
  await counsellor.getByTestId('term-overtime').getByText('tăng ca').waitFor()
  await counsellor.getByTestId('corrections-tab').click()
  await counsellor.getByTestId('correction-item').getByText('ありがとうございます').waitFor()
  expect(await violations(counsellor)).toEqual([])
})

inBrowser('the conversation survives a reload and an interrupted line, and nothing shows twice', async () => {
  const both = await open()
  const worker = await workerPage(both, 'vi')
  await worker.getByText(words('vi', 'welcome.promise')).waitFor()
  await worker.locator('html[lang=vi]').waitFor()
  await worker.context().setOffline(true)
  await worker.getByRole('textbox').fill('em bị mất điện thoại')
  await worker.getByRole('textbox').press('Enter')
  await worker.getByText(words('vi', 'chat.notSent')).first().waitFor()
  await worker.context().setOffline(false)
  await worker.getByText(words('vi', 'chat.notSent')).first().waitFor({ state: 'detached' })
  await worker.reload()
  await worker.getByText('em bị mất điện thoại').waitFor()
  await worker.getByText(words('vi', 'welcome.promise')).waitFor()
  await worker.waitForTimeout(1_000)
  expect(await worker.getByText('em bị mất điện thoại').count()).toBe(1)
  expect(await worker.getByText(words('vi', 'welcome.promise')).count()).toBe(1)
})

inBrowser('the quick exit leaves nothing of the conversation in the browser', async () => {
  const both = await open()
  const context = await both.browser.newContext({ locale: 'en', viewport: { width: 320, height: 640 } })
  await context.route((url) => url.origin !== new URL(both.desk.url).origin, (route) => route.fulfill({ body: 'the weather', contentType: 'text/html' }))
  const page = await context.newPage()
  await page.goto(both.desk.url)
  await page.getByText(words('en', 'welcome.promise')).waitFor()
  await page.getByRole('textbox').fill('my boss hits me')
  await page.getByRole('textbox').press('Enter')
  await page.getByText('my boss hits me').waitFor()
  await page.getByText(words('en', 'chat.sending')).waitFor({ state: 'detached' })
  const kept = () => page.evaluate(() => Object.values({ ...localStorage, ...sessionStorage }).join())
  const before = (await kept()).match(/[\w-]{24}/)?.[0] ?? ''
  expect(before).not.toBe('')
  await page.getByRole('button', { name: words('en', 'chat.exit') }).click()
  await page.getByText('the weather').waitFor()
  await page.goto(both.desk.url)
  await page.getByText(words('en', 'welcome.promise')).waitFor()
  expect(await page.getByText('my boss hits me').count()).toBe(0)
  expect(await kept()).not.toContain(before)
  expect(await context.cookies()).toEqual([])
})

inBrowser('any site can put the chat on its page with one script', async () => {
  const both = await open()
  const site = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end(`<!doctype html><html lang="en"><title>A shop</title><h1>A shop</h1><script src="${both.desk.url}/embed.js" defer></script>`)
  })
  await new Promise<void>((done) => { site.listen(0, '127.0.0.1', done) })
  ending.push(() => new Promise((done) => {
    site.close(done)
    site.closeAllConnections()
  }))
  const address = site.address()
  const page = await (await both.browser.newContext({ locale: 'es', viewport: { width: 800, height: 700 } })).newPage()
  await page.goto(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`)
  await page.getByRole('button').first().click()
  await page.frameLocator('iframe').getByText(words('es', 'welcome.promise')).waitFor()
})
