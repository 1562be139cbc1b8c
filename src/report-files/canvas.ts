// A page of a report's PDF as something to write on from top to bottom: it begins a new page where there is no more room.
import { linesOf } from '../dossier/lines.ts'
import type { Style } from '../dossier/lines.ts'
import type { Pen } from '../dossier/pen.ts'

export const PAGE = { width: 595.28, height: 841.89 }
export const SIDE = 50
export const WIDTH = PAGE.width - 2 * SIDE
const TOP = 56
const BOTTOM = PAGE.height - 62
const LEADING = 1.5

export const COLOURS = { ink: '#25221e', soft: '#4d4841', quiet: '#676157', rule: '#d9d4ca', teal: '#12585a', bar: '#1f6c6b', inner: '#8db6b1', track: '#f4f2ee', hatch: '#a59c8d', ochre: '#74500b', paper: '#faf9f6' } as const
export type Colour = keyof typeof COLOURS

/** `size` in points. */
export interface Written { readonly size: number; readonly bold?: boolean; readonly colour?: Colour }

export interface Canvas {
  readonly document: PDFKit.PDFDocument
  readonly pen: Pen
  /** Where the next thing stands. */
  y(): number
  /** So much further down. */
  down(points: number): void
  /** Begins a page where less than this is left. */
  room(points: number): void
  /** Begins a page, unless this one is empty. */
  newPage(): void
  style(written: Written): Style
  /** A paragraph; `x` and `width` of the column. */
  text(text: string, written: Written, column?: { readonly x: number; readonly width: number }): void
  /** Points that a paragraph takes. */
  heightOf(text: string, written: Written, width: number): number
  rule(colour?: Colour, thickness?: number): void
  /** Writes without going down: returns how far it reaches. */
  beside(text: string, written: Written, column: { readonly x: number; readonly width: number }): number
}

export function createCanvas(document: PDFKit.PDFDocument, pen: Pen, language: string): Canvas {
  let y = TOP
  const style = ({ size, bold = false, colour = 'ink' }: Written): Style => ({ language, size, weight: bold ? 'bold' : 'regular', colour: COLOURS[colour] })
  const turn = () => {
    document.addPage()
    y = TOP
  }
  const room = (points: number) => {
    if (y + points > BOTTOM) turn()
  }
  const lines = (text: string, written: Written, width: number) => linesOf(text, style(written), width, pen.measure)
  return {
    document, pen, style, room,
    newPage() { if (y > TOP) turn() },
    y: () => y,
    down(points) { y += points },
    text(text, written, { x, width } = { x: SIDE, width: WIDTH }) {
      const height = written.size * LEADING
      for (const { runs } of lines(text, written, width)) {
        room(height)
        pen.line(runs, x, y + height * 0.74, style(written))
        y += height
      }
    },
    heightOf: (text, written, width) => lines(text, written, width).length * written.size * LEADING,
    rule(colour = 'rule', thickness = 0.6) {
      document.moveTo(SIDE, y).lineTo(SIDE + WIDTH, y).lineWidth(thickness).stroke(COLOURS[colour])
    },
    beside(text, written, { x, width }) {
      const height = written.size * LEADING
      const set = lines(text, written, width)
      set.forEach(({ runs }, i) => pen.line(runs, x, y + height * (i + 0.74), style(written)))
      return set.length * height
    },
  }
}
