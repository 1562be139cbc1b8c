// The shapes of the desk's own numbers. They identify nobody; what the reader may not see is not counted. Times are ISO 8601 in UTC.
import type { Standing } from './counts.ts'

export type Period = 'today' | 'week' | 'month'

/** `key`: a language or a severity; null where it is not known. */
export interface CountView { readonly key: string | null; readonly count: number }

/** Seconds from asking to the first answer by a person. */
export interface SpreadView { readonly key: string | null; readonly n: number; readonly median: number; readonly p90: number }

/** Lines written in the hour (`today`) or on the day that begins `at`. */
export interface BucketView { readonly at: string; readonly worker: number; readonly desk: number; readonly guide: number }

/** GET /api/numbers?period=today|week|month: since midnight in Japan, for one, seven or twenty-eight days. */
export interface NumbersView {
  readonly since: string
  /** Of the first replies, the lines and what the guide solved alone. */
  readonly standing: Standing
  readonly waiting: { readonly longest: string | null; readonly byLanguage: readonly CountView[] }
  readonly firstReply: { readonly all: SpreadView | null; readonly byLanguage: readonly SpreadView[]; readonly bySeverity: readonly SpreadView[] }
  readonly cases: readonly CountView[]
  readonly lines: readonly BucketView[]
  /** Of the conversations in which a worker wrote: those that needed no person. */
  readonly alone: { readonly all: number; readonly alone: number }
}
