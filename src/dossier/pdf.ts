// A printed dossier as a PDF: A4, black on white, fonts embedded, every page marked and numbered.
import { columnsOf } from './columns.ts'
import type { Text } from './columns.ts'
import { createPen } from './pen.ts'
import type { Pen } from './pen.ts'
import type { Pair, Printed, PrintedPassage, PrintedSection } from './printed.ts'

const PAGE = { width: 595.28, height: 841.89 }
const MARGIN = { side: 54, top: 74, bottom: 66 }
const WIDTH = PAGE.width - 2 * MARGIN.side
const BOTTOM = PAGE.height - MARGIN.bottom
const GAP = 20
const SIZE = { title: 17, heading: 11.5, text: 9.5, small: 8 }
/** Points; a page holds two of them. */
const PICTURE_HEIGHT = 260

/** @param pictures JPEG or PNG by the ids that stand in the passages; one that is missing is named only */
export async function dossierPdf(printed: Printed, pictures: ReadonlyMap<string, Buffer>, at: Date): Promise<Buffer> {
  const { default: PdfFile } = await import('pdfkit')
  const document = new PdfFile({
    size: 'A4', margin: 0, bufferPages: true, autoFirstPage: true, lang: 'ja', displayTitle: true,
    info: { Title: printed.title.ja, Producer: 'Madoguchi', Creator: 'Madoguchi', CreationDate: at, ModDate: at },
  })
  const bytes = collected(document)
  const pen = createPen(document)
  const sheet = createSheet(document, pen, printed)
  const japanese: Shown = ({ ja }) => [{ text: ja, language: 'ja' }]
  const other: Shown = (pair) => (pair.other === null ? japanese(pair) : [{ text: pair.other, language: printed.language }])
  const both: Shown = (pair) => (pair.other === null ? japanese(pair) : [...japanese(pair), ...other(pair)])
  sheet.text(both(printed.title), SIZE.title, 'bold', 6)
  sheet.text(both(printed.confidential), SIZE.text, 'bold', 4)
  if (printed.draft) sheet.text(both(printed.draft), SIZE.text, 'bold', 4)
  for (const fact of printed.facts) sheet.text(both(fact), SIZE.text, 'regular', 3)
  const sections = (shown: Shown) => { for (const section of printed.sections) sectionOn(sheet, section, shown, pictures) }
  if (printed.layout === 'side' || printed.language === 'ja') sections(both)
  else {
    sections(japanese)
    document.addPage()
    sheet.top()
    sections(other)
  }
  const { start, count } = document.bufferedPageRange()
  for (let page = 0; page < count; page++) {
    document.switchToPage(start + page)
    frame(document, pen, printed, `${page + 1} / ${count}`)
  }
  document.end()
  return bytes
}

/** Of a pair what is printed there. */
type Shown = (pair: Pair) => readonly Text[]

interface Sheet { text(texts: readonly Text[], size: number, weight: 'regular' | 'bold', after: number): void; picture(bytes: Buffer): void; space(points: number): void; top(): void }

function createSheet(document: PDFKit.PDFDocument, pen: Pen, { layout }: Printed): Sheet {
  let y = MARGIN.top
  const top = () => { y = MARGIN.top }
  const room = (points: number) => {
    if (y + points <= BOTTOM) return
    document.addPage()
    top()
  }
  return {
    top,
    space(points) { y += points },
    text(texts, size, weight, after) {
      const beside = texts.length > 1 && layout === 'side'
      const columns = columnsOf(texts, { size, weight, width: beside ? (WIDTH - GAP) / 2 : WIDTH }, pen.measure)
      const rows = beside ? columns : [columns.flat()]
      const longest = Math.max(...rows.map((lines) => lines.length))
      for (let i = 0; i < longest; i++) {
        const height = Math.max(...rows.map((lines) => lines[i]?.height ?? 0))
        // A heading never ends a page.
        room(i === 0 && weight === 'bold' ? height * 4 : height)
        rows.forEach((lines, column) => {
          const line = lines[i]
          if (line) pen.line(line.runs, MARGIN.side + column * ((WIDTH - GAP) / 2 + GAP), y + height * 0.72, line.style)
        })
        y += height
      }
      y += after
    },
    picture(bytes) {
      room(PICTURE_HEIGHT + 8)
      document.image(bytes, MARGIN.side, y, { fit: [WIDTH, PICTURE_HEIGHT] })
      y += PICTURE_HEIGHT + 8
    },
  }
}

function sectionOn(sheet: Sheet, { heading, passages }: PrintedSection, shown: Shown, pictures: ReadonlyMap<string, Buffer>): void {
  sheet.space(9)
  sheet.text(shown(heading), SIZE.heading, 'bold', 4)
  for (const passage of passages) passageOn(sheet, passage, shown, pictures)
}

function passageOn(sheet: Sheet, { lead, pair, note, picture }: PrintedPassage, shown: Shown, pictures: ReadonlyMap<string, Buffer>): void {
  const led = (text: string) => (lead === '' ? text : `${lead}  ${text}`)
  sheet.text(shown({ ja: led(pair.ja), other: pair.other === null ? null : led(pair.other) }), SIZE.text, 'regular', note ? 1 : 5)
  if (note) sheet.text(shown(note), SIZE.small, 'regular', 5)
  const bytes = picture === null ? undefined : pictures.get(picture)
  if (bytes) sheet.picture(bytes)
}

function frame(document: PDFKit.PDFDocument, pen: Pen, { confidential, title, draft, language }: Printed, page: string): void {
  const style = (one: string) => ({ language: one, weight: 'regular', size: SIZE.small } as const)
  pen.text(confidential.ja, MARGIN.side, 36, style('ja'), WIDTH * 0.8)
  if (confidential.other !== null) pen.text(confidential.other, MARGIN.side, 47, style(language), WIDTH)
  if (draft) pen.text(draft.ja, PAGE.width - MARGIN.side - pen.widthOf(draft.ja, style('ja')), 36, style('ja'), WIDTH * 0.4)
  document.moveTo(MARGIN.side, 55).lineTo(PAGE.width - MARGIN.side, 55).lineWidth(0.6).stroke('#000')
  pen.text(title.ja, MARGIN.side, PAGE.height - 38, style('ja'), WIDTH * 0.8)
  pen.text(page, PAGE.width - MARGIN.side - pen.widthOf(page, style('en')), PAGE.height - 38, style('en'), 80)
}

/** All of it, once it was ended. */
export function collected(document: PDFKit.PDFDocument): Promise<Buffer> {
  return new Promise((done, fail) => {
    const chunks: Buffer[] = []
    document.on('data', (chunk: Buffer) => chunks.push(chunk))
    document.on('end', () => done(Buffer.concat(chunks)))
    document.on('error', fail)
  })
}
