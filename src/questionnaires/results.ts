// What many answered, question by question: what was chosen, how a scale spreads, how large numbers and amounts are.
import type { Answer, Answers } from './answers.ts'
import { LEAST } from './least-number.ts'
import type { Question, QuestionnaireContent, Texts } from './shape.ts'
import { binsOf, medianOf } from './spread.ts'
import type { Bin } from './spread.ts'

export interface Sheet { readonly version: number; readonly answers: Answers }
/** Of anonymous ones a question that fewer than five answered says only so. */
export interface Counting { readonly anonymous: boolean }

export interface ChoiceCount { readonly id: string; readonly text: Texts | null; readonly count: number; readonly level: number | null }
export interface AmountCount { readonly currency: string; readonly n: number; readonly median: number | null; readonly bins: readonly Bin[] }

type Counted =
  /** `rows` in the order in which they are offered; of yesNo without texts. `none`: chose none of many. */
  | { readonly type: 'choices'; readonly several: boolean; readonly rows: readonly ChoiceCount[]; readonly none: number }
  | { readonly type: 'scale'; readonly rows: readonly { readonly value: number; readonly count: number }[]; readonly median: number | null; readonly low: Texts; readonly high: Texts }
  | { readonly type: 'numbers'; readonly median: number | null; readonly bins: readonly Bin[] }
  /** By currency, most first; `nought`: nothing, in whatever currency; `unread`: the amount or its currency was not understood. */
  | { readonly type: 'amounts'; readonly currencies: readonly AmountCount[]; readonly nought: number; readonly unread: number }
  | { readonly type: 'texts' }

/** `n` answered, `unknown` were asked and did not; who was not asked because of a branch is in neither. `few`: fewer than five answered, and nothing else is said. */
export type QuestionResult = { readonly id: string; readonly text: Texts; readonly group: string; readonly n: number | null; readonly unknown: number | null; readonly few: boolean } & Counted

/** @param contents the wordings that were asked, by their number; the latest decides the order, and what it no longer asks stands at the end */
export function countResults(contents: ReadonlyMap<number, QuestionnaireContent>, sheets: readonly Sheet[], { anonymous }: Counting): QuestionResult[] {
  return questionsOf(contents).map((question) => {
    const asked = sheets.filter(({ version, answers }) => {
      const then = contents.get(version)?.questions.find(({ id, kind }) => id === question.id && kind === question.kind)
      return then !== undefined && isAsked(then, answers)
    })
    const answers = asked.flatMap((sheet) => { const given = sheet.answers[question.id]; return given && fits(question, given) ? [given] : [] })
    const { id, text, group = '' } = question
    const few = anonymous && answers.length < LEAST
    return { id, text, group, few, n: few ? null : answers.length, unknown: few ? null : asked.length - answers.length, ...count(question, few ? [] : answers, anonymous) }
  })
}

/** Choices that an earlier wording had are kept behind those of the latest. */
function questionsOf(contents: ReadonlyMap<number, QuestionnaireContent>): Question[] {
  const found = new Map<string, Question>()
  for (const [, { questions }] of [...contents].toSorted(([a], [b]) => b - a)) {
    for (const question of questions) {
      const there = found.get(question.id)
      if (!there) found.set(question.id, question)
      else if ('choices' in there && 'choices' in question && there.kind === question.kind) {
        const more = question.choices.filter(({ id }) => !there.choices.some((choice) => choice.id === id))
        found.set(question.id, { ...there, choices: [...there.choices, ...more] })
      }
    }
  }
  return [...found.values()]
}

export function isAsked({ when }: Question, answers: Answers): boolean {
  if (!when) return true
  const given = answers[when.question]
  return given !== undefined && 'choices' in given && given.choices.some((choice) => when.is.includes(choice))
}

function fits(question: Question, given: Answer): boolean {
  if ('choices' in given) return question.kind === 'many' || ((question.kind === 'one' || question.kind === 'yesNo') && given.choices.length > 0)
  if ('number' in given) return question.kind === 'number' || (question.kind === 'scale' && given.number >= question.from && given.number <= question.to)
  if ('said' in given) return question.kind === 'amount'
  return 'text' in given && question.kind === 'text'
}

function count(question: Question, answers: readonly Answer[], anonymous: boolean): Counted {
  const chosen = answers.flatMap((given) => ('choices' in given ? [given.choices] : []))
  const numbers = answers.flatMap((given) => ('number' in given ? [given.number] : []))
  const times = (id: string) => chosen.filter((choices) => choices.includes(id)).length
  switch (question.kind) {
    case 'one': case 'many': return {
      type: 'choices', several: question.kind === 'many', none: chosen.filter(({ length }) => length === 0).length,
      rows: question.choices.map(({ id, text, level = null }) => ({ id, text, level, count: times(id) })),
    }
    case 'yesNo': return {
      type: 'choices', several: false, none: 0,
      rows: ['yes', 'no', ...(question.unknown || times('unknown') > 0 ? ['unknown'] : [])].map((id) => ({ id, text: null, level: null, count: times(id) })),
    }
    case 'scale': {
      const values = Array.from({ length: question.to - question.from + 1 }, (_, at) => question.from + at)
      return { type: 'scale', low: question.low, high: question.high, median: medianOf(numbers), rows: values.map((value) => ({ value, count: numbers.filter((one) => one === value).length })) }
    }
    case 'number': return { type: 'numbers', median: medianOf(numbers), bins: binsOf(numbers) }
    case 'amount': return amounts(answers, anonymous)
    case 'text': return { type: 'texts' }
  }
}

function amounts(answers: readonly Answer[], anonymous: boolean): Counted {
  const read = answers.flatMap((given) => ('said' in given && given.value !== null && given.currency !== null ? [{ value: given.value, currency: given.currency }] : []))
  const nought = answers.filter((given) => 'said' in given && given.value === 0 && given.currency === null).length
  const currencies = [...Map.groupBy(read, ({ currency }) => currency)].map(([currency, all]): AmountCount => {
    const values = all.map(({ value }) => value)
    const shown = anonymous && values.length < LEAST ? [] : values
    return { currency, n: values.length, median: medianOf(shown), bins: binsOf(shown) }
  })
  return { type: 'amounts', nought, unread: answers.length - read.length - nought, currencies: currencies.toSorted((a, b) => b.n - a.n || (a.currency < b.currency ? -1 : 1)) }
}
