// How numbers of people leave the desk: as figures that reveal nobody, in tables, in the report of a company. The rules stand in docs/reports.md.

/**
 * How many people. `suppressed` says that they, or those who are left over, are fewer than the threshold: none, one, or four look alike.
 * `tooFew`: so few people stand behind the whole table that nothing of it is said. There is no zero.
 */
export type Figure =
  | { readonly state: 'shown'; readonly people: number }
  | { readonly state: 'suppressed' }
  | { readonly state: 'tooFew' }

/** 件 and 回: `about`, to the nearest multiple of `to`. */
export type Measure = { readonly state: 'shown'; readonly about: number; readonly to: number } | { readonly state: 'suppressed' }

export interface Row {
  /** `labour`, `labour.unpaid-wages`, `vi`, `line`, `agreed` ... */
  readonly key: string
  readonly figure: Figure
  /** Of the table's people, 0 ... 1; null where the figure is not shown. */
  readonly share: number | null
  /** Sub-items: their figures are of this row's people. Empty where the row is not shown. */
  readonly rows: readonly Row[]
}

export interface Table {
  /** Somebody may stand in several rows; otherwise everybody stands in one, or in what is left. */
  readonly several: boolean
  readonly people: Figure
  readonly rows: readonly Row[]
  /** Everybody who stands in no row that is shown, "other" and "not known" among them; null where somebody may stand in several rows. */
  readonly rest: Figure | null
}

/** `met`, `notMet`, or too few people to say. */
export type Criterion = 'met' | 'notMet' | 'tooFew'

/** The award's criteria; `aim`: the share that is asked for, 0 ... 1. */
export interface Award {
  readonly reached: { readonly result: Criterion; readonly aim: number }
  readonly satisfaction: { readonly result: Criterion; readonly aim: number }
  /** `met`: fewer people than the threshold, none included, of at least `among` people. */
  readonly noSeriousProblem: { readonly result: Criterion; readonly among: number }
}

/** Everybody counted stands in exactly one unit, so no unit can be taken off another. */
export interface Unit {
  /** `company`: one of the group by itself. `group`: all of the companies, or all that are left when others stand by themselves. */
  readonly type: 'company' | 'group'
  readonly companies: readonly { readonly id: string; readonly name: string }[]
  /** As they declared them for the end of the period, together; null where nobody did. */
  readonly declared: number | null
  /** 人: who came to the desk with a matter of their own in the period. */
  readonly people: Figure
  /** 回 */
  readonly contacts: Measure
  /** 件 */
  readonly fields: Measure
  /** First of all what came of it. `ended`: whose matter was closed in the period (the row `ended`; the rest has no outcome yet). `results`, of those: `agreed` (the worker agreed that it is over), `helped` (closed without their word, after help), and the rest. */
  readonly remedy: { readonly ended: Table; readonly results: Table }
  /** Of those whose matter was closed: `satisfied` (4 or 5 of 5), `unsatisfied`; the rest gave no answer. */
  readonly satisfaction: Table
  /** `serious`: from the support line (S3) on, or an incident. Grave topics are told here together, and never as sub-items. */
  readonly risk: Table
  readonly themes: Table
  readonly channels: Table
  readonly languages: Table
  /** Who came by a code of theirs for the first time, asking or not; `soFar` with the figures shown in earlier reports. Shares are of the declared workers. */
  readonly reached: { readonly figure: Figure; readonly share: number | null; readonly soFar: number; readonly soFarShare: number | null }
  /** Null where nobody is asked yet. Rows are indicators, and choices that point at none (`q3.9`, `q13.yes`). */
  readonly selfCheck: Table | null
  readonly award: Award
}

/** Whole quarters of Japan's fiscal year. `from`, `until`: first and last month, `2026-04`. */
export interface Period {
  readonly from: string
  readonly until: string
  /** `2026-Q1` is April to June 2026. More than one: those before had too few people, and are counted with it. */
  readonly quarters: readonly string[]
}

/** What is recommended: reviewed words of the staff, the only ones in a report. */
export interface Recommendation {
  /** A theme, or `general`. */
  readonly theme: string
  /** Which function of the company it is for: personnel, procurement ... */
  readonly addressee: string
  readonly text: { readonly ja: string; readonly en: string }
}

/** What was done before hiding, in the order it was done; for people to read. */
export type RolledUp =
  /** Quarters that had too few people by themselves. */
  | { readonly type: 'quarters'; readonly quarters: readonly string[] }
  /** Companies whose people are counted together with others'. */
  | { readonly type: 'companies'; readonly companies: readonly string[] }
  /** Groups too small by themselves, counted together at the end of the year. */
  | { readonly type: 'groups'; readonly count: number }

/** A report as data: what page, PDF, XLSX and CSV are all made of. */
export interface CompanyReport {
  readonly format: 1
  /** Null: all groups together that were too small by themselves for a year. */
  readonly company: { readonly id: string; readonly name: string } | null
  /** 1 basic | 2 extended | 3 single */
  readonly tier: number | null
  readonly period: Period
  readonly threshold: number
  /** The day in Japan on which it was counted. */
  readonly countedOn: string
  /** Empty: too few people (`tooFew` then), which is said and nothing else. */
  readonly units: readonly Unit[]
  readonly tooFew: boolean
  readonly rolledUp: readonly RolledUp[]
  readonly recommendations: readonly Recommendation[]
}
