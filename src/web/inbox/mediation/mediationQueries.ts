// What the pages about mediation keep in memory of the server's answers; it goes out of date with the case.
import { useQuery } from '@tanstack/react-query'
import { need } from '../need.ts'
import { getMediation, getPrinted } from './mediationRequests.ts'

export const useMediation = (id: string) => useQuery({ queryKey: ['cases', 'mediation', id], queryFn: () => need(getMediation(id)) })

/** What was issued never changes. */
export const usePrinted = (id: string, number: number) =>
  useQuery({ queryKey: ['cases', 'printed', id, number], queryFn: () => need(getPrinted(id, number)), ...(number > 0 && { staleTime: Infinity }) })
