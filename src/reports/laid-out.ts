// A company report as people read it, in one language. The page, the PDF, the sheets and the CSV all draw this; none of them counts anything.

export const REPORT_LANGUAGES = ['ja', 'en'] as const
export type ReportLanguage = (typeof REPORT_LANGUAGES)[number]

/** `hidden`: there may be people or none, and nobody learns which. `none`: there is no such number, as where nobody was asked. */
export type CellState = 'shown' | 'hidden' | 'none'

/** `value` is null unless it is shown; `text` is never empty, and never 0 unless 0 is what is shown. */
export interface LaidCell { readonly state: CellState; readonly value: number | null; readonly text: string }

/** `inner`: part of the row above it. `share`: of all, as text. */
export interface LaidRow { readonly key: string; readonly label: string; readonly inner: boolean; readonly people: LaidCell; readonly share: string }

export interface LaidFact { readonly name: string; readonly text: string }

export interface LaidFigure {
  readonly key: string
  readonly heading: string
  /** What it tells, in a sentence. */
  readonly lead: string
  /** Names of the columns: what a row is, how many people, which share. */
  readonly columns: readonly [string, string, string]
  readonly rows: readonly LaidRow[]
  /** Stands in the place of rows where there are none. */
  readonly empty: string
  /** Why it is shown of a larger whole than was asked for; null where it is not. */
  readonly rolledUp: string | null
  /** n, period, unknown, method. */
  readonly facts: readonly LaidFact[]
}

export interface LaidVerdict { readonly key: string; readonly name: string; readonly state: 'met' | 'notMet' | 'tooFew'; readonly text: string; readonly basis: string }

/** What the desk recommends about a theme. */
export interface LaidAction { readonly theme: string; readonly name: string; readonly text: string }

export interface LaidSection {
  readonly key: string
  readonly heading: string
  readonly lead: string
  readonly figures: readonly LaidFigure[]
  readonly verdicts: readonly LaidVerdict[]
  readonly actions: readonly LaidAction[]
}

export interface LaidColumns { readonly asTable: string; readonly ofReport: readonly [string, string]; readonly section: string; readonly figure: string; readonly item: string; readonly people: string; readonly share: string; readonly rolledUp: string; readonly overview: string }

export interface LaidReport {
  readonly language: ReportLanguage
  readonly title: string
  readonly company: string
  readonly period: string
  /** Null for what is released; otherwise what everybody who sees it has to know. */
  readonly mark: string | null
  /** Period, as of, threshold, declared workers, number of the report. */
  readonly facts: readonly LaidFact[]
  /** Stands on every page of what is printed: whose, of when, from how many people on, since when. */
  readonly foot: string
  /** The few numbers to begin with. */
  readonly headline: readonly { readonly name: string; readonly cell: LaidCell; readonly note: string }[]
  /** What the sign of a hidden cell means. */
  readonly sign: { readonly text: string; readonly meaning: string }
  readonly sections: readonly LaidSection[]
  /** How to read it. */
  readonly notes: { readonly heading: string; readonly paragraphs: readonly string[] }
  /** Names of the columns and sheets of the files. */
  readonly columns: LaidColumns
}
