// Text set into a box on a page: at a size, or at the largest at which it fits.
import type { Pen } from './pen.ts'
import type { Style } from './lines.ts'
import { RUBY_SCALE, rubyLines } from './ruby.ts'
import type { RubyLine } from './ruby.ts'

export interface Box { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** Lines of Burmese stand wider apart, and those with kana above them. */
const leading = ({ burmese, hasRuby }: RubyLine) => (burmese ? 1.95 : hasRuby ? 1.95 : 1.4)
const LEAST = 5

/** Sets the text from the top of the box, no larger than `style.size`, smaller where it would not fit. @returns how high it is */
export function setText(pen: Pen, text: string, style: Style, box: Box): number {
  let size = style.size
  let lines = rubyLines(text, style, box.width, pen.measure)
  const heightOf = (of: readonly RubyLine[], at: number) => of.reduce((sum, line) => sum + leading(line) * at, 0)
  while (size > LEAST && (heightOf(lines, size) > box.height || lines.some(({ width }) => width > box.width))) {
    size -= 0.5
    lines = rubyLines(text, { ...style, size }, box.width, pen.measure)
  }
  let y = box.y
  for (const line of lines) {
    const height = leading(line) * size
    const base = y + height - size * (line.burmese ? 0.7 : 0.3)
    let x = box.x
    for (const { runs, ruby, width } of line.pieces) {
      pen.line(runs, x + (width - widthOf(runs)) / 2, base, { ...style, size })
      if (ruby.length > 0) pen.line(ruby, x + (width - widthOf(ruby)) / 2, base - size * 0.95, { ...style, size: size * RUBY_SCALE })
      x += width
    }
    y += height
  }
  return y - box.y
}

const widthOf = (runs: readonly { readonly width: number }[]) => runs.reduce((sum, run) => sum + run.width, 0)
