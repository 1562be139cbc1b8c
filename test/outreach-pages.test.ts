// Two colleagues and a message to many, in a browser: begun, counted, previewed, released by the other, watched, with its plots.
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { askingAs, enter, foundDesk, openBrowser, openPage, picture, tooWide, violations, watched } from './browser.ts'
import { colleague } from './colleague.ts'
import { openDesk } from './desk.ts'
import { settle } from './outreach-people.ts'
import { startLine } from './platforms/line.ts'
import { startMessenger } from './platforms/messenger.ts'
import { chromium } from './surroundings.ts'

const inBrowser = chromium() === null ? test.skip : test
const ending: (() => Promise<unknown>)[] = []
afterEach(async () => { for (const end of ending.splice(0).toReversed()) await end() })

inBrowser('an invitation is written, shown as phones show it, released by a second person, and its numbers can be read', async () => {
  const [line, messenger] = [await startLine(), await startMessenger()]
  const desk = await openDesk({
    LINE_CHANNEL_SECRET: 's', LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: line.url, OUTREACH_HOURS: '00:00-24:00', OUTREACH_LINE_YEN: '3',
    MESSENGER_APP_SECRET: messenger.appSecret, MESSENGER_PAGE_TOKEN: messenger.token, MESSENGER_VERIFY_TOKEN: messenger.verifyToken, MESSENGER_GRAPH_BASE: messenger.url,
  })
  const db = new pg.Client({ connectionString: desk.databaseUrl })
  await db.connect()
  const browser = await openBrowser()
  if (!browser) throw new Error('no browser')
  ending.push(() => line.close(), () => messenger.close(), () => desk.stop(), () => db.end(), () => browser.close())
  const people = await settle(db, messenger, 90, [7, 3, 0])
  await db.query(`UPDATE person SET contact = NULL WHERE id = ANY($1)`, [people.slice(0, 12).map(({ id }) => id)])
  const page = await watched(browser, desk, ending)
  await foundDesk(page, desk)
  await colleague(desk, await askingAs(page, desk), 'Anh', ['supervisor', 'editor'])
  await openPage(page, 'voices', 'outreach')
  await page.getByTestId('no-outreach').waitFor()
  await page.getByTestId('begin-outreach').click()
  await page.getByTestId('outreach-kind').selectOption('survey')
  await page.getByTestId('begin-yes').click()
  await page.getByTestId('outreach-title').fill('How are you in November?')
  expect(await page.getByTestId('reach-all').textContent()).toBe('90')
  expect(await page.getByTestId('reach-now').textContent()).toBe('78')
  await page.getByTestId('text-en').click()
  await page.getByTestId('outreach-text').fill('Madoguchi: about your wages')
  await page.getByTestId('save-outreach').click()
  await page.getByTestId('outreach-faults').getByText('madoguchi').waitFor()
  expect(await page.getByTestId('ask-review').isDisabled()).toBe(true)
  await page.getByTestId('outreach-text').fill('A small request to you.\n\nHow are you this month?')
  await page.getByTestId('outreach-preview').getByText('How are you this month?').first().waitFor()
  await page.getByTestId('save-outreach').click()
  await page.getByTestId('outreach-faults').waitFor({ state: 'detached' })
  await page.getByTestId('reach').locator('[aria-busy=false]').waitFor()
  expect(await violations(page)).toEqual([])
  await page.setViewportSize({ width: 1280, height: 2100 })
  await picture(page, 'outreach-write')
  await page.setViewportSize({ width: 320, height: 700 })
  expect(await tooWide(page)).toBe(false)
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.getByTestId('ask-review').click()
  await page.getByText('You wrote in it: somebody else looks at it.').waitFor()
  expect(await page.getByTestId('release').count()).toBe(0)

  const other = await watched(browser, desk, ending, { locale: 'ja-JP', viewport: { width: 360, height: 780 }, colorScheme: 'dark' })
  await enter(other, desk, 'anh@example.org')
  await other.goto(page.url())
  await other.getByTestId('outreach-preview').getByText('くらし').first().waitFor()
  expect(await tooWide(other)).toBe(false)
  expect(await violations(other)).toEqual([])
  await picture(other, 'outreach-review-phone-dark')
  await other.getByTestId('release').click()
  await other.getByTestId('outreach-dialog-yes').click()
  await page.getByTestId('outreach-state').getByText('Done').waitFor()
  expect(await page.getByTestId('count-sent').textContent()).toBe('78')
  await page.getByTestId('by-language').locator('.recharts-surface').waitFor()
  expect(await violations(page)).toEqual([])
  await page.setViewportSize({ width: 1280, height: 2400 })
  await picture(page, 'outreach-results')
  await page.setViewportSize({ width: 320, height: 700 })
  // The plots are drawn anew once they have heard of the width.
  await expect.poll(() => tooWide(page)).toBe(false)
  expect(new Set(line.sent.map(({ to }) => to)).size + new Set(messenger.sent.map(({ psid }) => psid)).size).toBe(78)
  expect(line.sent.length + messenger.sent.length).toBe(78)
})
