// A conversation as both sides see it, one picture after the other: the moving picture of the README.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import sharp from 'sharp'
import { readStories } from './demo/story.ts'

const HEIGHT = 800
const CHAT = { width: 400, height: HEIGHT }
const DESK = { width: 1100, height: HEIGHT }
/** How wide it stands in the page. */
const SHOWN = 1_000
const LOOK_MS = 1_700
const READ_MS = 3_400
const SETTLED_MS = 700

interface Frame { readonly picture: Buffer; readonly ms: number }

/** Somebody asks in Burmese, then for a person; a counsellor answers in Japanese. `storage`: of a browser in which a counsellor is signed in. */
export async function recordConversation(browser: Browser, desk: string, locale: string, storage: Awaited<ReturnType<BrowserContext['storageState']>>): Promise<Buffer> {
  const lines = readStories().find(({ person }) => person === 'hlaing')?.steps ?? []
  const asked = lines.find(({ worker }) => worker !== undefined)
  const answered = lines.find(({ reply }) => reply !== undefined)
  const worker = await (await browser.newContext({ locale: 'my', viewport: CHAT })).newPage()
  const counsellor = await (await browser.newContext({ locale, storageState: storage, viewport: DESK })).newPage()
  const frames: Frame[] = []
  const show = async (ms = LOOK_MS) => {
    await worker.waitForTimeout(SETTLED_MS)
    frames.push({ picture: await together(worker, counsellor), ms })
  }
  await counsellor.goto(`${desk}/desk`)
  await counsellor.locator('[data-row]').first().waitFor()
  await worker.goto(desk)
  await worker.getByRole('textbox').waitFor()
  await show()
  await worker.getByRole('textbox').fill(asked?.worker ?? '')
  await show()
  await worker.getByRole('textbox').press('Enter')
  await worker.locator('button', { hasText: 'လူနဲ့' }).last().waitFor()
  await show(READ_MS)
  await worker.locator('button', { hasText: 'လူနဲ့' }).last().click()
  await show()
  await counsellor.goto(await newest(counsellor, desk))
  await counsellor.getByTestId('thread').getByText(asked?.ja ?? '').first().waitFor()
  await show(READ_MS)
  await counsellor.getByRole('button', { name: /^引き継|^Take over/ }).click()
  await counsellor.getByTestId('reply-text').fill(answered?.ja ?? '')
  await counsellor.waitForTimeout(SETTLED_MS * 3)
  await show(READ_MS)
  await counsellor.keyboard.press('Control+Enter')
  await worker.getByText(answered?.reply ?? '').first().waitFor()
  await show(READ_MS)
  return sharp(frames.map(({ picture }) => picture), { join: { animated: true } }).webp({ delay: frames.map(({ ms }) => ms), loop: 0, quality: 72, effort: 6 }).toBuffer()
}

/** Where the conversation stands that nobody has and that began last in the web chat. */
async function newest(page: Page, desk: string): Promise<string> {
  await page.goto(`${desk}/desk?owner=nobody&language=my&channel=webchat`)
  await page.locator('[data-row]').last().click()
  await page.getByTestId('thread').waitFor()
  return page.url().split('?')[0] ?? ''
}

async function together(worker: Page, counsellor: Page): Promise<Buffer> {
  const [left, right] = await Promise.all([worker.screenshot(), counsellor.screenshot()])
  const gap = 12
  const whole = await sharp({ create: { width: CHAT.width + gap + DESK.width, height: HEIGHT, channels: 3, background: '#8a8f94' } })
    .composite([{ input: left, left: 0, top: 0 }, { input: right, left: CHAT.width + gap, top: 0 }]).png().toBuffer()
  return sharp(whole).resize({ width: SHOWN }).png().toBuffer()
}
