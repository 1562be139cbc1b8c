// Free text in, ranked FAQ topics out: nearest training phrases by the letter groups and words they share.
import { words } from './normalise.ts'

export interface Ranked { readonly topic: string; readonly score: number }

/** `answer`: one article is clearly meant. `offer`: up to three may be. `handover`: nothing is near enough. */
export interface Match { readonly decision: 'answer' | 'offer' | 'handover'; readonly topics: readonly Ranked[] }

export interface Matcher { match(text: string): Match }

/** Between 0 and 1, tuned so that a clear answer is rather offered than a wrong one shown. */
const ANSWER = 0.5
const ANSWER_MARGIN = 0.08
const OFFER = 0.26

/** `phrases` are the ways people ask, per topic, all languages together: messages mix languages. */
export function createMatcher(phrases: ReadonlyMap<string, readonly string[]>): Matcher {
  const known = [...phrases].flatMap(([topic, texts]) => texts.map((text) => ({ topic, features: featuresOf(text) })))
  const frequency = new Map<string, number>()
  for (const { features } of known) for (const feature of features) frequency.set(feature, (frequency.get(feature) ?? 0) + 1)
  const rarity = (feature: string) => Math.log(1 + known.length / (frequency.get(feature) ?? 0.5))
  const lengthOf = (features: Iterable<string>) => {
    let sum = 0
    for (const feature of features) sum += rarity(feature) ** 2
    return Math.sqrt(sum) || 1
  }
  const lengths = known.map(({ features }) => lengthOf(features))
  const index = new Map<string, number[]>()
  known.forEach(({ features }, i) => {
    for (const feature of features) {
      const places = index.get(feature)
      if (places) places.push(i)
      else index.set(feature, [i])
    }
  })

  return {
    match(text) {
      const asked = featuresOf(text)
      const length = lengthOf(asked)
      const dots = new Map<number, number>()
      for (const feature of asked) {
        for (const i of index.get(feature) ?? []) dots.set(i, (dots.get(i) ?? 0) + rarity(feature) ** 2)
      }
      const best = new Map<string, number[]>()
      for (const [i, dot] of dots) {
        const { topic } = known[i] ?? { topic: '' }
        const score = dot / (length * (lengths[i] ?? 1))
        const scores = best.get(topic)
        if (scores) scores.push(score)
        else best.set(topic, [score])
      }
      const topics = [...best].map(([topic, scores]) => ({ topic, score: together(scores) }))
        .filter(({ score }) => score >= OFFER / 2)
        .sort((a, b) => b.score - a.score)
        .slice(0, 5)
      return { decision: decide(topics), topics }
    },
  }
}

function decide([first, second]: readonly Ranked[]): Match['decision'] {
  if (!first || first.score < OFFER) return 'handover'
  return first.score >= ANSWER && first.score - (second?.score ?? 0) >= ANSWER_MARGIN ? 'answer' : 'offer'
}

/** The nearest phrase counts most; two more near it confirm it. */
function together(scores: number[]): number {
  const [first = 0, second = 0, third = 0] = scores.sort((a, b) => b - a)
  return Math.min(1, first + 0.1 * second + 0.05 * third)
}

/** Words and groups of three letters; in scripts without spaces groups of two. */
function featuresOf(text: string): Set<string> {
  const features = new Set<string>()
  for (const word of words(text).split(' ')) {
    if (/^[\p{Script=Latin}\p{N}]+$/u.test(word)) {
      features.add(`w:${word}`)
      const padded = `_${word}_`
      for (let i = 0; i + 3 <= padded.length; i++) features.add(padded.slice(i, i + 3))
    } else {
      for (let i = 0; i + 2 <= word.length; i++) features.add(word.slice(i, i + 2))
      if (word.length === 1) features.add(word)
    }
  }
  return features
}
