// Every request of the pages about company reports.
import type { LaidReport, ReportLanguage } from '../../../reports/laid-out.ts'
import type { Recommendation } from '../../../reports/suppression-shape.ts'
import type { OwnReport, OwnReports, ReportList, ReportMade, ReportSaved, ReportSettingsView, ReportView } from '../../../server/api/reports.ts'
import { get, patch, post } from '../api.ts'

const REPORTS = '/api/reports'
const OWN = '/api/own-reports'
const of = (list: string, id: string) => `${list}/${encodeURIComponent(id)}`

export const getReports = () => get<ReportList>(REPORTS)
export const getReport = (id: string) => get<ReportView>(of(REPORTS, id))
export const makeReport = ({ company, quarter }: { readonly company: string | null; readonly quarter: string }) => post<ReportMade>(REPORTS, { company, quarter })
export const saveRecommendations = (id: string, revision: number, recommendations: readonly Recommendation[]) => patch<ReportSaved>(of(REPORTS, id), { revision, recommendations })
export const askReview = (id: string, revision: number, ask: boolean) => post<unknown>(`${of(REPORTS, id)}/review`, { revision, ask })
export const decideReport = (id: string, revision: number, decision: 'release' | 'return', reason: string) => post<unknown>(`${of(REPORTS, id)}/decision`, { revision, decision, reason })
export const withdrawReport = (id: string, revision: number, reason: string) => post<unknown>(`${of(REPORTS, id)}/withdraw`, { revision, reason })
export const changeSettings = (settings: Partial<ReportSettingsView>) => patch<unknown>(`${REPORTS}/settings`, settings)

export const getOwnReports = () => get<OwnReports>(OWN)
export const getOwnReport = (id: string) => get<OwnReport>(of(OWN, id))

/** Whose page: the desk's, with what is not released, or the company's own. */
export type Side = 'desk' | 'own'
const listOf = (side: Side) => (side === 'own' ? OWN : REPORTS)
export const getPage = (side: Side, id: string, language: ReportLanguage) => get<LaidReport>(`${of(listOf(side), id)}/page?language=${language}`)

export const FORMATS = ['pdf', 'xlsx', 'csv'] as const
export const fileAddress = (side: Side, id: string, format: (typeof FORMATS)[number], language: ReportLanguage) => `${of(listOf(side), id)}/files/${format}?language=${language}`
