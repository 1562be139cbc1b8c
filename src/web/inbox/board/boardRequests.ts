// Every request of the pages that moderate the mutual help board, and what they keep of the answers.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { BoardItem, BoardMember, BoardQueue, BoardShows, ItemDecision, StandingDecision } from '../../../server/api/board.ts'
import { get, post } from '../api.ts'
import { need } from '../need.ts'

const item = (id: string) => `/api/board/${encodeURIComponent(id)}`
const member = (id: string) => `/api/board/members/${encodeURIComponent(id)}`

/** Several people moderate at once: what they see is asked for again. */
const WATCHED = { staleTime: 0, refetchInterval: 15_000 }

/** What stood there before stays while the next is looked for. */
export const useQueue = (show: BoardShows) => useQuery({ queryKey: ['board', 'list', show], queryFn: () => need(get<BoardQueue>(`/api/board?show=${show}`)), placeholderData: keepPreviousData, ...WATCHED })
export const useItem = (id: string) => useQuery({ queryKey: ['board', 'item', id], queryFn: () => need(get<BoardItem>(item(id))), ...WATCHED })
export const useMember = (id: string) => useQuery({ queryKey: ['board', 'member', id], queryFn: () => need(get<BoardMember>(member(id))), ...WATCHED })
export const decideItem = (id: string, decision: ItemDecision) => post<unknown>(`${item(id)}/decision`, decision)
export const decideMember = (id: string, decision: StandingDecision) => post<unknown>(`${member(id)}/decision`, decision)
