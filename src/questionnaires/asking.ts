// Which question is asked next, and what an answer changes. Pure: a sheet in, a sheet out.
import type { Answer, Answers } from './answers.ts'
import type { Sheet } from './running.ts'
import type { Choice, Question, QuestionnaireContent } from './shape.ts'

/** What somebody does at a question, by a button or in words. */
export type Act =
  | { readonly type: 'choose'; readonly choice: string }
  /** Several at once; with `final` they are the whole answer. */
  | { readonly type: 'several'; readonly choices: readonly string[]; readonly final: boolean }
  | { readonly type: 'answer'; readonly answer: Answer }
  | { readonly type: 'done' | 'skip' | 'back' | 'stop' | 'show' }
  | { readonly type: 'page'; readonly page: number }

/** Where an act leads: on to a question, to the end, to a pause; or it changed or named a question that is not the one now. */
export type Taken =
  | { readonly to: 'question' | 'chosen' | 'changed' | 'passed'; readonly sheet: Sheet; readonly answers: Answers }
  | { readonly to: 'end'; readonly sheet: Sheet; readonly answers: Answers; readonly dropped: readonly string[] }
  | { readonly to: 'stop'; readonly sheet: Sheet; readonly answers: Answers }

const YES_NO = ['yes', 'no', 'unknown'] as const

export function questionOf({ questions }: QuestionnaireContent, id: string): Question | undefined {
  return questions.find((question) => question.id === id)
}

/** In their order; what `yes`, `no` and `unknown` are called, the reader's words tell. */
export function choicesOf(question: Question): readonly Pick<Choice, 'id'>[] {
  if (question.kind === 'yesNo') return YES_NO.filter((id) => id !== 'unknown' || question.unknown).map((id) => ({ id }))
  return question.kind === 'one' || question.kind === 'many' ? question.choices : []
}

export function chosenIn(answers: Answers, id: string): readonly string[] {
  const answer = answers[id]
  return answer && 'choices' in answer ? answer.choices : []
}

/** A question that depends on another is asked only where that one is. */
export function askedOf({ questions }: Pick<QuestionnaireContent, 'questions'>, answers: Answers): Question[] {
  const asked: Question[] = []
  for (const question of questions) {
    const { when } = question
    if (!when || (asked.some(({ id }) => id === when.question) && chosenIn(answers, when.question).some((choice) => when.is.includes(choice)))) asked.push(question)
  }
  return asked
}

/** The number of a question, and how many there are as things stand. */
export function progressAt(content: QuestionnaireContent, { answers, place }: Pick<Sheet, 'answers' | 'place'>): { readonly number: number; readonly of: number } {
  const asked = askedOf(content, answers)
  return { number: asked.findIndex(({ id }) => id === place) + 1, of: asked.length }
}

/** @param id the question meant, which may be an earlier one than the sheet stands at */
export function take(content: QuestionnaireContent, sheet: Sheet, id: string, act: Act): Taken {
  const question = questionOf(content, id)
  const here = id === sheet.place
  const as = (answers: Answers): Sheet => ({ ...sheet, answers: { ...sheet.answers, ...answers } })
  if (act.type === 'stop') return { to: 'stop', sheet, answers: {} }
  if (!question || !askedOf(content, sheet.answers).some((asked) => asked.id === id)) return { to: 'passed', sheet, answers: {} }
  if (act.type === 'show' || act.type === 'page') return { to: here ? 'question' : 'passed', sheet, answers: {} }
  if (act.type === 'back') return here ? { to: 'question', sheet: { ...sheet, place: neighbour(content, sheet, id, -1) ?? id }, answers: {} } : { to: 'passed', sheet, answers: {} }
  const answer = answerOf(question, sheet.answers, act)
  if (!answer) return { to: 'passed', sheet, answers: {} }
  const answers = { [id]: answer }
  if (!here) return act.type === 'skip' || act.type === 'done' ? { to: 'passed', sheet, answers: {} } : { to: 'changed', sheet: stillAsked(content, as(answers), id), answers }
  if (question.kind === 'many' && (act.type === 'choose' || (act.type === 'several' && !act.final))) return { to: 'chosen', sheet: as(answers), answers }
  const place = neighbour(content, as(answers), id, 1)
  if (place !== null) return { to: 'question', sheet: { ...as(answers), place }, answers }
  const after = as(answers)
  const asked = new Set(askedOf(content, after.answers).map((one) => one.id))
  return { to: 'end', sheet: after, answers, dropped: Object.keys(after.answers).filter((one) => !asked.has(one)) }
}

/** Null: that is no answer to this question. */
function answerOf(question: Question, before: Answers, act: Act): Answer | null {
  if (act.type === 'skip') return { skipped: true }
  const known = new Set(choicesOf(question).map(({ id }) => id))
  const chosen = chosenIn(before, question.id)
  if (act.type === 'done') return question.kind === 'many' ? { choices: [...chosen] } : null
  if (act.type === 'choose') {
    if (!known.has(act.choice)) return null
    if (question.kind !== 'many') return { choices: [act.choice] }
    return { choices: inOrder(question, chosen.includes(act.choice) ? chosen.filter((one) => one !== act.choice) : [...chosen, act.choice]) }
  }
  if (act.type === 'several') return question.kind === 'many' && act.choices.every((one) => known.has(one)) ? { choices: inOrder(question, act.final ? act.choices : [...chosen, ...act.choices]) } : null
  return act.type === 'answer' && fits(question, act.answer) ? act.answer : null
}

function fits(question: Question, answer: Answer): boolean {
  if ('number' in answer) return isWithin(question, answer.number)
  if ('value' in answer) return question.kind === 'amount'
  return 'text' in answer && question.kind === 'text'
}

export function isWithin(question: Question, number: number): boolean {
  if (question.kind === 'scale') return Number.isInteger(number) && number >= question.from && number <= question.to
  return question.kind === 'number' && number >= (question.least ?? -Infinity) && number <= (question.most ?? Infinity)
}

function inOrder(question: Question, chosen: readonly string[]): string[] {
  return choicesOf(question).flatMap(({ id }) => (chosen.includes(id) ? [id] : []))
}

function neighbour(content: QuestionnaireContent, { answers }: Sheet, id: string, by: 1 | -1): string | null {
  const asked = askedOf(content, answers)
  return asked[asked.findIndex((one) => one.id === id) + by]?.id ?? null
}

/** Where the question a sheet stands at is no longer asked, it goes on after the one that was changed. */
function stillAsked(content: QuestionnaireContent, sheet: Sheet, changed: string): Sheet {
  return askedOf(content, sheet.answers).some(({ id }) => id === sheet.place) ? sheet : { ...sheet, place: neighbour(content, sheet, changed, 1) ?? changed }
}
