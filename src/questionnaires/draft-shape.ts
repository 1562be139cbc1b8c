// The shape in which a draft is saved, and what it becomes when it is published. Apart from draft.ts, which the desk's pages share.
import { z } from 'zod'
import { LANGUAGES } from '../knowledge/languages.ts'
import { KINDS } from './draft.ts'
import type { DraftQuestion, QuestionnaireDraft } from './draft.ts'
import { QuestionnaireContent } from './shape.ts'

const DraftTexts = z.record(z.enum(LANGUAGES), z.string().max(2_000))
const Name = z.string().max(40)
const Kept = z.record(Name, z.string().max(2_000))
const DraftChoiceShape = z.strictObject({ id: Name, text: DraftTexts, level: z.int().min(1).max(4).nullable(), indicator: z.string().max(60).nullable(), kept: Kept })

const DraftQuestionShape = z.strictObject({
  id: Name, kind: z.enum(KINDS), text: DraftTexts, group: z.string().max(60),
  when: z.strictObject({ question: Name, is: z.array(Name).max(20) }).nullable(),
  choices: z.array(DraftChoiceShape).max(40), unknown: z.boolean(),
  from: z.int(), to: z.int(), low: DraftTexts, high: DraftTexts,
  least: z.number().nullable(), most: z.number().nullable(), kept: Kept,
})

export const DraftShape: z.ZodType<QuestionnaireDraft> = z.strictObject({
  title: DraftTexts, intro: DraftTexts, thanks: DraftTexts, label: z.string().max(100), attribution: z.string().max(300), anonymous: z.boolean(),
  questions: z.array(DraftQuestionShape).max(60),
})

/** Null where something that has to be there is missing. */
export function contentOf(draft: QuestionnaireDraft): QuestionnaireContent | null {
  const parsed = QuestionnaireContent.safeParse({ ...draft, questions: draft.questions.map(questionOf) })
  return parsed.success ? parsed.data : null
}

function questionOf({ id, kind, text, group, when, choices, unknown, from, to, low, high, least, most, kept }: DraftQuestion): unknown {
  const asked = { ...kept, id, kind, text, ...(group.trim() !== '' && { group: group.trim() }), ...(when !== null && { when }) }
  switch (kind) {
    case 'one': case 'many': return {
      ...asked, choices: choices.map((choice) => ({ ...choice.kept, id: choice.id, text: choice.text, ...(choice.level !== null && { level: choice.level }), ...(choice.indicator !== null && choice.indicator !== '' && { indicator: choice.indicator }) })),
    }
    case 'yesNo': return { ...asked, unknown }
    case 'scale': return { ...asked, from, to, low, high }
    case 'number': return { ...asked, ...(least !== null && { least }), ...(most !== null && { most }) }
    case 'amount': case 'text': return asked
  }
}
