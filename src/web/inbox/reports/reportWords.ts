// Names and periods of reports as the desk's pages say them.
import i18next from 'i18next'
import type { ReportLine } from '../../../server/api/reports.ts'
import { locale } from '../time.ts'

const month = (name: string) => new Intl.DateTimeFormat(locale(), { year: 'numeric', month: 'short', timeZone: 'UTC' }).format(new Date(`${name}-01T00:00:00Z`))

/** Of first and last month, `2026-04`. */
export const monthsName = ({ from, until }: Pick<ReportLine, 'from' | 'until'>) => `${month(from)} – ${month(until)}`

export const companyName = (company: ReportLine['company']) => company?.name ?? i18next.t('reports.together')
