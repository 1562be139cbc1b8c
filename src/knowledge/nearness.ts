// How near a text is to the nearest texts of each group, by the features they share.
import type { Groups, Postings } from './postings.ts'

/** What a larger share of the texts holds tells nothing and takes most of the time. */
const COMMON = 1 / 20
const COMMON_AT_LEAST = 1000
/** What the nearest text of a group counts, and the next three. */
const PLACES = [1, 0.3, 0.2, 0.1] as const

/** For each group the cosine of its nearest text, raised by the next three. */
export function nearness(index: Postings, { count, of }: Groups): (asked: Uint32Array) => Float64Array {
  const cosinesOf = cosines.get(index) ?? createCosines(index, of.length)
  cosines.set(index, cosinesOf)
  const best = new Float64Array(count * PLACES.length)
  const last = PLACES.length - 1
  // Small enough for the processor to keep at hand: this is looked up for every text that shares anything.
  const firstPlaces = Uint16Array.from(of, (group) => group * PLACES.length)
  return (asked) => {
    const { found, texts, values } = cosinesOf(asked)
    best.fill(0)
    for (let at = 0; at < found; at++) {
      const first = firstPlaces[texts[at] ?? 0] ?? 0
      const value = values[at] ?? 0
      if (value > (best[first + last] ?? 1)) place(best, first, value)
    }
    return Float64Array.from({ length: count }, (_, group) => PLACES.reduce((sum, part, i) => sum + part * (best[group * PLACES.length + i] ?? 0), 0))
  }
}

/** The first `found` of `texts` share something with what was asked; `values` are their cosines. Until the next question. */
interface Cosines { readonly found: number; readonly texts: Uint32Array; readonly values: Float64Array }

/** Whoever groups the same texts otherwise asks for the same cosines. */
const cosines = new WeakMap<Postings, (asked: Uint32Array) => Cosines>()

function createCosines({ starts, texts }: Postings, count: number): (asked: Uint32Array) => Cosines {
  const rarity = (feature: number) => Math.log(1 + count / (((starts[feature + 1] ?? 0) - (starts[feature] ?? 0)) || 0.5)) ** 2
  const common = Math.max(COMMON_AT_LEAST, count * COMMON)
  const lengths = new Float32Array(count)
  for (let feature = 0; feature < starts.length - 1; feature++) {
    const [at, end] = [starts[feature] ?? 0, starts[feature + 1] ?? 0]
    if (at === end) continue
    const weight = rarity(feature)
    for (let i = at; i < end; i++) lengths[texts[i] ?? 0] = (lengths[texts[i] ?? 0] ?? 0) + weight
  }
  for (let i = 0; i < lengths.length; i++) lengths[i] = Math.sqrt(lengths[i] ?? 0) || 1
  const shared = new Float32Array(count)
  const touched = new Uint32Array(count)
  const values = new Float64Array(count)
  let known: Cosines = { found: 0, texts: touched, values }
  let before: Uint32Array | null = null
  return (asked) => {
    if (asked === before) return known
    before = asked
    let found = 0
    let length = 0
    for (const feature of asked) {
      const at = starts[feature] ?? 0
      const end = starts[feature + 1] ?? 0
      const weight = rarity(feature)
      length += weight
      if (end - at > common) continue
      for (let i = at; i < end; i++) {
        const text = texts[i] ?? 0
        const sum = shared[text] ?? 0
        if (sum === 0) touched[found++] = text
        shared[text] = sum + weight
      }
    }
    length = Math.sqrt(length) || 1
    for (let at = 0; at < found; at++) {
      const text = touched[at] ?? 0
      values[at] = (shared[text] ?? 0) / (length * (lengths[text] ?? 1))
      shared[text] = 0
    }
    known = { found, texts: touched, values }
    return known
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
