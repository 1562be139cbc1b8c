// The sign of what is hidden, in print: stripes in a dashed frame, over all the room a bar could take, so that it tells no length.
import { COLOURS } from './canvas.ts'

const STEP = 5

interface Box { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

export function hatched(document: PDFKit.PDFDocument, { x, y, width, height }: Box): void {
  document.save().rect(x, y, width, height).clip()
  document.rect(x, y, width, height).fill(COLOURS.track)
  for (let at = x - height; at < x + width; at += STEP) document.moveTo(at, y + height).lineTo(at + height, y)
  document.lineWidth(0.7).strokeOpacity(0.75).stroke(COLOURS.hatch).restore()
  document.save().rect(x, y, width, height).lineWidth(0.6).dash(2.4, { space: 1.8 }).stroke(COLOURS.hatch).undash().restore()
}
