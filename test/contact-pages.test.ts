// How a person may be reached, in a real browser: the terms in the head, the line that waits, who it is; and the chat page that leaves on a word.
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { foundDesk, openBrowser, tooWide, violations } from './browser.ts'
import { eventually, openDesk } from './desk.ts'
import { lineUser, startLine } from './platforms/line.ts'
import { words } from './content.ts'
import { chromium } from './surroundings.ts'

const SECRET = 'a-channel-secret'
const ending: (() => Promise<unknown>)[] = []
afterEach(async () => { for (const end of ending.splice(0).toReversed()) await end() })

const inBrowser = chromium() === null ? test.skip : test

async function open() {
  const line = await startLine()
  const desk = await openDesk({ LINE_CHANNEL_SECRET: SECRET, LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: line.url })
  const db = new pg.Client({ connectionString: desk.databaseUrl })
  await db.connect()
  const browser = await openBrowser()
  if (!browser) throw new Error('no browser')
  ending.push(() => line.close(), () => desk.stop(), () => db.end(), () => browser.close())
  return { line, desk, db, browser }
}

inBrowser.each([['en-US', 1280, 'light'], ['en-US', 320, 'dark']] as const)('a counsellor notes the terms, writes, and sees the line wait and go: %s, %i pixels, %s', async (locale, width, colorScheme) => {
  const { line, desk, db, browser } = await open()
  const user = lineUser('Minh')
  await line.deliver(`${desk.url}/webhooks/line`, [line.textEvent({ user, text: 'xin chào' }), line.postbackEvent({ user, data: 'watched' }), line.postbackEvent({ user, data: 'person' })], { secret: SECRET })
  await eventually(async () => (await db.query(`SELECT 1 FROM conversation WHERE handling = 'waiting'`)).rowCount === 1)
  const page = await (await browser.newContext({ locale, viewport: { width, height: 900 }, colorScheme })).newPage()
  await foundDesk(page, desk)
  await page.locator('[data-testid=conversations] [data-row]').first().click()
  await page.getByRole('button', { name: 'Take over' }).click()
  await page.locator('[data-testid=reply-text]:focus').waitFor()
  await page.getByTestId('contact').filter({ hasText: 'Somebody sees their phone' }).waitFor()
  await db.query(`UPDATE conversation SET heard_at = now() - interval '20 days', waiting_since = NULL, answer_from = NULL, unconfirmed_at = now()`)
  await page.reload()
  await page.getByTestId('what-becomes').filter({ hasText: 'has not allowed' }).waitFor()
  await page.getByTestId('contact-change').click()
  const form = page.getByTestId('contact-form')
  await form.getByTestId('contact-save').click()
  await form.getByText('Please fill this in.').waitFor()
  await form.getByLabel('We may write first').check()
  await form.getByTestId('contact-note').fill('On the phone')
  expect(await violations(page)).toEqual([])
  await form.getByTestId('contact-save').click()
  await page.getByTestId('what-becomes').filter({ hasText: 'First a neutral line' }).waitFor()
  await page.getByTestId('unconfirmed').waitFor()
  await page.getByTestId('reply-text').fill('給料の件です')
  await page.getByTestId('send').click()
  const held = page.getByTestId('held')
  await held.filter({ hasText: 'follows when they answer yes' }).waitFor()
  expect([await violations(page), await tooWide(page)]).toEqual([[], false])
  await page.getByTestId('sure').click()
  await page.getByTestId('sure-dialog').getByLabel('How do you know?').fill('Her voice')
  await page.getByTestId('confirm-who').click()
  await page.getByTestId('unconfirmed').waitFor({ state: 'detached' })
  await line.deliver(`${desk.url}/webhooks/line`, [line.postbackEvent({ user, data: 'opening:yes' })], { secret: SECRET })
  await held.waitFor({ state: 'detached' })
  await page.getByTestId('messages').filter({ hasText: '給料の件です' }).waitFor()
  await eventually(() => line.sent.some(({ messages }) => JSON.stringify(messages).includes('給料の件です')))
})

inBrowser('the chat page is gone at once on an exit word, also on one of the person\'s own, and the desk hears of it', async () => {
  const { desk, db, browser } = await open()
  const context = await browser.newContext({ locale: 'es-ES', viewport: { width: 360, height: 700 } })
  const page = await context.newPage()
  await page.route((url) => url.host !== new URL(desk.url).host, (route) => route.fulfill({ contentType: 'text/html', body: 'weather' }))
  const write = async (text: string) => {
    await page.getByRole('textbox').fill(text)
    await page.keyboard.press('Enter')
  }
  const gone = async () => {
    await page.waitForURL((url) => url.host !== new URL(desk.url).host)
    await page.goto(`${desk.url}/`)
    expect(await page.evaluate<number>(`Object.keys(localStorage).filter((key) => key.startsWith('madoguchi.conversation')).length`)).toBeLessThanOrEqual(1)
    await page.getByText(words('es', 'welcome.ask')).last().waitFor()
    expect(await page.getByText('Salir.', { exact: true }).count()).toBe(0)
  }
  await page.goto(`${desk.url}/`)
  await page.getByText(words('es', 'welcome.ask')).last().waitFor()
  await write('Salir.')
  await gone()
  await eventually(async () => (await db.query(`SELECT 1 FROM conversation WHERE left_at IS NOT NULL`)).rowCount === 1)
  await db.query(`UPDATE conversation SET session = '{"flow":"welcome","node":"exitWord","argument":null}' WHERE left_at IS NULL`)
  await write('paloma azul')
  await page.getByText('•••', { exact: true }).waitFor()
  await page.getByText(words('es', 'reach.kept')).waitFor()
  expect(await page.getByText('paloma azul', { exact: true }).count()).toBe(0)
  await write('Paloma Azul')
  await gone()
  await eventually(async () => (await db.query(`SELECT 1 FROM conversation WHERE left_at IS NOT NULL`)).rowCount === 2)
})
