// What results are narrowed to: one language, way in, company, purse, campaign or month.
import { z } from 'zod'
import type { SheetRow } from '../store/answer-results.ts'
import type { CompanyRow } from '../store/companies.ts'
import type { ResultFilter, ResultsView } from './api/questionnaires.ts'

export const FILTERS = ['language', 'channel', 'company', 'lot', 'campaign', 'month'] as const satisfies readonly (keyof ResultFilter)[]
const Word = z.string().trim().max(100).catch('')
export const Filter = z.object({ language: Word, channel: Word, company: Word, lot: Word, campaign: Word, month: Word })

const OF: Readonly<Record<keyof ResultFilter, (sheet: SheetRow) => string | null>> = {
  language: ({ language }) => language, channel: ({ channel }) => channel, company: ({ company_id }) => company_id, lot: ({ lot }) => lot, campaign: ({ campaign }) => campaign,
  month: ({ day }) => day.slice(0, 7),
}

/** An empty one lets everything pass. */
export function narrowed(sheets: readonly SheetRow[], filter: ResultFilter): readonly SheetRow[] {
  return sheets.filter((sheet) => FILTERS.every((name) => filter[name] === '' || OF[name](sheet) === filter[name]))
}

/** What may be chosen: what occurs at least so often. A company goes by its name, everything else is named by the page. */
export function choicesIn(sheets: readonly SheetRow[], companies: readonly CompanyRow[], least: number): ResultsView['choices'] {
  const names = new Map(companies.map(({ id, name }) => [id, name]))
  const of = (name: keyof ResultFilter) => [...Map.groupBy(sheets, (sheet) => OF[name](sheet) ?? '')].filter(([value, all]) => value !== '' && all.length >= least)
    .map(([value]) => ({ value, name: names.get(value) ?? value })).toSorted((a, b) => (a.value < b.value ? -1 : 1))
  return { language: of('language'), channel: of('channel'), company: of('company'), lot: of('lot'), campaign: of('campaign'), month: of('month') }
}
