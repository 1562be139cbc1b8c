// Feedback in a real browser: one person prepares a piece, another lets it through, and anybody reads the result without a script.
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { releaseFeedback, takeFeedback } from '../src/jobs/feedback.ts'
import { newId } from '../src/runtime.ts'
import { askingAs, foundDesk, openBrowser, openPage, picture, PICTURES, tooWide, violations, watched } from './browser.ts'
import { colleague } from './colleague.ts'
import { content } from './content.ts'
import { openDesk } from './desk.ts'
import { insertSheets } from './feedback-sheets.ts'
import { chromium } from './surroundings.ts'
import { openStore } from './store.ts'

const ending: (() => Promise<unknown>)[] = []
afterEach(async () => { for (const end of ending.splice(0).toReversed()) await end() })
const inBrowser = chromium() === null ? test.skip : test
const before = new Date(Date.now() - 100 * 86_400_000)
const OTHER = { kind: { choices: ['employer'] }, name: { text: 'Marumaru Kogyo' }, country: { choices: ['jp'] }, 'legal.wages': { choices: ['yes'] }, 'legal.daysoff': { choices: ['no'] }, 'legal.contract': { choices: ['yes'] }, 'life.work': { number: 4 }, 'life.home': { number: 2 }, recommend: { number: 3 } }

inBrowser('a piece is prepared, let through by a second person, released, and read by anybody on a small phone', async () => {
  const desk = await openDesk()
  const browser = await openBrowser()
  if (!browser) throw new Error('no browser')
  const db = new pg.Client({ connectionString: desk.databaseUrl })
  await db.connect()
  const store = openStore(desk.databaseUrl)
  ending.push(() => desk.stop(), () => browser.close(), () => db.end(), () => store.close())
  const page = await watched(browser, desk, ending)
  await foundDesk(page, desk)
  const boss = await askingAs(page, desk)
  const second = await colleague(desk, boss, 'Tanaka', ['supervisor'])
  await openPage(page, 'voices', 'feedback')
  await page.getByTestId('no-pieces').waitFor()
  await insertSheets(db, { at: before, people: 9, answers: OTHER })
  await insertSheets(db, { at: before, people: 1, conversation: true, answers: { ...OTHER, words: { text: 'Chị Nguyen Thi Hoa bị ngã ở xưởng, số 090-1234-5678. Ông Tanaka không đưa chị ấy đi bệnh viện.' }, show: { choices: ['yes'] }, 'legal.wages': { choices: ['no'] }, 'legal.documents': { choices: ['no'] } } })
  await takeFeedback({ db: store, content, newId, now: () => new Date() })
  await page.reload()
  await page.getByTestId('by-item').waitFor()
  await picture(page, 'feedback-queue')
  expect([await violations(page), await tooWide(page)]).toEqual([[], false])

  await page.getByTestId('piece').first().click()
  await page.getByTestId('words').waitFor()
  expect((await page.locator('mark').allInnerTexts()).join(' ')).toMatch(/090-1234-5678[\s\S]*Tanaka/)
  await page.getByTestId('trouble').getByRole('link').waitFor()
  await page.getByTestId('new-body').click()
  const dialog = page.getByTestId('body-dialog')
  await dialog.getByLabel('Name', { exact: true }).fill('株式会社マルマル工業')
  await dialog.getByLabel(/Other names/).fill('Marumaru Kogyo')
  expect(await violations(page)).toEqual([])
  await dialog.getByTestId('save-body').click()
  await dialog.waitFor({ state: 'detached' })
  expect(await page.getByTestId('decide-accept').isDisabled()).toBe(true)
  await page.getByTestId('shown-text').fill('けがをした人が、病院に連れて行ってもらえなかったという声がありました。')
  await page.getByTestId('save-piece').click()
  await page.locator('[data-testid=decide-accept]:enabled').waitFor()
  await picture(page, 'feedback-piece')
  expect([await violations(page), await tooWide(page)]).toEqual([[], false])
  await page.getByTestId('decide-accept').click()
  await page.getByText('You prepared it').waitFor()
  const [{ id, body_id: body }] = (await db.query(`SELECT id, body_id FROM feedback WHERE state = 'review'`)).rows as [{ id: string; body_id: string }]
  await second(`/api/feedback/${id}/decision`, { revision: 3, decision: 'publish' })
  await db.query(`UPDATE feedback SET state = 'ready', body_id = $1 WHERE state = 'waiting'`, [body])
  await releaseFeedback({ db: store, newId, now: () => new Date() })
  await boss(`/api/bodies/${body}/listing`, { act: 'ask' })
  await second(`/api/bodies/${body}/listing`, { act: 'approve' })
  await page.goto(`${desk.url}/desk/feedback/body.${body}`)
  await page.getByTestId('releases').getByText('10 people').waitFor()
  await page.getByTestId('ask-reply').click()
  const link = (await page.getByTestId('replies').locator('code').innerText()).replace(/^https?:\/\/[^/]+/, desk.url)
  await picture(page, 'feedback-body')
  expect([await violations(page), await tooWide(page)]).toEqual([[], false])
  await openPage(page, 'voices', 'feedback')
  await page.getByTestId('open-page').click()
  await page.getByTestId('confirm-yes').click()
  await page.getByText('The public page is open.').waitFor()

  const phone = await watched(browser, desk, ending, { viewport: { width: 320, height: 700 }, colorScheme: 'dark', javaScriptEnabled: false })
  const audited = await watched(browser, desk, ending, { viewport: { width: 320, height: 700 }, colorScheme: 'dark' })
  for (const [name, address] of [['public-list', '/bodies?lang=vi'], ['public-body', `/bodies/${body}?lang=ja`]] as const) {
    await phone.goto(desk.url + address)
    expect(await phone.locator('h1').count()).toBe(1)
    await audited.goto(desk.url + address)
    expect([name, await violations(audited), await tooWide(audited)]).toEqual([name, [], false])
    if (PICTURES) await phone.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true })
  }
  await phone.goto(`${desk.url}/bodies?lang=en`)
  await phone.getByLabel('Name').fill('ﾏﾙﾏﾙ')
  await phone.getByRole('button', { name: 'Search' }).click()
  await phone.getByRole('link', { name: '株式会社マルマル工業' }).click()
  await phone.getByText('病院に連れて行って').waitFor()
  await phone.goto(link)
  await phone.getByRole('button').click()
  await phone.getByLabel(/貴団体のお考え/).fill('必ず病院に連れて行くことにしました。')
  if (PICTURES) await phone.screenshot({ path: `${PICTURES}/reply-page.png`, fullPage: true })
  await phone.getByRole('button').click()
  await phone.getByText('Thank you').waitFor()
  if (!PICTURES) return
  const narrow = await (await browser.newContext({ locale: 'ja-JP', viewport: { width: 360, height: 740 }, colorScheme: 'dark', storageState: await page.context().storageState() })).newPage()
  for (const [name, place] of [['queue', ''], ['piece', `/${id}`], ['body', `/body.${body}`]] as const) {
    await narrow.goto(`${desk.url}/desk/feedback${place}`)
    await narrow.locator('main .panel').first().waitFor()
    await narrow.screenshot({ path: `${PICTURES}/phone-${name}.png`, fullPage: true })
  }
})
