// Texts that another may be near to, by the features they hold.
import { pack, unpack } from './packed.ts'
import type { Postings } from './postings.ts'
import { rowsFor } from './rows.ts'
import type { Rows } from './rows.ts'

/**
 * Texts to be near to. Those of row `r` are `texts[starts[r]]` up to `texts[starts[r + 1]]`; `times`: how many texts of all hold the
 * feature; `lengths` is of each text, as of a vector. `count` texts there were in all.
 */
export interface Neighbours {
  readonly rows: Rows
  readonly count: number
  readonly times: Uint32Array
  readonly starts: Uint32Array
  readonly texts: Uint16Array | Uint32Array
  readonly lengths: Float32Array
}

/** What a larger share of the texts holds tells nothing and takes most of the time. */
const COMMON = 1 / 60
const COMMON_AT_LEAST = 1000
/** Numbers of texts take two bytes up to so many texts. */
const SHORT = 2 ** 16

/** @param asked which of `count` texts anybody may be near to: they are numbered anew, in order */
export function neighboursIn({ starts, texts }: Postings, asked: readonly boolean[]): Neighbours {
  const count = asked.length
  const timesOf = (feature: number) => (starts[feature + 1] ?? 0) - (starts[feature] ?? 0)
  const rows = rowsFor(starts.length - 1, (feature) => timesOf(feature) > 0)
  const common = Math.max(COMMON_AT_LEAST, count * COMMON)
  const numbers = new Uint32Array(count)
  let kept = 0
  asked.forEach((is, text) => { numbers[text] = is ? kept++ : 0 })
  const squares = new Float32Array(count)
  const times = new Uint32Array(rows.count)
  const firsts = new Uint32Array(rows.count + 1)
  const places = kept <= SHORT ? new Uint16Array(texts.length) : new Uint32Array(texts.length)
  let [row, end] = [0, 0]
  for (let feature = 0; feature + 1 < starts.length; feature++) {
    const holding = timesOf(feature)
    if (holding === 0) continue
    const weight = rarity(count, holding)
    for (let at = starts[feature] ?? 0, to = starts[feature + 1] ?? 0; at < to; at++) {
      const text = texts[at] ?? 0
      squares[text] = (squares[text] ?? 0) + weight
      if (asked[text] && holding <= common) places[end++] = numbers[text] ?? 0
    }
    times[row] = holding
    firsts[++row] = end
  }
  return { rows, count, times, starts: firsts, texts: places.slice(0, end), lengths: squares.filter((_, text) => asked[text]).map((square) => Math.sqrt(square) || 1) }
}

/** What sharing a feature counts that so many of `count` texts hold. */
export function rarity(count: number, times: number): number {
  return Math.log(1 + count / (times || 0.5)) ** 2
}

export function packNeighbours({ rows: { bits, before, count: rows }, count, times, starts, texts, lengths }: Neighbours): Uint8Array {
  return pack([Uint32Array.of(rows, count, texts.BYTES_PER_ELEMENT), bits, before, times, starts, texts, lengths])
}

export function unpackNeighbours(bytes: Uint8Array): Neighbours {
  const packed = unpack(bytes)
  const [rows = 0, count = 0, size = 4] = packed.uint32()
  return {
    rows: { bits: packed.uint32(), before: packed.uint32(), count: rows }, count, times: packed.uint32(), starts: packed.uint32(),
    texts: size === 2 ? packed.uint16() : packed.uint32(), lengths: packed.float32(),
  }
}
