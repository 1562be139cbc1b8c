// A questionnaire while it is written: anything in it may still be missing, and a question keeps what it had under another kind.
import { isLanguage, LANGUAGES } from '../knowledge/languages.ts'
import type { Language } from '../knowledge/languages.ts'
import type { QuestionnaireContent } from './shape.ts'

/** An empty one is missing. */
export type DraftTexts = Record<Language, string>

/** What else stands with a question or a choice and is not written in the desk. */
type Kept = Readonly<Record<string, string>>

export interface DraftChoice { readonly id: string; readonly text: DraftTexts; readonly level: number | null; readonly indicator: string | null; readonly kept: Kept }

export const KINDS = ['one', 'many', 'yesNo', 'scale', 'number', 'amount', 'text'] as const
export type Kind = (typeof KINDS)[number]

export interface DraftQuestion {
  readonly id: string
  readonly kind: Kind
  readonly text: DraftTexts
  readonly group: string
  readonly when: { readonly question: string; readonly is: readonly string[] } | null
  readonly choices: readonly DraftChoice[]
  readonly unknown: boolean
  readonly from: number
  readonly to: number
  readonly low: DraftTexts
  readonly high: DraftTexts
  readonly least: number | null
  readonly most: number | null
  readonly kept: Kept
}

export interface QuestionnaireDraft {
  readonly title: DraftTexts
  readonly intro: DraftTexts
  readonly thanks: DraftTexts
  readonly label: string
  readonly attribution: string
  readonly anonymous: boolean
  readonly questions: readonly DraftQuestion[]
}

export function noTexts(): DraftTexts {
  return { ja: '', en: '', zh: '', vi: '', tl: '', id: '', my: '', pt: '', es: '' }
}

export const emptyDraft = (): QuestionnaireDraft => ({ title: noTexts(), intro: noTexts(), thanks: noTexts(), label: '', attribution: '', anonymous: true, questions: [] })

/** The first of `q1`, `q2` ... that no question has. */
export function newQuestion({ questions }: QuestionnaireDraft, kind: Kind): DraftQuestion {
  const taken = new Set(questions.map(({ id }) => id))
  let number = questions.length + 1
  while (taken.has(`q${number}`)) number += 1
  const question: DraftQuestion = {
    id: `q${number}`, kind, text: noTexts(), group: '', when: null, choices: [], unknown: true, from: 1, to: 5, low: noTexts(), high: noTexts(), least: null, most: null, kept: {},
  }
  return { ...question, choices: [newChoice(question), newChoice({ ...question, choices: [newChoice(question)] })] }
}

export function newChoice({ id, choices }: DraftQuestion): DraftChoice {
  const taken = new Set(choices.map((choice) => choice.id))
  let number = choices.length + 1
  while (taken.has(`${id}.${number}`)) number += 1
  return { id: `${id}.${number}`, text: noTexts(), level: null, indicator: null, kept: {} }
}

/** What is published, to write on; nothing of it is lost. */
export function draftOf(content: QuestionnaireContent): QuestionnaireDraft {
  return {
    ...content,
    questions: content.questions.map((question): DraftQuestion => ({
      id: question.id, kind: question.kind, text: question.text, group: question.group ?? '', when: question.when ?? null,
      choices: 'choices' in question ? question.choices.map((choice) => ({ id: choice.id, text: choice.text, level: choice.level ?? null, indicator: choice.indicator ?? null, kept: keptOf(choice, WRITTEN_OF_CHOICE) })) : [],
      unknown: question.kind === 'yesNo' ? question.unknown : true,
      ...(question.kind === 'scale' ? { from: question.from, to: question.to, low: question.low, high: question.high } : { from: 1, to: 5, low: noTexts(), high: noTexts() }),
      least: question.kind === 'number' ? question.least ?? null : null, most: question.kind === 'number' ? question.most ?? null : null,
      kept: keptOf(question, WRITTEN_OF_QUESTION),
    })),
  }
}

const WRITTEN_OF_QUESTION = ['id', 'kind', 'group']
const WRITTEN_OF_CHOICE = ['id', 'indicator']

function keptOf(all: object, written: readonly string[]): Kept {
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => typeof entry[1] === 'string' && !written.includes(entry[0])))
}

/** The answers on which another question may depend. */
export function answersOf({ kind, choices, unknown }: DraftQuestion): readonly string[] {
  if (kind === 'yesNo') return unknown ? ['yes', 'no', 'unknown'] : ['yes', 'no']
  return kind === 'one' || kind === 'many' ? choices.map(({ id }) => id) : []
}

/** Every text in nine languages, under the name of its place: `title`, `q3/text`, `q3/low`, `q3/choice/q3.1`. */
export function textsIn({ title, intro, thanks, questions }: QuestionnaireDraft): readonly { readonly place: string; readonly texts: DraftTexts }[] {
  return [
    { place: 'title', texts: title }, { place: 'intro', texts: intro },
    ...questions.flatMap(({ id, kind, text, choices, low, high }) => [
      { place: `${id}/text`, texts: text },
      ...(kind === 'scale' ? [{ place: `${id}/low`, texts: low }, { place: `${id}/high`, texts: high }] : []),
      ...(kind === 'one' || kind === 'many' ? choices.map((choice) => ({ place: `${id}/choice/${choice.id}`, texts: choice.text })) : []),
    ]),
    { place: 'thanks', texts: thanks },
  ]
}

/** With one text put at its place; of a language that is none of the nine, as it is. */
export function withText(draft: QuestionnaireDraft, place: string, language: string, text: string): QuestionnaireDraft {
  if (!isLanguage(language)) return draft
  const put = (texts: DraftTexts): DraftTexts => ({ ...texts, [language]: text })
  if (place === 'title' || place === 'intro' || place === 'thanks') return { ...draft, [place]: put(draft[place]) }
  const [id, part, choice] = place.split('/')
  return {
    ...draft, questions: draft.questions.map((question) => {
      if (question.id !== id) return question
      if (part === 'text' || part === 'low' || part === 'high') return { ...question, [part]: put(question[part]) }
      return { ...question, choices: question.choices.map((one) => (one.id === choice ? { ...one, text: put(one.text) } : one)) }
    }),
  }
}

/** Languages in which nothing is missing. */
export function completeLanguages(draft: QuestionnaireDraft): readonly Language[] {
  const texts = textsIn(draft)
  return LANGUAGES.filter((language) => texts.every((one) => one.texts[language].trim() !== ''))
}

/** Whether a name may stand for a question or a choice. */
export const isQuestionId = (id: string): boolean => /^[a-z][a-z0-9]*(\.[a-z0-9]+)?$/.test(id)
