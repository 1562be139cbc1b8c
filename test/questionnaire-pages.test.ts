// Questionnaires in a real browser: begun from what is ready, written in two languages, published by a second person, and read as plots.
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { askingAs, foundDesk, openBrowser, openPage, picture, tooWide, violations, watched } from './browser.ts'
import type { Answers } from '../src/questionnaires/answers.ts'
import { leaveSheets } from './answered.ts'
import { colleague } from './colleague.ts'
import { eventually, openDesk } from './desk.ts'
import { chromium } from './surroundings.ts'

const ending: (() => Promise<unknown>)[] = []
afterEach(async () => { for (const end of ending.splice(0).toReversed()) await end() })

const inBrowser = chromium() === null ? test.skip : test
const KEY = 'autumn'

inBrowser('a survey is written, reviewed, published, answered and looked at, on a phone at night too', async () => {
  const desk = await openDesk()
  const browser = await openBrowser()
  if (!browser) throw new Error('no browser')
  const db = new pg.Client({ connectionString: desk.databaseUrl })
  await db.connect()
  ending.push(() => desk.stop(), () => browser.close(), () => db.end())
  const page = await watched(browser, desk, ending)
  await foundDesk(page, desk)
  const founder = await askingAs(page, desk)
  const anh = await colleague(desk, founder, 'Anh', ['supervisor'])

  await openPage(page, 'voices', 'questionnaires')
  await page.locator('.questionnaire-list').waitFor()
  await page.getByTestId('new-questionnaire').click()
  await page.getByTestId('new-key').fill(KEY)
  expect(await violations(page)).toEqual([])
  await page.getByTestId('begin-questionnaire').click()
  await page.getByTestId('questions').waitFor()
  await page.getByTestId('add-yesNo').click()
  const asked = page.getByTestId('question-q12')
  await asked.getByTestId('text-q12/text-ja').fill('にほんごの きょうしつに いきたいですか。')
  await page.getByTestId('faults').getByText('8 to mend').waitFor()
  expect(await page.getByTestId('ask-review').isDisabled()).toBe(true)
  await asked.getByTestId('text-q12/text-en').fill('Would you like to go to a Japanese class?')
  await page.getByTestId('language-vi').click()
  await asked.getByTestId('text-q12/text-vi').fill('Bạn có muốn đi lớp tiếng Nhật không?')
  await eventually(async () => (await page.getByTestId('saving').innerText()) === 'Saved')
  expect(await violations(page)).toEqual([])
  await picture(page, 'questionnaire-editor')
  await page.getByTestId('question-q12').getByRole('button', { name: /^Remove/ }).click()
  await page.getByRole('button', { name: 'Up: How satisfied are you with your pay?' }).click()
  await eventually(async () => (await page.getByTestId('saving').innerText()) === 'Saved')
  await page.getByTestId('ask-review').click()
  await page.getByTestId('own-questionnaire').waitFor()
  expect(await page.getByTestId('publish').count()).toBe(0)
  expect((await anh(`/api/questionnaires/${KEY}/decision`, { revision: await revisionOf(db), decision: 'publish' })).status).toBe(200)

  const answers = (n: number): Answers => ({
    q1: { number: [4, 5, 3, 4, 2][n % 5] ?? 3 }, q2: { number: [2, 3, 3, 1, 2, 4][n % 6] ?? 3 }, q3: { number: (n % 4) + 1 }, q4: { number: [5, 4, 4, 3][n % 4] ?? 3 }, q5: n % 9 === 0 ? { skipped: true } : { number: (n % 3) + 1 },
    q6: { choices: ['q6.1', 'q6.2', 'q6.6'].filter((_, at) => (n + at) % 3 > 0) }, q7: { choices: [n % 3 === 0 ? 'no' : 'yes'] }, ...(n % 3 > 0 && { q8: { choices: [`q8.${(n % 4) + 1}`] } }),
    q9: { number: (n * 3) % 11 }, q10: { choices: [`q10.${(n % 4) + 1}`] }, q11: { text: n % 2 === 0 ? 'Muốn tăng lương.' : 'もっと 休（やす）みが ほしいです。' },
  })
  await leaveSheets(db, Array.from({ length: 43 }, (_, n) => ({ key: KEY, answers: answers(n), language: n % 4 === 3 ? 'my' : n === 8 ? 'pt' : 'vi', day: `2025-11-${String(10 + (n % 9)).padStart(2, '0')}` })))
  await page.reload()
  await page.getByTestId('tab-results').click()
  await page.getByTestId('result-q6').waitFor()
  expect(await page.getByTestId('tiles').innerText()).toContain('40')
  await page.getByTestId('result-q2').getByText('Show the table').or(page.getByTestId('result-q2').locator('summary')).first().click()
  expect(await page.getByTestId('result-q2').locator('tbody tr').count()).toBe(5)
  expect(await violations(page)).toEqual([])
  await picture(page, 'questionnaire-results')
  await page.getByTestId('read-q11').click()
  await page.getByTestId('texts-q11').getByText('Muốn tăng lương.').first().waitFor()
  await page.getByTestId('filter-language').selectOption('my')
  await eventually(async () => (await page.getByTestId('tiles').innerText()).includes('5'))

  await page.getByTestId('tab-opening').click()
  await page.getByTestId('add-quota').click()
  await page.getByTestId('save-opening').click()
  await eventually(async () => JSON.stringify((await db.query<{ quotas: unknown }>('SELECT quotas FROM questionnaire WHERE key = $1', [KEY])).rows) === '[{"quotas":[{"most":100}]}]')
  await page.getByTestId('close-now').click()
  await page.getByTestId('reopen').waitFor()

  const phone = await watched(browser, desk, ending, { locale: 'ja-JP', viewport: { width: 320, height: 760 }, colorScheme: 'dark', storageState: await page.context().storageState() })
  for (const [place, tab, shown] of [['', '', `questionnaire-${KEY}`], [`/${KEY}`, 'opening', 'reopen'], [`/${KEY}`, 'results', 'result-q6']] as const) {
    if (tab !== 'results') await phone.goto(`${desk.url}/desk/questionnaires${place}`)
    if (tab !== '') await phone.getByTestId(`tab-${tab}`).click()
    await phone.getByTestId(shown).waitFor()
    await phone.waitForLoadState('networkidle')
    expect([tab, await violations(phone), await tooWide(phone)]).toEqual([tab, [], false])
    await picture(phone, `questionnaire-phone-${tab || 'list'}`)
  }
})

async function revisionOf(db: pg.Client): Promise<number> {
  return (await db.query<{ revision: number }>(`SELECT revision FROM questionnaire_version WHERE state = 'review'`)).rows[0]?.revision ?? 0
}
