// A questionnaire while it is written: anything in it may still be missing, and a question keeps what it had under another kind.
import { z } from 'zod'
import { isLanguage, LANGUAGES } from '../knowledge/languages.ts'
import type { Language } from '../knowledge/languages.ts'
import { Question, QuestionnaireContent } from './shape.ts'

const DraftTexts = z.record(z.enum(LANGUAGES), z.string().max(2_000))
export type DraftTexts = z.infer<typeof DraftTexts>

const Name = z.string().max(40)
const DraftChoice = z.strictObject({ id: Name, text: DraftTexts, level: z.int().min(1).max(4).nullable(), indicator: z.string().max(60).nullable() })
export type DraftChoice = z.infer<typeof DraftChoice>

export const KINDS = ['one', 'many', 'yesNo', 'scale', 'number', 'amount', 'text'] as const
export type Kind = (typeof KINDS)[number]

const DraftQuestion = z.strictObject({
  id: Name, kind: z.enum(KINDS), text: DraftTexts, group: z.string().max(60),
  when: z.strictObject({ question: Name, is: z.array(Name).max(20) }).nullable(),
  choices: z.array(DraftChoice).max(40), unknown: z.boolean(),
  from: z.int(), to: z.int(), low: DraftTexts, high: DraftTexts,
  least: z.number().nullable(), most: z.number().nullable(),
})
export type DraftQuestion = z.infer<typeof DraftQuestion>

export const QuestionnaireDraft = z.strictObject({
  title: DraftTexts, intro: DraftTexts, thanks: DraftTexts, label: z.string().max(100), attribution: z.string().max(300), anonymous: z.boolean(),
  questions: z.array(DraftQuestion).max(60),
})
export type QuestionnaireDraft = z.infer<typeof QuestionnaireDraft>

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
    id: `q${number}`, kind, text: noTexts(), group: '', when: null, choices: [], unknown: true, from: 1, to: 5, low: noTexts(), high: noTexts(), least: null, most: null,
  }
  return { ...question, choices: [newChoice(question), newChoice({ ...question, choices: [newChoice(question)] })] }
}

export function newChoice({ id, choices }: DraftQuestion): DraftChoice {
  const taken = new Set(choices.map((choice) => choice.id))
  let number = choices.length + 1
  while (taken.has(`${id}.${number}`)) number += 1
  return { id: `${id}.${number}`, text: noTexts(), level: null, indicator: null }
}

/** What is published, to write on; nothing of it is lost. */
export function draftOf(content: QuestionnaireContent): QuestionnaireDraft {
  return {
    ...content,
    questions: content.questions.map((question): DraftQuestion => ({
      id: question.id, kind: question.kind, text: question.text, group: question.group ?? '', when: question.when ?? null,
      choices: 'choices' in question ? question.choices.map(({ id, text, level = null, indicator = null }) => ({ id, text, level, indicator })) : [],
      unknown: question.kind === 'yesNo' ? question.unknown : true,
      ...(question.kind === 'scale' ? { from: question.from, to: question.to, low: question.low, high: question.high } : { from: 1, to: 5, low: noTexts(), high: noTexts() }),
      least: question.kind === 'number' ? question.least ?? null : null, most: question.kind === 'number' ? question.most ?? null : null,
    })),
  }
}

/** Null where something that has to be there is missing. */
export function contentOf(draft: QuestionnaireDraft): QuestionnaireContent | null {
  const parsed = QuestionnaireContent.safeParse({ ...draft, questions: draft.questions.map(questionOf) })
  return parsed.success ? parsed.data : null
}

function questionOf({ id, kind, text, group, when, choices, unknown, from, to, low, high, least, most }: DraftQuestion): unknown {
  const asked = { id, kind, text, ...(group.trim() !== '' && { group: group.trim() }), ...(when !== null && { when }) }
  switch (kind) {
    case 'one': case 'many': return {
      ...asked, choices: choices.map((choice) => ({ id: choice.id, text: choice.text, ...(choice.level !== null && { level: choice.level }), ...(choice.indicator !== null && choice.indicator !== '' && { indicator: choice.indicator }) })),
    }
    case 'yesNo': return { ...asked, unknown }
    case 'scale': return { ...asked, from, to, low, high }
    case 'number': return { ...asked, ...(least !== null && { least }), ...(most !== null && { most }) }
    case 'amount': case 'text': return asked
  }
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
export const isQuestionId = (id: string): boolean => Question.options[6].shape.id.safeParse(id).success
