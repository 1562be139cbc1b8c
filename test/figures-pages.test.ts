// The statistics, a committee pack with its second person, and the public page, in a real browser. What must not be told is looked for first.
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { join } from 'node:path'
import { readYaml } from '../src/gateway/yaml.ts'
import { dayInJapan } from '../src/hours/timetable.ts'
import { PublishedSources } from '../src/reports/published.ts'
import type { CommitteeView, PackView } from '../src/server/api/committee.ts'
import type { StatisticsView } from '../src/server/api/statistics.ts'
import { loadPublished } from '../src/store/published.ts'
import { askingAs, foundDesk, openBrowser, openPage, picture, tooWide, violations, watched } from './browser.ts'
import { colleague } from './colleague.ts'
import type { Asking } from './colleague.ts'
import { openDesk } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { FIRST_YEAR, personOf, writeFirstYear } from './founders-year.ts'
import { spanOf } from '../src/reports/periods.ts'
import { STUDY } from './route-samples.ts'
import { openStore } from './store.ts'

const browser: Browser | null = await openBrowser()
const ending: (() => Promise<unknown>)[] = []

describe.skipIf(browser === null)('figures', () => {
  let desk: TestDesk
  let page: Page
  let db: pg.Client
  let founder: Asking
  let second: Asking
  let member: Asking
  const quarter = spanOf('quarter', new Date(Date.now() - 100 * 86_400_000).toISOString().slice(0, 10))

  beforeAll(async () => {
    desk = await openDesk()
    page = await watched(browser as Browser, desk, ending)
    await foundDesk(page, desk)
    founder = await askingAs(page, desk)
    second = await colleague(desk, founder, 'Anh', ['supervisor'])
    member = await colleague(desk, founder, 'Member', ['committee'])
    db = new pg.Client({ connectionString: desk.databaseUrl })
    await db.connect()
    await writeFirstYear(db)
    const store = openStore(desk.databaseUrl, 2)
    await loadPublished(store, readYaml(join(import.meta.dirname, '../prisma/seed/founders-figures.yaml'), PublishedSources))
    await store.close()
    // The same people again in the last quarter that is over: enough of them to be shown, and some of whom too few share something.
    await db.query(`INSERT INTO consultation_topic (conversation_id, day, topic, at)
      SELECT conversation_id, $1::date + (row_number() OVER (ORDER BY conversation_id, day, topic) % 80)::int, topic, $1::date + time '03:00' FROM consultation_topic WHERE topic <> 'labour' ON CONFLICT DO NOTHING`, [quarter.from])
    await db.query(`INSERT INTO person_entry (person_id, home_id, field, status, value, staff_id, at) SELECT id, id, 'nationality', 'known', to_jsonb(nation)::text, 'a', '2022-05-01' FROM unnest($1::uuid[], $2::text[]) AS r(id, nation)`,
      [Array.from({ length: 60 }, (_, i) => personOf(i)), Array.from({ length: 60 }, (_, i) => (i < 40 ? 'VN' : i < 57 ? 'MM' : 'PE'))])
    await db.query(`INSERT INTO case_study (id, state, content, stage, outcome, saved_at, published_at) VALUES (gen_random_uuid(), 'published', $1, 'desk', 'solved', now(), now())`, [STUDY])
  })
  afterAll(async () => {
    await Promise.all(ending.map((end) => end()))
    await browser?.close()
    await db?.end()
    await desk?.stop()
  })

  test('a quarter that is not over, one of which both lots were published, and what is somebody else\'s to release are refused', async () => {
    const begin = (kind: string, from: string) => founder('/api/committee', { kind, from })
    expect((await begin('committee', dayInJapan(new Date()))).status).toBe(409)
    expect((await member('/api/committee', { kind: 'committee', from: quarter.from })).status).toBe(404)
    await db.query(`INSERT INTO published_figure (source, "table", key, place, label, period_from, period_to) VALUES ('x', 'x', 'x', 0, '{}', $1, $1)`, [quarter.to])
    expect(await (await begin('public', quarter.from)).json()).toMatchObject({ error: 'figures_published_before' })
    await db.query(`DELETE FROM published_figure WHERE source = 'x'`)
    const { id } = await (await begin('public', quarter.from)).json() as { id: string }
    expect(await (await begin('public', quarter.from)).json()).toMatchObject({ error: 'figures_open' })
    expect((await founder(`/api/committee/${id}/review`, { revision: 1, ask: true })).status).toBe(200)
    expect(await (await founder(`/api/committee/${id}/decision`, { revision: 2, decision: 'release' })).json()).toMatchObject({ error: 'own_figures' })
    expect((await member(`/api/committee/${id}`)).status).toBe(404)
    expect(await (await fetch(`${desk.url}/figures?lang=en`)).text()).toContain('There are no figures yet.')
    expect((await second(`/api/committee/${id}/decision`, { revision: 2, decision: 'release' })).status).toBe(200)
    expect(await (await begin('public', quarter.from)).json()).toMatchObject({ error: 'figures_released' })
    await expect(db.query(`UPDATE figure_release SET content = '{}' WHERE id = $1`, [id])).rejects.toThrow('released figures are not changed')
    await expect(db.query('DELETE FROM figure_release WHERE id = $1', [id])).rejects.toThrow('released figures are not changed')
  })

  test('the statistics show the founders\' year as it was published and as it is counted here, and save it', async () => {
    await openPage(page, 'figures', 'statistics')
    await page.getByTestId('preset').selectOption('firstYear')
    await page.getByTestId('published').waitFor()
    await page.getByTestId('totals').getByText(String(FIRST_YEAR.matters), { exact: true }).waitFor()
    await page.getByTestId('themes').locator('summary').first().click()
    expect(await page.getByTestId('published').innerText()).toContain('59.7 %')
    await picture(page, 'statistics')
    expect(await violations(page)).toEqual([])
    const { count } = await (await founder('/api/statistics?preset=firstYear')).json() as StatisticsView
    expect(count.total).toEqual(FIRST_YEAR)
    const csv = await (await founder('/api/statistics/file?preset=firstYear&format=csv&language=en')).text()
    expect(csv).toContain('2022-05-01 – 2023-04-30,By topic,"Work: other, or topic not known",147')
    expect(Buffer.from(await (await founder('/api/statistics/file?preset=firstYear&format=xlsx')).arrayBuffer()).subarray(0, 2).toString()).toBe('PK')
  })

  test('a pack is written, sent back, released by another person, read by a member, printed; the same figures stand on the public page', async () => {
    await openPage(page, 'figures', 'committee')
    await page.getByTestId('begin-quarter').selectOption(quarter.from)
    await page.getByTestId('begin-pack').click()
    await page.getByTestId('pack-remarks').fill('Wages again.')
    await page.getByRole('checkbox', { name: STUDY.title }).check()
    await page.getByTestId('pack-save').click()
    await page.getByText('Wages again.').nth(1).waitFor()
    await page.getByTestId('pack-ask').click()
    await page.getByText('What you wrote is released by somebody else.').waitFor()
    const { packs } = await (await second('/api/committee')).json() as CommitteeView
    const id = packs[0]?.id ?? ''
    expect((await (await member('/api/committee')).json() as CommitteeView).packs).toEqual([])
    const before = await (await second(`/api/committee/${id}`)).json() as PackView
    expect((await second(`/api/committee/${id}/decision`, { revision: before.revision, decision: 'release' })).status).toBe(200)
    const read = await (await member(`/api/committee/${id}?language=en`)).json() as PackView
    expect([read.state, read.number, read.report.mark, read.report.actions?.items.map(({ key }) => key).length]).toEqual(['released', 1, null, 2])
    const pdf = Buffer.from(await (await member(`/api/committee/${id}/pdf?language=ja`)).arrayBuffer())
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    const figures = read.report.units.flatMap(({ sections }) => sections.flatMap((section) => section.figures))
    const nation = figures.find(({ key }) => key === 'nationality')
    expect(nation?.rows.map(({ label, people }) => [label, people.value])).toEqual([['Vietnam', 40], ['Myanmar (Burma)', 17], ['Others, not known, hidden', 79]])
    expect(JSON.stringify(read)).not.toContain('Peru')
    await page.reload()
    await page.getByTestId('report-sheet').waitFor()
    await picture(page, 'committee-pack')
    expect(await violations(page)).toEqual([])
    await page.setViewportSize({ width: 320, height: 700 })
    // The plots are drawn anew once they have heard of the width.
    await expect.poll(() => tooWide(page)).toBe(false)
    await page.emulateMedia({ colorScheme: 'dark' })
    await picture(page, 'committee-pack-phone-dark')
    const [public_] = (await (await member('/api/committee')).json() as CommitteeView).publics
    const shown = await (await member(`/api/committee/${public_?.id}?language=en`)).json() as PackView
    expect(shown.report.units[0]?.sections).toEqual(read.report.units[0]?.sections.map((section) => (section.key === 'trend' ? expect.anything() : section)))
  })

  test('the public page: no script, small, nobody hidden behind a zero, on any phone', async () => {
    const plain = await watched(browser as Browser, desk, ending, { javaScriptEnabled: false, viewport: { width: 320, height: 700 }, colorScheme: 'dark' })
    for (const language of ['ja', 'en', 'zh', 'vi', 'tl', 'id', 'my', 'pt', 'es']) {
      const html = await (await fetch(`${desk.url}/figures?lang=${language}`)).text()
      expect([language, html.length < 100_000, html.includes('<script'), /\{\{|figures\./.test(html.replaceAll('/figures/figures.css', ''))]).toEqual([language, true, false, false])
    }
    await plain.goto(`${desk.url}/figures?lang=en`)
    await plain.getByText('does not mean nobody', { exact: false }).waitFor()
    expect(await plain.getByRole('cell', { name: '0', exact: true }).count()).toBe(0)
    await picture(plain, 'public-phone-dark')
    await page.emulateMedia({ colorScheme: 'light' })
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.goto(`${desk.url}/figures?lang=ja`)
    await picture(page, 'public')
    expect(await violations(page)).toEqual([])
    await page.setViewportSize({ width: 320, height: 700 })
    expect(await tooWide(page)).toBe(false)
  })
})
