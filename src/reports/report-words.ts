// What lays a report out needs from whoever calls it: sentences of one language, and names of topics that are written elsewhere.
import type { ReportLanguage } from './laid-out.ts'

/** `values` fill the {{places}} of the sentence. Null where there is no such sentence. */
export type Sentence = (key: string, values?: Readonly<Record<string, string | number>>) => string | null

export interface ReportWords {
  readonly language: ReportLanguage
  readonly sentence: Sentence
  readonly paragraphs: readonly string[]
  /** Of a topic or an answer that has no name among the sentences: `labour.unpaid-wages`, `q3.9`. */
  readonly nameOf: (key: string) => string | null
}

/** @throws Error where there is no such sentence */
export function said({ sentence }: ReportWords, key: string, values: Readonly<Record<string, string | number>> = {}): string {
  const text = sentence(key, values)
  if (text === null) throw new Error(`no sentence ${key}`)
  return text
}

/** Of a row: by its table's own words, then by what they call it elsewhere; at last as it is. */
export function rowName(words: ReportWords, table: string, key: string): string {
  return words.sentence(`${table}.${key}`) ?? words.nameOf(key) ?? key
}

const inLanguage = ({ language }: ReportWords) => (language === 'ja' ? 'ja-JP' : 'en-GB')

export const number = (words: ReportWords, value: number) => new Intl.NumberFormat(inLanguage(words)).format(value)
export const percent = (words: ReportWords, share: number) => said(words, 'cell.percent', { count: number(words, Math.round(share * 100)) })

/** `day`: 2026-10-20. */
export const dayName = (words: ReportWords, day: string) => new Intl.DateTimeFormat(inLanguage(words), { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))

/** April to June 2026, with the quarter or the fiscal year where they are whole. */
export function periodName(words: ReportWords, { from, until, quarters }: { readonly from: string; readonly until: string; readonly quarters: readonly string[] }): string {
  const month = (day: string, year: boolean) => new Intl.DateTimeFormat(inLanguage(words), { month: 'long', ...(year && { year: 'numeric' }), timeZone: 'UTC' }).format(new Date(`${day}-01T00:00:00Z`))
  const same = from.slice(0, 4) === until.slice(0, 4)
  const months = words.language === 'ja' ? `${month(from, true)}〜${month(until, !same)}` : `${month(from, !same)} – ${month(until, true)}`
  const [first] = quarters
  if (first !== undefined && quarters.length === 1) return said(words, 'period.quarter', { year: first.slice(0, 4), quarter: first.slice(6), months })
  const whole = quarters.length === 4 && first?.endsWith('Q1') === true && quarters.every((one) => one.slice(0, 4) === first.slice(0, 4))
  return whole ? said(words, 'period.year', { year: first.slice(0, 4), months }) : months
}
