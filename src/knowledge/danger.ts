// Signs of danger to life in a message, in nine languages. Missing one is far worse than a false alarm.
// Two looks: phrases that mean danger wherever they stand, and how much the whole message is like examples of danger: whether it sounds
// like danger at all, how much like one kind of it, and whether the nearest example is one of danger or a calm one. Its letters know a
// language's own ways of saying it; the concepts it names and the kinds of its phrases, what was learned in the other eight.
import { DANGER_KINDS } from './danger-phrases.ts'
import type { DangerKind, Sign, SignReader } from './danger-phrases.ts'
import { featuresOf } from './features.ts'
import type { Language } from './languages.ts'
import type { NearnessOf } from './nearness.ts'
import { classifier, train } from './net.ts'
import { words } from './normalise.ts'

export interface Danger {
  readonly kind: DangerKind
  readonly level: 'S4' | 'S5'
  /** What raised it, as it stands in the folded text. */
  readonly words: readonly string[]
}

/** A whole message to learn from: danger of a kind; calm, whatever words it holds; or a question for an article. */
export interface DangerExample { readonly as: DangerKind | 'calm' | 'question'; readonly features: Uint32Array }

/** What is asked of a message: is it danger at all, and then of each kind. */
const QUESTIONS = 1 + DANGER_KINDS.length
/** Fewer than there are features: those that meet do so mostly by twos, and a row of numbers is held of each. */
const SPACE = 2 ** 18

/** Of a message's letters and concepts, all below one number. */
export function dangerFeatures(letters: Uint32Array, concepts: Uint32Array): Uint32Array {
  const features = new Uint32Array(letters.length + concepts.length)
  letters.forEach((feature, i) => { features[i] = feature % SPACE })
  concepts.forEach((feature, i) => { features[letters.length + i] = feature % SPACE })
  return features
}

export function learn(examples: readonly DangerExample[]): Uint8Array {
  const samples = examples.map(({ as, features }) => (as === 'calm' || as === 'question'
    ? { features, positive: [], weight: CALM_WEIGHTS[as] }
    : { features, positive: [0, 1 + DANGER_KINDS.indexOf(as)], weight: DANGER_WEIGHT }))
  return train(samples, SPACE, QUESTIONS)
}

/** What a message in this language names, and the kinds of its signs, as features. */
export type ConceptsOf = (text: string, language: Language | null, signs: readonly Sign[]) => Uint32Array

/** What was heard before. */
export interface Heard {
  /** To calm texts and to those of danger. */
  readonly near: NearnessOf
  /** By `learn`. */
  readonly learned: Uint8Array
  readonly conceptsOf: ConceptsOf
}

export interface DangerCheck {
  /** `language` is what the message was detected to be in. */
  check(text: string, language: Language | null): Danger | null
  /** Only what a text says in so many words: for words without a sentence around them. */
  named(text: string): Danger | null
}

/** From so much on, all looks added up, a message sounds like danger. Lower finds more and alarms falsely more often. */
const ALARM = 7.5
/** What is added to it for a language: as low as its false alarms allow. */
const ALARM_IN: Readonly<Record<Language, number>> = { ja: -0.5, en: -0.3, zh: -0.5, vi: -0.3, tl: 1.5, id: 1, my: 0.7, pt: -0.3, es: 0.3 }
/** What it counts to be nearer to an example of danger than to a calm one, as a difference of cosines. */
const NEARER = 20
/** What the log-odds of the likeliest kind count beside those of danger. */
const KIND = 0.5
/** An example of danger beside one of calm. */
const DANGER_WEIGHT = 2
/** There are many more questions for an article than calm examples. */
const CALM_WEIGHTS = { calm: 1, question: 0.6 }
/** A message, or a clause of one, of so many UTF-16 units with a phrase about suicide says nothing else; kanji say more in fewer. */
const FEW_WORDS = 25
const FEW_KANJI = 10
const KANJI = /\p{Script=Han}/u
/** A code, a telephone number, a sum, a time of day: what it looks like says nothing. */
const NO_WORDS = /^[^\p{L}\p{Extended_Pictographic}]*$/u

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
      if (!likeness || NO_WORDS.test(text)) return found
      const wish = wishToDie(text, signs)
      if (wish) return wish
      const features = featuresOf(text)
      const { score, kind } = likeness.of(features, heard.conceptsOf(text, language, signs))
      if (score < ALARM + (language ? ALARM_IN[language] : 0) || features.length === 0) return null
      if (found) return found
      return { kind, level: levels[kind], words: likeness.tellingWords(text) }
    },
  }
}

function clausesOf(text: string): string[] {
  return text.split(/[。．.！!？?၊။、，,;；\n]+/u).map((clause) => clause.trim()).filter((clause) => clause !== '')
}

function createLikeness({ near, learned }: Heard) {
  const heard = classifier(learned)
  return {
    of(letters: Uint32Array, concepts: Uint32Array): { readonly score: number; readonly kind: DangerKind } {
      const [danger = 0, ...ofKinds] = heard.score(dangerFeatures(letters, concepts))
      const [nearCalm = 0, nearDanger = 0] = near(letters)
      const likeliest = Math.max(...ofKinds)
      return { score: danger + KIND * likeliest + NEARER * (nearDanger - nearCalm), kind: DANGER_KINDS[ofKinds.indexOf(likeliest)] ?? 'suicide' }
    },
    /** The words that spoke most for it, so that a counsellor sees why. */
    tellingWords(text: string): string[] {
      const telling = words(text).split(' ').map((word) => ({
        word, weight: featuresOf(word).reduce((sum, feature) => sum + heard.weightOf(feature % SPACE, 0), 0),
      }))
      return telling.filter(({ weight }) => weight > 0).toSorted((a, b) => b.weight - a.weight).slice(0, 4).map(({ word }) => word)
    },
  }
}
