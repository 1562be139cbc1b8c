// The pages of cases in a real browser: one case walked through every stage, the queue, the proof that nothing is forgotten.
import { afterEach, expect, test } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { foundDesk, openBrowser, violations } from './browser.ts'
import { act, mediate, picture } from './case-mediation.ts'
import { eventually, openDesk } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { lineUser, startLine } from './platforms/line.ts'
import { chromium } from './surroundings.ts'

const ending: (() => Promise<unknown>)[] = []
afterEach(async () => { for (const end of ending.splice(0).toReversed()) await end() })
const inBrowser = chromium() === null ? test.skip : test

async function open() {
  const line = await startLine()
  const desk = await openDesk({ LINE_CHANNEL_SECRET: 's', LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: line.url })
  const browser = await openBrowser()
  if (!browser) throw new Error('no browser')
  ending.push(() => line.close(), () => desk.stop(), () => browser.close())
  const says = (text: string, name = 'Minh') => line.deliver(`${desk.url}/webhooks/line`, [line.textEvent({ user: lineUser(name), text })], { secret: 's' })
  return { desk, browser, says }
}

async function watched(browser: Browser, desk: TestDesk, options: Parameters<Browser['newContext']>[0]): Promise<Page> {
  const page = await (await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 900 }, ...options })).newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => { if (message.type() === 'error' && !message.text().includes('status of 4')) faults.push(message.text()) })
  page.on('request', (request) => { if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(desk.url)) faults.push(request.url()) })
  ending.push(async () => { expect(faults).toEqual([]) })
  return page
}

const tooWide = (page: Page) => page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth')

inBrowser('one case goes from danger at night through every stage to its end, and nothing is told without a yes', { timeout: 400_000 }, async () => {
  const { desk, browser, says } = await open()
  const page = await watched(browser, desk, {})
  await foundDesk(page, desk)
  await says('Xin chào')
  await says('Tôi muốn chết')
  await page.getByTestId('nav-cases').click()
  await page.getByTestId('list-unassigned').click()
  await eventually(async () => (await page.getByTestId('list-unassigned').innerText()).includes('1'))
  await page.getByTestId('cases').getByTestId('severity').first().waitFor()
  await picture(page, 'queue')
  expect(await violations(page)).toEqual([])
  // The desk chooses, by one key.
  await page.locator('body').press('n')
  await page.getByTestId('case-head').waitFor()
  expect(await page.getByTestId('owner').innerText()).toBe('佐藤')
  expect(await page.getByTestId('severity').first().innerText()).toContain('S5')
  await act(page, 'log-contact', { About: 'Support', Text: 'We talked; she is with a friend.' })
  await act(page, 'add-wish', { Wish: 'To stay in Japan and to be paid' })
  await act(page, 'add-deadline', { Kind: 'End of stay', Day: '2099-03-31' })
  await act(page, 'offer', { 'Options (one a line)': 'Labour office\nLawyer' })
  await act(page, 'choose', { 'What they chose': 'Lawyer' })
  await act(page, 'mark-incident', { Reason: 'A dispute about wages' })
  expect(await page.getByTestId('legal').innerText()).toContain('Article 72')
  await page.getByTestId('stages').getByRole('checkbox').first().click()
  await eventually(async () => (await page.getByTestId('stages').innerText()).includes('1 of 6'))

  // An office is not even rung without consent.
  await page.getByTestId('log-contact').click()
  const contact = page.getByTestId('log-contact-dialog')
  await contact.getByLabel('With', { exact: true }).selectOption({ label: 'Public office' })
  await contact.getByLabel('Its name').fill('Labour office')
  await contact.locator('button[type=submit]').click()
  await contact.getByRole('alert').getByText('There is no consent for this').waitFor()
  await page.keyboard.press('Escape')
  await page.getByTestId('ask-consent').click()
  const asking = page.getByTestId('consent-dialog')
  await asking.getByLabel('Addressee').selectOption({ label: 'Public office' })
  await asking.getByLabel('Its name').fill('Labour office')
  await asking.getByLabel('Status of residence').check()
  await asking.getByTestId('consent-yes').click()
  expect(await asking.getByTestId('consent-text').innerText()).toContain('Labour office')
  await picture(page, 'consent')
  expect(await violations(page)).toEqual([])
  await asking.getByTestId('consent-yes').click()
  await asking.waitFor({ state: 'detached' })
  await page.getByTestId('disclose').click()
  const telling = page.getByTestId('disclose-dialog')
  await telling.getByLabel('Its name').fill('Labour office')
  await telling.getByLabel('Addressee').selectOption({ label: 'Public office' })
  await telling.getByLabel('Status of residence').check()
  await telling.getByLabel('Purpose').fill('To ask whether she may change jobs')
  await telling.getByTestId('disclose-yes').click()
  await telling.getByTestId('status-warning').waitFor()
  await telling.getByTestId('disclose-yes').click()
  await telling.waitFor({ state: 'detached' })
  await page.getByTestId('disclosures').getByText('To ask whether she may change jobs').waitFor()

  const moveTo = async (stage: string, checked: string) => {
    await act(page, 'move', { 'To which stage': stage, Reason: `on to ${stage}`, ...(checked && { 'Who was checked for conflicts of interest (organisation, expert)': checked }) })
    await eventually(async () => (await page.getByTestId('stage').innerText()) === stage)
  }
  for (const [stage, checked] of [['Accompanied by phone', ''], ['Accompanied in person', 'A support group'], ['Expert', 'A lawyer']] as const) await moveTo(stage, checked)
  await mediate(page, moveTo)
  await moveTo('Outside (court)', 'The bar')
  await page.getByTestId('case-head').scrollIntoViewIfNeeded()
  await picture(page, 'case')
  expect(await violations(page)).toEqual([])
  await act(page, 'close', { Outcome: 'Settled' })
  await page.getByTestId('reopen').waitFor()
  await page.getByTestId('tasks').getByText('ask after closing').first().waitFor()
  await page.getByTestId('begin-study').click()
  await page.getByTestId('taken-on').click()
  await page.getByTestId('study-editor').waitFor()
  await picture(page, 'study')
  expect(await violations(page)).toEqual([])
  await page.getByTestId('nav-library').click()
  await page.getByTestId('studies').getByText('Draft').waitFor()
  await picture(page, 'library')
  expect(await violations(page)).toEqual([])
  await page.getByTestId('nav-oversight').click()
  await page.getByTestId('idle-none').waitFor()
  await picture(page, 'oversight')
})

inBrowser('a case begins from its conversation with a few keys, and from a call without one', { timeout: 90_000 }, async () => {
  const { desk, browser, says } = await open()
  const page = await watched(browser, desk, {})
  await foundDesk(page, desk)
  await says('Hello, my salary was not paid')
  await page.getByRole('tab', { name: 'All' }).click()
  await page.locator('[data-row]').first().click()
  await page.getByTestId('make-case').click()
  await page.keyboard.type('unpaid wages')
  await page.keyboard.press('Enter')
  await page.getByTestId('case-page').waitFor()
  expect(await page.getByTestId('owner').innerText()).toBe('佐藤')
  await page.getByTestId('to-conversation').click()
  await page.getByTestId('open-case').waitFor()
  await page.getByTestId('nav-cases').click()
  await page.getByTestId('new-case').click()
  const dialog = page.getByTestId('new-case-dialog')
  await dialog.getByLabel('What it is (short)').fill('A company asks about the notice period')
  await dialog.getByLabel('Who asks').selectOption({ label: 'A company’s staff with their own question' })
  await dialog.getByTestId('begin-case').click()
  await page.getByRole('heading', { name: 'A company’s staff' }).waitFor()
})

inBrowser.each([['en-US', 1280, 'dark'], ['ja-JP', 320, 'light'], ['ja-JP', 320, 'dark']] as const)('every page of cases is accessible: %s, %i pixels, %s', { timeout: 120_000 }, async (locale, width, colorScheme) => {
  const { desk, browser, says } = await open()
  const first = await watched(browser, desk, {})
  await foundDesk(first, desk)
  await says('Tôi muốn chết')
  const page = await watched(browser, desk, { locale, viewport: { width, height: 800 }, colorScheme, storageState: await first.context().storageState() })
  await page.goto(`${desk.url}/desk/cases`)
  await page.getByTestId('no-cases').waitFor()
  expect([await violations(page), await tooWide(page)]).toEqual([[], false])
  await page.getByTestId('list-unassigned').click()
  await page.getByTestId('cases').waitFor()
  await picture(page, `queue-${locale}-${width}-${colorScheme}`)
  expect([await violations(page), await tooWide(page)]).toEqual([[], false])
  await page.getByTestId('next-case').click()
  await page.getByTestId('case-page').waitFor()
  await picture(page, `case-${locale}-${width}-${colorScheme}`)
  expect([await violations(page), await tooWide(page)]).toEqual([[], false])
  // Twice is enough: small, and dark.
  if (locale === 'en-US' || colorScheme === 'light') {
    await page.getByTestId('to-mediation').click()
    await page.getByTestId('dossier').waitFor()
    await page.getByTestId('add-facts').click()
    await picture(page, `mediation-${locale}-${width}-${colorScheme}`)
    expect([await violations(page), await tooWide(page)]).toEqual([[], false])
    await page.goto(page.url().replace('/mediation', '/dossiers/0'))
    await page.getByTestId('sheet').waitFor()
    await picture(page, `sheet-${locale}-${width}-${colorScheme}`)
    expect([await violations(page), await tooWide(page)]).toEqual([[], false])
    await page.goto(`${desk.url}/desk/library`)
    await page.getByTestId('no-studies').waitFor()
    await picture(page, `library-${locale}-${width}-${colorScheme}`)
    expect([await violations(page), await tooWide(page)]).toEqual([[], false])
  }
  await page.goto(`${desk.url}/desk/cases/oversight`)
  await page.getByTestId('idle').waitFor()
  expect([await violations(page), await tooWide(page)]).toEqual([[], false])
})
