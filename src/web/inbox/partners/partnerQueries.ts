// What the pages about partners keep in memory of the server's answers.
import { useQuery } from '@tanstack/react-query'
import { need } from '../need.ts'
import * as requests from './partnerRequests.ts'

export const usePartners = () => useQuery({ queryKey: ['partners', 'list'], queryFn: () => need(requests.getPartners()) })
export const usePartner = (id: string) => useQuery({ queryKey: ['partners', 'one', id], queryFn: () => need(requests.getPartner(id)) })

/** A search stands in the record: it is not repeated by itself. */
export const useFound = (id: string, search: requests.Search) =>
  useQuery({ queryKey: ['found', id, search], queryFn: () => need(requests.findPartners(id, search)), enabled: search.prefecture !== '', staleTime: 60_000 })

export const useQuestionDraft = (id: string, wanted: boolean) =>
  useQuery({ queryKey: ['question-draft', id], queryFn: () => need(requests.getQuestionDraft(id)), enabled: wanted, staleTime: 60_000 })

export const useRequests = (id: string, wanted: boolean) =>
  useQuery({ queryKey: ['cases', 'requests', id], queryFn: () => need(requests.getRequests(id)), enabled: wanted, refetchInterval: 30_000 })
