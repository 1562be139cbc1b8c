// How near a text is to the nearest training phrases of each topic, by the features they share.
import { FEATURES } from './features.ts'
import type { Postings } from './postings.ts'
import type { Phrase } from './typicality.ts'

const COMMON = 1000

/** For each topic the cosine of its nearest phrase, raised by the next three. Phrases that weigh less than `least` are left out. */
export function nearness(topics: number, index: Postings, phrases: readonly Phrase[], least = 0): (asked: Uint32Array) => Float64Array {
  const rarity = Float64Array.from({ length: FEATURES }, (_, feature) => Math.log(1 + phrases.length / (index.count(feature) || 0.5)) ** 2)
  const lengthOf = (features: Uint32Array) => Math.sqrt(features.reduce((sum, feature) => sum + (rarity[feature] ?? 0), 0)) || 1
  const lengths = Float64Array.from(phrases, ({ features }) => lengthOf(features))
  const shared = new Float64Array(phrases.length)
  return (asked) => {
    shared.fill(0)
    for (const feature of asked) {
      const weight = rarity[feature] ?? 0
      // What a thousand phrases hold, and every twentieth, tells nothing and takes most of the time.
      if (index.count(feature) > Math.max(COMMON, phrases.length / 20)) continue
      for (const i of index.of(feature)) shared[i] = (shared[i] ?? 0) + weight
    }
    const length = lengthOf(asked)
    const best: number[][] = Array.from({ length: topics }, () => [])
    shared.forEach((weight, i) => {
      const phrase = phrases[i]
      if (weight > 0 && phrase && phrase.weight >= least) best[phrase.topic]?.push(weight / (length * (lengths[i] ?? 1)))
    })
    return Float64Array.from(best, (cosines) => {
      const [first = 0, second = 0, third = 0, fourth = 0] = cosines.toSorted((a, b) => b - a)
      return first + 0.3 * second + 0.2 * third + 0.1 * fourth
    })
  }
}
