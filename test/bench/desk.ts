// How fast the desk is with ten thousand conversations and a thousand lines in one, in a real browser: prints a table.
import pg from 'pg'
import { expect, test } from 'vitest'
import { foundDesk, openBrowser } from '../browser.ts'
import { eventually, openDesk } from '../desk.ts'
import { CONVERSATIONS, fill, LINES } from './fill.ts'
import { keyToPaint, keyToShown, watch } from './measure.ts'
import type { Figures } from './measure.ts'

/** Milliseconds that people do not notice: from nearly every key to the paint that follows, and until half of the conversations are shown, the server's answer included. */
const LIMIT = 100

const HEADING = `document.querySelector('#thread-heading')?.textContent`
const OTHER = { before: HEADING, shown: `${HEADING} !== undefined && ${HEADING} !== window.bench.before && document.querySelector('[data-testid=line]') !== null` }
const times = (count: number, ...keys: readonly string[]) => Array.from({ length: count }, (_, index) => keys[index % keys.length] ?? '')

test(`typing and switching with ${CONVERSATIONS} conversations and ${LINES} lines`, async () => {
  const desk = await openDesk()
  const browser = await openBrowser()
  if (!browser) throw new Error('this needs Chromium')
  const db = new pg.Client({ connectionString: desk.databaseUrl })
  await db.connect()
  const begun = performance.now()
  await fill(db)
  const filled = performance.now()
  await eventually(async () => (await db.query('SELECT 1 FROM message WHERE unindexed LIMIT 1')).rows.length === 0, 500_000)
  const indexed = performance.now()
  const page = await (await browser.newContext({ locale: 'ja-JP', viewport: { width: 1280, height: 800 } })).newPage()
  const asked: { url: string; ms: number }[] = []
  page.on('requestfinished', (request) => asked.push({ url: request.url(), ms: request.timing().responseEnd }))
  await foundDesk(await (await browser.newContext({ locale: 'en-US' })).newPage(), desk)
  await page.goto(`${desk.url}/desk`)
  await page.getByLabel('メールアドレス').fill('sato@example.org')
  await page.getByRole('textbox', { name: 'パスワード' }).fill('a long password here')
  await page.keyboard.press('Enter')
  await page.locator('[data-row]').first().waitFor()
  await watch(page)

  const shown: Figures[] = []
  const table = [await keyToPaint(page, 'moving in the list (j)', times(120, 'j'), 30)]
  table.push(await keyToPaint(page, 'moving back (k)', times(120, 'k'), 30))
  shown.push(await keyToShown(page, 'opening the next conversation (J)', times(25, 'J').map((key) => ({ key, ...OTHER }))))
  table.push(await keyToPaint(page, 'the same, to the paint that follows', times(25, 'J'), 400))
  await page.goto(`${desk.url}/desk`)
  await page.locator('[data-row]').nth(1).click()
  await page.getByTestId('thread').waitFor()
  await watch(page)
  shown.push(await keyToShown(page, `to the one with ${LINES} lines and away (K, J)`, times(24, 'K', 'J').map((key) => ({ key, ...OTHER }))))
  await page.locator('[data-row]').first().click()
  await page.locator(`[data-testid=line][data-seq="${LINES}"]`).waitFor()
  await page.getByRole('button', { name: '引き継ぐ' }).click()
  await page.getByTestId('reply-text').click()
  const sentence = [...'konnichiwa, go-soudan arigatou gozaimasu. kakunin shimasu.'].map((letter) => (letter === ' ' ? 'Space' : letter))
  table.push(await keyToPaint(page, `typing beside ${LINES} lines`, sentence, 40))
  const { rows: others } = await db.query<{ id: string }>(`SELECT id FROM conversation WHERE handling = 'waiting' ORDER BY waiting_since LIMIT 200`)
  let told = Promise.resolve()
  const stirring = setInterval(() => {
    told = told.then(async () => { await db.query(`SELECT pg_notify('madoguchi_conversation', $1)`, [others[Math.floor(Math.random() * others.length)]?.id]) })
  }, 50)
  table.push(await keyToPaint(page, 'typing while twenty conversations change each second', sentence, 40))
  clearInterval(stirring)
  await told
  await page.getByTestId('reply-text').fill('')
  await page.keyboard.press('Escape')
  await page.keyboard.press('/')
  await page.getByTestId('search').fill('tien luong')
  const found = await keyToShown(page, 'searching all of it', [{ key: 'Enter', before: '0', shown: `document.querySelector('[data-testid=results] mark') !== null` }])
  const took = (path: RegExp) => asked.filter(({ url }) => path.test(new URL(url).pathname + new URL(url).search)).map(({ ms }) => ms).toSorted((a, b) => a - b)
  const middle = (list: readonly number[]) => `${Math.round(list[Math.floor(list.length / 2)] ?? 0)} ms (${list.length})`
  console.table(Object.fromEntries([...table, ...shown, found].map(({ what, ...row }) => [what, row])))
  console.log(`filled in ${Math.round(filled - begun)} ms, indexed in ${Math.round(indexed - filled)} ms; requests in the middle: first page ${middle(took(/conversations\?(limit|$)/))}, changed rows ${middle(took(/conversations\?ids/))}, counters ${middle(took(/views$/))}, opening ${middle(took(/conversations\/[^/]+\?last/))}`)
  await browser.close()
  await db.end()
  await desk.stop()
  for (const { what, p95 } of table) expect([what, p95 < LIMIT]).toEqual([what, true])
  for (const { what, median } of shown) expect([what, median < LIMIT]).toEqual([what, true])
})
