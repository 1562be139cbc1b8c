// Company reports in a real browser: prepared by one, released by another, and read by the company, which sees nothing else of the desk.
import { readFile } from 'node:fs/promises'
import ExcelJS from 'exceljs'
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { dayInJapan } from '../src/hours/timetable.ts'
import { lastDue, monthsOfQuarter } from '../src/reports/calendar.ts'
import { askingAs, enter, foundDesk, openBrowser, openPage, picture, tooWide, violations, watched } from './browser.ts'
import { colleague } from './colleague.ts'
import { openDesk } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { pdfText } from './pdf-text.ts'
import { chromium } from './surroundings.ts'
import { plainly } from './tables.ts'

const ending: (() => Promise<unknown>)[] = []
afterEach(async () => { for (const end of ending.splice(0).toReversed()) await end() })
const inBrowser = chromium() === null ? test.skip : test
const COMPANY = '株式会社青空製作所'
const LANGUAGES = ['vi', 'vi', 'my', 'id', 'zh']
const TOPICS = ['labour.unpaid-wages', 'labour.paid-leave', 'labour.contract-differs', 'residence.renewal', 'living.housing', 'tax.pension']

/** A company of 800, of whom 90 asked in the quarter that is over; of 60 the matter was closed, of 50 with their word. */
async function fill(desk: TestDesk): Promise<void> {
  const db = new pg.Client({ connectionString: desk.databaseUrl, types: plainly })
  await db.connect()
  const [first] = monthsOfQuarter(lastDue(dayInJapan(new Date()), 'quarter'))
  const at = `${first}-05T03:00:00Z`
  await db.query(`INSERT INTO account (id, channel) VALUES ('line', 'line') ON CONFLICT DO NOTHING`)
  await db.query(`INSERT INTO company (id, name, tier, contract_from) VALUES (gen_random_uuid(), $1, 1, $2)`, [COMPANY, `${first}-01`])
  await db.query(`INSERT INTO company_workers (company_id, as_of, workers, by) SELECT id, '2020-04-01', 800, 'a test' FROM company`)
  await db.query(`INSERT INTO company_code (code, company_id, lot, created_by) SELECT 'AOZORA', id, 'company', 'a test' FROM company`)
  await db.query(`
    WITH one AS (SELECT n, gen_random_uuid() AS person, gen_random_uuid() AS conversation, gen_random_uuid() AS case_id FROM generate_series(0, 89) n),
    people AS (INSERT INTO person (id, language) SELECT person, ($2::text[])[n % 5 + 1] FROM one RETURNING id),
    talks AS (INSERT INTO conversation (id, account_id, person_id, address, entry_code, created_at) SELECT conversation, 'line', person, conversation::text, 'AOZORA', $1::timestamptz FROM one RETURNING id),
    topics AS (INSERT INTO consultation_topic (conversation_id, day, topic, at) SELECT conversation, $1::timestamptz::date, ($3::text[])[n % (CASE WHEN n < 60 THEN 3 ELSE 6 END) + 1], $1::timestamptz FROM one RETURNING 1),
    cases AS (INSERT INTO case_file (id, person_id, asker, origin, severity, stage, owner, themes, last_seq, opened_at, changed_at, closed_at, next_at, next_what, satisfaction)
      SELECT case_id, person, 'worker', 'counsellor', 'S2', 'desk', 'a', '{}', 1, $1::timestamptz, $1::timestamptz, $1::timestamptz, now(), 'review', CASE WHEN n % 3 > 0 THEN 5 END FROM one WHERE n < 60 RETURNING id)
    SELECT count(*) FROM people, talks, topics, cases`, [at, LANGUAGES, TOPICS])
  await db.query(`INSERT INTO case_event (case_id, seq, type, payload, actor, at)
    SELECT id, 1, 'closed', jsonb_build_object('type', 'closed', 'closing', jsonb_build_object('outcome', 'solved', 'withoutAgreement', CASE WHEN row_number() OVER () > 50 THEN to_jsonb('cannot be reached'::text) ELSE 'null'::jsonb END)), 'a', $1::timestamptz FROM case_file`, [at])
  await db.end()
}

inBrowser('a report is prepared, released by a second person, and read and taken home by the company, who sees nothing else', async () => {
  const desk = await openDesk()
  const browser = await openBrowser()
  if (!browser) throw new Error('no browser')
  ending.push(() => desk.stop(), () => browser.close())
  const page = await watched(browser, desk, ending)
  await foundDesk(page, desk)
  await openPage(page, 'figures', 'reports')
  await page.getByText('No report is due now.').waitFor()
  await fill(desk)
  await page.reload()
  await page.getByTestId('prepare-report').waitFor()
  await picture(page, 'reports-due')
  await page.getByTestId('prepare-report').click()
  await page.getByTestId('report-sheet').waitFor()
  expect(await page.getByTestId('section-remedy').innerText()).toMatch(/Outcome the worker agreed to[\s\S]*50 people/)
  expect(await page.getByTestId('report-sheet').innerText()).toContain('Draft, not released')
  // What is hidden is said in the plot and in the table, and is no zero.
  const themes = page.getByTestId('figure-themes')
  await themes.getByText('As a table').click()
  const hidden = themes.getByRole('row', { name: /Health and welfare/ })
  expect(await hidden.innerText()).toMatch(/Health and welfare\s+Hidden \(under 5, or protected\)/)
  await themes.locator('g[data-state=hidden] .plot-hidden').first().waitFor()
  await page.getByTestId('add-recommendation').click()
  await page.getByLabel('For which part of the company').fill('人事部')
  await page.getByLabel('Text in Japanese').fill('給与明細の見方を、働く人のことばで説明してください。')
  await page.getByLabel('Text in English').fill('Explain the payslip in the workers’ own languages.')
  await page.getByTestId('save-recommendations').click()
  await page.getByTestId('section-actions').getByText('Explain the payslip').waitFor()
  expect(await violations(page)).toEqual([])
  await picture(page, 'report-draft')
  await page.getByTestId('ask-review').click()
  await page.getByText('You wrote in it').waitFor()
  expect(await page.getByTestId('release-report').count()).toBe(0)
  const address = page.url()

  await colleague(desk, await askingAs(page, desk), 'Suzuki', ['supervisor'])
  const second = await watched(browser, desk, ending)
  await enter(second, desk, 'suzuki@example.org')
  await second.getByRole('heading', { name: 'Conversations', exact: true }).waitFor()
  await second.goto(address)
  await second.getByTestId('release-report').waitFor()
  await picture(second, 'report-release')
  await second.getByTestId('release-report').click()
  await second.getByTestId('confirm-yes').click()
  await second.getByTestId('report-state').getByText('Released').waitFor()

  await openPage(page, 'administration', 'staff')
  await page.getByTestId('invite').click()
  const dialog = page.getByTestId('invite-dialog')
  await dialog.getByLabel('Name', { exact: true }).fill('青空 花子')
  await dialog.getByLabel('E-mail address').fill('aozora@example.org')
  await dialog.locator('input[value=company]').check()
  await dialog.getByTestId('invite-submit').click()
  await dialog.getByText('cannot be combined').waitFor()
  await dialog.locator('input[value=counsellor]').uncheck()
  await dialog.getByTestId('invite-submit').click()
  await dialog.getByText('Choose which company').first().waitFor()
  await dialog.getByLabel('Which company').selectOption({ label: COMPANY })
  expect(await violations(page)).toEqual([])
  await picture(page, 'invite-company')
  await dialog.getByTestId('invite-submit').click()
  const link = await page.getByTestId('invitation-link').innerText()
  const accepted = await fetch(`${desk.url}/api/invited/${new URL(link).searchParams.get('token')}`, { method: 'POST', headers: { 'content-type': 'application/json', origin: desk.url }, body: JSON.stringify({ name: '青空 花子', password: 'another long password' }) })
  expect(accepted.status).toBe(201)

  const company = await watched(browser, desk, ending, { viewport: { width: 320, height: 700 }, colorScheme: 'dark', acceptDownloads: true })
  await enter(company, desk, 'aozora@example.org')
  await company.getByTestId('own-reports').waitFor()
  expect(await company.locator('nav a, nav button').evaluateAll((all) => all.map((one) => one.getAttribute('data-testid')))).toEqual(['nav-own-reports'])
  expect(await company.locator('[data-testid=status]').count()).toBe(0)
  expect([await violations(company), await tooWide(company)]).toEqual([[], false])
  await picture(company, 'own-reports')
  await company.getByTestId('own-report-link').click()
  await company.getByTestId('report-sheet').waitFor()
  expect([await violations(company), await tooWide(company)]).toEqual([[], false])
  await picture(company, 'own-report')
  expect(await company.getByTestId('report-sheet').innerText()).not.toContain('Draft')
  for (const path of [new URL(address).pathname, '/desk/staff', '/desk/roles']) {
    await company.goto(desk.url + path)
    await company.getByTestId('not-found').waitFor()
  }
  await company.goto(`${desk.url}/desk`)
  await company.getByTestId('own-report-link').click()
  const taken = async (format: string) => {
    const [file] = await Promise.all([company.waitForEvent('download'), company.getByTestId(`file-${format}`).click()])
    expect(file.suggestedFilename()).toMatch(new RegExp(`^report-\\d{4}-\\d{2}-\\d{4}-\\d{2}-en\\.${format}$`))
    return readFile(await file.path())
  }
  expect(pdfText(await taken('pdf')).replaceAll('\n', '')).toMatch(/Outcome the worker agreed to50 people[\s\S]*Hidden \(under 5, or protected\)/)
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(new Uint8Array(await taken('xlsx')).buffer)
  expect(book.worksheets[1]?.getColumn(2).values).toContain(50)
  expect((await taken('csv')).toString('utf8')).toMatch(/^\uFEFFCompany,[\s\S]*Outcome the worker agreed to,50,/)

  await second.getByTestId('withdraw-report').click()
  await second.getByLabel('Reason').fill('To be counted again')
  await second.getByTestId('reason-yes').click()
  await second.getByTestId('report-state').getByText('Withdrawn').waitFor()
  await company.goto(`${desk.url}/desk`)
  await company.getByText('This report was withdrawn').waitFor()
  expect(await company.getByTestId('own-report-link').count()).toBe(0)
  const db = new pg.Client({ connectionString: desk.databaseUrl, types: plainly })
  await db.connect()
  const { rows } = await db.query(`SELECT detail FROM audit WHERE action = 'ownReport.download' ORDER BY seq`)
  await db.end()
  expect(rows.map(({ detail }) => detail.format as string)).toEqual(['pdf', 'xlsx', 'csv'])
})
