// The night as people see it: a message on LINE at three, the call's page and the answer on a phone, and the desk's own page by day.
import { afterEach, expect, test } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { openBrowser, openWholeBrowser, tooWide, violations } from './browser.ts'
import { words } from './content.ts'
import { eventually } from './desk.ts'
import { DANGER_VI, linkIn, mailTo, openNight } from './night.ts'
import type { Night } from './night.ts'
import { startGoogleTranslate } from './platforms/google-translate.ts'
import { lineUser } from './platforms/line.ts'
import { chromium } from './surroundings.ts'

const ending: (() => Promise<unknown>)[] = []
afterEach(async () => { for (const end of ending.splice(0).toReversed()) await end() })

const inBrowser = chromium() === null ? test.skip : test
async function open(env: Record<string, string> = {}): Promise<{ night: Night; browser: Browser }> {
  const night = await openNight(env)
  const browser = await openBrowser()
  if (!browser) throw new Error('no browser')
  ending.push(() => night.close(), () => browser.close())
  return { night, browser }
}

async function signedIn(page: Page): Promise<void> {
  await page.getByLabel('メールアドレス').fill('sato@example.org')
  await page.getByRole('textbox', { name: 'パスワード' }).fill('a long password here')
  await page.locator('button[type=submit]').first().click()
}

inBrowser('from a message at night to the answer on a phone: one button without a script, then the desk at 360 pixels, translated both ways', async () => {
  const google = await startGoogleTranslate()
  ending.push(() => google.close())
  google.translations.set(`ja:${DANGER_VI}`, '死にたいです。もう生きていたくありません')
  google.translations.set('vi:ここにいます。今どこにいますか', 'Tôi ở đây. Bây giờ bạn ở đâu?')
  const { night, browser } = await open({ GOOGLE_TRANSLATE_PROJECT: 'p', GOOGLE_TRANSLATE_ENDPOINT: google.url })
  await night.db.query(`INSERT INTO on_call_way (id, staff_id, medium, address, verified_at) SELECT gen_random_uuid(), id, 'email', 'night@example.org', now() FROM staff`)
  await night.worker('Minh', DANGER_VI)
  const link = linkIn((await mailTo(night, 'night')).text, night.desk)
  const phone = { locale: 'ja-JP', viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true }
  const old = await (await browser.newContext({ ...phone, javaScriptEnabled: false })).newPage()
  await old.goto(link)
  expect([await old.locator('body').innerText(), await tooWide(old)]).toEqual([expect.not.stringMatching(/Minh|死|chết/), false])
  await old.getByRole('button').click()
  await old.getByText('あなたが対応しています').waitFor()
  const address = await old.getByRole('link').getAttribute('href') ?? ''
  const page = await (await browser.newContext(phone)).newPage()
  await page.goto(link)
  expect(await violations(page)).toEqual([])
  await page.goto(night.desk.url + address)
  await signedIn(page)
  const thread = page.getByTestId('thread')
  await thread.getByText('死にたいです。もう生きていたくありません').first().waitFor()
  expect(await page.getByTestId('alarm-strip').innerText()).toContain('佐藤')
  await page.getByTestId('alarm-strip').locator('summary').first().click()
  await page.getByTestId('alarm-steps').getByText('佐藤さんがメールから答えました').waitFor()
  expect([await violations(page), await tooWide(page)]).toEqual([[], false])
  await page.getByTestId('alarm-strip').locator('summary').first().click()
  await page.getByTestId('reply-text').fill('ここにいます。今どこにいますか')
  await eventually(async () => (await page.getByTestId('reply').getByRole('textbox').last().inputValue()).includes('Tôi ở đây'))
  await page.getByTestId('send').click()
  await eventually(() => night.line.sent.some(({ to, messages }) => to === lineUser('Minh') && JSON.stringify(messages).includes('Tôi ở đây. Bây giờ bạn ở đâu?')))
  expect(JSON.stringify(night.line.sent)).toContain(JSON.stringify(words('vi', 'handover.reading')).slice(1, -1))
})

inBrowser('weeks are filled, handed over and taken back; a gap stands in red; a way is added and tried; a drill shows its steps', async () => {
  const { night, browser } = await open()
  await night.colleague('Tanaka', [{ medium: 'email', address: 'tanaka@example.org' }])
  await night.colleague('Suzuki', [])
  const page = await (await browser.newContext({ locale: 'ja-JP', viewport: { width: 1280, height: 900 } })).newPage()
  await page.goto(`${night.desk.url}/desk/on-call`)
  await signedIn(page)
  await page.getByTestId('next-gap').waitFor()
  await page.getByTestId('fill-weeks').click()
  await page.getByTestId('fill-Tanaka').click()
  await page.getByTestId('fill-Suzuki').click()
  expect((await page.getByTestId('preview').innerText()).match(/Tanaka|Suzuki/g)).toEqual(['Tanaka', 'Suzuki', 'Tanaka', 'Suzuki'])
  expect(await violations(page)).toEqual([])
  await page.getByTestId('fill-submit').click()
  await eventually(async () => (await page.getByTestId('shift').count()) === 4)
  // A week of somebody who cannot be reached is a gap all the same.
  const weeks = page.getByTestId('week')
  expect([await weeks.nth(0).getByTestId('gaps').count(), await weeks.nth(1).getByTestId('gaps').count()]).toEqual([0, 1])
  await page.getByTestId('shift').nth(1).click()
  await page.getByTestId('shift-dialog').getByRole('combobox').selectOption('Tanaka')
  await page.getByTestId('give').click()
  await eventually(async () => (await weeks.nth(1).getByTestId('gaps').count()) === 0)
  expect(await page.getByTestId('tonight-bar').innerText()).toContain('Tanaka')
  await page.getByTestId('add-email').click()
  await page.getByTestId('add-email-dialog').getByRole('textbox').fill('sato-night@example.org')
  await page.getByTestId('way-submit').click()
  const mail = await mailTo(night, 'sato-night')
  await fetch(linkIn(mail.text, night.desk), { method: 'POST' })
  await page.keyboard.press('Escape')
  await page.reload()
  await page.locator('[data-testid=way-email][data-verified=true]').waitFor()
  await page.getByTestId('drill').click()
  await fetch(linkIn((await mailTo(night, 'tanaka')).text, night.desk), { method: 'POST' })
  await page.getByTestId('alarm-drill').getByText('Tanakaさんが対応すると答えました').waitFor({ state: 'attached' })
  expect([await violations(page), await tooWide(page)]).toEqual([[], false])
})

inBrowser('the browser itself shows a call, without a word of what it is about', async () => {
  const { night } = await open()
  const browser = await openWholeBrowser()
  ending.push(() => browser.close())
  const context = await browser.newContext({ locale: 'ja-JP' })
  await context.grantPermissions(['notifications'], { origin: night.desk.url })
  const page = await context.newPage()
  await page.goto(`${night.desk.url}/desk/on-call`)
  const browserSays = await context.newCDPSession(page)
  const registered = new Promise<string>((done) => {
    browserSays.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [one] = registrations
      if (one) done(one.registrationId)
    })
  })
  await browserSays.send('ServiceWorker.enable')
  await page.evaluate(`navigator.serviceWorker.register('/desk/worker.js').then(() => navigator.serviceWorker.ready).then(() => null)`)
  const call = { id: 'one', urgent: true, title: '緊急の相談 / Urgent consultation', body: 'x', link: `${night.desk.url}/ack/x` }
  await browserSays.send('ServiceWorker.deliverPushMessage', { origin: night.desk.url, registrationId: await registered, data: JSON.stringify(call) })
  const shown = () => page.evaluate<[string, string][]>(`navigator.serviceWorker.getRegistration('/desk/').then((one) => one.getNotifications()).then((all) => all.map(({ title, data }) => [title, data]))`)
  expect(await eventually(async () => ((await shown()).length > 0 ? shown() : null))).toEqual([[call.title, call.link]])
})
