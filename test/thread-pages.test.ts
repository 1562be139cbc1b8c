// Two counsellors and a worker in real browsers: notes that call, replies that cross, what failed or was undone, and a cut line.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { foundDesk, openBrowser, tooWide, violations } from './browser.ts'
import { eventually, openDesk } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { history, post, start } from './direct-line.ts'
import { lineUser, startLine } from './platforms/line.ts'
import type { LineStandIn } from './platforms/line.ts'
import type { InvitationMade } from '../src/server/api/staff.ts'
import { chromium } from './surroundings.ts'

const inBrowser = chromium() === null ? test.skip : test
const SECRET = 's'
let line: LineStandIn
let desk: TestDesk
let browser: Browser | null = null
let sato: Page
let anh: Page

beforeAll(async () => {
  line = await startLine()
  desk = await openDesk({ LINE_CHANNEL_SECRET: SECRET, LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: line.url })
  browser = await openBrowser()
  if (!browser) return
  sato = await (await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 900 } })).newPage()
  await foundDesk(sato, desk)
  anh = await (await browser.newContext({ locale: 'ja-JP', viewport: { width: 360, height: 760 } })).newPage()
  const { link } = await sato.evaluate<InvitationMade>(`fetch('/api/invitations', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name: 'Anh', email: 'anh@example.org', roles: ['supervisor', 'counsellor'], languages: [] }) }).then((made) => made.json())`)
  await anh.goto(desk.url + new URL(link).pathname + new URL(link).search)
  await anh.locator('input[type=password]').fill('another long password')
  await anh.locator('button[type=submit]').click()
  await anh.locator('.desk').waitFor()
})
afterAll(async () => {
  await browser?.close()
  await desk.stop()
  await line.close()
})

const user = lineUser('Minh')
const says = (text: string) => line.deliver(`${desk.url}/webhooks/line`, [line.textEvent({ user, text })], { secret: SECRET })
const taps = (data: string) => line.deliver(`${desk.url}/webhooks/line`, [line.postbackEvent({ user, data })], { secret: SECRET })
const heard = (text: string) => line.sent.filter(({ messages }) => JSON.stringify(messages).includes(text)).length
const lineWith = (page: Page, text: string) => page.getByTestId('line').filter({ hasText: text })
const setUndo = (page: Page, seconds: number) => page.evaluate(`fetch('/api/me', { method: 'PATCH', headers: { 'content-type': 'application/json' }, body: '{"desk":{"undoSeconds":${seconds}}}' })`)

inBrowser('two counsellors and a worker on LINE', async () => {
  await says('my boss did not pay me')
  await eventually(() => line.sent.length > 0)
  for (const data of ['menu', 'language', 'person']) {
    const before = line.sent.length
    await taps(data)
    await eventually(() => line.sent.length > before)
  }
  await sato.locator('[data-testid=conversations] [data-row]').first().click()
  // The guide's steps are one line, opened and closed by key; what was said before them stays.
  const steps = sato.getByTestId('steps').first()
  await steps.waitFor()
  const folded = await sato.getByTestId('line').count()
  await steps.getByTestId('steps-open').focus()
  await sato.keyboard.press('Enter')
  await eventually(async () => await sato.getByTestId('line').count() > folded)
  await sato.keyboard.press('Enter')
  await eventually(async () => await sato.getByTestId('line').count() === folded)
  await sato.getByRole('button', { name: 'Take over' }).click()
  await sato.locator('[data-entry=takenOver]').waitFor()
  await anh.goto(sato.url())
  await anh.getByTestId('thread').waitFor()
  await eventually(async () => (await sato.getByTestId('onlookers').innerText()).includes('Anh'))

  // A line that came while one wrote is shown before anything is sent.
  await sato.getByTestId('reply-text').fill('給与明細はありますか')
  await eventually(async () => {
    await sato.getByTestId('reply-text').press('Space')
    return anh.getByTestId('writing').isVisible()
  })
  await says('he also took my passport')
  await lineWith(sato, 'passport').waitFor()
  await sato.getByTestId('reply-text').press('Control+Enter')
  await sato.getByTestId('changed').filter({ hasText: 'passport' }).waitFor()
  expect([heard('給与明細はありますか'), await violations(sato)]).toEqual([0, []])
  await sato.getByTestId('changed-send').click()
  await eventually(() => heard('給与明細はありますか') === 1)

  // Undone, it stands in the box again, and nobody has read it.
  await setUndo(sato, 20)
  await sato.getByTestId('reply-text').fill('まちがえた返事')
  await sato.getByTestId('send').click()
  await sato.getByTestId('leaving').filter({ hasText: 'まちがえた返事' }).waitFor()
  await sato.getByTestId('undo-reply').click()
  await eventually(async () => await sato.getByTestId('reply-text').inputValue() === 'まちがえた返事')
  expect(heard('まちがえた返事')).toBe(0)
  await setUndo(sato, 0)

  // What failed says why, and goes again.
  line.faults.push({ on: 'push', status: 400, message: 'no', times: 1 })
  await sato.getByTestId('reply-text').fill('もう一度の返事')
  await sato.getByTestId('send').click()
  const failed = lineWith(sato, 'もう一度の返事')
  await failed.getByTestId('send-again').click()
  await eventually(async () => await failed.getByTestId('delivery').getAttribute('data-delivery') === 'sent')
  expect(heard('もう一度の返事')).toBe(1)

  // While the line is cut a colleague writes a note and corrects it, the worker writes, and a line fails: all of it is caught up.
  await sato.evaluate('window.sameDocument = true')
  await sato.context().setOffline(true)
  await anh.getByTestId('write-what').getByText('内部メモ').click()
  await anh.getByTestId('note-text').pressSequentially('@佐')
  await anh.getByTestId('colleague').first().click()
  await anh.getByTestId('note-text').pressSequentially('至急見てください')
  await anh.getByTestId('note-save').click()
  await anh.getByTestId('note').filter({ hasText: '至急' }).waitFor()
  await anh.getByTestId('note-edit').click()
  await anh.getByTestId('note-edit-text').fill('@佐藤 電話しました')
  await anh.getByTestId('note-edit-save').click()
  await anh.getByTestId('note-edited').waitFor()
  expect(await violations(anh)).toEqual([])
  expect(await tooWide(anh)).toBe(false)
  await says('please help me')
  await eventually(async () => (await lineWith(anh, 'please help me').count()) === 1)
  await sato.context().setOffline(false)
  await sato.getByTestId('note').filter({ hasText: '電話しました' }).waitFor()
  await lineWith(sato, 'please help me').waitFor()
  expect(await sato.evaluate('window.sameDocument')).toBe(true)
  expect(await sato.getByTestId('note').filter({ hasText: '至急' }).count()).toBe(0)
  expect(JSON.stringify(line.sent)).not.toContain('電話しました')

  // Which text is large is kept with the account.
  const kept = sato.waitForResponse((response) => response.url().endsWith('/api/me') && response.request().method() === 'PATCH')
  await sato.getByTestId('large-choice').getByText('Original').click()
  await eventually(async () => await sato.locator('.messages').getAttribute('data-large') === 'original')
  expect((await kept).ok()).toBe(true)
  await sato.reload()
  await eventually(async () => await sato.locator('.messages').getAttribute('data-large') === 'original')
})

inBrowser('a photo and a ready-made reply on the web chat, without any translator', async () => {
  const chat = await start(desk, 'vi')
  await post(desk, chat, 'xin chào, tôi cần giúp', 'p1')
  await post(desk, chat, 'person', 'p2', { postBack: true })
  await eventually(async () => (await history(desk, chat)).activities.some(({ channelData }) => channelData['clientActivityID'] === 'p2'))
  await sato.goto(`${desk.url}/desk`)
  await sato.locator('[data-testid=conversations] [data-row]').filter({ hasText: 'Web chat' }).first().click()
  await sato.getByRole('button', { name: 'Take over' }).click()
  const png = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#1a7f6b' } }).png().toBuffer()
  await sato.getByTestId('attach-field').setInputFiles({ name: 'map.png', mimeType: 'image/png', buffer: png })
  await sato.getByTestId('attached').filter({ hasText: 'map.jpg' }).waitFor()
  await sato.getByTestId('reply-text').press('/')
  await sato.getByTestId('insert-search').fill('すこし 待って')
  // Until what was looked for is found, all that are ready stand there.
  const ready = sato.getByTestId('insert-choice').filter({ has: sato.getByTestId('insert-ready') }).first().filter({ hasText: 'Bạn chờ mình một chút nhé.' })
  await ready.waitFor()
  expect(await violations(sato)).toEqual([])
  await ready.click()
  await sato.getByTestId('reply-text').press('Control+Enter')
  const { activities } = await eventually(async () => { const all = await history(desk, chat); return all.activities.some(({ attachments }) => attachments?.length) && all })
  expect(activities.some(({ text }) => text === 'Bạn chờ mình một chút nhé. Mình sẽ trả lời ngay.')).toBe(true)
  await sato.getByTestId('media').locator('img').waitFor()
})
