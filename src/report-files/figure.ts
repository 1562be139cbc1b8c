// One figure of a report in its PDF: a bar a row, drawn as lines and areas, with the number and the words beside it.
import type { LaidFigure, LaidRow } from '../reports/laid-out.ts'
import { COLOURS, SIDE, WIDTH } from './canvas.ts'
import type { Canvas } from './canvas.ts'
import { hatched } from './hatch.ts'

const LABEL = 160
const VALUE = 142
const GAP = 10
const BARS = { x: SIDE + LABEL + GAP, width: WIDTH - LABEL - VALUE - 2 * GAP }
const BAR_HEIGHT = 10
const INDENT = 12
const ROOM = 420
const TEXT = { size: 9 } as const
const SMALL = { size: 7.5, colour: 'quiet' } as const

export function figureOn(canvas: Canvas, figure: LaidFigure): void {
  // A figure that fits on a page is not torn.
  canvas.room(Math.min(ROOM, 64 + figure.rows.length * 20))
  canvas.text(figure.heading, { size: 10.5, bold: true })
  if (figure.lead !== '') canvas.text(figure.lead, { size: 8.5, colour: 'soft' })
  canvas.down(5)
  if (figure.rows.length === 0) canvas.text(figure.empty, { ...TEXT, colour: 'quiet' })
  const most = Math.max(1, ...figure.rows.map(({ people }) => people.value ?? 0))
  for (const row of figure.rows) rowOn(canvas, row, most)
  canvas.down(4)
  canvas.text(figure.facts.map(({ name, text }) => `${name}: ${text}`).join('  |  '), SMALL)
  canvas.down(12)
}

function rowOn(canvas: Canvas, { label, inner, people, share }: LaidRow, most: number): void {
  const written = inner ? { size: 8.5, colour: 'soft' as const } : TEXT
  const column = { x: SIDE + (inner ? INDENT : 0), width: LABEL - (inner ? INDENT : 0) }
  const words = share === '' ? people.text : `${people.text}  (${share})`
  const value = { x: BARS.x + BARS.width + GAP, width: VALUE }
  const size = people.state === 'shown' ? TEXT : { size: 8, colour: 'soft' as const }
  const height = Math.max(canvas.heightOf(label, written, column.width), canvas.heightOf(words, size, value.width), BAR_HEIGHT + 4) + 3
  canvas.room(height)
  canvas.beside(label, written, column)
  const bar = { x: BARS.x, y: canvas.y() + 2, width: BARS.width, height: BAR_HEIGHT }
  if (people.state === 'hidden') hatched(canvas.document, bar)
  else if (people.value !== null) {
    canvas.document.rect(bar.x, bar.y, bar.width, bar.height).fill(COLOURS.track)
    canvas.document.rect(bar.x - 0.8, bar.y - 1.5, 0.8, bar.height + 3).fill(COLOURS.quiet)
    if (people.value > 0) canvas.document.rect(bar.x, bar.y, (bar.width * people.value) / most, bar.height).fill(inner ? COLOURS.inner : COLOURS.bar)
  }
  canvas.beside(words, size, value)
  canvas.down(height)
}

/** What was counted together is said before the numbers. */
export function noteOn(canvas: Canvas, text: string): void {
  const width = WIDTH - 16
  const height = canvas.heightOf(text, { size: 8.5 }, width) + 8
  canvas.down(4)
  canvas.room(height)
  canvas.document.rect(SIDE, canvas.y(), WIDTH, height).fill(COLOURS.paper)
  canvas.document.rect(SIDE, canvas.y(), 2.5, height).fill(COLOURS.ochre)
  canvas.down(4)
  canvas.beside(text, { size: 8.5, colour: 'soft' }, { x: SIDE + 10, width })
  canvas.down(height - 4)
}
