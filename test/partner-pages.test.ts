// The pages of partners in a real browser: the directory, asking one from a case, and the partner's own page on a phone.
import { afterEach, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { foundDesk, openBrowser, tooWide, violations, watched } from './browser.ts'
import { openDesk } from './desk.ts'
import { chromium } from './surroundings.ts'

const ending: (() => Promise<unknown>)[] = []
afterEach(async () => { for (const end of ending.splice(0).toReversed()) await end() })
const inBrowser = chromium() === null ? test.skip : test
/** Where to leave what was seen, for people to look at. */
const PICTURES = process.env['PARTNER_PICTURES']
const picture = async (page: Page, name: string) => { if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name}.png` }) }
/** A request to the desk's API as the page itself would send it. */
const send = (page: Page, path: string, body: object) => page.evaluate<{ id: string }>(`fetch(${JSON.stringify(path)}, { method: 'POST', headers: { 'content-type': 'application/json' }, body: ${JSON.stringify(JSON.stringify(body))} }).then((answer) => answer.json())`)
const soon = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10)

inBrowser('somebody is added to the directory, found from a case, asked, and answers on a phone', { timeout: 240_000 }, async () => {
  const desk = await openDesk()
  const browser = await openBrowser()
  if (!browser) throw new Error('no browser')
  ending.push(() => desk.stop(), () => browser.close())
  const page = await watched(browser, desk, ending)
  await foundDesk(page, desk)
  await page.getByTestId('nav-partners').click()
  await page.getByTestId('no-partners').waitFor()
  await page.getByTestId('add-partner').click()
  const dialog = page.getByTestId('partner-dialog')
  await dialog.getByLabel('Name', { exact: true }).fill('となりの家')
  await dialog.getByLabel('Type').selectOption('shelter')
  await dialog.getByRole('button', { name: 'Gifu', exact: true }).click()
  await dialog.getByLabel('Vietnamese').check()
  await dialog.getByLabel('Agreement valid until').fill(soon)
  await dialog.getByLabel('Shelter places').fill('3')
  expect(await violations(page)).toEqual([])
  await picture(page, 'partner-form')
  await dialog.getByTestId('independent').check()
  await dialog.getByTestId('save-partner').click()
  await page.getByTestId('ending').waitFor()
  for (const entry of [
    { kind: 'lawyer', name: '青木弁護士', prefectures: ['愛知県'], languages: ['ja', 'en'], themes: ['labour'], agreementUntil: '2099-03-31', fee: 'legalAid', contacts: [{ name: '青木', email: 'aoki@example.org', phone: '052-000-0000' }] },
    { kind: 'shelter', name: 'みんなの宿', prefectures: ['愛知県'], languages: ['ja'], agreementUntil: '2026-01-01', shelterPlaces: 2 },
  ]) await send(page, '/api/partners', { entry, independent: true })
  await page.reload()
  await page.getByTestId('partners').waitFor()
  await picture(page, 'directory')
  if (PICTURES) {
    const narrow = await (await browser.newContext({ locale: 'ja-JP', viewport: { width: 360, height: 740 }, storageState: await page.context().storageState() })).newPage()
    await narrow.goto(page.url())
    await narrow.getByTestId('partners').waitFor()
    await picture(narrow, 'directory-phone')
  }
  expect([await violations(page), await tooWide(page)]).toEqual([[], false])

  const { id } = await send(page, '/api/cases', { conversation: null, language: 'vi', opening: { asker: { kind: 'worker' }, origin: 'counsellor', severity: 'S3', reason: 'dismissed, has to leave the dormitory', way: 'phone', here: true } })
  await page.goto(`${desk.url}/desk/cases/${id}`)
  await page.getByTestId('find-partner').click()
  await page.getByLabel('What for').selectOption('shelter')
  await page.getByLabel('Where the worker is').selectOption('愛知県')
  await page.getByTestId('found').waitFor()
  expect(await page.getByTestId('found').innerText()).toMatch(/となりの家[\s\S]*neighbouring prefecture[\s\S]*speaks the language[\s\S]*Cannot be asked now[\s\S]*みんなの宿[\s\S]*agreement expired/)
  await picture(page, 'search')
  await page.getByTestId('choose-partner').first().click()
  await page.getByTestId('ask-preview').waitFor()
  await page.getByTestId('ask-consent-here').click()
  const consent = page.getByTestId('consent-dialog')
  expect(await consent.getByLabel('Its name').inputValue()).toBe('となりの家')
  await consent.getByLabel('What happened').check()
  await consent.getByTestId('consent-yes').click()
  await consent.getByTestId('consent-text').waitFor()
  await consent.getByTestId('consent-yes').click()
  await page.getByTestId('ask-question').fill('She has to leave the dormitory tonight.')
  expect(await page.getByTestId('ask-preview').innerText()).toContain('tonight')
  await picture(page, 'ask')
  expect(await violations(page)).toEqual([])
  await page.getByTestId('ask-confirm').check()
  await page.getByTestId('ask-yes').click()
  await page.getByTestId('request-status').waitFor()
  await page.getByTestId('request-link').click()
  await page.getByTestId('show-link').click()
  const link = (await page.getByTestId('link-dialog').locator('code').innerText()).replace(/^https?:\/\/[^/]+/, desk.url)
  await page.keyboard.press('Escape')

  const phone = await watched(browser, desk, ending, { viewport: { width: 320, height: 700 }, colorScheme: 'dark' })
  await phone.goto(link)
  await picture(phone, 'link-landing')
  expect([await violations(phone), await tooWide(phone)]).toEqual([[], false])
  await phone.getByRole('button').click()
  await phone.getByText('leave the dormitory tonight').waitFor()
  await picture(phone, 'link-request')
  await phone.getByRole('button', { name: /I accept/ }).click()
  await phone.getByText('Report that it is done').click()
  expect([await violations(phone), await tooWide(phone)]).toEqual([[], false])
  await picture(phone, 'link-accepted')
  await phone.getByLabel(/Cost in yen/).fill('800')
  await phone.getByLabel(/^報告/).fill('A room for three nights.')
  await phone.locator('form[enctype] button').click()
  await phone.getByText('Thank you very much.').waitFor()
  await page.getByTestId('request-costs').waitFor()
  expect(await page.getByTestId('requests').innerText()).toContain('A room for three nights.')
  await page.getByTestId('requests').scrollIntoViewIfNeeded()
  await picture(page, 'case-requests')
})
