// What the page of what failed asks of the server.
import { useQuery } from '@tanstack/react-query'
import type { TroubleAct, TroubleCount, TroubleDone, TroublePage } from '../../../server/api/troubles.ts'
import { get, post } from '../api.ts'
import { need } from '../need.ts'

const WATCHED_MS = 15_000
const SELDOM_MS = 60_000

/** First words of the queries that an act makes old. */
export const AGAIN = ['troubles', 'trouble-count']

export const useTroubles = () => useQuery({ queryKey: ['troubles'], queryFn: ({ signal }) => need(get<TroublePage>('/api/troubles', signal)), refetchInterval: WATCHED_MS, staleTime: 0 })

export const useTroubleCount = (wanted: boolean) =>
  useQuery({ queryKey: ['trouble-count'], queryFn: () => need(get<TroubleCount>('/api/troubles/count')), staleTime: SELDOM_MS, refetchInterval: SELDOM_MS, enabled: wanted })

export const tryAgain = (act: TroubleAct) => post<TroubleDone>('/api/troubles/again', act)
export const leaveAtThat = (act: TroubleAct & { readonly reason: string }) => post<TroubleDone>('/api/troubles/end', act)
