// Sheets as files: XLSX and CSV (UTF-8, or what Japanese Excel saves) in, XLSX out.
import { Worker } from 'node:worker_threads'
import { z } from 'zod'

const LIMIT_MS = 20_000
/** Of a thread that reads one. A sheet of a thousand rows takes a tenth. */
const MEMORY = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 } as const
const Cells = z.array(z.array(z.string()))

/** Null where it is no sheet, or one that takes more time or memory than a sheet does: a few kilobytes can unpack to a machine's whole memory. */
export function cellsIn(file: Buffer, limitMs = LIMIT_MS): Promise<string[][] | null> {
  const worker = new Worker(new URL('./sheet-worker.ts', import.meta.url), { workerData: new Uint8Array(file), resourceLimits: MEMORY, stdout: true, stderr: true })
  return new Promise((resolve) => {
    const clock = setTimeout(() => { void worker.terminate() }, limitMs)
    worker.once('message', (cells: unknown) => {
      resolve(Cells.safeParse(cells).data ?? null)
      void worker.terminate()
    })
    worker.once('error', () => resolve(null))
    worker.once('exit', () => {
      clearTimeout(clock)
      resolve(null)
    })
  })
}

/** @param name of the sheet in the book */
export async function sheetOf(cells: readonly (readonly string[])[], name = '連携先'): Promise<Buffer> {
  const { default: ExcelJS } = await import('exceljs')
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] })
  for (const row of cells) sheet.addRow([...row])
  sheet.getRow(1).font = { bold: true }
  for (const column of sheet.columns) column.width = 22
  return Buffer.from(await book.xlsx.writeBuffer())
}
