// The desk's pages in a real browser: what a worker sent, what each channel can do now, and administration.
import { afterEach, expect, test } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { everyLook, foundDesk, openBrowser, violations, watched } from './browser.ts'
import { eventually, openDesk } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { lineUser, startLine } from './platforms/line.ts'
import { messengerPsid, startMessenger } from './platforms/messenger.ts'
import { chromium } from './surroundings.ts'

const ending: (() => Promise<unknown>)[] = []
afterEach(async () => { for (const end of ending.splice(0).toReversed()) await end() })

const inBrowser = chromium() === null ? test.skip : test
const SECRET = 's'

async function open() {
  const [line, meta] = [await startLine({ monthlyQuota: 200 }), await startMessenger()]
  const desk = await openDesk({
    LINE_CHANNEL_SECRET: SECRET, LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: line.url,
    MESSENGER_APP_SECRET: meta.appSecret, MESSENGER_PAGE_TOKEN: meta.token, MESSENGER_VERIFY_TOKEN: meta.verifyToken, MESSENGER_GRAPH_BASE: meta.url,
  })
  const browser = await openBrowser()
  if (!browser) throw new Error('no browser')
  ending.push(() => line.close(), () => meta.close(), () => desk.stop(), () => browser.close())
  return { line, meta, desk, browser }
}

async function founder(browser: Browser, desk: TestDesk): Promise<Page> {
  const page = await watched(browser, desk, ending)
  await foundDesk(page, desk)
  return page
}

inBrowser('a photo and a place are shown in the thread, without asking anybody else', async () => {
  const { line, desk, browser } = await open()
  const user = lineUser('Minh')
  const image = line.imageEvent({ user })
  line.contents.set(image.message.id, { bytes: await sharp({ create: { width: 640, height: 480, channels: 3, background: '#1a7f6b' } }).jpeg().toBuffer() })
  await line.deliver(`${desk.url}/webhooks/line`, [line.textEvent({ user, text: 'Madoguchi #LOT7' }), image, line.locationEvent({ user }), line.postbackEvent({ user, data: 'person' })], { secret: SECRET })
  const page = await founder(browser, desk)
  await page.locator('[data-testid=conversations] [data-row]').first().click()
  const photo = page.locator('[data-testid=media][data-media=stored] img, [data-testid=media] img').first()
  await photo.scrollIntoViewIfNeeded()
  await eventually(() => photo.evaluate((shown) => 'naturalWidth' in shown && shown.naturalWidth === 640))
  await page.getByTestId('map').first().scrollIntoViewIfNeeded()
  expect(await page.getByTestId('location-coordinates').first().innerText()).toContain('35.08')
  expect(await page.getByTestId('entry-code').first().innerText()).toContain('LOT7')
  expect(await violations(page)).toEqual([])
  await page.getByTestId('media-open').first().click()
  await page.getByTestId('large-image').waitFor()
  await page.keyboard.press('Escape')
  await page.getByTestId('large-image').waitFor({ state: 'detached' })
})

inBrowser('when Messenger\'s window is closed the desk says so and offers the person\'s LINE', async () => {
  const { line, meta, desk, browser } = await open()
  const [user, psid] = [lineUser('Minh'), messengerPsid('Minh')]
  const old = new Date(Date.now() - 9 * 86_400_000)
  await line.deliver(`${desk.url}/webhooks/line`, [line.textEvent({ user, text: 'Hello' }), line.postbackEvent({ user, data: 'code' })], { secret: SECRET })
  const code = (await eventually(() => /\d{3} \d{3} \d{3}/.exec(JSON.stringify(line.sent.map(({ messages }) => messages)))))[0]
  await meta.deliver(`${desk.url}/webhooks/messenger`, [meta.textEvent({ psid, text: code, at: old }), meta.postbackEvent({ psid, title: 'A person', payload: 'person', at: old })])
  const page = await founder(browser, desk)
  await page.locator('[data-testid=conversations] [data-row]').filter({ hasText: 'Messenger' }).first().click()
  await page.getByRole('button', { name: 'Take over' }).click()
  await page.getByTestId('closed').waitFor()
  await page.getByTestId('write-there').first().click()
  await eventually(async () => (await page.getByTestId('other-conversation').first().innerText()).includes('Messenger'))
})

inBrowser('every administration page is accessible', async () => {
  const { desk, browser } = await open()
  const page = await founder(browser, desk)
  for (const place of ['', '/staff', '/approvals', '/record', '/roles', '/hours', '/on-call', '/account', '/numbers']) {
    await page.goto(`${desk.url}/desk${place}`)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    await everyLook(page, `desk${place}`)
  }
})

inBrowser('a colleague comes in by the link they were given and sees only what their role allows', async () => {
  const { desk, browser } = await open()
  const page = await founder(browser, desk)
  await page.goto(`${desk.url}/desk/staff`)
  await page.getByTestId('invite').click()
  const dialog = page.getByTestId('invite-dialog')
  await dialog.getByLabel(/name/i).first().fill('Anh')
  await dialog.getByLabel(/e-mail/i).fill('anh@example.org')
  for (const box of await dialog.getByRole('checkbox').all()) await box.uncheck()
  await dialog.getByLabel(/auditor/i).first().check()
  await page.getByTestId('invite-submit').click()
  const link = await eventually(async () => { const shown = page.getByTestId('invitation-link'); return (await shown.inputValue().catch(() => shown.innerText())).match(/http\S+/)?.[0] })
  const hers = await watched(browser, desk, ending)
  await hers.goto(new URL(new URL(link).pathname + new URL(link).search, desk.url).href)
  await hers.getByRole('textbox', { name: 'Password' }).fill('another long password')
  // A menu that she opens while her first page is still on its way stays open.
  const arrives = Promise.withResolvers<void>()
  await hers.route(/\.js$/, async (route) => { await arrives.promise; await route.continue() })
  await hers.locator('button[type=submit]').click()
  await hers.getByTestId('nav-group-administration').click()
  await hers.getByTestId('nav-record').waitFor()
  arrives.resolve()
  await hers.locator('main h2').first().waitFor()
  await hers.getByTestId('nav-record').waitFor()
  expect([await hers.getByTestId('nav-conversations').count(), await hers.getByTestId('nav-approvals').count()]).toEqual([0, 0])
})
