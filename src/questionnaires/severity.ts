// Whose self-check is gravest: by the level of what they chose, then by how many signs of forced labour it points at.
import type { Answers } from './answers.ts'
import type { QuestionnaireContent } from './shape.ts'

export interface Signs {
  /** 1 ... 4; null: nothing they chose has one. */
  readonly level: number | null
  /** Of the International Labour Organization, each once, in the order of the questions. */
  readonly indicators: readonly string[]
  /** How many choices with a level. */
  readonly chosen: number
}

export function signsOf({ questions }: QuestionnaireContent, answers: Answers): Signs {
  const chosen = questions.flatMap((question) => {
    const given = answers[question.id]
    return 'choices' in question && given && 'choices' in given ? question.choices.filter(({ id }) => given.choices.includes(id)) : []
  }).filter(({ level }) => level !== undefined)
  return {
    level: chosen.length === 0 ? null : Math.max(...chosen.map(({ level = 1 }) => level)),
    indicators: [...new Set(chosen.flatMap(({ indicator }) => indicator ?? []))],
    chosen: chosen.length,
  }
}

/** The gravest first; of equals who wishes to talk, then who has waited longest. `at` in milliseconds. */
export function byGravity(a: Signs & { readonly wish: boolean; readonly at: number }, b: Signs & { readonly wish: boolean; readonly at: number }): number {
  return (b.level ?? 0) - (a.level ?? 0) || b.indicators.length - a.indicators.length || b.chosen - a.chosen || Number(b.wish) - Number(a.wish) || a.at - b.at
}
