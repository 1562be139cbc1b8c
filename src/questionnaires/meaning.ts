// What the answers of a self-check point at. No verdict: signs, how grave they may be, and what there is to read.
import type { Answers } from './answers.ts'
import { askedOf, chosenIn } from './asking.ts'
import type { Choice, QuestionnaireContent } from './shape.ts'

/** The yes-no question of this group asks whether a person is wished for. */
export const WISH_GROUP = 'response'

/** So many articles fit beside the other buttons. */
const MOST_TOPICS = 8

/** Of somebody kept from others the phone may be looked at too. */
const KEPT_APART: ReadonlySet<string> = new Set(['restriction_of_movement', 'isolation'])

export interface Meaning {
  /** Each once, however many choices point at it; `rights` stands for those that are no sign of forced labour. */
  readonly indicators: readonly string[]
  readonly topics: readonly string[]
  /** 1 ... 4, of the gravest choice; null: nothing was chosen. */
  readonly level: number | null
  /** Somebody else may decide on whom they see and what they read. */
  readonly keptApart: boolean
  /** Every choice, as cases know them. */
  readonly choices: readonly string[]
}

export function meaningOf(content: QuestionnaireContent, answers: Answers): Meaning {
  const chosen = askedOf(content, answers).flatMap((question): Choice[] => (question.kind === 'one' || question.kind === 'many'
    ? question.choices.filter(({ id }) => chosenIn(answers, question.id).includes(id)) : []))
  const gravestFirst = chosen.toSorted((a, b) => (b.level ?? 0) - (a.level ?? 0))
  const levels = chosen.flatMap(({ level }) => level ?? [])
  return {
    indicators: [...new Set(gravestFirst.flatMap(({ indicator }) => (indicator === undefined ? [] : indicator ?? 'rights')))],
    topics: [...new Set(gravestFirst.flatMap(({ topic }) => topic ?? []))].slice(0, MOST_TOPICS),
    level: levels.length > 0 ? Math.max(...levels) : null,
    keptApart: chosen.some(({ indicator }) => KEPT_APART.has(indicator ?? '')),
    choices: chosen.map(({ id }) => id),
  }
}

/** Null: they were not asked, or did not say. */
export function wishIn(content: QuestionnaireContent, answers: Answers): boolean | null {
  const question = content.questions.find(({ kind, group }) => kind === 'yesNo' && group === WISH_GROUP)
  const [said] = question ? chosenIn(answers, question.id) : []
  return said === undefined ? null : said === 'yes'
}
