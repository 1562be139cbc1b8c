// Draws the pictures of the documentation from a running demonstration: `npm run demo`, then `npm run pictures -- [--browser PATH] [--desk URL]`.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { emailOf, COLLEAGUES, PASSWORD } from './demo/colleagues.ts'
import { recordConversation } from './recording.ts'

const folder = join(resolve(import.meta.dirname, '../..'), 'docs/images')
const { values } = parseArgs({ options: { browser: { type: 'string' }, desk: { type: 'string', default: 'http://localhost:3000' } } })
const executablePath = (values.browser ? [values.browser] : ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']).find((place) => existsSync(place))

interface Picture { readonly name: string; readonly phone?: true; readonly show: (page: Page) => Promise<void> }

const SETTLED_MS = 1_200
const WIDE = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }

/** Of those who write in this language, the one with whom somebody speaks. */
const open = async (page: Page, language: RegExp) => {
  await page.goto(`${values.desk}/desk?show=all`)
  await page.locator('[data-row]').filter({ hasText: language }).filter({ hasText: /田中|佐藤/ }).first().click({ timeout: 5_000 })
  await page.getByTestId('thread').waitFor()
}
const BURMESE = /ミャンマー語|Burmese/
const VIETNAMESE = /ベトナム語|Vietnamese/
const PICTURES: readonly Picture[] = [
  { name: 'list', show: async (page) => { await page.locator('[data-row]').first().waitFor() } },
  { name: 'thread', show: (page) => open(page, BURMESE) },
  { name: 'person', show: async (page) => {
    await open(page, BURMESE)
    await page.keyboard.press('p')
    await page.getByTestId('person-panel').waitFor()
  } },
  { name: 'thread-phone', phone: true, show: (page) => open(page, VIETNAMESE) },
  { name: 'list-phone', phone: true, show: async (page) => { await page.locator('[data-row]').first().waitFor() } },
  { name: 'cases', show: async (page) => {
    await page.goto(`${values.desk}/desk/cases`)
    await page.getByTestId('list-all').click()
  } },
  { name: 'statistics', show: (page) => page.goto(`${values.desk}/desk/statistics`).then(() => page.locator('main h2').first().waitFor()) },
  { name: 'numbers', show: async (page) => {
    await page.goto(`${values.desk}/desk/numbers`)
    await page.getByTestId('period-month').click()
    await page.locator('.recharts-surface').first().waitFor()
  } },
]

if (!executablePath) {
  process.stderr.write('Say where Chromium is: npm run pictures -- --browser PATH\n')
  process.exit(2)
}
mkdirSync(folder, { recursive: true })
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
try {
  const signedIn = await browser.newContext()
  const answer = await signedIn.request.post(`${values.desk}/api/auth/sign-in/email`, { headers: { origin: values.desk }, data: { email: emailOf(COLLEAGUES[0]), password: PASSWORD } })
  if (!answer.ok()) throw new Error(`sign-in: ${answer.status()}. Is the demonstration running at ${values.desk}?`)
  const storageState = await signedIn.storageState()
  for (const [locale, ending] of [['ja-JP', '.ja'], ['en-US', '']] as const) {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const { name, phone, show } of PICTURES) {
        const context = await browser.newContext({ locale, colorScheme, storageState, viewport: phone ? PHONE : WIDE, deviceScaleFactor: phone ? 2 : 1 })
        const page = await context.newPage()
        await page.goto(`${values.desk}/desk`)
        await page.getByTestId('navigation').waitFor()
        await show(page)
        await page.waitForTimeout(SETTLED_MS)
        const file = `${name}${colorScheme === 'dark' ? '-dark' : ''}${ending}.png`
        writeFileSync(join(folder, file), await sharp(await page.screenshot()).png({ palette: true, colours: 128, effort: 10 }).toBuffer())
        process.stdout.write(`${file}\n`)
        await context.close()
      }
    }
    const moving = `conversation${ending}.webp`
    writeFileSync(join(folder, moving), await recordConversation(browser, values.desk, locale, storageState))
    process.stdout.write(`${moving}\n`)
  }
} finally {
  await browser.close()
}
