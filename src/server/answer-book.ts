// Answers as a workbook: one sheet with a row for each person, and one for each question that was answered freely.
import type { Worksheet } from 'exceljs'
import type { ExportTable } from '../questionnaires/export-rows.ts'

export async function answerBook({ rows, texts }: ExportTable): Promise<Buffer> {
  const { default: ExcelJS } = await import('exceljs')
  const book = new ExcelJS.Workbook()
  write(book.addWorksheet('回答', { views: [{ state: 'frozen', ySplit: 1 }] }), rows, 24)
  for (const [at, { question, said }] of texts.entries()) write(book.addWorksheet(`自由記述${at + 1}`, { views: [{ state: 'frozen', ySplit: 1 }] }), [[question], ...said.map((text) => [text])], 90)
  return Buffer.from(await book.xlsx.writeBuffer())
}

function write(sheet: Worksheet, rows: readonly (readonly string[])[], width: number): void {
  for (const row of rows) sheet.addRow(row.map((cell) => (/^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell)))
  sheet.getRow(1).font = { bold: true }
  for (const column of sheet.columns) {
    column.width = width
    column.alignment = { wrapText: true, vertical: 'top' }
  }
}
