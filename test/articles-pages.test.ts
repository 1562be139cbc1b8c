// Articles in a real browser: written beside the Japanese, reviewed by a second person, brought back; what was not understood; and put into a reply.
import { afterEach, expect, test } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { askingAs, enter, everyLook, foundDesk, openBrowser, openPage, tooWide, violations, watched } from './browser.ts'
import { colleague } from './colleague.ts'
import type { Asking } from './colleague.ts'
import { eventually, openDesk } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { chromium } from './surroundings.ts'
import { worker } from './worker.ts'

const ending: (() => Promise<unknown>)[] = []
afterEach(async () => { for (const end of ending.splice(0).toReversed()) await end() })

const inBrowser = chromium() === null ? test.skip : test
const TOPIC = 'living.garbage'

interface Open { readonly desk: TestDesk; readonly browser: Browser; readonly page: Page; readonly founder: Asking }

async function open(): Promise<Open> {
  const desk = await openDesk()
  const browser = await openBrowser()
  if (!browser) throw new Error('no browser')
  ending.push(() => desk.stop(), () => browser.close())
  const page = await watched(browser, desk, ending)
  await foundDesk(page, desk)
  const founder = await askingAs(page, desk)
  return { desk, browser, page, founder }
}

/** In another window, with the first one's language. */
async function signedIn(browser: Browser, desk: TestDesk, email: string): Promise<Page> {
  const page = await watched(browser, desk, ending)
  await enter(page, desk, email)
  return page
}

inBrowser('an article is written, checked, reviewed by a second person, used, compared and brought back', async () => {
  const { desk, browser, page, founder } = await open()
  await colleague(desk, founder, 'Anh', ['editor'])
  await openPage(page, 'knowledge', 'articles')
  await page.getByTestId('search-articles').fill('garbage')
  await page.getByTestId(`article-${TOPIC}`).getByRole('link').click()
  await page.getByTestId('begin-draft').click()
  const english = page.getByTestId('text-en')
  const before = await english.inputValue()
  await english.fill(`${before} It takes 77 days.`)
  await page.getByTestId('faults').getByText(/numbers \(.*77/).first().waitFor()
  expect(await page.getByTestId('ask-review').isDisabled()).toBe(true)
  await english.fill(`${before} Ask your neighbour too.`)
  await eventually(async () => (await page.getByTestId('faults').innerText()) === '')
  await page.getByTestId('preview').getByText('Ask your neighbour too.').waitFor()
  // A text whose own day has passed could not be published.
  await page.getByTestId('tab-facts').click()
  await page.getByTestId('review-by').fill('2099-03-31')
  await page.keyboard.press('Control+s')
  await eventually(async () => (await page.getByTestId('unsaved').innerText()) === 'Saved')
  await page.getByTestId('tab-phrases').click()
  await page.getByTestId('tester-text').fill('when do I put out the garbage')
  await page.getByTestId('tester-ask').click()
  await page.getByTestId('tester-answer').getByRole('link').first().waitFor()
  expect(await violations(page)).toEqual([])
  await page.getByTestId('ask-review').click()
  await page.getByTestId('own-article').waitFor()
  expect(await page.getByTestId('publish-article').count()).toBe(0)

  const hers = await signedIn(browser, desk, 'anh@example.org')
  await hers.goto(`${desk.url}/desk/articles/${TOPIC}`)
  await hers.getByTestId('comparison').getByText('Ask your neighbour too.').waitFor()
  await hers.getByTestId('publish-article').click()
  expect(await violations(hers)).toEqual([])
  await hers.getByTestId('checked').check()
  await hers.getByTestId('decide').click()
  await hers.getByTestId('begin-draft').waitFor()
  const someone = await worker(desk, 'en')
  expect(await someone.tap(`answer:${TOPIC}`)).toContain('Ask your neighbour too.')

  await hers.getByRole('tab', { name: 'Versions' }).click()
  await hers.getByTestId('version-0').getByTestId('compare').click()
  await hers.getByTestId('version-0').getByTestId('comparison').waitFor()
  await hers.getByTestId('version-0').getByTestId('restore').click()
  await hers.getByTestId('restore-reason').fill('it was right before')
  await hers.getByTestId('restore-submit').click()
  await hers.getByTestId('reason-dialog').waitFor({ state: 'detached' })
  expect(await someone.tap(`answer:${TOPIC}`)).not.toContain('Ask your neighbour too.')
})

inBrowser('of two who write in one draft the second is told, keeps their words, and gets what the first wrote elsewhere', async () => {
  const { desk, browser, page, founder } = await open()
  await colleague(desk, founder, 'Anh', ['editor'])
  await founder(`/api/articles/${TOPIC}/draft`, {})
  const hers = await signedIn(browser, desk, 'anh@example.org')
  for (const one of [page, hers]) await one.goto(`${desk.url}/desk/articles/${TOPIC}`)
  await hers.getByTestId('text-en').fill('hers in English')
  await hers.getByTestId('language-pt').click()
  await hers.getByTestId('text-pt').fill('dela em português')
  await page.getByTestId('text-en').fill('mine in English')
  await hers.getByTestId('save-article').click()
  await eventually(async () => (await hers.getByTestId('unsaved').innerText()) === 'Saved')
  await page.getByTestId('save-article').click()
  await page.getByTestId('overwritten').waitFor()
  expect(await page.getByTestId('text-en').inputValue()).toBe('mine in English')
  expect(await page.getByTestId('overwritten').innerText()).toContain('hers')
  await page.getByTestId('language-pt').click()
  expect(await page.getByTestId('text-pt').inputValue()).toBe('dela em português')
  expect(await violations(page)).toEqual([])
  await page.reload()
  expect(await page.getByTestId('text-en').inputValue()).toBe('mine in English')
  await page.getByTestId('take-theirs').click()
  expect(await page.getByTestId('text-en').inputValue()).toBe('hers in English')
})

inBrowser('what was not understood becomes a way to ask, and can be undone', async () => {
  const { desk, page } = await open()
  const someone = await worker(desk, 'en')
  await someone.say('zorblax quifferton wumpus 090-1234-5678')
  await openPage(page, 'knowledge', 'gaps')
  await page.getByTestId('gap').getByText('zorblax quifferton wumpus ▢').waitFor()
  expect(await violations(page)).toEqual([])
  await page.getByTestId('gap-other').click()
  await page.getByTestId('gap-article').selectOption(TOPIC)
  await page.getByTestId('gap-phrases').fill('zorblax quifferton wumpus')
  expect(await violations(page)).toEqual([])
  await page.getByTestId('gap-submit').click()
  await page.getByTestId('no-gaps').waitFor()
  await page.getByTestId('gaps-decided').click()
  await page.getByTestId('gap-undo').click()
  await page.getByTestId('no-gaps').waitFor()
})

inBrowser('with two keys a counsellor puts the article into a reply, in the worker\'s language, and what is changed is theirs', async () => {
  const { desk, page } = await open()
  const someone = await worker(desk, 'id')
  await someone.say('kapan buang sampah di kota saya')
  await someone.tap('person')
  await page.goto(`${desk.url}/desk`)
  await page.locator('[data-testid=conversations] [data-row]').first().click()
  await page.getByRole('button', { name: 'Take over' }).click()
  const field = page.getByTestId('reply-text')
  // Whoever has taken over stands in the field.
  await page.locator('[data-testid=reply-text]:focus').waitFor()
  await page.keyboard.press('/')
  await page.keyboard.press('Enter')
  await eventually(async () => (await field.inputValue()) !== '')
  const theirs = await page.getByTestId('reply-translation').locator('textarea').first().inputValue()
  expect([await field.inputValue(), theirs]).toEqual([expect.stringContaining('ごみ'), expect.stringContaining('sampah')])
  expect(await page.getByTestId('reply-article').innerText()).toContain('word for word')
  await page.keyboard.press('Control+Enter')
  const line = page.locator('[data-testid=line][data-author=counsellor]').last()
  await line.getByTestId('line-article').waitFor()
  expect([await line.getByTestId('line-article').innerText(), await line.innerText()]).toEqual(['reviewed article', expect.stringContaining('Reviewed')])

  // The line may stand in the thread before the field is free again.
  await eventually(async () => (await field.inputValue()) === '')
  await page.keyboard.press('/')
  await page.getByTestId('insert-search').fill('残業')
  await eventually(async () => (await page.getByTestId('insert-choice').first().innerText()).includes('残業'))
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Enter')
  await eventually(async () => (await field.inputValue()) !== '')
  await page.getByTestId('reply-translation').locator('textarea').first().fill('Lihat di bawah.')
  expect(await page.getByTestId('reply-article').innerText()).toContain('your own words')
  await field.focus()
  await page.keyboard.press('Control+Enter')
  await page.locator('[data-testid=line-article]').getByText('changed by the counsellor').waitFor()
})

inBrowser('every page of articles is accessible', async () => {
  const { desk, page, founder } = await open()
  await founder('/api/articles/tax.pension/draft', {})
  for (const place of ['articles', `articles/${TOPIC}`, 'articles/tax.pension', 'gaps']) {
    await page.goto(`${desk.url}/desk/${place}`)
    await page.getByRole('heading', { level: 2 }).first().waitFor()
    await everyLook(page, place)
    for (const tab of place === 'articles/tax.pension' ? (await page.getByRole('tab').all()).slice(1) : []) {
      await tab.click()
      const panel = page.locator(`#${await tab.getAttribute('aria-controls')}`)
      await panel.waitFor()
      if (await panel.locator('[lang=my]').count() > 0) await everyLook(page, `${place}-my`)
      else expect([await tab.innerText(), await tooWide(page)]).toEqual([await tab.innerText(), false])
    }
  }
})
