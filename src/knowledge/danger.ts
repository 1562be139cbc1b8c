// Signs of danger to life in a message, in nine languages. Missing one is far worse than a false alarm.
// Two looks: phrases that mean danger wherever they stand, and how much the whole message sounds like examples of danger: by a
// classifier, and by whether the nearest example is one of danger or a calm one.
import { featuresOf } from './features.ts'
import { trainClassifier } from './logistic.ts'
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
export interface DangerExample { readonly kind: DangerKind | null; readonly features: Uint32Array; readonly weight: number }

export interface DangerCheck { check(text: string): Danger | null }

/** Log-odds from which a message sounds like danger. Lower finds more and alarms falsely more often. */
const ALARM = -0.2
/** What it counts to be nearer to an example of danger than to a calm one, as a difference of cosines. */
const NEARER = 4
/** What a phrase of the lists adds. A phrase about suicide needs no more: it always alarms. */
const PHRASE = 1.5

export function createDangerCheck({ phrases, safe, levels }: DangerWords, examples: readonly DangerExample[]): DangerCheck {
  const harmless = phraseList(safe)
  const lists = DANGER_KINDS.map((kind) => ({ kind, list: phraseList(phrases.get(kind) ?? []) }))
  const sounds = trainClassifier(examples.map(({ kind, features, weight }) => ({ features, positive: kind !== null, weight })))
  const dangerous = examples.flatMap(({ kind, features, weight }) => (kind === null ? [] : [{ topic: DANGER_KINDS.indexOf(kind), features, weight }]))
  const sides = examples.map(({ kind, features, weight }) => ({ topic: kind === null ? 0 : 1, features, weight }))
  const near = nearness(2, postings(sides), sides)
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
    const weighed = words(text).split(' ').map((word) => ({
      word, weight: featuresOf(word).reduce((sum, feature) => sum + sounds.weightOf(feature), 0),
    }))
    return weighed.filter(({ weight }) => weight > 0).toSorted((a, b) => b.weight - a.weight).slice(0, 4).map(({ word }) => word)
  }
  return {
    check(text) {
      const found = byPhrases(text)
      if (found?.kind === 'suicide' || examples.length === 0) return found
      const features = featuresOf(text)
      const [calm = 0, danger = 0] = near(features)
      const score = sounds.score(features) + NEARER * (danger - calm) + (found ? PHRASE : 0)
      if (score < ALARM || features.length === 0) return null
      if (found) return found
      const kind = kindOf(features)
      return { kind, level: levels[kind], words: tellingWords(text) }
    },
  }
}
