// What the pages about terms keep in memory of the server's answers.
import { useQuery } from '@tanstack/react-query'
import { need } from '../need.ts'
import * as requests from './requests.ts'

/** Never older than the page it stands on: what is saved begins from what the server holds. */
export const useGlossary = () => useQuery({ queryKey: ['glossary'], queryFn: () => need(requests.getGlossary()), staleTime: 0 })

export const useCorrections = (show: 'open' | 'decided', wanted = true) =>
  useQuery({ enabled: wanted, queryKey: ['corrections', show], queryFn: () => need(requests.getCorrections(show)), refetchInterval: 60_000 })
