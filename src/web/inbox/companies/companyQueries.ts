// What the pages about companies keep in memory of the server's answers.
import { useQuery } from '@tanstack/react-query'
import { need } from '../need.ts'
import { againUntilCounted } from '../staff/Standing.tsx'
import { useMay } from '../staff/staffQueries.ts'
import * as requests from './companyRequests.ts'

export const useCompanies = () => useQuery({ queryKey: ['companies', 'list'], queryFn: () => need(requests.getCompanies()), refetchInterval: ({ state }) => againUntilCounted(state.data?.standing) })
export const useCompany = (id: string) => useQuery({ queryKey: ['companies', 'one', id], queryFn: () => need(requests.getCompany(id)) })
export const useLinks = (id: string, code: string) => useQuery({ queryKey: ['companies', 'links', id, code], queryFn: () => need(requests.getLinks(id, code)), staleTime: 300_000 })
export const usePreview = (id: string, code: string, wish: requests.FlyerWish) =>
  useQuery({ queryKey: ['companies', 'preview', id, code, wish], queryFn: () => need(requests.getPreview(id, code, wish)), staleTime: 300_000, placeholderData: (before) => before })

/** Names for those who may know them. */
export function useCompanyNames() {
  const may = useMay('companies.read')
  return useQuery({ queryKey: ['companies', 'names'], queryFn: () => need(requests.getNames()), enabled: may, staleTime: 60_000 })
}
/** The company to which a code leads, by its code. */
export const useCompanyOf = (): ((code: string) => string | null) => {
  const names = useCompanyNames()
  return (code) => names.data?.byCode[code] ?? null
}
