// Free text in, ranked FAQ topics out. Two views are added: how typical the words are for a topic (naive Bayes), and how near
// the nearest training phrases are (cosine). The first knows the topic, the second a particular way of asking.
import { featuresOf } from './features.ts'
import type { NearnessOf } from './nearness.ts'
import { pack, unpack } from './packed.ts'
import { groupsOf } from './postings.ts'
import type { Postings } from './postings.ts'
import { packTypicality, typical, typicality, unpackTypicality } from './typicality.ts'
import type { Typicality } from './typicality.ts'

export interface Ranked { readonly topic: string; readonly score: number }

/** `answer`: one article is clearly meant. `offer`: up to three may be. `handover`: nothing is near enough. */
export interface Match { readonly decision: 'answer' | 'offer' | 'handover'; readonly topics: readonly Ranked[] }

export interface Matcher { match(text: string): Match }

/** What each text of an index is about. */
export interface Lesson {
  readonly topic: string
  /** `asked`: a way of asking. `sentence`: of the article; it tells the topic's words, but nobody asks like that. */
  readonly as: 'asked' | 'sentence'
}

/** What was learned of topics. `groups`: to which of `topics` each text belongs that one may be near to; their number for none. */
export interface TopicsLearned { readonly topics: readonly string[]; readonly typicality: Typicality; readonly groups: Uint16Array }

const SENTENCE_WEIGHT = 0.3
const RANKED = 5
const NEAREST = 0.5
/** In standard deviations over all topics, and for `NEAR` as a cosine: tuned so that a clear answer is rather offered than a wrong one shown. */
const CLEAR = 4
const CLEAR_MARGIN = 1
const CLEAR_NEAR = 0.4
const LIKELY = 2.8
const NEAR = 0.2

/** @param near which of the texts one may be near to */
export function learnTopics(index: Postings, lessons: readonly (Lesson | null)[], near: readonly boolean[]): TopicsLearned {
  const topics = [...new Set(lessons.flatMap((lesson) => lesson?.topic ?? []))]
  const places = new Map(topics.map((topic, i) => [topic, i]))
  const place = (lesson: Lesson | null) => (lesson ? places.get(lesson.topic) ?? null : null)
  const groups = lessons.flatMap((lesson, i) => (near[i] ? (isAsked(lesson) ? place(lesson) : null) ?? topics.length : []))
  return {
    topics,
    typicality: typicality(index, groupsOf(topics.length, lessons.map(place), (i) => (lessons[i]?.as === 'sentence' ? SENTENCE_WEIGHT : 1))),
    groups: Uint16Array.from(groups),
  }
}

/** Nobody asks in the sentences of an article. */
export function isAsked(lesson: Lesson | null): boolean {
  return lesson?.as === 'asked'
}

/** @param near to the topics */
export function createMatcher({ topics, typicality: learned }: TopicsLearned, near: NearnessOf): Matcher {
  const scoresOf = typical(learned)
  /** The flow asks, and then whoever counts what was asked. */
  let latest: { readonly text: string; readonly match: Match } = { text: '', match: { decision: 'handover', topics: [] } }
  const matchOf = (text: string): Match => {
    const asked = featuresOf(text)
    const cosines = near(asked)
    const nearest = standardised(cosines)
    const scores = standardised(scoresOf(asked)).map((score, i) => score + NEAREST * (nearest[i] ?? 0))
    const ranked = ranking(scores, cosines).map((i) => ({ topic: topics[i] ?? '', score: scores[i] ?? 0, near: cosines[i] ?? 0 }))
    return { decision: decide(ranked), topics: ranked.map(({ topic, score }) => ({ topic, score })) }
  }
  return {
    match(text) {
      if (text !== latest.text) latest = { text, match: matchOf(text) }
      return latest.match
    },
  }
}

function decide([first, second]: readonly (Ranked & { near: number })[]): Match['decision'] {
  if (!first || first.score < LIKELY || first.near < NEAR) return 'handover'
  return first.score >= CLEAR && first.near >= CLEAR_NEAR && first.score - (second?.score ?? 0) >= CLEAR_MARGIN ? 'answer' : 'offer'
}

/** The places of the highest scores, best first, of those that anything is near to. */
function ranking(scores: Float64Array, near: Float64Array): number[] {
  const places: number[] = []
  for (let i = 0; i < scores.length; i++) {
    let place = places.length
    while (place > 0 && (scores[i] ?? 0) > (scores[places[place - 1] ?? 0] ?? 0)) place--
    if (place === RANKED || (near[i] ?? 0) <= 0) continue
    places.splice(place, 0, i)
    if (places.length > RANKED) places.pop()
  }
  return places
}

function standardised(scores: Float64Array): Float64Array {
  let [sum, squares] = [0, 0]
  for (let i = 0; i < scores.length; i++) sum += scores[i] ?? 0
  const mean = sum / scores.length
  for (let i = 0; i < scores.length; i++) squares += ((scores[i] ?? 0) - mean) ** 2
  const deviation = Math.sqrt(squares / scores.length) || 1
  return scores.map((score) => (score - mean) / deviation)
}

export function packTopics({ topics, typicality: learned, groups }: TopicsLearned): Uint8Array {
  return pack([topics.join('\n'), packTypicality(learned), groups])
}

export function unpackTopics(bytes: Uint8Array): TopicsLearned {
  const packed = unpack(bytes)
  return { topics: packed.text().split('\n'), typicality: unpackTypicality(packed.uint8()), groups: packed.uint16() }
}
