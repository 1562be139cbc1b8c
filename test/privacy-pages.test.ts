// Data protection as people meet it: a worker asks in the chat, the desk decides, the copy opens once, and an incident has its clocks.
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually, openDesk } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { foundDesk, openBrowser, tooWide, violations } from './browser.ts'
import { lineUser, startLine } from './platforms/line.ts'
import type { LineStandIn } from './platforms/line.ts'
import { chromium } from './surroundings.ts'

const SECRET = 'a-channel-secret'
const MINH = lineUser('Minh')
const inBrowser = chromium() === null ? test.skip : test

let desk: TestDesk
let line: LineStandIn
let db: pg.Client

beforeAll(async () => {
  line = await startLine()
  desk = await openDesk({ LINE_CHANNEL_SECRET: SECRET, LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: line.url })
  db = new pg.Client({ connectionString: desk.databaseUrl })
  await db.connect()
})
afterAll(async () => {
  await db.end()
  await desk.stop()
  await line.close()
})

const wishes = async () => (await db.query<{ kind: string; state: string }>('SELECT kind, state FROM privacy_request ORDER BY kind')).rows.map(({ kind, state }) => `${kind} ${state}`)

inBrowser('a worker asks for a copy and for erasure; the desk confirms; the link opens once; the clocks of an incident run', async () => {
  const browser = await openBrowser()
  if (browser === null) throw new Error('no browser')
  const page = await browser.newPage({ locale: 'en-GB', viewport: { width: 360, height: 740 } })
  try {
    const deliver = (event: object) => line.deliver(`${desk.url}/webhooks/line`, [event], { secret: SECRET })
    await deliver(line.textEvent({ user: MINH, text: 'Xin chào, công ty giữ hộ chiếu của tôi' }))
    for (const data of ['processors', 'askCopy', 'eraseSure', 'eraseData', 'keepData', 'eraseData']) await deliver(line.postbackEvent({ user: MINH, data }))
    await eventually(async () => (await wishes()).join() === 'copy asked,erasure takenBack,erasure asked' || (await wishes()).join() === 'copy asked,erasure asked,erasure takenBack')
    await eventually(() => line.sent.some((sent) => JSON.stringify(sent).includes('LY Corporation')))

    await foundDesk(page, desk)
    await page.goto(`${desk.url}/desk/privacy`)
    const requests = page.getByTestId('privacy-requests')
    await requests.getByTestId('confirm').first().waitFor()
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme })
      expect([await violations(page), await tooWide(page)]).toEqual([[], false])
    }
    await requests.getByRole('button', { name: /^Confirm: Delete everything/ }).click()
    await page.getByTestId('confirm-yes').click()
    await requests.getByText('will be deleted at').waitFor()
    await requests.getByRole('button', { name: /^Confirm: Hand over a copy/ }).click()
    await page.getByTestId('confirm-yes').click()
    const link = await page.getByTestId('copy-link').innerText()
    await page.getByTestId('confirm-request').getByRole('button', { name: /close/i }).click()

    const rule = page.getByTestId('rule-media')
    await rule.getByTestId('change').click()
    await page.getByTestId('change-rule').getByLabel('Days').fill('100')
    await page.getByText('With this, 0 would be removed today.').waitFor()
    await page.getByTestId('change-rule').getByLabel('Reason').fill('Less is enough.')
    await page.getByTestId('change-yes').click()
    await rule.getByText('100 days').waitFor()

    const theirs = await browser.newPage({ locale: 'vi-VN', viewport: { width: 320, height: 640 } })
    await theirs.goto(`${desk.url}${new URL(link).pathname}`)
    expect(await db.query(`SELECT 1 FROM privacy_request WHERE kind = 'copy' AND state = 'confirmed'`)).toMatchObject({ rowCount: 1 })
    await theirs.getByRole('button', { name: 'Hiển thị' }).or(theirs.locator('main button').first()).first().click()
    await theirs.getByText('công ty giữ hộ chiếu').first().waitFor()
    expect([await violations(theirs), await tooWide(theirs)]).toEqual([[], false])
    await db.query(`UPDATE privacy_request SET ended_at = now() - interval '2 hours' WHERE kind = 'copy'`)
    expect((await fetch(`${desk.url}${new URL(link).pathname}`)).status).toBe(404)

    // Midnight in Japan may not come between the form and its clocks.
    await page.clock.setFixedTime(new Date())
    await page.goto(`${desk.url}/desk/incidents`)
    await page.getByTestId('begin-incident').click()
    await page.getByLabel('Title').fill('A mail to the wrong address')
    await page.getByLabel('data that needs special care').check()
    await page.getByText('is a duty.').waitFor()
    await page.getByTestId('save-incident').click()
    const steps = page.getByTestId('incident-steps')
    await steps.getByText('5 days left').waitFor()
    await steps.getByTestId('step-preliminary').click()
    await steps.getByTestId('step-preliminary').waitFor({ state: 'detached' })
    expect([await violations(page), await tooWide(page)]).toEqual([[], false])
    await expect(db.query('DELETE FROM incident')).rejects.toThrow('nothing is removed')
    const printed = await page.request.get(`${desk.url}/api/incidents/${page.url().split('/').at(-1)}/page`)
    expect(await printed.text()).toContain('要配慮個人情報を含む')
  } finally {
    await browser.close()
  }
})
