// Free text in, ranked FAQ topics out. Two views are added: how typical the words are for a topic (naive Bayes), and how near
// the nearest training phrases are (cosine). The first knows the topic, the second a particular way of asking.
import { featuresOf } from './features.ts'
import { nearness } from './nearness.ts'
import { postings } from './postings.ts'
import { typicality } from './typicality.ts'

export interface Ranked { readonly topic: string; readonly score: number }

/** `answer`: one article is clearly meant. `offer`: up to three may be. `handover`: nothing is near enough. */
export interface Match { readonly decision: 'answer' | 'offer' | 'handover'; readonly topics: readonly Ranked[] }

export interface Matcher { match(text: string): Match }

/** A way of asking, or a sentence of the article (`weight` below 1: it tells the topic's words, not how people ask). */
export interface Training { readonly topic: string; readonly features: Uint32Array; readonly weight: number }

const NEAREST = 0.5
/** In standard deviations over all topics, and for `NEAR` as a cosine: tuned so that a clear answer is rather offered than a wrong one shown. */
const CLEAR = 4
const CLEAR_MARGIN = 1
const CLEAR_NEAR = 0.4
const LIKELY = 2.8
const NEAR = 0.2

export function createMatcher(training: readonly Training[]): Matcher {
  const topics = [...new Set(training.map(({ topic }) => topic))]
  const places = new Map(topics.map((topic, i) => [topic, i]))
  const phrases = training.map(({ topic, features, weight }) => ({ topic: places.get(topic) ?? 0, features, weight }))
  const index = postings(phrases)
  const typical = typicality(topics.length, index, phrases)
  // Sentences of articles are no way of asking.
  const near = nearness(topics.length, index, phrases, 1)
  return {
    match(text) {
      const asked = featuresOf(text)
      const cosines = near(asked)
      const nearest = standardised(cosines)
      const scores = standardised(typical(asked)).map((score, i) => score + NEAREST * (nearest[i] ?? 0))
      const ranked = [...scores.keys()].filter((i) => (cosines[i] ?? 0) > 0).toSorted((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0)).slice(0, 5)
        .map((i) => ({ topic: topics[i] ?? '', score: scores[i] ?? 0, near: cosines[i] ?? 0 }))
      return { decision: decide(ranked), topics: ranked.map(({ topic, score }) => ({ topic, score })) }
    },
  }
}

function decide([first, second]: readonly (Ranked & { near: number })[]): Match['decision'] {
  if (!first || first.score < LIKELY || first.near < NEAR) return 'handover'
  return first.score >= CLEAR && first.near >= CLEAR_NEAR && first.score - (second?.score ?? 0) >= CLEAR_MARGIN ? 'answer' : 'offer'
}

function standardised(scores: Float64Array): Float64Array {
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length
  const deviation = Math.sqrt(scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length) || 1
  return scores.map((score) => (score - mean) / deviation)
}
