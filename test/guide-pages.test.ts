// The guide and the directory in a real browser, in three scripts: from a search engine to an article, to a person, to no internet; and from a body's own entry to the page anybody reads.
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import type { Thread } from '../src/server/api/inbox.ts'
import { askingAs, foundDesk, openBrowser, openPage, picture, PICTURES, tooWide, violations, watched } from './browser.ts'
import { colleague } from './colleague.ts'
import type { Asking } from './colleague.ts'
import { content, words } from './content.ts'
import { eventually, openDesk } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { plainly } from './tables.ts'

const browser: Browser | null = await openBrowser()
const ending: (() => Promise<unknown>)[] = []
const TOPIC = 'labour.unpaid-wages'
const SEARCHED = { ja: '給料を払ってくれません', my: 'လစာ မပေးဘူး', vi: 'công ty không trả lương' }
const title = (language: keyof typeof SEARCHED, topic = TOPIC) => content.articles.get(topic)?.articles[language].title ?? ''

describe.skipIf(browser === null)('in a browser', () => {
  let desk: TestDesk
  let db: pg.Client
  let page: Page
  let boss: Asking
  let second: Asking
  const shot = async (one: Page, name: string) => { if (PICTURES) await one.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true }) }
  const open = (options: Parameters<Browser['newContext']>[0]) => watched(browser as Browser, desk, ending, options)

  beforeAll(async () => {
    desk = await openDesk()
    db = new pg.Client({ connectionString: desk.databaseUrl, types: plainly })
    await db.connect()
    page = await open({})
    await foundDesk(page, desk)
    boss = await askingAs(page, desk)
    second = await colleague(desk, boss, 'Tanaka', ['supervisor'])
  })
  afterAll(async () => {
    for (const end of ending) await end()
    await browser?.close()
    await db?.end()
    await desk?.stop()
  })

  test.each([['ja', 'dark', false], ['my', 'light', true], ['vi', 'dark', true]] as const)('%s: somebody comes from a search engine, reads, searches, and asks a person, who sees from which page', async (language, colorScheme, javaScriptEnabled) => {
    const phone = await open({ viewport: { width: 320, height: 700 }, colorScheme, javaScriptEnabled })
    const other = language === 'vi' ? 'my' : 'vi'
    await phone.goto(`${desk.url}/guide/${other}/${TOPIC}`, { referer: 'https://search.example.com/' })
    await phone.getByRole('link', { name: words(other, 'language') }).waitFor({ state: 'detached' })
    await phone.getByRole('link', { name: words(language, 'language'), exact: true }).click()
    await phone.getByRole('heading', { level: 1, name: title(language) }).waitFor()
    expect(await phone.context().cookies()).toEqual([])
    expect(await tooWide(phone)).toBe(false)
    if (javaScriptEnabled) expect(await violations(phone)).toEqual([])
    await shot(phone, `guide-article-${language}`)
    await phone.getByLabel(words(language, 'guide.searchLabel')).fill(SEARCHED[language])
    await phone.getByRole('button', { name: words(language, 'guide.search'), exact: true }).click()
    await phone.waitForURL(`${desk.url}/guide/${language}/search`)
    await shot(phone, `guide-search-${language}`)
    await phone.getByRole('link', { name: title(language), exact: true }).first().click()
    await phone.getByRole('heading', { level: 1, name: title(language) }).waitFor()
    const asked = words(language, 'guide.askAbout', { title: title(language) })
    if (javaScriptEnabled) {
      await phone.getByRole('link', { name: words(language, 'guide.askChat') }).click()
      await phone.getByText(asked).waitFor()
      expect(phone.url()).not.toContain('#')
    } else {
      await phone.getByRole('link', { name: words(language, 'guide.askForm') }).click()
      await phone.getByText(words(language, 'guide.about', { title: title(language) })).waitFor()
      await phone.getByLabel(words(language, 'inquiry.message')).fill('どうすれば いいですか。')
      await phone.getByRole('button', { name: words(language, 'chat.send') }).click()
      await phone.getByText(asked).waitFor()
    }
    const id = await eventually(async () => (await db.query<{ id: string; text: string }>(`SELECT c.id, m.text FROM conversation c JOIN message m ON m.conversation_id = c.id`)).rows.find(({ text }) => text === asked)?.id)
    const { conversation, messages } = await (await boss(`/api/conversations/${id}`)).json() as Thread
    expect(conversation.handling).toBe('waiting')
    expect(JSON.stringify(messages)).toContain(words('ja', 'guide.askAbout', { title: title('ja') }))
    if (language !== 'my') return
    await page.goto(`${desk.url}/desk/c/${id}`)
    await page.getByText(/ページの ことを 人|ページの ことを/).first().waitFor()
    await picture(page, 'guide-at-the-desk')
  })

  test('nothing is kept on the phone until its reader says so; then the pages are there without internet, and gone again when they say so', async () => {
    const phone = await open({ viewport: { width: 360, height: 740 }, colorScheme: 'dark' })
    await phone.goto(`${desk.url}/guide/vi/tax.pension`)
    expect(await phone.evaluate('navigator.serviceWorker.getRegistrations().then((all) => all.length)')).toBe(0)
    await phone.getByRole('link', { name: words('vi', 'guide.offline') }).click()
    await phone.getByText(words('vi', 'guide.offlineNone')).waitFor()
    await phone.locator('#keep').click()
    await phone.getByRole('link', { name: title('vi'), exact: true }).waitFor()
    expect(await violations(phone)).toEqual([])
    await shot(phone, 'guide-offline-vi')
    await eventually(() => phone.evaluate<boolean>('navigator.serviceWorker.controller !== null'))
    await phone.context().setOffline(true)
    await phone.goto(`${desk.url}/guide/vi/${TOPIC}`)
    await phone.getByRole('heading', { level: 1, name: title('vi') }).waitFor()
    await phone.goto(`${desk.url}/guide/my/${TOPIC}`)
    await phone.getByText(words('vi', 'guide.offlineAway')).waitFor()
    await phone.context().setOffline(false)
    await phone.goto(`${desk.url}/guide/vi/offline`)
    await phone.locator('#remove').click()
    await phone.getByText(words('vi', 'guide.offlineNone')).waitFor()
    expect(await phone.evaluate('caches.keys()')).toEqual([])
  })

  test('a page is accessible in all nine languages, and on a large screen', async () => {
    const large = await open({})
    for (const [language, topic] of [['en', ''], ['zh', '/living.domestic-violence'], ['tl', '/tax.pension'], ['id', '/residence.renewal'], ['pt', '/medical.ambulance'], ['es', '/education.school'], ['ja', '']] as const) {
      await large.goto(`${desk.url}/guide/${language}${topic}`)
      expect([language, await violations(large), await tooWide(large)]).toEqual([language, [], false])
    }
    await shot(large, 'guide-index-ja')
  })

  test('a body writes its entry without a script, one person checks it, another approves it, and anybody reads it', async () => {
    const office = await open({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } })
    await office.goto(`${desk.url}/entry`)
    await office.getByLabel(/^Name|名称/).fill('みほん監理協同組合')
    await office.getByLabel(/^種類/).selectOption('supervising')
    await office.getByLabel(/^国/).selectOption('jp')
    await office.getByLabel(/都道府県/).selectOption('愛知県')
    await office.getByLabel(/何の費用か（1）/).fill('監理費（会社が払います）')
    await office.getByLabel(/金額（1）/).fill('３０，０００')
    await office.getByLabel(/担当者のメール/).fill('office@mihon.example.jp')
    await office.getByLabel(/リンク（1）|求人などのリンク（1）/).fill('https://mihon.example.jp/jobs')
    await shot(office, 'entry-form')
    await office.getByRole('button').click()
    const link = await office.getByRole('link').getAttribute('href') ?? ''
    await openPage(page, 'voices', 'feedback')
    await page.getByTestId('to-directory').click()
    await picture(page, 'directory-queue')
    expect([await violations(page), await tooWide(page)]).toEqual([[], false])
    await page.getByRole('link', { name: 'みほん監理協同組合' }).click()
    await page.getByTestId('field-feeList').getByText('30000 JPY').waitFor()
    await picture(page, 'directory-entry')
    expect([await violations(page), await tooWide(page)]).toEqual([[], false])
    await page.getByTestId('decide-check').click()
    await page.getByText('You checked it: somebody else approves.').waitFor()
    expect(await page.getByTestId('decide-approve').count()).toBe(0)
    const { id } = (await db.query('SELECT id FROM body_submission')).rows[0] as { id: string }
    expect((await second(`/api/directory/${id}/decision`, { revision: 2, act: 'approve' })).status).toBe(200)
    await boss('/api/feedback', { open: true }, {}, 'PATCH')
    const phone = await open({ viewport: { width: 320, height: 700 }, colorScheme: 'dark' })
    await phone.goto(`${desk.url}/bodies?lang=my`)
    await phone.getByLabel(words('my', 'bodies.prefecture')).selectOption('愛知県')
    await phone.getByRole('button', { name: words('my', 'bodies.find') }).click()
    await phone.getByRole('link', { name: 'みほん監理協同組合' }).click()
    await phone.getByText('JPY').waitFor()
    expect([await violations(phone), await tooWide(phone)]).toEqual([[], false])
    await shot(phone, 'directory-body-my')
    await office.goto(desk.url + new URL(link).pathname)
    await office.getByText('承認済み').waitFor()
    const { body_id: body } = (await db.query('SELECT body_id FROM body_submission')).rows[0] as { body_id: string }
    await page.goto(`${desk.url}/desk/feedback/body.${body}`)
    await page.getByTestId('directory-panel').getByTestId('confirm-body').waitFor()
    await page.getByTestId('entry-link').click()
    await page.getByTestId('directory-panel').locator('code').waitFor()
    expect([await violations(page), await tooWide(page)]).toEqual([[], false])
    await picture(page, 'directory-at-the-body')
    if (!PICTURES) return
    const narrow = await (await (browser as Browser).newContext({ locale: 'ja-JP', viewport: { width: 360, height: 740 }, colorScheme: 'dark', storageState: await page.context().storageState() })).newPage()
    for (const [name, place] of [['queue', 'directory'], ['entry', `entry.${id}`], ['body', `body.${body}`]] as const) {
      await narrow.goto(`${desk.url}/desk/feedback/${place}`)
      await narrow.locator('main .panel').first().waitFor()
      await shot(narrow, `directory-phone-${name}`)
    }
  })
})
