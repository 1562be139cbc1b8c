// How typical a text's features are for each of some topics: naive Bayes over weighted counts.
import type { Postings } from './postings.ts'

/** How strongly the background smooths a topic's own counts; chosen by measuring (npm run evaluate). */
const SMOOTHING = 300

/** A training text: of which topic, and how much it counts. */
export interface Phrase { readonly topic: number; readonly features: Uint32Array; readonly weight: number }

/** Log-likelihood of the features under each topic against the background, rare features counting more. */
export function typicality(topics: number, index: Postings, phrases: readonly Phrase[]): (asked: Uint32Array) => Float64Array {
  const totals = new Float64Array(topics)
  for (const { topic, features, weight } of phrases) totals[topic] = (totals[topic] ?? 0) + features.length * weight
  const all = totals.reduce((sum, total) => sum + total, 0)
  const counts = new Float64Array(topics)
  const topicOf = Uint32Array.from(phrases.map(({ topic }) => topic))
  const weightOf = Float32Array.from(phrases.map(({ weight }) => weight))
  return (asked) => {
    const scores = new Float64Array(topics)
    for (const feature of asked) {
      counts.fill(0)
      let total = 0
      for (const i of index.of(feature)) {
        const [topic, weight] = [topicOf[i] ?? 0, weightOf[i] ?? 0]
        counts[topic] = (counts[topic] ?? 0) + weight
        total += weight
      }
      if (total === 0) continue
      const share = total / all
      const rarity = Math.log(1 + phrases.length / total)
      for (let topic = 0; topic < topics; topic++) {
        const likely = ((counts[topic] ?? 0) + SMOOTHING * share) / ((totals[topic] ?? 0) + SMOOTHING)
        scores[topic] = (scores[topic] ?? 0) + rarity * Math.log(likely / share)
      }
    }
    return scores
  }
}
