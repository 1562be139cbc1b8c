// The shapes of questionnaires, their results and the hearings that the desk's pages and the server exchange. Times are ISO 8601 in UTC, days `2026-11-21` in Japan.
import type { QuestionnaireDraft } from '../../questionnaires/draft.ts'
import type { Count } from '../../questionnaires/least-number.ts'
import type { Quota } from '../../questionnaires/quotas.ts'
import type { QuestionResult } from '../../questionnaires/results.ts'
import type { QuestionnaireContent } from '../../questionnaires/shape.ts'

export type QuestionnaireKind = 'selfCheck' | 'survey' | 'feedback'
/** `draft` and `review`: never published. `waiting`: published, not open yet. `withdrawn`: was published. */
export type Standing = 'draft' | 'review' | 'waiting' | 'open' | 'closed' | 'withdrawn'

/** GET /api/questionnaires */
export interface QuestionnaireList {
  readonly questionnaires: readonly QuestionnaireLine[]
  readonly templates: readonly { readonly name: string; readonly title: { readonly ja: string; readonly en: string }; readonly questions: number; readonly anonymous: boolean }[]
}
export interface QuestionnaireLine {
  readonly key: string
  readonly kind: QuestionnaireKind
  readonly title: { readonly ja: string; readonly en: string }
  readonly standing: Standing
  /** Something is being written above what is published. */
  readonly writing: 'draft' | 'review' | null
  /** Complete ones of what is being written, else of what is published. */
  readonly languages: readonly string[]
  readonly anonymous: boolean
  readonly opensAt: string | null
  readonly closesAt: string | null
  readonly finished: number
  /** Of all together; null: no limit. */
  readonly most: number | null
}

/** POST /api/questionnaires */
export interface NewQuestionnaireRequest {
  readonly key: string
  readonly kind: QuestionnaireKind
  readonly from: { readonly type: 'empty' } | { readonly type: 'template'; readonly name: string } | { readonly type: 'copy'; readonly key: string }
}

/** GET /api/questionnaires/:id */
export interface QuestionnairePage extends QuestionnaireLine {
  readonly quotas: readonly Quota[]
  readonly unfinished: number
  readonly running: { readonly number: number; readonly content: QuestionnaireContent } | null
  readonly open: OpenQuestionnaire | null
  readonly versions: readonly QuestionnaireVersionView[]
  /** Nobody else could review: one may publish alone. */
  readonly alone: boolean
  readonly companies: readonly { readonly id: string; readonly name: string }[]
}
export interface OpenQuestionnaire {
  readonly number: number
  readonly state: 'draft' | 'review'
  readonly draft: QuestionnaireDraft
  readonly unchecked: readonly string[]
  readonly revision: number
  readonly authors: readonly { readonly id: string; readonly name: string }[]
  readonly savedAt: string
  readonly reason: string
}
export interface QuestionnaireVersionView {
  readonly number: number
  readonly state: 'draft' | 'review' | 'published' | 'withdrawn'
  /** Whether anybody was ever asked it. */
  readonly ran: boolean
  readonly draft: QuestionnaireDraft
  readonly authors: readonly string[]
  readonly reviewer: string | null
  readonly reason: string
  readonly at: string
}

export interface SavedQuestionnaire { readonly revision: number }
export interface TranslatedText { readonly status: 'done' | 'none' | 'unneeded' | 'failed'; readonly text?: string }

/** What the results are narrowed to; an empty one asks for all. Of an anonymous questionnaire at most one. */
export interface ResultFilter { readonly language: string; readonly channel: string; readonly company: string; readonly lot: string; readonly campaign: string; readonly month: string }

/** GET /api/questionnaires/:id/results. `few`: fewer than five people, and nothing else is said. `n` are counted, `waiting` more wait for five to be together. */
export interface ResultsView {
  readonly anonymous: boolean
  readonly least: number
  readonly few: boolean
  readonly n: number | null
  readonly waiting: number | null
  readonly unfinished: number
  readonly byDay: readonly { readonly day: string; readonly count: number }[]
  readonly byLanguage: readonly Count[]
  readonly questions: readonly QuestionResult[]
  readonly choices: { readonly [Name in keyof ResultFilter]: readonly { readonly value: string; readonly name: string }[] }
}

/** GET /api/questionnaires/:id/texts/:question: in no order of time. `translation` null: it could not be translated, or is Japanese. */
export interface FreeTexts { readonly few: boolean; readonly texts: readonly { readonly original: string; readonly language: string; readonly translation: string | null }[]; readonly all: number }

export type HearingState = 'asked' | 'heard' | 'declined'
/** GET /api/questionnaires/:id/hearings: the gravest first. */
export interface HearingsView { readonly target: number; readonly people: number; readonly heard: number; readonly rows: readonly HearingView[] }
export interface HearingView {
  readonly sheet: string
  readonly person: string
  readonly pseudonym: string
  readonly conversation: string | null
  readonly language: string
  readonly channel: string
  readonly level: number | null
  readonly indicators: readonly string[]
  readonly chosen: number
  readonly wish: boolean
  readonly finishedAt: string
  readonly state: HearingState | null
  readonly markedBy: string | null
  readonly markedAt: string | null
}
