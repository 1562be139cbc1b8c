// Draws lines of text into a PDF, run by run in the font that has it.
import { shapeBurmese } from './burmese.ts'
import { FACES, loadFont } from './fonts.ts'
import type { FaceName } from './fonts.ts'
import { linesOf } from './lines.ts'
import type { Measure, Run, Style } from './lines.ts'

export interface Pen {
  readonly measure: Measure
  /** `y` is the line on which letters stand. */
  line(runs: readonly Run[], x: number, y: number, style: Style): void
  /** One line; what does not fit in `width` is left out. */
  text(text: string, x: number, y: number, style: Style, width: number): void
  widthOf(text: string, style: Style): number
}

const BLACK = '#000'

export function createPen(document: PDFKit.PDFDocument): Pen {
  const registered = new Set<string>()
  const take = (face: FaceName, { weight, size }: Style) => {
    const name = `${face}-${weight}`
    if (!registered.has(name)) document.registerFont(name, loadFont(face, weight).bytes)
    registered.add(name)
    document.font(name).fontSize(size)
  }
  const measure: Measure = (face, text, style) => {
    if (face === 'burmese') { const { advance, unitsPerEm } = shapeBurmese(text, style.weight); return (advance / unitsPerEm) * style.size }
    take(face, style)
    return document.widthOfString(text)
  }
  const outlines = (text: string, x: number, y: number, { weight, size, colour = BLACK }: Style) => {
    const { glyphs, unitsPerEm } = shapeBurmese(text, weight)
    const scale = size / unitsPerEm
    document.markContent('Span', { actual: text })
    for (const glyph of glyphs) {
      if (glyph.path !== '') document.save().translate(x + glyph.x * scale, y - glyph.y * scale).scale(scale, -scale).path(glyph.path).fill(colour).restore()
    }
    document.endMarkedContent()
  }
  const line: Pen['line'] = (runs, x, y, style) => {
    let at = x
    for (const { face, text, width } of runs) {
      if (face === 'burmese') outlines(text, at, y, style)
      else {
        take(face, style)
        document.fillColor(style.colour ?? BLACK).text(text, at, y, { lineBreak: false, baseline: 'alphabetic' })
      }
      at += width
    }
  }
  return {
    measure,
    line,
    text(text, x, y, style, width) {
      const [first] = linesOf(text, style, width, measure)
      if (first) line(first.runs, x, y, style)
    },
    widthOf: (text, style) => linesOf(text, style, Infinity, measure).flatMap(({ runs }) => runs).reduce((sum, run) => sum + run.width, 0),
  }
}

/** Whether any font has it: for checks of what can be printed. */
export function isPrintable(character: string): boolean {
  const code = character.codePointAt(0) ?? 0
  return FACES.some((face) => loadFont(face, 'regular').has(code))
}
