// Burmese, whose signs change places and shapes: HarfBuzz shapes it, and it is drawn as outlines that carry their text.
// The PDF library's own shaping leaves the vowel e behind its consonant.
import { Buffer as Shaping, shape } from 'harfbuzzjs'
import { loadFont } from './fonts.ts'
import type { Weight } from './fonts.ts'

/** Outlines as SVG paths in units of the font, `y` upwards, and where each stands. */
export interface Shaped { readonly glyphs: readonly { readonly path: string; readonly x: number; readonly y: number }[]; readonly advance: number; readonly unitsPerEm: number }

const shapedBefore = new Map<string, Shaped>()
const REMEMBERED = 5_000

export function shapeBurmese(text: string, weight: Weight): Shaped {
  const key = `${weight} ${text}`
  const known = shapedBefore.get(key)
  if (known) return known
  const { shaped: font, unitsPerEm } = loadFont('burmese', weight)
  const buffer = new Shaping()
  buffer.addText(text)
  buffer.guessSegmentProperties()
  shape(font, buffer)
  let advance = 0
  const glyphs = buffer.getGlyphInfosAndPositions().map(({ codepoint, xAdvance = 0, xOffset = 0, yOffset = 0 }) => {
    const glyph = { path: font.glyphToPath(codepoint), x: advance + xOffset, y: yOffset }
    advance += xAdvance
    return glyph
  })
  const result = { glyphs, advance, unitsPerEm }
  if (shapedBefore.size >= REMEMBERED) shapedBefore.clear()
  shapedBefore.set(key, result)
  return result
}
