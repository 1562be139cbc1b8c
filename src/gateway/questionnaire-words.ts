// A question as it is written: its text with what is to choose from, and the buttons that fit the channel. Pure.
import { graphemeLength } from '../../channels/text.ts'
import type { Button, Label } from '../engine/outcome.ts'
import type { Language } from '../knowledge/languages.ts'
import type { Answer } from '../questionnaires/answers.ts'
import { askedOf, choicesOf, chosenIn, progressAt } from '../questionnaires/asking.ts'
import type { Act } from '../questionnaires/asking.ts'
import type { Meaning } from '../questionnaires/meaning.ts'
import type { Sheet } from '../questionnaires/running.ts'
import type { Question, QuestionnaireContent } from '../questionnaires/shape.ts'
import type { Content } from './content.ts'

/** So many questionnaires stand in a menu: what somebody began, and what else is open. */
export const MOST_LISTED = { begun: 2, open: 6 }

const CONTROLS = ['done', 'none', 'skip', 'back', 'change', 'stop', 'forgot', 'yes', 'no', 'unknown'] as const
const SIGNS = ['abuse_of_vulnerability', 'deception', 'restriction_of_movement', 'isolation', 'violence', 'intimidation', 'retention_of_identity_documents', 'withholding_of_wages',
  'debt_bondage', 'abusive_working_conditions', 'abusive_living_conditions', 'excessive_overtime', 'rights']
/** What is said around questions. */
export const SHEET_KEYS = [
  ...CONTROLS, 'goOn', 'tapNumbers', 'writeNumbers', 'writeNumber', 'writeWords', 'chosen', 'chosenNone', 'chosenCount', 'amountNoted', 'amountUnclear', 'amountKept', 'changed', 'passed', 'stopped',
  'closed', 'notYet', 'full', 'already', 'gone', 'anonymous', 'unseen', 'signs', 'noSigns', 'noVerdict', 'canDo', 'read', ...SIGNS.map((sign) => `sign.${sign}`),
].map((key) => `sheet.${key}`)

/** What is asked, of whom, and for how many buttons there is room; 0: none. */
export interface Asks { readonly content: Content; readonly questionnaire: QuestionnaireContent; readonly sheet: Sheet; readonly room: number; readonly language: Language }

/** Longer labels are cut off on some channels: such choices stand numbered in the text. */
const SHORT = 20
/** Beside the numbers of a long list: what one can do, a person, and the next numbers. */
const BESIDE = 5
/** More buttons with words than this are a wall. */
const FEW = 6

export function questionText(question: Question, { content: { words }, questionnaire, sheet, room, language }: Asks, reader: Language): string {
  const { number, of } = progressAt(questionnaire, sheet)
  const controls = { none: words(reader, 'sheet.none'), done: words(reader, 'sheet.done'), skip: words(reader, 'sheet.skip'), back: words(reader, 'sheet.back'), stop: words(reader, 'sheet.stop') }
  const options = choicesOf(question).map(({ id }, i) => `${i + 1}. ${choiceText(question, id, words, reader)}`).join('\n')
  const numbered = options !== '' && (room === 0 || isNumbered(question, language))
  const scale = question.kind === 'scale' ? `${question.from} = ${question.low[reader]}\n${question.to} = ${question.high[reader]}` : ''
  const hint = question.kind === 'many' ? (room === 0 ? 'writeNumbers' : 'tapNumbers') : numbered || question.kind === 'scale' || question.kind === 'number' ? 'writeNumber' : null
  return [
    `${number}/${of} · ${question.text[reader]}`, numbered ? options : '', scale,
    [...(hint ? [words(reader, `sheet.${hint}`, controls)] : []), ...(room === 0 ? [words(reader, 'sheet.writeWords', controls)] : [])].join('\n'),
  ].filter((part) => part !== '').join('\n\n')
}

/** One page of a long list again. */
export function pageText(question: Question, page: number, { content: { words }, room }: Asks, reader: Language): string {
  const size = Math.max(1, room - BESIDE)
  return choicesOf(question).map(({ id }, i) => `${i + 1}. ${choiceText(question, id, words, reader)}`).slice((page - 1) * size, page * size).join('\n')
}

/** What is chosen of several; of an anonymous one, how many. */
export function chosenText(question: Question, { content: { words }, questionnaire, sheet }: Asks, reader: Language): string {
  const chosen = chosenIn(sheet.answers, question.id)
  if (chosen.length === 0) return words(reader, 'sheet.chosenNone')
  if (questionnaire.anonymous) return words(reader, 'sheet.chosenCount', { count: String(chosen.length) })
  const ids = choicesOf(question).map(({ id }) => id)
  return `${words(reader, 'sheet.chosen')}\n${chosen.map((id) => `✓ ${ids.indexOf(id) + 1}. ${choiceText(question, id, words, reader)}`).join('\n')}`
}

/** How an amount was understood; of an anonymous one, that it was kept. */
export function amountText(answer: Answer, { content: { words }, questionnaire }: Asks, reader: Language): string {
  const change = words(reader, 'sheet.change')
  if (questionnaire.anonymous) return words(reader, 'sheet.amountKept', { change })
  if (!('value' in answer) || answer.said === '') return ''
  if (answer.value === null) return words(reader, 'sheet.amountUnclear', { said: answer.said, change })
  const number = new Intl.NumberFormat(reader === 'tl' ? 'fil' : reader, { numberingSystem: 'latn' }).format(answer.value)
  return words(reader, 'sheet.amountNoted', { amount: `${number} ${answer.currency ?? ''}`.trim(), change })
}

/** What the answers point at, without a verdict, and what one can do. */
export function meaningText({ indicators, topics }: Meaning, { words, articles }: Content, reader: Language): string {
  const signs = indicators.filter((one) => SIGNS.includes(one)).map((one) => `・${words(reader, `sheet.sign.${one}`)}`)
  const titles = topics.flatMap((topic) => articles.get(topic)?.articles[reader].title ?? []).map((title) => `・${title}`)
  return [
    signs.length > 0 ? [words(reader, 'sheet.signs'), ...signs].join('\n') : words(reader, 'sheet.noSigns'),
    words(reader, 'sheet.noVerdict'),
    ...(titles.length > 0 ? [[words(reader, 'sheet.canDo'), ...titles].join('\n')] : []),
  ].join('\n\n')
}

/** @param page of a long list, from 1; @param noted the answer before this was just read out: going back changes it */
export function questionButtons(question: Question, { questionnaire, sheet, room, language }: Asks, page: number, noted: boolean): Button[] {
  if (room === 0) return []
  const to = (act: string) => `questionnaire:${sheet.key}/${question.id}/${act}`
  const control = (key: (typeof CONTROLS)[number], act: string = key): Button => ({ value: to(act), label: { type: 'key', key: `sheet.${key}` } })
  const chosen = chosenIn(sheet.answers, question.id)
  const answers = answerButtons(question, questionnaire.anonymous ? [] : chosen, language, to)
  const first = askedOf(questionnaire, sheet.answers)[0]?.id === question.id
  const many = question.kind === 'many'
  const controls = [
    ...(many ? [control(chosen.length > 0 ? 'done' : 'none', 'done')] : []),
    ...(many && chosen.length > 0 ? [] : [control('skip')]),
    ...(first ? [] : [control(noted ? 'change' : 'back', 'back')]),
    control('stop'),
  ].slice(0, BESIDE - 2)
  const person: Button = { value: 'person', label: { type: 'key', key: 'choice.person' } }
  const fits = answers.length + controls.length + 1 <= room
  const size = fits ? answers.length : Math.max(1, room - BESIDE)
  const shown = Math.min(Math.max(1, page), Math.ceil(answers.length / size) || 1)
  const next = shown * size >= answers.length ? 1 : shown + 1
  const more: Button[] = fits ? [] : [{ value: to(`p-${next}`), label: { type: 'plain', text: `${(next - 1) * size + 1}–${Math.min(next * size, answers.length)} …` } }]
  return [...answers.slice((shown - 1) * size, shown * size), ...more, ...controls, person]
}

/** The page of a long list on which a choice stands. */
export function pageOf(question: Question, act: Act, room: number): number {
  if (act.type === 'page') return act.page
  return act.type === 'choose' ? Math.floor(choicesOf(question).findIndex(({ id }) => id === act.choice) / Math.max(1, room - BESIDE)) + 1 : 1
}

/** What a choice says in one language. */
export function choiceText(question: Question, id: string, words: Content['words'], reader: Language): string {
  if (question.kind === 'yesNo') return words(reader, `sheet.${id}`)
  return question.kind === 'one' || question.kind === 'many' ? question.choices.find((choice) => choice.id === id)?.text[reader] ?? id : id
}

/** The same as a button's label. */
export function choiceLabel(question: Question, id: string): Label {
  if (question.kind === 'yesNo') return { type: 'key', key: `sheet.${id}` }
  const texts = question.kind === 'one' || question.kind === 'many' ? question.choices.find((choice) => choice.id === id)?.text : undefined
  return texts ? { type: 'texts', texts } : { type: 'plain', text: id }
}

export function isNumbered(question: Question, language: Language): boolean {
  if (question.kind === 'many') return true
  return question.kind === 'one' && (question.choices.length > FEW || question.choices.some(({ text }) => graphemeLength(text[language]) > SHORT))
}

function answerButtons(question: Question, chosen: readonly string[], language: Language, to: (act: string) => string): Button[] {
  switch (question.kind) {
    case 'one':
    case 'many':
    case 'yesNo': return choicesOf(question).map(({ id }, i): Button => ({
      value: to(`c-${id}`), label: isNumbered(question, language) ? { type: 'plain', text: `${chosen.includes(id) ? '✓ ' : ''}${i + 1}` } : choiceLabel(question, id),
    }))
    case 'scale': return Array.from({ length: question.to - question.from + 1 }, (_, i): Button => ({ value: to(`n-${question.from + i}`), label: { type: 'plain', text: String(question.from + i) } }))
    // A nought alone is the word that ends everything: here it is a button.
    case 'number': return (question.least ?? 0) <= 0 ? [{ value: to('n-0'), label: { type: 'plain', text: '0' } }] : []
    case 'amount': return [{ value: to('nothing'), label: { type: 'plain', text: '0' } }, { value: to('forgot'), label: { type: 'key', key: 'sheet.forgot' } }]
    case 'text': return []
  }
}
