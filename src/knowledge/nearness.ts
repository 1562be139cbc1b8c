// How near a text is to the nearest training phrases of each topic, by the features they share.
import { FEATURES } from './features.ts'
import type { Postings } from './postings.ts'
import type { Phrase } from './typicality.ts'

const COMMON = 1000
/** What the nearest phrase of a topic counts, and the next three. */
const PLACES = [1, 0.3, 0.2, 0.1] as const

/** For each topic the cosine of its nearest phrase, raised by the next three. Phrases that weigh less than `least` are left out. */
export function nearness(topics: number, index: Postings, phrases: readonly Phrase[], least = 0): (asked: Uint32Array) => Float64Array {
  const rarity = new Float32Array(FEATURES)
  for (let feature = 0; feature < FEATURES; feature++) rarity[feature] = Math.log(1 + phrases.length / (index.count(feature) || 0.5)) ** 2
  const lengthOf = (features: Uint32Array) => {
    let sum = 0
    for (const feature of features) sum += rarity[feature] ?? 0
    return Math.sqrt(sum) || 1
  }
  const lengths = Float32Array.from(phrases.map(({ features }) => lengthOf(features)))
  // One past the last topic is where phrases go that do not count.
  const topicOf = Uint32Array.from(phrases.map(({ topic, weight }) => (weight >= least ? topic : topics)))
  const common = Math.max(COMMON, phrases.length / 20)
  const shared = new Float32Array(phrases.length)
  const touched = new Uint32Array(phrases.length)
  const best = new Float64Array((topics + 1) * PLACES.length)
  return (asked) => {
    let count = 0
    for (const feature of asked) {
      const weight = rarity[feature] ?? 0
      // What a thousand phrases hold, and every twentieth, tells nothing and takes most of the time.
      if (index.count(feature) > common) continue
      for (const i of index.of(feature)) {
        const before = shared[i] ?? 0
        if (before === 0) touched[count++] = i
        shared[i] = before + weight
      }
    }
    const length = lengthOf(asked)
    best.fill(0)
    for (let at = 0; at < count; at++) {
      const i = touched[at] ?? 0
      place(best, (topicOf[i] ?? topics) * PLACES.length, (shared[i] ?? 0) / (length * (lengths[i] ?? 1)))
      shared[i] = 0
    }
    return Float64Array.from({ length: topics }, (_, topic) => PLACES.reduce((sum, share, i) => sum + share * (best[topic * PLACES.length + i] ?? 0), 0))
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
