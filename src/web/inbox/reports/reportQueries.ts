// What the pages about company reports keep in memory of the server's answers.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ReportLanguage } from '../../../reports/laid-out.ts'
import { need } from '../need.ts'
import * as requests from './reportRequests.ts'

export const useReports = () => useQuery({ queryKey: ['reports', 'list'], queryFn: () => need(requests.getReports()) })
export const useReport = (id: string) => useQuery({ queryKey: ['reports', 'one', id], queryFn: () => need(requests.getReport(id)) })
export const useOwnReports = () => useQuery({ queryKey: ['own-reports', 'list'], queryFn: () => need(requests.getOwnReports()) })
export const useOwnReport = (id: string) => useQuery({ queryKey: ['own-reports', 'one', id], queryFn: () => need(requests.getOwnReport(id)) })

/** `revision`: of what is laid out. The other language stays until the one that was asked for is there. */
export const useLaidOut = (side: requests.Side, id: string, language: ReportLanguage, revision: number) =>
  useQuery({ queryKey: [side === 'own' ? 'own-reports' : 'reports', 'page', id, language, revision], queryFn: () => need(requests.getPage(side, id, language)), placeholderData: keepPreviousData })
