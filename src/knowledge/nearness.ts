// How near a text is to the nearest texts of each group, by the features they share.
import { rarity } from './neighbours.ts'
import type { Neighbours } from './neighbours.ts'
import { rowOf } from './rows.ts'

/** What the nearest text of a group counts, and the next three. */
const PLACES = [1, 0.3, 0.2, 0.1] as const
/** To which of `count` groups each text belongs; `count` for none. */
export interface Grouping { readonly count: number; readonly of: Uint16Array }

/** For each group the cosine of its nearest text, raised by the next three. */
export type NearnessOf = (asked: Uint32Array) => Float64Array

/** Asked one after the other about the same text, groupings cost little more than one: all look at its neighbours together. `of`: the place of one of them. */
export function nearness(neighbours: Neighbours, groupings: readonly Grouping[]): (of: number) => NearnessOf {
  const { kinds, groups } = kindsOf(groupings, neighbours.lengths.length)
  const nearestOf = nearest(neighbours, kinds, groups.length)
  return (of) => {
    const { count = 0 } = groupings[of] ?? {}
    const groupOf = Uint16Array.from(groups, (group) => group[of] ?? 0)
    const highest = new Float64Array((count + 1) * PLACES.length)
    return (asked) => {
      const best = nearestOf(asked)
      highest.fill(0)
      for (let kind = 0; kind < groups.length; kind++) {
        const first = (groupOf[kind] ?? 0) * PLACES.length
        for (let at = kind * PLACES.length, end = at + PLACES.length; at < end && (best[at] ?? 0) > 0; at++) keep(highest, first, best[at] ?? 0)
      }
      const near = new Float64Array(count)
      for (let at = 0; at < count * PLACES.length; at++) {
        const group = Math.floor(at / PLACES.length)
        near[group] = (near[group] ?? 0) + (PLACES[at % PLACES.length] ?? 0) * (highest[at] ?? 0)
      }
      return near
    }
  }
}

/** Texts that share their group in every grouping are of one kind: `groups` of each kind. Texts of the last are in no group at all. */
function kindsOf(groupings: readonly Grouping[], texts: number): { readonly kinds: Uint16Array; readonly groups: readonly (readonly number[])[] } {
  const kinds = new Uint16Array(texts)
  let groups: readonly (readonly number[])[] = [[]]
  for (const { count, of } of groupings) {
    for (let text = 0; text < texts; text++) kinds[text] = (kinds[text] ?? 0) * (count + 1) + (of[text] ?? 0)
    groups = groups.flatMap((before) => Array.from({ length: count + 1 }, (_, group) => [...before, group]))
  }
  return { kinds, groups }
}

/** For each kind the cosines of its nearest texts, best first, until the next question. */
function nearest({ rows, count, times, starts, texts, lengths }: Neighbours, kinds: Uint16Array, kindCount: number): NearnessOf {
  const shared = new Float32Array(lengths.length)
  const bits = new Int32Array(shared.buffer)
  const touched = new Uint32Array(lengths.length + 1)
  const best = new Float64Array(kindCount * PLACES.length)
  let before: Uint32Array | null = null
  return (asked) => {
    if (asked === before) return best
    before = asked
    let found = 0
    let square = 0
    for (const feature of asked) {
      const row = rowOf(rows, feature)
      const weight = rarity(count, times[row] ?? 0)
      square += weight
      for (let at = starts[row] ?? 0, end = starts[row + 1] ?? 0; at < end; at++) {
        const text = texts[at] ?? 0
        // One more only where the bits are those of 0. Without a condition: whether a text was met before is as good as chance, and guessing wrong costs more than writing.
        touched[found] = text
        found += ((bits[text] ?? 0) - 1) >>> 31
        shared[text] = (shared[text] ?? 0) + weight
      }
    }
    const length = Math.sqrt(square) || 1
    best.fill(0)
    best.fill(Infinity, -PLACES.length)
    for (let at = 0; at < found; at++) {
      const text = touched[at] ?? 0
      const cosine = (shared[text] ?? 0) / (length * (lengths[text] ?? 1))
      shared[text] = 0
      keep(best, (kinds[text] ?? 0) * PLACES.length, cosine)
    }
    return best
  }
}

/** Keeps the highest four, in order, from `first` on. Written out: a loop would have the processor guess wrong where it ends. */
function keep(best: Float64Array, first: number, cosine: number): void {
  const [second, third, fourth] = [first + 1, first + 2, first + 3]
  if (cosine <= (best[fourth] ?? 0)) return
  if (cosine <= (best[third] ?? 0)) {
    best[fourth] = cosine
    return
  }
  best[fourth] = best[third] ?? 0
  if (cosine <= (best[second] ?? 0)) {
    best[third] = cosine
    return
  }
  best[third] = best[second] ?? 0
  if (cosine <= (best[first] ?? 0)) {
    best[second] = cosine
    return
  }
  best[second] = best[first] ?? 0
  best[first] = cosine
}
