// The shapes of translations, the desk's terms and corrections that the desk's pages and the server exchange. Times are ISO 8601 in UTC.

/** A term of the text whose word is not in the translation, and how it should be said. */
export interface MissingTermView { readonly term: string; readonly expected: readonly string[] }

/** The provider is away or refuses, the month's characters are used up, or it does not read the language. */
export type WhyUntranslated = 'provider' | 'budget' | 'language'

/** POST /api/conversations/:id/translate {text} */
export type TranslateAnswer =
  | { readonly status: 'done'; readonly text: string; readonly language: string; readonly missing: readonly MissingTermView[] }
  | { readonly status: 'none' | 'failed' | 'unneeded'; readonly why?: WhyUntranslated }

/** POST /api/conversations/:id/back-translation {text}: what the worker would read, in Japanese. Sent to nobody. */
export type BackTranslateAnswer =
  | { readonly status: 'done'; readonly text: string }
  | { readonly status: 'none' | 'failed' | 'unneeded'; readonly why?: WhyUntranslated }

/** POST /api/conversations/:id/lines/:seq/translate {}: at once. POST .../correction {text}: what it should say. */

/** Characters of a month of Japan, `2026-11`; up to `reserve` for those who wait for a person, and for danger always. */
export interface BudgetView { readonly month: string; readonly used: number; readonly limit: number; readonly reserve: number }

/** GET /api/glossary; `number` 0 is the file. */
export interface GlossaryView {
  readonly number: number
  readonly version: string
  readonly terms: readonly TermView[]
  readonly by: string | null
  readonly at: string | null
}
export interface TermView {
  readonly id: string
  /** By language; several ways to say it are parted by ` / `, the first is written. Empty: none yet. */
  readonly terms: Readonly<Record<string, string>>
  readonly source: string
  readonly note: string
}
/** POST /api/glossary {number, terms}: all of them; refused with 409 `changed` where somebody saved in between. */
/** POST /api/glossary/import {file}. GET /api/glossary/export: the same file. */
export interface GlossarySaved { readonly number: number }

/** GET /api/corrections?show=open|decided, latest first; names are tokens. POST /api/corrections/:id {state: kept | dismissed}. */
export interface CorrectionList { readonly corrections: readonly CorrectionView[] }
export interface CorrectionView {
  readonly id: string
  /** Null: nobody knew. */
  readonly from: string | null
  readonly to: string
  readonly original: string
  readonly machine: string
  readonly corrected: string
  readonly by: string
  readonly at: string
  readonly state: 'open' | 'kept' | 'dismissed'
  readonly decidedBy: string | null
}
