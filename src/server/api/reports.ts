// The shapes of company reports that the desk's pages and the server exchange. Times are ISO 8601 in UTC.
import type { CompanyReport, Recommendation } from '../../reports/suppression-shape.ts'

export type ReportState = 'draft' | 'review' | 'released' | 'withdrawn'

/** GET /api/reports: newest first; what the calendar asks for next; and by which rules. */
export interface ReportList {
  readonly reports: readonly ReportLine[]
  readonly due: readonly DueReport[]
  readonly settings: ReportSettingsView
}

export interface ReportLine {
  readonly id: string
  /** Null: all groups together that were too small by themselves. */
  readonly company: { readonly id: string; readonly name: string } | null
  /** First and last month, `2026-04`. */
  readonly from: string
  readonly until: string
  readonly state: ReportState
  readonly tooFew: boolean
  readonly savedAt: string
  readonly releasedAt: string | null
}

/** A quarter is over and nothing was released of it. */
export interface DueReport {
  readonly company: { readonly id: string; readonly name: string } | null
  /** To be sent to POST /api/reports. */
  readonly quarter: string
  readonly from: string
  readonly until: string
  /** Being written already. */
  readonly report: string | null
}

/** PATCH /api/reports/settings: what is left out stays. Thresholds, by tier of the programme, only rise. */
export interface ReportSettingsView {
  readonly thresholds: Readonly<Record<'1' | '2' | '3', number>>
  readonly cadence: 'quarter' | 'year'
  /** What a company sees of the companies related to it: their figures, or only whether they stand in the report. */
  readonly parentSees: 'figures' | 'status'
  readonly award: { readonly reached: number; readonly satisfaction: number }
}

/** POST /api/reports {company: ID | null, quarter: '2026-Q2'}: counts; a draft that is there already is counted again. -> {id} */
export interface ReportMade { readonly id: string }

/** GET /api/reports/:id */
export interface ReportView extends ReportLine {
  readonly revision: number
  readonly report: CompanyReport
  /** Names of all who prepared or wrote in it. */
  readonly authors: readonly string[]
  /** The reader is one of them, and cannot release it. */
  readonly mine: boolean
  readonly reviewer: string | null
  readonly reason: string
  /** Another report has been released of some of its months: it cannot be released any more, only be counted again. */
  readonly overtaken: boolean
}

/**
 * PATCH /api/reports/:id {revision, recommendations} -> {revision}
 * POST /api/reports/:id/review {revision, ask}: asks for a second person, or takes that back.
 * POST /api/reports/:id/decision {revision, decision: 'release' | 'return', reason}: by somebody who wrote nothing in it.
 * POST /api/reports/:id/withdraw {revision, reason}: of one that was released its months stay counted.
 */
export interface ReportSave { readonly revision: number; readonly recommendations: readonly Recommendation[] }
export interface ReportSaved { readonly revision: number }

/** GET /api/own-reports: what was released for the company of the account. `company` null: the account has none. */
export interface OwnReports {
  readonly company: { readonly id: string; readonly name: string } | null
  readonly reports: readonly OwnReportLine[]
}
export interface OwnReportLine {
  readonly id: string
  readonly from: string
  readonly until: string
  readonly releasedAt: string
  /** Taken back: it can no longer be opened. */
  readonly withdrawn: boolean
}

/** GET /api/own-reports/:id: as much of it as the company may see. */
export interface OwnReport extends OwnReportLine {
  readonly report: CompanyReport
  /** Of every company in it: whether it stands by itself. */
  readonly companies: readonly { readonly id: string; readonly name: string; readonly own: boolean }[]
}
