// The part of a text around what was found in it, in pieces that say which of them was; or its beginning.
import type { Hit } from './terms.ts'

export interface Piece { readonly text: string; readonly found: boolean }

/** So many graphemes are shown in front of what was found first, and so many in all. */
const BEFORE = 24
const SHOWN = 160
const CUT = '…'

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** So much of it as two lines of a list hold. */
export function beginningOf(text: string): string {
  let shown = 0
  if (text.length > SHOWN) for (const { index } of graphemes.segment(text)) if (shown++ === SHOWN) return text.slice(0, index) + CUT
  return text
}

/** @param hits in order and apart; without any the text is shown from its beginning */
export function excerptOf(text: string, hits: readonly Hit[]): Piece[] {
  const starts = [...graphemes.segment(text)].map(({ index }) => index)
  const first = starts.findIndex((start) => start >= (hits[0]?.from ?? 0))
  const from = Math.max(0, first - BEFORE)
  const [begin, end] = [starts[from] ?? 0, starts[from + SHOWN] ?? text.length]
  const pieces: Piece[] = begin > 0 ? [{ text: CUT, found: false }] : []
  let at = begin
  const add = (until: number, found: boolean) => {
    if (until > at) pieces.push({ text: text.slice(at, until), found })
    at = Math.max(at, until)
  }
  for (const hit of hits.filter(({ from: start }) => start < end)) {
    add(hit.from, false)
    add(Math.min(hit.to, end), true)
  }
  add(end, false)
  return end < text.length ? [...pieces, { text: CUT, found: false }] : pieces
}
