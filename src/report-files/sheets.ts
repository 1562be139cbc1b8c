// A company report as a workbook (XLSX) and as one table (CSV): numbers are numbers, everything else is text that no program takes for a formula.
import type { LaidReport } from '../reports/laid-out.ts'
import { sheetsOf, tableOf } from '../reports/sheet-rows.ts'
import type { SheetCell } from '../reports/sheet-rows.ts'

const BYTE_ORDER_MARK = '\uFEFF'
/** Excel takes no longer name of a sheet, and none with these. */
const NAME_LENGTH = 31
const NOT_IN_NAMES = /[*?:\\/[\]]/g
/** What a spreadsheet begins a formula with when it opens a CSV. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/

export async function reportWorkbook(report: LaidReport, at: Date): Promise<Buffer> {
  const { default: ExcelJS } = await import('exceljs')
  const book = new ExcelJS.Workbook()
  book.creator = 'Madoguchi'
  book.created = at
  book.modified = at
  for (const { name, rows } of sheetsOf(report)) {
    const sheet = book.addWorksheet(name.replace(NOT_IN_NAMES, ' ').slice(0, NAME_LENGTH), { pageSetup: { paperSize: 9, fitToPage: true, fitToWidth: 1, fitToHeight: 0 }, headerFooter: { oddFooter: '&L&8&A&R&8&P / &N' } })
    sheet.columns = [{ width: 38 }, { width: 26 }, { width: 46 }]
    for (const row of rows) sheet.addRow([...row])
    sheet.eachRow((row, number) => {
      row.alignment = { wrapText: number > 1 && row.cellCount > 1, vertical: 'top' }
      if (number === 1) row.font = { bold: true, size: 14, color: { argb: 'FF12585A' } }
    })
  }
  return Buffer.from(await book.xlsx.writeBuffer())
}

export async function reportCsv(report: LaidReport): Promise<Buffer> {
  const { default: ExcelJS } = await import('exceljs')
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('csv')
  for (const row of tableOf(report)) sheet.addRow(row.map(guarded))
  const table = Buffer.from(await book.csv.writeBuffer({ formatterOptions: { rowDelimiter: '\r\n' } }))
  return Buffer.concat([Buffer.from(BYTE_ORDER_MARK), table])
}

/** A text that would be taken for a formula is made a text again, as spreadsheets write it themselves. */
export const guarded = (cell: SheetCell): SheetCell => (typeof cell === 'string' && FORMULA.test(cell) ? `'${cell}` : cell)
