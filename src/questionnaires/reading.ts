// What somebody types at a question, as an act. Pure. Null: it is no answer, and whoever wrote it wants something else.
import type { Language } from '../knowledge/languages.ts'
import { amountIn, namesNumber } from './amounts.ts'
import { choicesOf, isWithin } from './asking.ts'
import type { Act } from './asking.ts'
import { numberIn, numbersIn } from './numbers.ts'
import type { Question } from './shape.ts'

/** What the reader calls the choices and what they can do, folded as `fold` does it. */
export interface Named { readonly acts: ReadonlyMap<string, Act>; readonly choices: ReadonlyMap<string, string>; readonly language: Language; fold(text: string): string }

/** @param atOnce there are no buttons: numbers are the whole answer */
export function readTyped(question: Question, text: string, { acts, choices, language, fold }: Named, atOnce: boolean): Act | null {
  const folded = fold(text)
  const act = acts.get(folded)
  if (act) return act
  const choice = choices.get(folded)
  if (choice !== undefined) return { type: 'choose', choice }
  switch (question.kind) {
    case 'one':
    case 'many':
    case 'yesNo': return numbered(question, text, atOnce)
    case 'scale':
    case 'number': {
      const number = numberIn(text)
      return number !== null && isWithin(question, number) ? { type: 'answer', answer: { number } } : null
    }
    case 'amount': return namesNumber(text) ? { type: 'answer', answer: amountIn(text, language) } : null
    case 'text': return { type: 'answer', answer: { text } }
  }
}

function numbered(question: Question, text: string, atOnce: boolean): Act | null {
  const ids = numbersIn(text)?.map((number) => choicesOf(question)[number - 1]?.id)
  const choices = ids?.filter((id) => id !== undefined) ?? []
  const [first] = choices
  if (ids === undefined || first === undefined || choices.length < ids.length) return null
  if (question.kind !== 'many') return choices.length === 1 ? { type: 'choose', choice: first } : null
  return choices.length === 1 && !atOnce ? { type: 'choose', choice: first } : { type: 'several', choices, final: atOnce }
}

/** `q3/c-q3.2`: what a button of a question means. */
export function actOf(address: string): { readonly question: string; readonly act: Act } | null {
  const [, question = '', verb = '', rest = ''] = /^([a-z0-9.]+)\/([a-z]+)(?:-(.+))?$/.exec(address) ?? []
  switch (verb) {
    case 'c': return { question, act: { type: 'choose', choice: rest } }
    case 'n': return Number.isFinite(Number(rest)) ? { question, act: { type: 'answer', answer: { number: Number(rest) } } } : null
    case 'p': return { question, act: { type: 'page', page: Number(rest) || 1 } }
    case 'nothing': return { question, act: { type: 'answer', answer: { value: 0, currency: null, said: '' } } }
    case 'forgot': return { question, act: { type: 'answer', answer: { value: null, currency: null, said: '' } } }
    case 'done':
    case 'skip':
    case 'back':
    case 'stop': return { question, act: { type: verb } }
    default: return null
  }
}
