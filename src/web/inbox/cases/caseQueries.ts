// What the pages about cases keep in memory of the server's answers. The stream says when a case changed.
import { useQuery } from '@tanstack/react-query'
import { need } from '../need.ts'
import { againUntilCounted } from '../staff/Standing.tsx'
import { useChange } from '../staff/useChange.ts'
import * as requests from './caseRequests.ts'

/** Also without the stream; each time it is asked for stands in the record. */
const WATCHED_MS = 120_000

export const useCases = (list: requests.ListName) =>
  useQuery({ queryKey: ['cases', 'list', list], queryFn: () => need(requests.getCases(list)), refetchInterval: WATCHED_MS })

/** For how many nobody has, on every page. */
export const useCaseCounts = (wanted: boolean) =>
  useQuery({ queryKey: ['cases', 'list', 'unassigned'], queryFn: () => need(requests.getCases('unassigned')), refetchInterval: WATCHED_MS, enabled: wanted }).data?.counts

export const useCase = (id: string) =>
  useQuery({ queryKey: ['cases', 'one', id], queryFn: () => need(requests.getCase(id)), refetchInterval: WATCHED_MS })

export const useSeen = (id: string) =>
  useQuery({ queryKey: ['cases', 'seen', id], queryFn: () => need(requests.getSeen(id)) })

export const useOversight = () =>
  useQuery({ queryKey: ['cases', 'oversight'], queryFn: () => need(requests.getOversight()), refetchInterval: ({ state }) => againUntilCounted(state.data?.standing) || WATCHED_MS })

export const useCasesHere = (conversation: string, wanted: boolean) =>
  useQuery({ queryKey: ['cases', 'here', conversation], queryFn: () => need(requests.getCasesHere(conversation)), enabled: wanted })

export const useCandidates = (id: string) =>
  useQuery({ queryKey: ['cases', 'candidates', id], queryFn: () => need(requests.getCandidates(id)), staleTime: 0 })

/** `told`: a refusal is told in the corner. */
export const useAct = (id: string, onDone: () => void, told = false) =>
  useChange({ ask: (wanted: requests.AskedAct) => requests.act(id, wanted), again: ['cases'], told, onDone })
