// A company report as people read it, in one language. The page, the PDF, the sheets and the CSV all draw this; none of them counts anything.

export const REPORT_LANGUAGES = ['ja', 'en'] as const
export type ReportLanguage = (typeof REPORT_LANGUAGES)[number]

/** `hidden`: there may be people or none, and nobody learns which. `none`: there is no such number, as where nobody was asked. */
export type CellState = 'shown' | 'hidden' | 'none'

/** `value` is null unless it is shown; `text` is never empty, and never a number where none is shown. */
export interface LaidCell { readonly state: CellState; readonly value: number | null; readonly text: string }

/** `inner`: part of the row above it. `share`: of all in the figure, as text. */
export interface LaidRow { readonly key: string; readonly label: string; readonly inner: boolean; readonly people: LaidCell; readonly share: string }

export interface LaidFact { readonly name: string; readonly text: string }

export interface LaidFigure {
  readonly key: string
  readonly heading: string
  /** What it tells, in a sentence. */
  readonly lead: string
  /** Names of the columns: what a row is, how many people, which share. */
  readonly columns: readonly [string, string, string]
  /** Without any: `empty` stands in their place. */
  readonly rows: readonly LaidRow[]
  readonly empty: string
  /** n, what is not known, period, method. */
  readonly facts: readonly LaidFact[]
}

export interface LaidVerdict { readonly key: string; readonly name: string; readonly state: 'met' | 'notMet' | 'tooFew'; readonly text: string; readonly basis: string }

export interface LaidSection {
  readonly key: string
  readonly heading: string
  readonly lead: string
  readonly figures: readonly LaidFigure[]
  readonly verdicts: readonly LaidVerdict[]
}

/** A company by itself, or several that are counted together. */
export interface LaidUnit {
  readonly key: string
  /** Null where the report has one only. */
  readonly heading: string | null
  readonly lead: string
  /** The few numbers to begin with. */
  readonly headline: readonly { readonly name: string; readonly cell: LaidCell; readonly note: string }[]
  readonly sections: readonly LaidSection[]
}

export interface LaidColumns { readonly company: string; readonly period: string; readonly unit: string; readonly section: string; readonly figure: string; readonly item: string; readonly people: string; readonly share: string; readonly overview: string; readonly asTable: string }

export interface LaidReport {
  readonly language: ReportLanguage
  readonly title: string
  readonly company: string
  readonly period: string
  /** Null for what is released; otherwise what everybody who sees it has to know. */
  readonly mark: string | null
  /** Released on, threshold, companies, declared workers. */
  readonly facts: readonly LaidFact[]
  /** What was counted together, and why. */
  readonly rolledUp: readonly string[]
  /** What the sign of a hidden number means. */
  readonly sign: { readonly text: string; readonly meaning: string }
  readonly units: readonly LaidUnit[]
  /** What the desk recommends. */
  readonly actions: { readonly heading: string; readonly lead: string; readonly items: readonly { readonly key: string; readonly name: string; readonly text: string }[] } | null
  /** How to read it. */
  readonly notes: { readonly heading: string; readonly paragraphs: readonly string[] }
  /** Stands on every page of what is printed: whose and of when; from how many people on, and since when. */
  readonly foot: readonly [string, string]
  readonly columns: LaidColumns
}
