// The mutual help board in a real browser and three scripts: a post in Burmese, answered in private in Chinese, reported, moderated, its writer suspended.
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { askingAs, foundDesk, openBrowser, openPage, picture, PICTURES, tooWide, violations, watched } from './browser.ts'
import { words } from './content.ts'
import { eventually, openDesk } from './desk.ts'
import { startLibreTranslate } from './platforms/libretranslate.ts'
import { chromium } from './surroundings.ts'
import type { Page } from 'playwright-core'

const ending: (() => Promise<unknown>)[] = []
afterEach(async () => { for (const end of ending.splice(0).toReversed()) await end() })
const inBrowser = chromium() === null ? test.skip : test

inBrowser('a post is read, answered in private across two languages, reported and moderated, and its writer reads why they may not write', async () => {
  const libre = await startLibreTranslate()
  const desk = await openDesk({ LIBRETRANSLATE_URL: libre.url })
  const browser = await openBrowser()
  if (!browser) throw new Error('no browser')
  const db = new pg.Client({ connectionString: desk.databaseUrl })
  await db.connect()
  ending.push(() => libre.close(), () => desk.stop(), () => browser.close(), () => db.end())
  const page = await watched(browser, desk, ending)
  await foundDesk(page, desk)
  const boss = await askingAs(page, desk)
  const phone = (scripts: boolean) => watched(browser, desk, ending, { viewport: { width: 320, height: 700 }, colorScheme: scripts ? 'dark' : 'light', javaScriptEnabled: scripts, ...(scripts && { permissions: ['geolocation'], geolocation: { latitude: 35.4123456, longitude: 136.7654321 } }) })
  /** Accessible, not too wide, and small enough for any connection. */
  const looked = async (seen: Page, name: string) => {
    const html = await seen.content()
    if (PICTURES) await seen.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true })
    expect([name, await violations(seen), await tooWide(seen), html.length < 60_000]).toEqual([name, [], false, true])
  }
  /** A page waits only some seconds for a translation: what comes later is there the next time. */
  const reads = (seen: Page, text: string) => eventually(async () => {
    if (await seen.locator('main').getByText(text).count() > 0) return true
    await seen.reload()
    return false
  })
  const joins = async (seen: Page, language: string, nickname: string) => {
    await seen.goto(`${desk.url}/board/join?lang=${language}`)
    await seen.locator('#nickname').fill(nickname)
    await seen.locator('input[name=adult]').check()
    await seen.locator('input[name=accept]').check()
    await seen.locator('form[action="/board/join"] button').click()
    await seen.locator('.spelled').waitFor()
  }

  // Tagalog, without scripts: the stand-in, like its model, reads no Burmese.
  const ligaya = await phone(false)
  await joins(ligaya, 'tl', 'Ligaya')
  await ligaya.goto(`${desk.url}/board/new?lang=tl`)
  await ligaya.locator('#title').fill('Pagluluto ng adobo')
  await ligaya.locator('#text').fill('Tuturuan ko kayong magluto ng adobo sa Linggo, libre.')
  await ligaya.locator('#category').selectOption('cooking')
  await ligaya.locator('#place').selectOption('岐阜県')
  await ligaya.locator('form[action="/board/posts"] button').click()
  await ligaya.locator('.state.waiting').waitFor()
  await openPage(page, 'voices', 'board')
  await page.getByTestId('board-item').click()
  await page.getByTestId('board-words').getByText('[ja] Tuturuan ko').waitFor()
  await picture(page, 'board-item')
  await page.getByTestId('decide-publish').click()
  await page.getByTestId('decide-undo').waitFor()

  // Chinese, with scripts: found from a position that is rounded before it is sent.
  const ming = await phone(true)
  await ming.goto(`${desk.url}/board?lang=zh`)
  await looked(ming, 'board-list')
  await ming.locator('.find summary').click()
  await ming.locator('[data-place]').click()
  await ming.waitForURL(/at=35\.4%2C136\.8/)
  expect(ming.url()).not.toContain('35.41')
  await joins(ming, 'zh', '小明明')
  await ming.goto(`${desk.url}/board?lang=zh`)
  await ming.locator('.posts .title').click()
  await ming.locator('article').waitFor()
  await reads(ming, '[zh-Hans] Tuturuan ko')
  await ming.locator('.original').getByText('Tuturuan ko kayong').waitFor()
  await looked(ming, 'board-post')
  await ming.locator('#text').fill('我想参加，可以带孩子吗？')
  await ming.locator('form[action$="/reply"] button').click()
  await ming.locator('.lines .you').waitFor()
  await ligaya.goto(`${desk.url}/board/me?lang=tl`)
  await ligaya.locator('.news').first().waitFor()
  await ligaya.locator('.posts .title').first().click()
  await ligaya.locator('.lines .bot').waitFor()
  await reads(ligaya, '[tl] 我想参加')
  await ligaya.locator('#text').fill('Oo, dalhin mo ang mga bata.')
  await ligaya.locator('.main').last().click()
  await ligaya.locator('.lines .you').waitFor()
  await ming.reload()
  await reads(ming, '[zh-Hans] Oo, dalhin')
  await looked(ming, 'board-thread')
  await ming.goto(`${desk.url}/board/me?lang=zh`)
  await looked(ming, 'board-me')

  // Burmese: words that the board is not for, without a translation, reported by nobody because nobody sees them.
  const thiri = await phone(false)
  await joins(thiri, 'my', 'သီရိ')
  await thiri.goto(`${desk.url}/board?lang=my`)
  await thiri.locator('.posts .hint').waitFor()
  await thiri.locator('.posts .title').click()
  await thiri.locator('.report summary').click()
  await thiri.locator('input[value=minor]').check()
  await thiri.locator('.report button').click()
  await thiri.getByText(words('my', 'board.reportSent')).waitFor()
  await ming.goto(`${desk.url}/board?lang=ja`)
  await ming.locator('.none').waitFor()

  await openPage(page, 'voices', 'board')
  await page.getByTestId('board-items').waitFor()
  await picture(page, 'board-queue')
  await page.getByTestId('board-item').click()
  await page.getByTestId('board-reports').waitFor()
  await page.getByTestId('decide-remove').click()
  await page.getByTestId('decision-dialog').getByRole('combobox').selectOption('minor')
  await page.getByTestId('decision-yes').click()
  await page.getByTestId('decision-dialog').waitFor({ state: 'detached' })
  await page.getByTestId('board-member').click()
  await page.getByTestId('decide-suspend').click()
  await page.getByTestId('decision-dialog').getByRole('combobox').first().selectOption('minor')
  await page.getByTestId('decision-yes').click()
  await page.getByTestId('standing').getByText('Suspended').waitFor()
  await picture(page, 'board-member')
  expect([await violations(page), await tooWide(page)]).toEqual([[], false])
  await ligaya.goto(`${desk.url}/board/me?lang=tl`)
  await ligaya.locator('.paused').getByText('18 taon pataas').waitFor()
  if (PICTURES) await ligaya.screenshot({ path: `${PICTURES}/board-suspended.png`, fullPage: true })
  expect((await ligaya.goto(`${desk.url}/board/new?lang=tl`))?.status()).toBe(403)

  // The way out ends the visit too.
  await ming.goto(`${desk.url}/board/me?lang=zh`)
  expect(await ming.locator('.exit').getAttribute('href')).toBe('/board/exit')
  await ming.request.get(`${desk.url}/board/exit`, { maxRedirects: 0 })
  await ming.goto(`${desk.url}/board/me?lang=zh`)
  await ming.locator('#nickname').waitFor()
  expect((await (await boss('/api/board?show=removed')).json() as { items: unknown[] }).items).toHaveLength(1)
  if (!PICTURES) return
  await page.setViewportSize({ width: 360, height: 740 })
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.locator('.top-language').click()
  await page.goto(`${desk.url}/desk/board`)
  await page.getByTestId('board-show').selectOption('removed')
  await page.getByTestId('board-item').click()
  await page.getByTestId('board-words').waitFor()
  await picture(page, 'board-item-phone')
  const wide = await watched(browser, desk, ending, { viewport: { width: 1280, height: 900 }, colorScheme: 'light' })
  await wide.goto(`${desk.url}/board/join?lang=my`)
  await looked(wide, 'board-join-wide')
})
