// Signs of danger to life in a message, in nine languages. Missing one is far worse than a false alarm.
// Two looks: phrases that mean danger wherever they stand, and how much the whole message is like examples of danger: by its letters
// and by the concepts it names, each by a classifier and by whether the nearest example is one of danger or a calm one. Letters know a
// language's own ways of saying it, concepts what was learned in the other eight.
import { featuresOf } from './features.ts'
import type { Language } from './languages.ts'
import { classifier, train } from './logistic.ts'
import { nearness } from './nearness.ts'
import { words } from './normalise.ts'
import { phraseList, readText } from './phrases.ts'
import { postings } from './postings.ts'
import { typicality } from './typicality.ts'

export const DANGER_KINDS = ['suicide', 'violence', 'domestic_violence', 'confinement', 'sexual_assault', 'medical', 'child', 'disaster'] as const
export type DangerKind = (typeof DANGER_KINDS)[number]

export interface Danger {
  readonly kind: DangerKind
  readonly level: 'S4' | 'S5'
  /** What raised it, as it stands in the folded text. */
  readonly words: readonly string[]
}

export interface DangerWords {
  readonly phrases: ReadonlyMap<DangerKind, readonly string[]>
  /** Expressions that only sound like danger: taken out before looking. */
  readonly safe: readonly string[]
  readonly levels: Readonly<Record<DangerKind, 'S4' | 'S5'>>
}

/** Whole messages. `kind` null: calm, whatever words it holds. */
export interface DangerExample { readonly kind: DangerKind | null; readonly features: Uint32Array; readonly concepts: Uint32Array; readonly weight: number }

/** Weights of the two classifiers. */
export interface Learned { readonly letters: Float32Array; readonly concepts: Float32Array }

export function learn(examples: readonly DangerExample[], by: 'features' | 'concepts'): Float32Array {
  return train(examples.map((example) => ({ features: example[by], positive: example.kind !== null, weight: example.kind === null ? example.weight : DANGER_WEIGHT })))
}

/** What a message in this language names, as features. */
export type ConceptsOf = (text: string, language: Language | null) => Uint32Array

export interface DangerCheck {
  /** `language` is what the message was detected to be in. */
  check(text: string, language: Language | null): Danger | null
  /** Only what a text says in so many words: for words without a sentence around them. */
  named(text: string): Danger | null
}

/** Log-odds from which a message sounds like danger. Lower finds more and alarms falsely more often. */
const ALARM = -0.65
/** What it counts to be nearer to an example of danger than to a calm one, as a difference of cosines. */
const NEARER = 4
/** What the log-odds of the concepts count beside those of the letters. */
const CONCEPTS = 0.5
/** An example of danger beside one of calm. */
const DANGER_WEIGHT = 2
/** What a phrase of the lists adds. */
const PHRASE = 1
/** With a phrase about suicide only what is plainly calm does not alarm, such as a film of that name; a few words always do. */
const PLAINLY_CALM = -2
const FEW_WORDS = 25

export function createDangerCheck({ phrases, safe, levels }: DangerWords, examples: readonly DangerExample[], learned: Learned, conceptsOf: ConceptsOf): DangerCheck {
  const harmless = phraseList(safe)
  const lists = DANGER_KINDS.map((kind) => ({ kind, list: phraseList(phrases.get(kind) ?? []) }))
  const [sounds, means] = [classifier(learned.letters), classifier(learned.concepts)]
  const dangerous = examples.flatMap(({ kind, features, weight }) => (kind === null ? [] : [{ topic: DANGER_KINDS.indexOf(kind), features, weight }]))
  const nearer = (list: readonly { topic: number; features: Uint32Array; weight: number }[]) => {
    const near = nearness(2, postings(list), list)
    return (features: Uint32Array) => {
      const [calm = 0, danger = 0] = near(features)
      return danger - calm
    }
  }
  const nearerByLetters = nearer(examples.map(({ kind, features, weight }) => ({ topic: kind === null ? 0 : 1, features, weight })))
  const nearerByConcepts = nearer(examples.map(({ kind, concepts, weight }) => ({ topic: kind === null ? 0 : 1, features: concepts, weight })))
  const likeKinds = typicality(DANGER_KINDS.length, postings(dangerous), dangerous)

  const byPhrases = (text: string): Danger | null => {
    const phrasesOf = readText(text, harmless)
    for (const { kind, list } of lists) {
      const found = phrasesOf(list)
      if (found.length > 0) return { kind, level: levels[kind], words: [...new Set(found)] }
    }
    return null
  }
  const kindOf = (features: Uint32Array): DangerKind => {
    const likeness = likeKinds(features)
    return DANGER_KINDS[likeness.indexOf(Math.max(...likeness))] ?? 'suicide'
  }
  /** The words that spoke most for it, so that a counsellor sees why. */
  const tellingWords = (text: string): string[] => {
    const telling = words(text).split(' ').map((word) => ({
      word, weight: featuresOf(word).reduce((sum, feature) => sum + sounds.weightOf(feature), 0),
    }))
    return telling.filter(({ weight }) => weight > 0).toSorted((a, b) => b.weight - a.weight).slice(0, 4).map(({ word }) => word)
  }
  return {
    named: byPhrases,
    check(text, language) {
      const found = byPhrases(text)
      if (examples.length === 0) return found
      const features = featuresOf(text)
      const concepts = conceptsOf(text, language)
      const score = sounds.score(features) + CONCEPTS * means.score(concepts) + NEARER * (nearerByLetters(features) + nearerByConcepts(concepts)) + (found ? PHRASE : 0)
      const suicide = found?.kind === 'suicide'
      if (suicide && text.length <= FEW_WORDS) return found
      if (score < (suicide ? PLAINLY_CALM : ALARM) || features.length === 0) return null
      if (found) return found
      const kind = kindOf(features)
      return { kind, level: levels[kind], words: tellingWords(text) }
    },
  }
}
