// The pages of companies in a real browser: one is added with one below it, a code made, its links and a flyer seen, a sheet checked, and the worker's page opened by its code.
import { afterEach, expect, test } from 'vitest'
import { foundDesk, openBrowser, openPage, picture, PICTURES, tooWide, violations, watched } from './browser.ts'
import { openDesk } from './desk.ts'
import { chromium } from './surroundings.ts'

const ending: (() => Promise<unknown>)[] = []
afterEach(async () => { for (const end of ending.splice(0).toReversed()) await end() })
const inBrowser = chromium() === null ? test.skip : test

inBrowser('a company is added, has a code, a flyer that reads in the worker’s language, and people who come by it', { timeout: 240_000 }, async () => {
  const desk = await openDesk()
  const browser = await openBrowser()
  if (!browser) throw new Error('no browser')
  ending.push(() => desk.stop(), () => browser.close())
  const page = await watched(browser, desk, ending)
  await foundDesk(page, desk)
  await openPage(page, 'voices', 'companies')
  await page.getByTestId('no-companies').waitFor()
  const dialog = page.getByTestId('company-dialog')
  for (const [name, parent] of [['丸山食品株式会社', null], ['丸山物流', '丸山食品株式会社']] as const) {
    await page.getByTestId('add-company').click()
    await dialog.getByLabel('Name of the company').fill(name)
    if (parent) await dialog.getByLabel('Stands below').selectOption({ label: parent })
    else {
      await dialog.getByLabel('Kind of contract').selectOption('1')
      await dialog.getByLabel('First day').fill('2026-04-01')
      await dialog.getByLabel('Last day').fill('2099-03-31')
    }
    if (parent) expect(await violations(page)).toEqual([])
    if (parent) await picture(page, 'company-form')
    await dialog.getByTestId('save-company').click()
    await page.getByTestId('companies').getByText(name, { exact: true }).waitFor()
  }
  await page.getByTestId('import-companies').click()
  const sheet = page.getByTestId('import-dialog')
  const choose = (rows: string) => sheet.locator('input[type=file]').setInputFiles({ name: 'companies.csv', mimeType: 'text/csv', buffer: Buffer.from(`会社名,親会社,関係,負担\n${rows}`) })
  await choose('青葉製作所,なし商事,資本,国')
  await sheet.getByTestId('import-go').click()
  await sheet.getByText('“国” is not known').waitFor()
  expect(await violations(page)).toEqual([])
  await picture(page, 'company-import')
  await choose('青葉製作所,丸山食品株式会社,取引,JICA')
  await sheet.getByTestId('import-go').click()
  await sheet.getByTestId('import-result').waitFor()
  await sheet.getByTestId('import-go').click()
  await page.getByTestId('companies').getByText('青葉製作所').waitFor()
  expect([await violations(page), await tooWide(page)]).toEqual([[], false])
  await picture(page, 'companies')

  await page.getByTestId('companies').getByText('丸山食品株式会社', { exact: true }).click()
  await page.getByTestId('new-code').click()
  await page.getByTestId('code-dialog').getByLabel('Campaign').fill('春の説明会')
  await page.getByTestId('make-code').click()
  const made = page.getByTestId('codes').locator('li.item').filter({ hasText: '春の説明会' })
  await made.waitFor()
  const code = await made.locator('code.company-code').innerText()
  await made.getByTestId('links').click()
  await page.getByTestId('code-links').getByTestId('qr').first().waitFor()
  expect([await violations(page), await tooWide(page)]).toEqual([[], false])
  await picture(page, 'company')
  await made.getByTestId('flyer').click()
  const flyer = page.getByTestId('flyer-dialog')
  await flyer.locator('ruby').first().waitFor()
  expect(await flyer.getByTestId('flyer-preview').innerText()).not.toContain('丸山')
  expect(await violations(page)).toEqual([])
  await picture(page, 'company-flyer')
  await flyer.getByLabel('Language').selectOption('vi')
  await flyer.getByText('Chúng tôi không cho công ty biết').waitFor()
  const pdf = await page.context().request.get(new URL(await flyer.getByTestId('flyer-pdf').getAttribute('href') ?? '', desk.url).href)
  expect([pdf.headers()['content-type'], (await pdf.body()).subarray(0, 4).toString()]).toEqual(['application/pdf', '%PDF'])
  await page.keyboard.press('Escape')

  const phone = await watched(browser, desk, ending, { viewport: { width: 320, height: 700 }, colorScheme: 'dark', locale: 'ja-JP', storageState: await page.context().storageState() })
  await phone.goto(page.url())
  await phone.getByTestId('codes').waitFor()
  expect([await violations(phone), await tooWide(phone)]).toEqual([[], false])
  await picture(phone, 'company-phone')
  if (PICTURES) {
    await phone.goto(`${desk.url}/desk/companies`)
    await phone.getByTestId('companies').waitFor()
    await picture(phone, 'companies-phone')
  }

  const worker = await watched(browser, desk, ending, { viewport: { width: 360, height: 640 }, locale: 'vi-VN' })
  await worker.goto(`${desk.url}/#${code}`)
  await worker.getByText('Madoguchi').first().waitFor()
  expect(new URL(worker.url()).hash).toBe('')
  await page.goto(`${desk.url}/desk`)
  await page.getByTestId('view-all').click()
  await page.locator('[data-testid=conversations] [data-row]').first().click()
  await page.getByTestId('entry-code').filter({ hasText: `${code} 丸山食品株式会社` }).waitFor()
})
