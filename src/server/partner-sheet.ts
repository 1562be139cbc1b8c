// Sheets as files: XLSX and CSV (UTF-8, or what Japanese Excel saves) in, XLSX out.
import { Readable } from 'node:stream'
import ExcelJS from 'exceljs'
import iconv from 'iconv-lite'

/** Null where it is no sheet. */
export async function cellsIn(file: Buffer): Promise<string[][] | null> {
  try {
    const book = new ExcelJS.Workbook()
    if (file.subarray(0, 2).toString('latin1') === 'PK') await book.xlsx.load(new Uint8Array(file).buffer)
    else await book.csv.read(Readable.from([textOf(file)]), { map: (value: unknown) => String(value), parserOptions: { trim: false } })
    const [sheet] = book.worksheets
    if (!sheet) return null
    const width = Math.min(sheet.columnCount, 50)
    return Array.from({ length: Math.min(sheet.rowCount, 1_100) }, (_row, i) => Array.from({ length: width }, (_cell, j) => cellText(sheet.getRow(i + 1).getCell(j + 1))))
  } catch {
    return null
  }
}

/** @param name of the sheet in the book */
export async function sheetOf(cells: readonly (readonly string[])[], name = '連携先'): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] })
  for (const row of cells) sheet.addRow([...row])
  sheet.getRow(1).font = { bold: true }
  for (const column of sheet.columns) column.width = 22
  return Buffer.from(await book.xlsx.writeBuffer())
}

function textOf(file: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file)
  } catch {
    return iconv.decode(file, 'cp932')
  }
}

/** A day in a sheet has no time and no place. */
function cellText({ value, text }: ExcelJS.Cell): string {
  return value instanceof Date ? value.toISOString().slice(0, 10) : text
}
