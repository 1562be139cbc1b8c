// The page of what failed, as staff use it: it says what is wrong and what to do, tries again, and leaves at that with a reason.
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually, openDesk } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { foundDesk, openBrowser, tooWide, violations } from './browser.ts'
import { lineUser, startLine } from './platforms/line.ts'
import type { LineStandIn } from './platforms/line.ts'
import { chromium } from './surroundings.ts'
import { plainly } from './tables.ts'

const SECRET = 'a-channel-secret'
const inBrowser = chromium() === null ? test.skip : test

let desk: TestDesk
let line: LineStandIn
let db: pg.Client

beforeAll(async () => {
  line = await startLine()
  desk = await openDesk({ LINE_CHANNEL_SECRET: SECRET, LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: line.url })
  db = new pg.Client({ connectionString: desk.databaseUrl, types: plainly })
  await db.connect()
}, 60_000)
afterAll(async () => {
  await db.end()
  await desk.stop()
  await line.close()
})

inBrowser('what failed is seen in the navigation, explained, tried again, and left at that', { timeout: 90_000 }, async () => {
  const browser = await openBrowser()
  if (browser === null) throw new Error('no browser')
  const page = await browser.newPage({ locale: 'en-GB', viewport: { width: 360, height: 740 } })
  try {
    await foundDesk(page, desk)
    await page.goto(`${desk.url}/desk/troubles`)
    await page.getByTestId('no-troubles').waitFor()
    const users = [lineUser('Minh'), lineUser('Thiri')]
    for (const _ of users) line.faults.push({ on: 'reply', times: 1, status: 400, message: 'The request body has 1 error' })
    for (const user of users) await line.deliver(`${desk.url}/webhooks/line`, [line.textEvent({ user, text: 'Hello' })], { secret: SECRET })
    await eventually(async () => (await db.query(`SELECT 1 FROM delivery WHERE status = 'failed'`)).rowCount === 2)
    const { rows: [{ id }] } = await db.query('SELECT id FROM conversation LIMIT 1')
    await db.query(`INSERT INTO event (account_id, external_id, conversation_id, type, payload) VALUES ('line', 'broken', $1, 'message', '{"type":"message"}')`, [id])
    await eventually(async () => (await db.query('SELECT 1 FROM event WHERE set_aside_at IS NOT NULL')).rowCount === 1)
    await page.reload()
    const answers = page.getByTestId('trouble-delivery')
    await answers.getByText('See on the page of channels').waitFor()
    expect(await page.getByTestId('nav-group-administration').innerText()).toContain('3')
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme })
      expect([await violations(page), await tooWide(page)]).toEqual([[], false])
    }
    await answers.getByTestId('again-all').click()
    await page.getByText('2 being tried again.').waitFor()
    await eventually(() => line.sent.length === 2)
    await answers.waitFor({ state: 'detached' })
    await page.getByTestId('trouble-turn').getByTestId('end').click()
    expect(await page.getByTestId('reason-yes').isDisabled()).toBe(true)
    await page.getByTestId('reason-dialog').getByRole('textbox').fill('We rang them.')
    await page.getByTestId('reason-yes').click()
    await page.getByTestId('no-troubles').waitFor()
    expect((await db.query(`SELECT action, reason FROM audit WHERE action LIKE 'trouble.%' ORDER BY seq`)).rows).toEqual([{ action: 'trouble.again', reason: '' }, { action: 'trouble.end', reason: 'We rang them.' }])
    await page.goto(`${desk.url}/desk/c/${id}`)
    await page.getByTestId('entry').filter({ hasText: 'This message could not be processed' }).waitFor()
  } finally {
    await browser.close()
  }
})
