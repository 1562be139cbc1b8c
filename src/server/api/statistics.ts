// The shapes of the statistics page. Days are days in Japan, both ends included. Nothing here leaves the desk: it is counted to the last person.
import type { Count, Figures } from '../../reports/counting.ts'
import type { Span } from '../../reports/periods.ts'
import type { Published } from '../../reports/published.ts'
import type { CountedAt, Counting } from './counts.ts'

/** GET /api/statistics?preset=month|quarter|fiscalYear|firstYear|free&day=2026-11-21&from&to ; /api/statistics/file adds format=csv|xlsx and language=ja|en */
export type StatisticsAnswer = StatisticsView | StatisticsCounting

/** What the page needs to be asked again. */
export interface StatisticsCounting extends Counting { readonly span: Span }

export interface StatisticsView extends CountedAt {
  readonly span: Span
  /** What it is compared with. */
  readonly before: Span
  readonly count: Count
  readonly countBefore: Figures
  /** Of contacts: those in which a person answered. */
  readonly answered: { readonly contacts: number; readonly byPerson: number }
  /** What was published of exactly this span before the desk existed. */
  readonly published: readonly Published[]
  /** Topics by their titles. */
  readonly topics: Readonly<Record<string, { readonly ja: string; readonly en: string }>>
  /** Something is not counted for who reads, because they are tied to it. */
  readonly tied: boolean
}
