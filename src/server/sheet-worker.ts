// A thread of its own that reads one sheet: what a broken or hostile one takes of time and memory, it takes from nobody else.
import { Readable } from 'node:stream'
import { parentPort, workerData } from 'node:worker_threads'
import ExcelJS from 'exceljs'
import iconv from 'iconv-lite'

const [MOST_COLUMNS, MOST_ROWS] = [50, 1_100]
/** What can name a million cells in a few bytes, and says nothing that is read. */
const NOT_READ = ['mergeCells', 'dataValidations', 'conditionalFormatting', 'autoFilter', 'drawing', 'picture', 'tableParts', 'extLst']

async function cellsOf(file: Buffer): Promise<string[][] | null> {
  const book = new ExcelJS.Workbook()
  if (file.subarray(0, 2).toString('latin1') === 'PK') await book.xlsx.load(new Uint8Array(file).buffer, { ignoreNodes: NOT_READ })
  else await book.csv.read(Readable.from([textOf(file)]), { map: (value: unknown) => String(value), parserOptions: { trim: false } })
  const [sheet] = book.worksheets
  if (!sheet) return null
  const width = Math.min(sheet.columnCount, MOST_COLUMNS)
  return Array.from({ length: Math.min(sheet.rowCount, MOST_ROWS) }, (_row, i) => Array.from({ length: width }, (_cell, j) => cellText(sheet.getRow(i + 1).getCell(j + 1))))
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

const given: unknown = workerData
if (given instanceof Uint8Array) parentPort?.postMessage(await cellsOf(Buffer.from(given)).catch(() => null))
