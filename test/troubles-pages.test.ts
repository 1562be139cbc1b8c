// The pages of what failed and of how the desk runs, as staff use them: they say what is wrong and what to do, try again, and leave at that with a reason.
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually, founded, FOUNDER, openDesk } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { enter, everyLook, openBrowser, openPage, tooWide, violations } from './browser.ts'
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
  await founded(desk)
  db = new pg.Client({ connectionString: desk.databaseUrl, types: plainly })
  await db.connect()
})
afterAll(async () => {
  await db.end()
  await desk.stop()
  await line.close()
})

inBrowser('what failed is seen in the navigation, explained, tried again, and left at that', async () => {
  const browser = await openBrowser()
  if (browser === null) throw new Error('no browser')
  const page = await browser.newPage({ locale: 'en-GB', viewport: { width: 360, height: 740 } })
  try {
    await enter(page, desk, FOUNDER.email, FOUNDER.password)
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
    // An alert may be counted with it.
    await page.getByTestId('nav-group-administration').filter({ hasText: /\d/ }).click()
    await page.getByTestId('nav-troubles').filter({ hasText: '3' }).waitFor()
    await page.keyboard.press('Escape')
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

inBrowser('how the desk runs: what is wrong and what to do, what waited over the day, channels, who is on call, and processes', async () => {
  const browser = await openBrowser()
  if (browser === null) throw new Error('no browser')
  const page = await browser.newPage({ locale: 'en-GB', viewport: { width: 1280, height: 800 } })
  try {
    await eventually(async () => (await db.query(`SELECT 1 FROM account WHERE id = 'line' AND health IS NOT NULL`)).rowCount === 1)
    await db.query('DELETE FROM alert')
    await db.query(`INSERT INTO alert (id, kind, subject, raised_at, seen_at, told_at) VALUES (gen_random_uuid(), 'channelRefused', 'line', now() - interval '20 minutes', now(), now() - interval '18 minutes')`)
    await db.query(`UPDATE account SET checked_at = now(), health = '{"problems":[{"problem":"access","since":"2026-11-22T00:00:00Z"}],"quota":{"limit":200,"used":171}}' WHERE id = 'line'`)
    await db.query(`INSERT INTO alert (id, kind, raised_at, seen_at, ended_at) SELECT gen_random_uuid(), 'deliveriesWait', now() - interval '3 hours', now() - interval '2 hours', now() - interval '2 hours'`)
    await db.query(`INSERT INTO minute (at, waits) SELECT at, jsonb_build_object('turns', 1 + n % 3, 'deliveries', CASE WHEN n BETWEEN 120 AND 180 THEN (180 - n) * 20 ELSE 1 END, 'translations', n % 40, 'media', 0, 'pages', 0)
      FROM (SELECT n, date_trunc('minute', now()) - make_interval(mins => n) AS at FROM generate_series(0, 1300) n) day ON CONFLICT (at) DO UPDATE SET waits = excluded.waits`)
    await enter(page, desk, FOUNDER.email, FOUNDER.password)
    await openPage(page, 'administration', 'status')
    await page.getByTestId('alert-channelRefused').getByText("LINE refuses the desk's account.").waitFor()
    await page.getByTestId('queue-deliveries').getByRole('img', { name: 'longest in 24 hours 20 min' }).waitFor()
    // What a send notes of the account at this moment stands in its place until the next look.
    await eventually(async () => {
      await db.query(`UPDATE account SET checked_at = now(), health = '{"problems":[{"problem":"access","since":"2026-11-22T00:00:00Z"}],"quota":{"limit":200,"used":171}}' WHERE id = 'line'`)
      await page.reload()
      return page.getByTestId('channel-line').getByText('171 of 200 messages this month').waitFor({ timeout: 3_000 }).then(() => true, () => false)
    })
    await page.getByTestId('process-all').getByText('Running').waitFor()
    await page.getByText('Lately (1)').click()
    await page.getByText('Answers are not going out.').waitFor()
    await everyLook(page, 'status')
  } finally {
    await browser.close()
  }
})
