// What a finished sheet says, taken apart: what can be counted, and the words somebody has to read first.
import { Answers } from '../questionnaires/answers.ts'
import type { Answer } from '../questionnaires/answers.ts'
import { countryOf, HIGHEST, kindOf, LEGAL_ITEMS, LOWEST, SCALES } from './kinds.ts'
import type { BodyKind, Country, LegalItem, Scale } from './kinds.ts'

/** What was left out, or answered with "I do not know", is missing. */
export interface Counted {
  readonly legal: Readonly<Partial<Record<LegalItem, boolean>>>
  readonly scales: Readonly<Partial<Record<Scale, number>>>
}

export interface Piece {
  readonly kind: BodyKind
  /** The body's name as it was written. */
  readonly written: string
  readonly country: Country
  readonly counted: Counted
  readonly words: string | null
  /** Whether the words may be shown once they point at nobody. */
  readonly mayShow: boolean
  /** What was said goes against the law on three counts or more. */
  readonly serious: boolean
}

const SERIOUS = 3

/** @param answers as they are kept; what is no answer counts as none */
export function pieceOf(answers: unknown): Piece {
  const given = Answers.safeParse(answers).data ?? {}
  const legal = Object.fromEntries(LEGAL_ITEMS.flatMap((item) => {
    const choice = choiceIn(given[item])
    return choice === 'yes' || choice === 'no' ? [[item, choice === 'yes']] : []
  }))
  const scales = Object.fromEntries(SCALES.flatMap((scale) => {
    const number = numberIn(given[scale])
    return number === null ? [] : [[scale, number]]
  }))
  const words = textIn(given['words'])
  return {
    kind: kindOf(choiceIn(given['kind'])), written: textIn(given['name']) ?? '', country: countryOf(choiceIn(given['country'])),
    counted: { legal, scales }, words, mayShow: words !== null && choiceIn(given['show']) === 'yes',
    serious: Object.values(legal).filter((kept) => !kept).length >= SERIOUS,
  }
}

function choiceIn(answer: Answer | undefined): string | undefined {
  return answer && 'choices' in answer ? answer.choices[0] : undefined
}

function numberIn(answer: Answer | undefined): number | null {
  if (!answer || !('number' in answer)) return null
  return Number.isInteger(answer.number) && answer.number >= LOWEST && answer.number <= HIGHEST ? answer.number : null
}

function textIn(answer: Answer | undefined): string | null {
  return answer && 'text' in answer && answer.text.trim() !== '' ? answer.text.trim() : null
}
