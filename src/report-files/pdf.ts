// A company report as a PDF: A4, fonts embedded, plots as vectors, and on every page whose it is, of when, and how little is hidden.
import { collected } from '../dossier/pdf.ts'
import { createPen } from '../dossier/pen.ts'
import type { LaidReport, LaidSection, LaidUnit } from '../reports/laid-out.ts'
import { COLOURS, createCanvas, PAGE, SIDE, WIDTH } from './canvas.ts'
import type { Canvas } from './canvas.ts'
import { figureOn, noteOn } from './figure.ts'
import { hatched } from './hatch.ts'

const TILE = { height: 62, gap: 8 }

/** The same report at the same time gives the same bytes. */
export async function reportPdf(report: LaidReport, at: Date): Promise<Buffer> {
  const { default: PdfFile } = await import('pdfkit')
  const document = new PdfFile({
    size: 'A4', margin: 0, bufferPages: true, lang: report.language, displayTitle: true,
    info: { Title: `${report.title} ${report.company} ${report.period}`, Producer: 'Madoguchi', Creator: 'Madoguchi', CreationDate: at, ModDate: at },
  })
  const bytes = collected(document)
  const canvas = createCanvas(document, createPen(document), report.language)
  headOn(canvas, report)
  for (const text of report.rolledUp) noteOn(canvas, text)
  const [first] = report.units
  if (first?.heading === null) headlineOn(canvas, first)
  signOn(canvas, report)
  for (const unit of report.units) {
    if (unit.heading !== null) unitHeadOn(canvas, unit, unit === first)
    for (const section of unit.sections) sectionOn(canvas, section)
  }
  if (report.actions !== null) {
    headingOn(canvas, report.actions.heading, report.actions.lead)
    for (const { name, text } of report.actions.items) {
      canvas.room(44)
      canvas.text(name, { size: 9.5, bold: true })
      canvas.text(text, { size: 9 })
      canvas.down(7)
    }
  }
  headingOn(canvas, report.notes.heading)
  for (const paragraph of report.notes.paragraphs) {
    canvas.text(paragraph, { size: 9, colour: 'soft' })
    canvas.down(5)
  }
  framed(canvas, report)
  document.end()
  return bytes
}

function headOn(canvas: Canvas, { title, company, period, mark, facts }: LaidReport): void {
  canvas.document.rect(0, 0, PAGE.width, 7).fill(COLOURS.teal)
  canvas.down(6)
  canvas.text(title, { size: 10, bold: true, colour: 'teal' })
  canvas.text(company, { size: 21, bold: true })
  canvas.text(period, { size: 11.5, colour: 'soft' })
  if (mark !== null) canvas.text(mark, { size: 10, bold: true, colour: 'ochre' })
  canvas.down(10)
  canvas.rule('teal', 1.2)
  canvas.down(8)
  for (const { name, text } of facts) {
    canvas.beside(name, { size: 8, bold: true, colour: 'quiet' }, { x: SIDE, width: 104 })
    canvas.down(canvas.beside(text, { size: 9 }, { x: SIDE + 110, width: WIDTH - 110 }) + 1)
  }
  canvas.down(10)
}

function headlineOn(canvas: Canvas, { headline }: LaidUnit): void {
  if (headline.length === 0) return
  const width = (WIDTH - TILE.gap * (headline.length - 1)) / headline.length
  const inside = width - 18
  const height = Math.max(TILE.height, ...headline.map(({ name, note }) => 42 + canvas.heightOf(name, { size: 8 }, inside) + canvas.heightOf(note, { size: 7 }, inside)))
  canvas.room(height)
  headline.forEach(({ name, cell, note }, i) => {
    const x = SIDE + i * (width + TILE.gap)
    canvas.document.roundedRect(x, canvas.y(), width, height, 5).lineWidth(0.7).stroke(COLOURS.rule)
    const at = (offset: number, text: string, written: Parameters<Canvas['text']>[1]) => {
      canvas.down(offset)
      const used = canvas.beside(text, written, { x: x + 9, width: inside })
      canvas.down(-offset)
      return offset + used
    }
    const named = at(7, name, { size: 8, colour: 'soft' })
    const shown = cell.state === 'shown' ? at(named, cell.text, { size: 16, bold: true }) : at(named + 4, cell.text, { size: 9, bold: true, colour: 'soft' })
    at(shown + 1, note, { size: 7, colour: 'quiet' })
  })
  canvas.down(height + 12)
}

/** The sign is explained before it is met. */
function signOn(canvas: Canvas, { sign }: LaidReport): void {
  canvas.room(30)
  canvas.down(6)
  hatched(canvas.document, { x: SIDE, y: canvas.y() + 2, width: 44, height: 11 })
  canvas.down(canvas.beside(`${sign.text}: ${sign.meaning}`, { size: 8, colour: 'soft' }, { x: SIDE + 54, width: WIDTH - 54 }) + 6)
}

/** Several units stand one after the other, each but the first from the top of a page. */
function unitHeadOn(canvas: Canvas, unit: LaidUnit, first: boolean): void {
  if (first) canvas.down(10)
  else canvas.newPage()
  canvas.text(unit.heading ?? '', { size: 16, bold: true })
  if (unit.lead !== '') canvas.text(unit.lead, { size: 9, colour: 'soft' })
  canvas.down(8)
  headlineOn(canvas, unit)
}

function headingOn(canvas: Canvas, heading: string, lead = ''): void {
  canvas.room(150)
  canvas.down(12)
  canvas.text(heading, { size: 14, bold: true, colour: 'teal' })
  canvas.down(2)
  canvas.rule()
  canvas.down(6)
  if (lead === '') return
  canvas.text(lead, { size: 9, colour: 'soft' })
  canvas.down(8)
}

function sectionOn(canvas: Canvas, { heading, lead, figures, verdicts }: LaidSection): void {
  headingOn(canvas, heading, lead)
  for (const figure of figures) figureOn(canvas, figure)
  for (const { name, text, basis, state } of verdicts) {
    const column = { x: SIDE + 190, width: WIDTH - 190 }
    canvas.room(38)
    const used = canvas.beside(name, { size: 9.5 }, { x: SIDE, width: 180 })
    const worded = canvas.beside(text, { size: 9.5, bold: true, colour: state === 'met' ? 'teal' : state === 'notMet' ? 'ochre' : 'soft' }, column)
    canvas.down(worded)
    const below = canvas.beside(basis, { size: 8, colour: 'quiet' }, column)
    canvas.down(Math.max(used - worded, below) + 6)
  }
}

function framed({ document, pen, style }: Canvas, { foot }: LaidReport): void {
  const { start, count } = document.bufferedPageRange()
  const written = style({ size: 7.5, colour: 'quiet' })
  for (let page = 0; page < count; page++) {
    document.switchToPage(start + page)
    const y = PAGE.height - 36
    document.moveTo(SIDE, y - 12).lineTo(PAGE.width - SIDE, y - 12).lineWidth(0.5).stroke(COLOURS.rule)
    const number = `${page + 1} / ${count}`
    foot.forEach((line, i) => pen.text(line, SIDE, y + i * 10, written, WIDTH - 60))
    pen.text(number, PAGE.width - SIDE - pen.widthOf(number, written), y, written, 60)
  }
}
