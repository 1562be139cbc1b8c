// A company report in print, as a workbook, as a table: the same numbers everywhere, and what is hidden is words, never nothing and never 0.
import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import { isPrintable } from '../src/dossier/pen.ts'
import { layOut } from '../src/reports/lay-out.ts'
import { REPORT_LANGUAGES } from '../src/reports/laid-out.ts'
import type { LaidCell, LaidReport } from '../src/reports/laid-out.ts'
import { sheetsOf, tableOf } from '../src/reports/sheet-rows.ts'
import type { CompanyReport } from '../src/reports/suppression-shape.ts'
import { reportPdf } from '../src/report-files/pdf.ts'
import { guarded, reportCsv, reportWorkbook } from '../src/report-files/sheets.ts'
import { reportWords } from '../src/report-files/words.ts'
import en from '../locales/report/en.json' with { type: 'json' }
import ja from '../locales/report/ja.json' with { type: 'json' }
import { pdfText } from './pdf-text.ts'
import { ALONE, EXAMPLE, NOTHING } from './report-example.ts'

const at = new Date('2026-10-20T00:00:00Z')
const RELEASED = { state: 'released', releasedOn: '2026-10-20', reason: '' } as const
const laid = (report: CompanyReport = EXAMPLE, language: 'ja' | 'en' = 'ja') => layOut(report, RELEASED, reportWords(language))
const cellsOf = ({ units }: LaidReport): LaidCell[] => units.flatMap(({ headline, sections }) => [...headline.map(({ cell }) => cell), ...sections.flatMap(({ figures }) => figures.flatMap(({ rows }) => rows.map(({ people }) => people)))])
/** The sheets read back as a spreadsheet program reads them. */
async function readBack(bytes: Buffer): Promise<Map<string, (string | number | null)[][]>> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(new Uint8Array(bytes).buffer)
  return new Map(book.worksheets.map((sheet) => [sheet.name, Array.from({ length: sheet.rowCount }, (_row, i) => Array.from({ length: 3 }, (_cell, j) => { const { value } = sheet.getRow(i + 1).getCell(j + 1); return typeof value === 'number' ? value : value === null || value === undefined ? null : String(value) }))]))
}
const together = (pdf: Buffer) => pdfText(pdf).replaceAll('\n', '')

test('what is hidden has words of its own in both languages, and no number', () => {
  for (const language of REPORT_LANGUAGES) {
    const hidden = cellsOf(laid(EXAMPLE, language)).filter(({ state }) => state === 'hidden')
    expect(hidden.length).toBeGreaterThan(20)
    for (const { value, text } of hidden) expect([value, /^(非表示|Hidden)/.test(text)]).toEqual([null, true])
  }
})

test('in a table and a workbook a hidden cell is text, never empty and never 0, and a shown one is a number', async () => {
  const report = laid()
  const cells = cellsOf(report)
  const table = tableOf(report)
  expect(table.every((row) => row.length === table[0]?.length)).toBe(true)
  const people = table.slice(1).map((row) => row[6])
  expect(people.filter((cell) => cell === 0 || cell === '')).toEqual([])
  expect(people.filter((cell) => typeof cell === 'number')).toEqual(cells.filter(({ state }) => state === 'shown').map(({ value }) => value))
  expect(people.filter((cell) => typeof cell === 'string' && cell.startsWith('非表示')).length).toBeGreaterThanOrEqual(cells.filter(({ state }) => state === 'hidden').length)
  const sheets = await readBack(await reportWorkbook(report, at))
  expect([...sheets.keys()]).toEqual(sheetsOf(report).map(({ name }) => name))
  const remedy = sheets.get('解決のために行ったこと') ?? []
  expect(remedy.find(([first]) => first === '本人が納得した解決')).toEqual(['本人が納得した解決', 38, '62%'])
  expect(sheets.get('相談の内容')?.find(([first]) => first === '税・社会保険')).toEqual(['税・社会保険', '非表示（5人未満など）', ''])
})

test('a CSV opens in a spreadsheet with its marks, and no cell of it is a formula', async () => {
  const name = '=HYPERLINK("https://example.org")'
  const bytes = await reportCsv(laid({ ...EXAMPLE, company: { id: 'c1', name } }))
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const text = bytes.toString('utf8')
  expect(text).toContain('\r\n"\'=HYPERLINK(""https://example.org"")"')
  for (const cell of ['=1', '+1', '-1', '@a', '\t=1', '＝1']) expect(guarded(cell)).toBe(`'${cell}`)
  expect([guarded('労働'), guarded(12)]).toEqual(['労働', 12])
})

test.each(REPORT_LANGUAGES)('the PDF in %s can be read and searched, says whose it is on every page, and shows the same numbers', async (language) => {
  const report = laid(language === 'ja' ? EXAMPLE : ALONE, language)
  const pdf = await reportPdf(report, at)
  const text = together(pdf)
  const pages = pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0
  expect(pages).toBeGreaterThan(3)
  for (const line of report.foot) expect(text.split(line).length - 1).toBe(pages)
  expect(text).toContain(`${pages} / ${pages}`)
  for (const { heading, sections } of report.units) for (const part of [heading ?? '', ...sections.map((section) => section.heading)]) expect(text).toContain(part)
  for (const { text: words } of cellsOf(report)) expect(text.replace(/\s/g, '')).toContain(words.replace(/\s/g, ''))
  expect((await reportPdf(report, at)).equals(pdf)).toBe(true)
})

test('remedy stands before risk, and the award only says met, not met, or too few', () => {
  for (const { sections } of laid(ALONE).units) {
    expect(sections[0]?.key).toBe('remedy')
    expect(sections.at(-1)?.verdicts.map(({ text }) => text)).toEqual(['満たしている', '人数が少なく判断できない', '満たしていない'])
  }
})

test('what was counted together is said, and a report that tells nothing says that this is no zero', async () => {
  expect(laid().rolledUp).toEqual(['2026年度第1四半期は、それだけでは人数が少なかったため、この期間にあわせて数えています。', '次の会社は、一社だけでは人数が少ないため、まとめて数えています：株式会社青空製作所、青空物流株式会社、みどり部品工業、白浜フーズ'])
  const nothing = laid(NOTHING, 'en')
  expect([nothing.units, nothing.rolledUp.join(' ')]).toEqual([[], expect.stringContaining('It does not mean that nobody consulted')])
  expect(together(await reportPdf(nothing, at))).toContain('nobody consulted')
  expect(tableOf(nothing)).toHaveLength(1)
})

test('what is not released says so on every page', async () => {
  const report = layOut(ALONE, { state: 'draft', releasedOn: null, reason: '' }, reportWords('ja'))
  expect([report.mark, report.foot[1]]).toEqual(['下書き（公開前）', expect.stringContaining('公開前')])
  expect(layOut(ALONE, { ...RELEASED, state: 'withdrawn', reason: '数え直し' }, reportWords('ja')).mark).toContain('数え直し')
})

test('both languages say the same things, and every sentence of them can be printed', () => {
  const keys = (value: object, path = ''): string[] => Object.entries(value).flatMap(([key, one]: [string, unknown]) => (typeof one === 'object' && one !== null && !Array.isArray(one) ? keys(one, `${path}${key}/`) : [`${path}${key}${Array.isArray(one) ? one.length : ''}`]))
  expect(keys(en)).toEqual(keys(ja))
  expect([...new Set(JSON.stringify([ja, en]))].filter((character) => !isPrintable(character))).toEqual([])
})
