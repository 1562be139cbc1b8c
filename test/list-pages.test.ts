// The list in a real browser: filters in the address, a saved view, the search in three scripts, and an act on many that is undone.
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { foundDesk, openBrowser, violations } from './browser.ts'
import { eventually, openDesk } from './desk.ts'
import { lineUser, startLine } from './platforms/line.ts'
import { chromium } from './surroundings.ts'

const ending: (() => Promise<unknown>)[] = []
afterEach(async () => { for (const end of ending.splice(0).toReversed()) await end() })

const inBrowser = chromium() === null ? test.skip : test
const SECRET = 's'
const SAID: Readonly<Record<string, string>> = {
  Minh: 'Em chưa được trả tiền lương tháng này', Thiri: 'လစာမရေသးပါဘူး ဘယ္လိုလုပ္ရမလဲ', Tanaka: '寮の家賃が高いです。相談したいです', Budi: 'Saya ingin pindah kerja',
}

inBrowser('a counsellor narrows, saves, searches and acts on many, by mouse and by key', async () => {
  const line = await startLine()
  const desk = await openDesk({ LINE_CHANNEL_SECRET: SECRET, LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: line.url })
  const browser = await openBrowser()
  if (!browser) throw new Error('no browser')
  ending.push(() => line.close(), () => desk.stop(), () => browser.close())
  for (const [name, text] of Object.entries(SAID)) {
    const user = lineUser(name)
    await line.deliver(`${desk.url}/webhooks/line`, [line.postbackEvent({ user, data: 'person' }), line.textEvent({ user, text })], { secret: SECRET })
  }
  const page = await (await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 800 } })).newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('request', (request) => { if (/tien|luong/.test(request.url())) faults.push(request.url()) })
  await foundDesk(page, desk)
  const rows = page.locator('[data-testid=conversations] [data-row]')
  const shows = (count: number) => eventually(async () => (await rows.count()) === count)
  await shows(4)
  const db = new pg.Client({ connectionString: desk.databaseUrl })
  await db.connect()
  await eventually(async () => (await db.query('SELECT 1 FROM message WHERE unindexed')).rows.length === 0)
  await db.end()

  // A filter stands in the address, survives a reload, and is kept as a view.
  await page.keyboard.press('f')
  await page.getByTestId('filter-language').selectOption('vi')
  await shows(1)
  expect(new URL(page.url()).search).toBe('?language=vi')
  await page.reload()
  await shows(1)
  await page.getByTestId('save-view').click()
  await page.getByTestId('view-name').fill('Vietnamese')
  await page.getByTestId('view-submit').click()
  const saved = page.getByRole('link', { name: 'Vietnamese 1' })
  await saved.waitFor()
  expect(await violations(page)).toEqual([])
  await page.getByTestId('view-open').click()
  await shows(4)
  await saved.click()
  await shows(1)
  await page.keyboard.press('1')
  await shows(4)

  // Words are found without accents, without spaces and in the other encoding; a click goes to the line.
  const look = async (words: string) => {
    await page.keyboard.press('/')
    await page.getByTestId('search').fill(words)
    await page.keyboard.press('Enter')
    await page.getByTestId('results').locator('mark').first().waitFor()
    const marked = await page.getByTestId('results').locator('mark').allInnerTexts()
    await page.getByTestId('results').getByRole('link').first().click()
    // In one go: the mark fades.
    const found = await page.locator('[data-testid=line][data-found]').innerText()
    await page.getByTestId('search-close').click()
    return { marked, found }
  }
  expect(await look('tien luong')).toMatchObject({ marked: ['tiền', 'lương'], found: expect.stringContaining('tiền lương') })
  expect((await look('家賃')).found).toContain('寮の家賃')
  expect((await look('လစာမရ')).marked).toHaveLength(1)
  await page.keyboard.press('Escape')
  await page.locator('[data-row]:focus').waitFor()

  // Rows are chosen by key; what was done is undone.
  await page.keyboard.press('j')
  await page.keyboard.press('Shift+ArrowDown')
  await page.getByTestId('bulk').getByText('2 chosen').waitFor()
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('s')
  await page.getByTestId('snooze-tomorrow').click()
  await shows(2)
  await page.getByTestId('undo').click()
  await shows(4)
  await page.getByTestId('bulk').waitFor({ state: 'detached' })
  await page.keyboard.press('X')
  await page.getByTestId('bulk').getByText('4 chosen').waitFor()
  await page.keyboard.press('a')
  await page.getByRole('link', { name: 'Mine 4' }).waitFor()
  expect(faults).toEqual([])
})
