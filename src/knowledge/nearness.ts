// How near a text is to the nearest texts of each group, by the features they share.
import { pack, unpack } from './packed.ts'
import type { Postings } from './postings.ts'
import { rowOf, rowsFor } from './rows.ts'
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
/** What the nearest text of a group counts, and the next three. */
const PLACES = [1, 0.3, 0.2, 0.1] as const
/** Numbers of texts take two bytes up to so many texts. */
const SHORT = 2 ** 16

/** @param asked which of `count` texts anybody may be near to: they are numbered anew, in order */
export function neighbours({ starts, texts }: Postings, asked: readonly boolean[]): Neighbours {
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

function rarity(count: number, times: number): number {
  return Math.log(1 + count / (times || 0.5)) ** 2
}

/** The first `found` of `texts` share something with what was asked; `values` are their cosines. Until the next question. */
interface Cosines { readonly found: number; readonly texts: Uint32Array; readonly values: Float64Array }

export type CosinesOf = (asked: Uint32Array) => Cosines

/** Whoever groups the same texts otherwise asks for the same cosines: for those of the latest question it gives the same answer. */
export function cosines({ rows, count, times, starts, texts, lengths }: Neighbours): CosinesOf {
  const shared = new Float32Array(lengths.length)
  const touched = new Uint32Array(lengths.length + 1)
  const values = new Float64Array(lengths.length)
  let known: Cosines = { found: 0, texts: touched, values }
  let before: Uint32Array | null = null
  return (asked) => {
    if (asked === before) return known
    before = asked
    let found = 0
    let square = 0
    for (const feature of asked) {
      const row = rowOf(rows, feature)
      const weight = rarity(count, times[row] ?? 0)
      square += weight
      for (let at = starts[row] ?? 0, end = starts[row + 1] ?? 0; at < end; at++) {
        const text = texts[at] ?? 0
        const sum = shared[text] ?? 0
        // Without a condition: whether a text was met before is as good as chance, and guessing wrong costs more than writing.
        touched[found] = text
        found += Number(sum === 0)
        shared[text] = sum + weight
      }
    }
    const length = Math.sqrt(square) || 1
    for (let at = 0; at < found; at++) {
      const text = touched[at] ?? 0
      values[at] = (shared[text] ?? 0) / (length * (lengths[text] ?? 1))
      shared[text] = 0
    }
    known = { found, texts: touched, values }
    return known
  }
}

/** For each of `count` groups the cosine of its nearest text, raised by the next three. `groups`: of each text; `count` for none. */
export function nearness(cosinesOf: CosinesOf, groups: Uint16Array, count: number): (asked: Uint32Array) => Float64Array {
  const best = new Float64Array((count + 1) * PLACES.length)
  const last = PLACES.length - 1
  return (asked) => {
    const { found, texts, values } = cosinesOf(asked)
    best.fill(0)
    best.fill(Infinity, count * PLACES.length)
    for (let at = 0; at < found; at++) {
      const first = (groups[texts[at] ?? 0] ?? 0) * PLACES.length
      const value = values[at] ?? 0
      if (value > (best[first + last] ?? 0)) place(best, first, value)
    }
    return Float64Array.from({ length: count }, (_, group) => PLACES.reduce((sum, part, i) => sum + part * (best[group * PLACES.length + i] ?? 0), 0))
  }
}

/** Keeps the highest, in order, from `start` on. */
function place(best: Float64Array, start: number, cosine: number): void {
  let [value, at] = [cosine, start]
  for (const end = start + PLACES.length; at < end; at++) {
    const there = best[at] ?? 0
    if (value <= there) continue
    best[at] = value
    value = there
  }
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
