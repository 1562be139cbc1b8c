// A flyer as a PDF: one on A4, or ten cards to cut. What it says comes in one language; QR codes lead to each way to reach the desk.
import { createPen } from './pen.ts'
import type { Pen } from './pen.ts'
import type { Style } from './lines.ts'
import { collected } from './pdf.ts'
import { setText } from './text-block.ts'
import type { Box } from './text-block.ts'

/** `size` modules on a side, `dark` ones as [x, y]. */
export interface DrawnQr { readonly size: number; readonly dark: readonly (readonly [number, number])[] }
/** `shown`: the address in letters; empty where nobody types it. */
export interface FlyerWay { readonly name: string; readonly how: string; readonly shown: string; readonly qr: DrawnQr }

export interface Flyer {
  readonly language: string
  readonly name: string
  /** For whoever passes it on and reads only Japanese; empty in Japanese. */
  readonly beside: string
  readonly company: string | null
  readonly title: string
  readonly what: string
  readonly secret: string
  readonly scan: string
  readonly hours: readonly string[]
  readonly card: string
  readonly code: string
  readonly ways: readonly FlyerWay[]
}

const PAGE = { width: 595.28, height: 841.89 }
const MARGIN = 46
const INNER = PAGE.width - 2 * MARGIN
const BAND = 104
const TEAL = '#0d5f5c'
const PALE = '#e6f2f0'
const INK = '#1b2526'
const MM = 72 / 25.4
/** A Japanese business card. */
const CARD = { width: 91 * MM, height: 55 * MM }

export async function flyerPdf(flyer: Flyer, layout: 'a4' | 'card', at: Date): Promise<Buffer> {
  const { default: PdfFile } = await import('pdfkit')
  const document = new PdfFile({
    size: 'A4', margin: 0, lang: flyer.language, displayTitle: true,
    info: { Title: `${flyer.name} ${flyer.code}`, Producer: 'Madoguchi', Creator: 'Madoguchi', CreationDate: at, ModDate: at },
  })
  const bytes = collected(document)
  const pen = createPen(document)
  if (layout === 'a4') sheetOn(document, pen, flyer)
  else cardsOn(document, pen, flyer)
  document.end()
  return bytes
}

const styles = (language: string) => ({
  bold: (size: number, colour = INK): Style => ({ language, weight: 'bold', size, colour }),
  plain: (size: number, colour = INK): Style => ({ language, weight: 'regular', size, colour }),
})

function sheetOn(document: PDFKit.PDFDocument, pen: Pen, flyer: Flyer): void {
  const { bold, plain } = styles(flyer.language)
  document.rect(0, 0, PAGE.width, BAND).fill(TEAL)
  setText(pen, flyer.name, bold(34, '#fff'), { x: MARGIN, y: 22, width: INNER, height: 70 })
  if (flyer.beside !== '') setText(pen, flyer.beside, { ...plain(10, '#fff'), language: 'ja' }, { x: MARGIN, y: 78, width: INNER, height: 18 })
  let y = BAND + 16
  const place = (text: string, style: Style, height: number, after: number) => { y += setText(pen, text, style, { x: MARGIN, y, width: INNER, height }) + after }
  if (flyer.company !== null) place(flyer.company, bold(13, TEAL), 36, 4)
  place(flyer.title, bold(25), 108, 6)
  place(flyer.what, plain(13.5), 84, 12)
  const secret: Box = { x: MARGIN + 18, y: y + 8, width: INNER - 34, height: 60 }
  const height = measured(pen, flyer.secret, bold(15, TEAL), secret) + 18
  document.roundedRect(MARGIN, y, INNER, height, 8).fill(PALE)
  document.rect(MARGIN, y, 5, height).fill(TEAL)
  setText(pen, flyer.secret, bold(15, TEAL), secret)
  y += height + 12
  place(flyer.scan, bold(13), 30, 6)
  const bottom = PAGE.height - 40
  const hours = { x: MARGIN, y: bottom - 92, width: INNER, height: 84 }
  waysOn(document, pen, flyer, { x: MARGIN, y, width: INNER, height: hours.y - y - 10 })
  document.moveTo(MARGIN, hours.y - 4).lineTo(MARGIN + INNER, hours.y - 4).lineWidth(0.8).stroke(TEAL)
  let line = hours.y + 2
  const each = hours.height / Math.max(flyer.hours.length, 3)
  for (const text of flyer.hours) line += setText(pen, text, plain(11), { ...hours, y: line, height: each })
  setText(pen, flyer.code, bold(12, TEAL), { x: MARGIN, y: bottom - 2, width: INNER, height: 24 })
}

/** Two beside each other, each with its name and how it goes. */
function waysOn(document: PDFKit.PDFDocument, pen: Pen, { ways, language }: Flyer, box: Box): void {
  const { bold, plain } = styles(language)
  const rows = Math.ceil(ways.length / 2)
  const cell = { width: ways.length === 1 ? box.width : (box.width - 16) / 2, height: Math.min(box.height / Math.max(rows, 1), 170) }
  const side = Math.min(cell.height - 12, ways.length === 1 ? 160 : 122)
  ways.forEach(({ name, how, shown, qr }, i) => {
    const at = { x: box.x + (i % 2) * (cell.width + 16), y: box.y + Math.floor(i / 2) * cell.height }
    qrOn(document, qr, at.x, at.y, side)
    const text = { x: at.x + side + 12, width: cell.width - side - 12 }
    let y = at.y + 2
    y += setText(pen, name, bold(15, TEAL), { ...text, y, height: 44 }) + 2
    y += setText(pen, how, plain(10.5), { ...text, y, height: Math.max(side - 50, 30) }) + 2
    if (shown !== '') setText(pen, shown, plain(9.5), { ...text, y, height: 26 })
  })
}

function cardsOn(document: PDFKit.PDFDocument, pen: Pen, flyer: Flyer): void {
  const [columns, rows] = [2, 5]
  const corner = { x: (PAGE.width - columns * CARD.width) / 2, y: (PAGE.height - rows * CARD.height) / 2 }
  for (let row = 0; row < rows; row++) for (let column = 0; column < columns; column++) cardOn(document, pen, flyer, corner.x + column * CARD.width, corner.y + row * CARD.height)
  // Where to cut: outside the cards.
  document.lineWidth(0.4)
  for (let column = 0; column <= columns; column++) for (const [from, to] of [[corner.y - 14, corner.y - 4], [corner.y + rows * CARD.height + 4, corner.y + rows * CARD.height + 14]] as const) document.moveTo(corner.x + column * CARD.width, from).lineTo(corner.x + column * CARD.width, to).stroke('#888')
  for (let row = 0; row <= rows; row++) for (const [from, to] of [[corner.x - 14, corner.x - 4], [corner.x + columns * CARD.width + 4, corner.x + columns * CARD.width + 14]] as const) document.moveTo(from, corner.y + row * CARD.height).lineTo(to, corner.y + row * CARD.height).stroke('#888')
}

function cardOn(document: PDFKit.PDFDocument, pen: Pen, flyer: Flyer, x: number, y: number): void {
  const { bold, plain } = styles(flyer.language)
  const pad = 11
  const width = CARD.width - 2 * pad
  document.rect(x, y, 4, CARD.height).fill(TEAL)
  setText(pen, flyer.name, bold(13, TEAL), { x: x + pad, y: y + 7, width: width * 0.58, height: 24 })
  setText(pen, flyer.code, plain(7.5), { x: x + pad + width * 0.6, y: y + 10, width: width * 0.4, height: 18 })
  const text = setText(pen, flyer.card, bold(9), { x: x + pad, y: y + 30, width, height: 32 })
  setText(pen, flyer.secret, plain(7.5), { x: x + pad, y: y + 31 + text, width, height: 28 })
  const shown = flyer.ways.slice(0, 4)
  const side = 48
  const step = Math.min(width / shown.length, 82)
  shown.forEach(({ name, qr }, i) => {
    qrOn(document, qr, x + pad + i * step, y + CARD.height - side - 16, side)
    setText(pen, name, plain(6.5), { x: x + pad + i * step, y: y + CARD.height - 16, width: step - 4, height: 13 })
  })
}

function qrOn(document: PDFKit.PDFDocument, { size, dark }: DrawnQr, x: number, y: number, side: number): void {
  const module = side / size
  for (const [column, row] of dark) document.rect(x + column * module, y + row * module, module + 0.02, module + 0.02)
  document.fill('#000')
}

/** How high it will be: nothing is drawn. */
function measured(pen: Pen, text: string, style: Style, box: Box): number {
  return setText({ ...pen, line: () => {} }, text, style, box)
}
