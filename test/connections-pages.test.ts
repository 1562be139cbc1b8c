// Somebody who knows neither the code nor LINE's console connects a LINE account: from the one-time link to a hello that was answered.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { everyLook, openBrowser, picture, watched } from './browser.ts'
import { FOUNDER, freePort, openDesk } from './desk.ts'
import { lineUser, startLine } from './platforms/line.ts'
import { lineOpenApi } from './surroundings.ts'

const ending: (() => Promise<unknown>)[] = []
const browser = await openBrowser()
afterAll(async () => {
  for (const end of ending) await end()
  await browser?.close()
})

test.skipIf(browser === null)('a LINE account is connected by the page alone', async () => {
  if (!browser) return
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-connecting-'))
  const line = await startLine({ ...lineOpenApi(), monthlyQuota: 200 })
  const desk = await openDesk({ LINE_API_BASE: line.url, DATA_DIR: folder, PORT: String(await freePort()) })
  const page = await watched(browser, desk, ending)
  ending.push(() => desk.stop(), () => line.close(), async () => rmSync(folder, { recursive: true, force: true }))
  const finding = (name: string, state: string) => page.locator(`[data-testid=finding-${name}][data-state=${state}]`).waitFor()
  const step = (name: string) => page.getByTestId(`step-${name}`)

  await page.goto(`${desk.url}/desk/setup?token=${desk.setupToken}`)
  await page.getByLabel('Your name').fill(FOUNDER.name)
  await page.getByLabel('E-mail address').fill(FOUNDER.email)
  await page.getByRole('textbox', { name: 'Password' }).fill(FOUNDER.password)
  await page.getByRole('button', { name: 'Create the account and start' }).click()
  await page.getByTestId('first-connection').waitFor()
  await everyLook(page, 'connections')
  await page.getByTestId('connections-later').click()
  await page.getByTestId('connect-first').click()
  await page.getByTestId('connect-line-first').click()

  // One wrong letter in what was copied: it is said which, and nothing typed is lost.
  await page.getByTestId('field-LINE_CHANNEL_SECRET').fill(line.secret)
  await page.getByTestId('field-LINE_CHANNEL_ACCESS_TOKEN').fill(`${line.token}x`)
  await page.getByTestId('keep-settings').click()
  await finding('account', 'refused')
  expect(await page.getByTestId('field-LINE_CHANNEL_SECRET').inputValue()).toBe(line.secret)
  await picture(page, 'connecting-line-refused')
  await page.getByTestId('field-LINE_CHANNEL_ACCESS_TOKEN').fill(line.token)
  await page.getByTestId('keep-settings').click()
  await page.getByTestId('settings-kept').waitFor()
  await finding('secret', 'fine')
  expect(await page.getByTestId('field-LINE_CHANNEL_SECRET').inputValue()).toBe('')
  expect(await page.content()).not.toContain(line.token)

  line.webhook.active = false
  await page.getByTestId('point-webhook').click()
  await finding('use', 'fault')
  expect(line.webhook.endpoint).toBe(await step('webhook').getByTestId('webhook-url').textContent())
  await picture(page, 'connecting-line-switch-off')
  line.webhook.active = true
  await page.getByTestId('check-again').click()
  await finding('test', 'fine')
  await page.getByTestId('install').click()
  await page.getByTestId('installed').getByText('It is set up.').waitFor()
  expect(line.aliases.size).toBe(10)

  await page.getByTestId('begin-hello').click()
  await page.getByTestId('hello-state').getByText('Waiting').waitFor()
  await line.deliver(line.webhook.endpoint ?? '', [line.textEvent({ user: lineUser('Sato'), text: 'こんにちは' })], { secret: line.secret })
  await page.getByTestId('hello-state').getByText('Answered at').waitFor()
  expect(line.sent.length).toBeGreaterThan(0)
  await everyLook(page, 'connecting-line-done')

  await page.getByTestId('remove-connection').click()
  await page.getByTestId('confirm-yes').click()
  await page.getByTestId('state').getByText('Not connected').waitFor()
})
