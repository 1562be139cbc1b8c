// One case walked through mediation in a browser, and how its forms are filled in.
import { writeFileSync } from 'node:fs'
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { violations } from './browser.ts'

/** Where to leave what was seen, for people to look at. */
const PICTURES = process.env['CASE_PICTURES']
export const picture = async (page: Page, name: string) => { if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: false }) }

/** Opens the form behind a button, fills it in by its labels, and sends it. */
export async function act(page: Page, testid: string, fields: Readonly<Record<string, string>>): Promise<void> {
  await page.getByTestId(testid).first().click()
  const dialog = page.getByTestId(`${testid}-dialog`)
  for (const [label, value] of Object.entries(fields)) await fill(dialog.getByLabel(label, { exact: true }).first(), value)
  await dialog.locator('button[type=submit]').click()
  await dialog.waitFor({ state: 'detached' })
}

async function fill(field: Locator, value: string): Promise<void> {
  if ((await field.evaluate((one) => one.tagName)) === 'SELECT') await field.selectOption({ label: value })
  else await field.fill(value)
}

/** No mediation before there is one; then its intake, costs, a dossier in two languages that is given away with consent, and its outcome. */
export async function mediate(page: Page, moveTo: (stage: string, checked: string) => Promise<void>): Promise<void> {
  const back = () => page.getByTestId('mediation-page').getByRole('link', { name: 'Back to the case' }).click()
  await page.getByTestId('move').click()
  const moving = page.getByTestId('move-dialog')
  await moving.getByLabel('To which stage').selectOption({ label: 'Mediation (ADR)' })
  await moving.getByLabel('Reason').fill('both sides want to talk')
  await moving.getByLabel('Who was checked for conflicts of interest (organisation, expert)').fill('The bar')
  await moving.locator('button[type=submit]').click()
  await moving.getByRole('alert').getByText('Mediation has not started yet').waitFor()
  await page.keyboard.press('Escape')
  await page.getByTestId('to-mediation').click()
  await page.getByTestId('availability').getByText('Houterasu').first().waitFor()
  await picture(page, 'mediation-not-yet')
  expect(await violations(page)).toEqual([])
  await page.getByTestId('turn-availability').click()
  await page.getByTestId('availability').getByText('Mediation is available.').waitFor()
  await back()
  await moveTo('Mediation (ADR)', 'The bar')
  await page.getByTestId('to-mediation').click()
  await act(page, 'intake-parties', { State: 'done', Note: 'The worker and the factory' })
  await act(page, 'add-cost', { 'What for': 'Mediation fee', 'Amount (yen)': '11000', 'Who pays': 'Employer' })
  await act(page, 'check-conflicts', { 'Who was checked (the name as on the dossier)': 'The bar' })
  const dossier = page.getByTestId('dossier')
  await dossier.getByLabel('Addressee').selectOption({ label: 'Lawyer or expert' })
  await dossier.getByLabel('Its name').fill('The bar')
  await page.getByTestId('add-facts').click()
  const facts = page.getByTestId('section-facts')
  await facts.getByLabel('Japanese').fill('2026年4月から賃金が支払われていない。旅券は会社が保管している。')
  await facts.getByLabel('Vietnamese').fill('Từ tháng 4 năm 2026 chưa được trả lương. Công ty giữ hộ chiếu.')
  await page.getByTestId('from-timeline').click()
  const choosing = page.getByTestId('choose-dialog')
  expect(await choosing.innerText()).not.toContain('she is with a friend')
  await choosing.getByRole('checkbox').first().check()
  await page.getByTestId('choose-yes').click()
  await page.getByTestId('section-timeline').getByLabel('Vietnamese').fill('Người lao động đã liên hệ với bàn tư vấn.')
  await page.getByTestId('save-dossier').click()
  await page.getByTestId('wanting').getByText('Nobody has checked the translation yet').waitFor()
  await page.getByTestId('confirm-translation').click()
  await page.getByTestId('confirm-translation-dialog').getByRole('textbox').fill('Lan (interpreter)')
  await page.getByTestId('confirm-translation-yes').click()
  // What it tells was not agreed to yet.
  await page.getByTestId('standing').getByText('translation checked by Lan').waitFor()
  await page.getByTestId('wanting').getByText('Not agreed to').waitFor()
  expect(await page.getByTestId('issue').isDisabled()).toBe(true)
  await page.getByTestId('confirm-translation-dialog').waitFor({ state: 'detached' })
  await picture(page, 'mediation')
  expect(await violations(page)).toEqual([])
  await back()
  await page.getByTestId('ask-consent').click()
  const asking = page.getByTestId('consent-dialog')
  await asking.getByLabel('Addressee').selectOption({ label: 'Lawyer or expert' })
  await asking.getByLabel('Its name').fill('The bar')
  await asking.getByLabel('What happened').check()
  await asking.getByTestId('consent-yes').click()
  await asking.getByTestId('consent-text').waitFor()
  await asking.getByTestId('consent-yes').click()
  await asking.waitFor({ state: 'detached' })
  await page.getByTestId('to-mediation').click()
  await page.getByTestId('issue').click()
  await page.getByTestId('issue-dialog').getByLabel('Purpose').fill('To mediate about the wages')
  await page.getByTestId('issue-yes').click()
  await page.getByTestId('issued').getByText('No. 1').waitFor()
  const pdf = await page.request.get(new URL(await page.getByTestId('issued-pdf').getAttribute('href') ?? '', page.url()).href)
  expect([pdf.status(), pdf.headers()['content-type'], (await pdf.body()).subarray(0, 4).toString()]).toEqual([200, 'application/pdf', '%PDF'])
  if (PICTURES) writeFileSync(`${PICTURES}/dossier.pdf`, await pdf.body())
  await page.getByTestId('issued').getByRole('link', { name: 'Page to print' }).click()
  await page.getByTestId('sheet').getByText('Công ty giữ hộ chiếu').waitFor()
  await picture(page, 'dossier-page')
  expect(await violations(page)).toEqual([])
  await page.getByTestId('dossier-page').getByRole('link', { name: 'Mediation and dossier' }).click()
  await act(page, 'end-mediation', { Outcome: 'Agreed', 'What was agreed on': 'The company pays the wages and returns the passport.' })
  await page.getByTestId('mediation-result').getByText('returns the passport').waitFor()
  await back()
}
