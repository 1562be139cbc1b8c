// Mails in the desk, in a real browser: the heading, the whole mail, and what is known of who sent it.
import { createHmac } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { foundDesk, openBrowser, tooWide, violations } from './browser.ts'
import { eventually, openDesk } from './desk.ts'
import { BORDER, mailText, proven } from './mails.ts'
import { startSmtp } from './platforms/smtp.ts'
import { chromium } from './surroundings.ts'

const ending: (() => Promise<unknown>)[] = []
afterEach(async () => { for (const end of ending.splice(0).toReversed()) await end() })

const inBrowser = chromium() === null ? test.skip : test
const KEY = 'a key for what is pushed'

inBrowser('a mail shows its heading and what is new; the whole unfolds; automatic and unproven mails say so', async () => {
  const [smtp, folder, browser] = [await startSmtp(), mkdtempSync(join(tmpdir(), 'madoguchi-pages-')), await openBrowser()]
  if (!browser) throw new Error('no browser')
  const desk = await openDesk({ EMAIL_ADDRESS: 'desk@soudan.example', EMAIL_SMTP_URL: smtp.url, EMAIL_INBOUND_KEY: KEY, EMAIL_AUTHSERV_ID: BORDER, DATA_DIR: folder })
  ending.push(async () => rmSync(folder, { recursive: true, force: true }), () => smtp.close(), () => desk.stop(), () => browser.close())
  const post = async (raw: string) => {
    const [body, timestamp] = [Buffer.from(raw, 'latin1'), String(Math.floor(Date.now() / 1000))]
    const answer = await fetch(`${desk.url}/webhooks/email`, { method: 'POST', body, headers: { 'x-timestamp': timestamp, 'x-signature': createHmac('sha256', KEY).update(`${timestamp}.`).update(body).digest('hex') } })
    expect(answer.status).toBe(200)
  }
  const quoted = 'Em sáb., 21 de nov. de 2026 às 12:00, <desk@soudan.example> escreveu:\n> Olá. Sobre o que é?\n> 1. Salário'
  await post(mailText({ subject: 'Horas extras de outubro', text: `Não pagaram minhas horas extras.\n\n${quoted}`, headers: [proven('phone.example')] }))
  await eventually(() => smtp.sent[0])
  await post(mailText({ subject: 'Automatic reply: Away', text: 'Estou de férias.', headers: [proven('phone.example'), 'Auto-Submitted: auto-replied'] }))
  await post(mailText({ from: 'someone@phone.example', subject: 'Olá', text: 'Quem é você?' }))
  const page = await (await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 900 } })).newPage()
  await foundDesk(page, desk)
  await page.getByTestId('view-all').click()
  await page.locator('[data-testid=conversations] [data-row]').filter({ hasText: /férias/ }).first().click()
  await page.getByTestId('subject').first().waitFor()
  expect(await page.getByTestId('subject').first().innerText()).toContain('Horas extras de outubro')
  expect(await page.getByTestId('original').first().innerText()).toContain('Não pagaram minhas horas extras.')
  expect(await page.getByTestId('original').first().innerText()).not.toContain('escreveu')
  expect(await page.getByTestId('line-automatic').innerText()).toBe('Automatic reply')
  const unfold = page.getByRole('button', { name: 'Show the whole mail' }).first()
  expect(await unfold.getAttribute('aria-expanded')).toBe('false')
  await unfold.press('Enter')
  expect(await page.getByTestId('whole').innerText()).toContain('escreveu')
  expect(await violations(page)).toEqual([])
  await page.locator('[data-testid=conversations] [data-row]').filter({ hasNotText: /férias/ }).first().click()
  await page.getByTestId('line-unproven').first().waitFor()
  expect(await violations(page)).toEqual([])
  await page.setViewportSize({ width: 320, height: 700 })
  expect(await tooWide(page)).toBe(false)
})
