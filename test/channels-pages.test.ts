// Two counsellors and a worker on Messenger, by mail and in the web chat: a line that came meanwhile, a cut line, what failed, and a translator that is away.
import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { enter, openBrowser } from './browser.ts'
import { colleague } from './colleague.ts'
import { eventually } from './desk.ts'
import { history, post, start } from './direct-line.ts'
import type { Started } from './direct-line.ts'
import { INBOUND_KEY, openMailDesk } from './mail-desk.ts'
import { mailText, proven } from './mails.ts'
import { startGoogleTranslate } from './platforms/google-translate.ts'
import { messengerPsid, startMessenger } from './platforms/messenger.ts'
import { chromium } from './surroundings.ts'

const inBrowser = chromium() === null ? test.skip : test
const ending: (() => Promise<void>)[] = []
const REFUSED_FOR_GOOD = 999

type Google = Awaited<ReturnType<typeof startGoogleTranslate>>
type Meta = Awaited<ReturnType<typeof startMessenger>>
let google: Google
let meta: Meta
let mail: Awaited<ReturnType<typeof openMailDesk>>
let chat: Started
let browser: Browser | null = null
let sato: Page
let anh: Page

beforeAll(async () => {
  google = await startGoogleTranslate()
  meta = await startMessenger()
  mail = await openMailDesk(null, ending, {
    MESSENGER_APP_SECRET: meta.appSecret, MESSENGER_PAGE_TOKEN: meta.token, MESSENGER_VERIFY_TOKEN: meta.verifyToken, MESSENGER_GRAPH_BASE: meta.url,
    GOOGLE_TRANSLATE_PROJECT: 'p', GOOGLE_TRANSLATE_ENDPOINT: google.url,
  })
  chat = await start(mail.desk, 'vi')
  browser = await openBrowser()
  if (!browser) return
  await colleague(mail.desk, mail.counsellor, 'Anh', ['supervisor', 'counsellor'])
  const signedIn = async (email: string, password: string) => {
    const page = await (await browser?.newContext({ locale: 'en-US', viewport: { width: 1280, height: 900 } }))?.newPage()
    if (!page) throw new Error('no browser')
    await enter(page, mail.desk, email, password)
    return page
  }
  sato = await signedIn('sato@example.org', 'a long password here')
  anh = await signedIn('anh@example.org', 'another long password')
})
afterAll(async () => {
  await browser?.close()
  for (const end of ending) await end()
  await meta.close()
  await google.close()
})

interface Worker {
  readonly name: string
  says(text: string): Promise<unknown>
  heard(text: string): number | Promise<number>
  /** What is sent next is refused; null where there is nothing to send. */
  readonly refuse: (() => void) | null
}

const psid = messengerPsid('Thiri')
const WORKERS: readonly Worker[] = [
  {
    name: 'Messenger',
    says: (text) => meta.deliver(`${mail.desk.url}/webhooks/messenger`, [meta.textEvent({ psid, text })]),
    heard: (text) => meta.sent.filter(({ message }) => message.text === text).length,
    refuse() { meta.faults = [{ on: 'send', code: REFUSED_FOR_GOOD, times: 1 }] },
  },
  {
    name: 'E-mail',
    async says(text) {
      const raw = mailText({ text, headers: [proven('phone.example')] })
      const timestamp = String(Math.floor(Date.now() / 1000))
      const signature = createHmac('sha256', INBOUND_KEY).update(`${timestamp}.`).update(raw).digest('hex')
      return fetch(`${mail.desk.url}/webhooks/email`, { method: 'POST', body: Buffer.from(raw, 'latin1'), headers: { 'content-type': 'message/rfc822', 'x-timestamp': timestamp, 'x-signature': signature } })
    },
    heard: (text) => mail.smtp.sent.filter(({ raw, mail: parsed }) => raw.includes(text) || (parsed.text ?? '').includes(text)).length,
    refuse() { mail.smtp.faults.push({ on: 'data', code: 554, times: 1 }) },
  },
  {
    name: 'Web chat',
    says: (text) => post(mail.desk, chat, text, `c${text.length}`),
    heard: async (text) => (await history(mail.desk, chat)).activities.filter((one) => one.text === text).length,
    refuse: null,
  },
]
const lineWith = (page: Page, text: string) => page.getByTestId('line').filter({ hasText: text })

inBrowser.each(WORKERS)('two counsellors and a worker: $name', async ({ name, says, heard, refuse }) => {
  await says('Hello, my company did not pay me this month')
  await sato.goto(`${mail.desk.url}/desk?show=all`)
  await sato.locator('[data-testid=conversations] [data-row]').filter({ hasText: name }).first().click()
  await sato.getByRole('button', { name: 'Take over' }).click()
  await sato.getByTestId('reply-text').waitFor()
  await anh.goto(sato.url())
  await anh.getByTestId('thread').waitFor()
  await eventually(async () => (await sato.getByTestId('onlookers').innerText()).includes('Anh'))

  // A line that came while one wrote is shown before anything is sent.
  await sato.getByTestId('reply-text').fill(`${name}の返事`)
  const translation = sato.getByTestId('reply-translation').locator('textarea')
  await eventually(async () => (await translation.inputValue()).length > 0)
  const read = await translation.inputValue()
  await says('they also keep my passport')
  await lineWith(sato, 'passport').waitFor()
  await sato.getByTestId('reply-text').press('Control+Enter')
  await sato.getByTestId('changed').filter({ hasText: 'passport' }).waitFor()
  expect(await heard(read)).toBe(0)
  await sato.getByTestId('changed-send').click()
  await eventually(async () => await heard(read) === 1)

  // What failed goes again.
  if (refuse) {
    refuse()
    await sato.getByTestId('reply-text').fill(`${name}へもう一度`)
    await eventually(async () => (await translation.inputValue()).length > 0 && await sato.getByTestId('send').isEnabled())
    const again = await translation.inputValue()
    await sato.getByTestId('send').click()
    await lineWith(sato, `${name}へもう一度`).getByTestId('send-again').click()
    await eventually(async () => await lineWith(sato, `${name}へもう一度`).getByTestId('delivery').getAttribute('data-delivery') === 'sent')
    expect(await heard(again)).toBe(1)
  }

  // While the line is cut the worker writes and the translator is away; both come back, and nothing is read anew.
  await sato.evaluate('window.sameDocument = true')
  await sato.context().setOffline(true)
  google.faults.push({ on: 'translateText', times: 20, status: 503 })
  await says('please call me tomorrow')
  await lineWith(anh, 'please call me tomorrow').waitFor()
  await sato.context().setOffline(false)
  await lineWith(sato, 'please call me tomorrow').waitFor()
  google.faults.splice(0)
  await eventually(async () => /[\p{Script=Hiragana}\p{Script=Han}]|\[ja\]/u.test(await lineWith(sato, 'please call me tomorrow').first().innerText()))
  expect(await sato.evaluate('window.sameDocument')).toBe(true)
})
