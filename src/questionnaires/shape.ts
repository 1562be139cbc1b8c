// What is asked of many, as data: the self-check, surveys, feedback. Nine languages side by side; worker-facing Japanese with readings.
import { z } from 'zod'
import { LANGUAGES } from '../knowledge/languages.ts'

const Id = z.string().regex(/^[a-z][a-z0-9]*(\.[a-z0-9]+)?$/)
export const Texts = z.record(z.enum(LANGUAGES), z.string().trim().min(1).max(2_000))
export type Texts = z.infer<typeof Texts>

/** The Japanese as its authors published it, where `text` says it in easier words. */
const Official = z.string().trim().min(1).max(2_000).optional()

const Choice = z.strictObject({
  id: Id,
  text: Texts,
  official: Official,
  /** The least severity it stands for, S1 ... S4. */
  level: z.int().min(1).max(4).optional(),
  /** The forced-labour indicator of the ILO it points at. */
  indicator: z.string().nullable().optional(),
  /** The article that says what one can do. */
  topic: z.string().optional(),
})
export type Choice = z.infer<typeof Choice>

const Asked = {
  id: Id,
  text: Texts,
  official: Official,
  /** Questions of a group stand under one heading in results. */
  group: z.string().optional(),
  /** Asked only of who gave one of these choices to an earlier question. */
  when: z.strictObject({ question: Id, is: z.array(Id).min(1) }).optional(),
}

export const Question = z.discriminatedUnion('kind', [
  z.strictObject({ ...Asked, kind: z.literal('one'), choices: z.array(Choice).min(2).max(20) }),
  z.strictObject({ ...Asked, kind: z.literal('many'), choices: z.array(Choice).min(2).max(20) }),
  /** Yes, no, and where `unknown` also "I do not know": the choices `yes`, `no`, `unknown`. */
  z.strictObject({ ...Asked, kind: z.literal('yesNo'), unknown: z.boolean() }),
  /** Whole numbers, named at both ends. */
  z.strictObject({ ...Asked, kind: z.literal('scale'), from: z.int(), to: z.int(), low: Texts, high: Texts }),
  z.strictObject({ ...Asked, kind: z.literal('number'), least: z.number().optional(), most: z.number().optional() }),
  /** Money, with its currency. */
  z.strictObject({ ...Asked, kind: z.literal('amount') }),
  z.strictObject({ ...Asked, kind: z.literal('text') }),
])
export type Question = z.infer<typeof Question>

export const QUESTIONNAIRE_KINDS = ['selfCheck', 'survey', 'feedback'] as const

export const QuestionnaireContent = z.strictObject({
  title: Texts,
  /** Said before the first question: what it is for, how long it takes, who sees the answers. */
  intro: Texts,
  /** Said after the last one. */
  thanks: Texts,
  /** As its authors named it, `2023-05-draft`. */
  label: z.string().default(''),
  /** Shown with it, as it is. */
  attribution: z.string().default(''),
  /** Once finished, nothing leads from the answers to the person. */
  anonymous: z.boolean(),
  questions: z.array(Question).min(1).max(60),
})
export type QuestionnaireContent = z.infer<typeof QuestionnaireContent>
