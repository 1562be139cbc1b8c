// A questionnaire as it is asked: which wording, from when to when, of whom no more are needed.
import type { Answers } from './answers.ts'
import type { QUESTIONNAIRE_KINDS, QuestionnaireContent } from './shape.ts'

/** `opensAt` and `closesAt` are ISO 8601. `versions` are all that ever ran; the last of them is asked now. */
export interface Questionnaire {
  readonly key: string
  readonly kind: (typeof QUESTIONNAIRE_KINDS)[number]
  readonly opensAt: string | null
  readonly closesAt: string | null
  readonly versions: ReadonlyMap<number, QuestionnaireContent>
}

/** What somebody answered so far. `id` null: it was begun just now. `place` is the question that waits for an answer. */
export interface Sheet {
  readonly id: string | null
  readonly key: string
  readonly version: number
  readonly place: string
  readonly answers: Answers
}

/** Of one person: what they began, which questionnaires they are done with, and which have enough answers of people like them. */
export interface OwnSheets { readonly open: readonly Sheet[]; readonly done: readonly string[]; readonly full: readonly string[] }

/** Who began before the end may finish within this time after it. */
export const GRACE_MS = 24 * 3_600_000

export function currentOf({ versions }: Questionnaire): number {
  return Math.max(...versions.keys())
}

/** What began in time is open a while longer. */
export function isOpenAt({ opensAt, closesAt }: Pick<Questionnaire, 'opensAt' | 'closesAt'>, at: string, begun: boolean): boolean {
  const now = Date.parse(at)
  return (begun || opensAt === null || Date.parse(opensAt) <= now) && (closesAt === null || now < Date.parse(closesAt) + (begun ? GRACE_MS : 0))
}

/**
 * What a turn noted: `answers` are those given now. `finished`: which of the earlier ones no longer count, what they point at, and whether a
 * person is wished for.
 */
export interface SheetChange {
  readonly sheet: Sheet
  readonly answers: Answers
  readonly anonymous: boolean
  readonly finished: null | { readonly dropped: readonly string[]; readonly level: number | null; readonly wish: boolean | null; readonly choices: readonly string[] }
}

/** As they stand after it. */
export function withChange({ open, done, full }: OwnSheets, { sheet, finished }: SheetChange): OwnSheets {
  const others = open.filter(({ key }) => key !== sheet.key)
  return finished ? { open: others, done: [...done, sheet.key], full } : { open: [sheet, ...others], done, full }
}

export const NO_SHEETS: OwnSheets = { open: [], done: [], full: [] }
