// Signs of danger to life in a message, in nine languages. Missing one is far worse than a false alarm.
// Two looks: phrases that mean danger wherever they stand, and how much the whole message is like examples of danger: by its letters,
// by the concepts it names with the kinds of its phrases, and by whether the nearest example is one of danger or a calm one. Letters know
// a language's own ways of saying it, concepts what was learned in the other eight.
import { CONCEPT_FEATURES } from './concepts.ts'
import { DANGER_KINDS } from './danger-phrases.ts'
import type { DangerKind, Sign, SignReader } from './danger-phrases.ts'
import { FEATURES, featuresOf } from './features.ts'
import type { Language } from './languages.ts'
import { classifier, train } from './logistic.ts'
import { nearness } from './nearness.ts'
import { words } from './normalise.ts'
import { groupsOf } from './postings.ts'
import type { Postings } from './postings.ts'
import { typicality } from './typicality.ts'

export interface Danger {
  readonly kind: DangerKind
  readonly level: 'S4' | 'S5'
  /** What raised it, as it stands in the folded text. */
  readonly words: readonly string[]
}

/** A whole message to learn from. `kind` null: calm, whatever words it holds; `asks`: a question for an article. */
export interface DangerExample { readonly kind: DangerKind | null; readonly features: Uint32Array; readonly concepts: Uint32Array; readonly asks: boolean }

/** Weights of the two classifiers. */
export interface Learned { readonly letters: Float32Array; readonly concepts: Float32Array }

export function learn(examples: readonly DangerExample[], by: 'features' | 'concepts'): Float32Array {
  const weightOf = ({ kind, asks }: DangerExample) => (kind === null ? (asks ? QUESTION_WEIGHT : 1) : DANGER_WEIGHT)
  const samples = examples.map((example) => ({ features: example[by], positive: example.kind !== null, weight: weightOf(example) }))
  return train(samples, by === 'features' ? FEATURES : CONCEPT_FEATURES)
}

/** What a message in this language names, and the kinds of its signs, as features. */
export type ConceptsOf = (text: string, language: Language | null, signs: readonly Sign[]) => Uint32Array

/** What was heard before: messages with their kind, `calm`, or null for texts that are no message. */
export interface Heard {
  readonly index: Postings
  readonly kinds: readonly (DangerKind | 'calm' | null)[]
  readonly learned: Learned
  readonly conceptsOf: ConceptsOf
}

export interface DangerCheck {
  /** `language` is what the message was detected to be in. */
  check(text: string, language: Language | null): Danger | null
  /** Only what a text says in so many words: for words without a sentence around them. */
  named(text: string): Danger | null
}

/** Log-odds from which a message sounds like danger. Lower finds more and alarms falsely more often. */
const ALARM = 1.2
/** What is added to it for a language, so that as many calm messages left out of the learning alarm in each. */
const ALARM_IN: Readonly<Partial<Record<Language, number>>> = { ja: -0.2, tl: -0.3, pt: -0.2, vi: 0.2, id: 0.2, my: 0.2, es: 0.2 }
/** What it counts to be nearer to an example of danger than to a calm one, as a difference of cosines. */
const NEARER = 4
/** What the log-odds of the concepts count beside those of the letters. */
const CONCEPTS = 0.75
/** An example of danger beside one of calm. */
const DANGER_WEIGHT = 2
/** A question for an article: there are many more of them than of calm examples. */
const QUESTION_WEIGHT = 0.3
/** What a phrase of the lists adds. */
const PHRASE = 1
/** A message, or a clause of one, of so many UTF-16 units with a phrase about suicide says nothing else; kanji say more in fewer. */
const FEW_WORDS = 25
const FEW_KANJI = 10
const KANJI = /\p{Script=Han}/u

/** @param heard null where nothing was: phrases alone decide */
export function createDangerCheck(signsOf: SignReader, levels: Readonly<Record<DangerKind, 'S4' | 'S5'>>, heard: Heard | null): DangerCheck {
  const likeness = heard && createLikeness(heard)
  const named = ([sign]: readonly Sign[]): Danger | null => (sign ? { ...sign, level: levels[sign.kind] } : null)
  // What is said beside it hides it no more than silence would.
  const wishToDie = (text: string, signs: readonly Sign[]): Danger | null => {
    const clauses = clausesOf(text)
    return clauses.filter((clause) => clause.length <= (KANJI.test(clause) ? FEW_KANJI : FEW_WORDS))
      .map((clause) => named(clauses.length === 1 ? signs : signsOf(clause))).find((sign) => sign?.kind === 'suicide') ?? null
  }
  return {
    named: (text) => named(signsOf(text)),
    check(text, language) {
      const signs = signsOf(text)
      const found = named(signs)
      if (!likeness) return found
      const wish = wishToDie(text, signs)
      if (wish) return wish
      const features = featuresOf(text)
      const score = likeness.score(features, heard.conceptsOf(text, language, signs)) + (found ? PHRASE : 0)
      if (score < ALARM + (language ? ALARM_IN[language] ?? 0 : 0) || features.length === 0) return null
      if (found) return found
      const kind = likeness.kindOf(features)
      return { kind, level: levels[kind], words: likeness.tellingWords(text) }
    },
  }
}

function clausesOf(text: string): string[] {
  return text.split(/[。．.！!？?၊။、，,;；\n]+/u).map((clause) => clause.trim()).filter((clause) => clause !== '')
}

function createLikeness({ index, kinds, learned }: Heard) {
  const [sounds, means] = [classifier(learned.letters), classifier(learned.concepts)]
  const near = nearness(index, groupsOf(2, kinds.map((kind) => (kind === null ? null : kind === 'calm' ? 0 : 1))))
  const likeKinds = typicality(index, groupsOf(DANGER_KINDS.length, kinds.map((kind) => (kind === null || kind === 'calm' ? null : DANGER_KINDS.indexOf(kind)))))
  return {
    score(features: Uint32Array, concepts: Uint32Array): number {
      const [calm = 0, danger = 0] = near(features)
      return sounds.score(features) + CONCEPTS * means.score(concepts) + NEARER * (danger - calm)
    },
    kindOf(features: Uint32Array): DangerKind {
      const likeness = likeKinds(features)
      return DANGER_KINDS[likeness.indexOf(Math.max(...likeness))] ?? 'suicide'
    },
    /** The words that spoke most for it, so that a counsellor sees why. */
    tellingWords(text: string): string[] {
      const telling = words(text).split(' ').map((word) => ({
        word, weight: featuresOf(word).reduce((sum, feature) => sum + sounds.weightOf(feature), 0),
      }))
      return telling.filter(({ weight }) => weight > 0).toSorted((a, b) => b.weight - a.weight).slice(0, 4).map(({ word }) => word)
    },
  }
}
