// What the pages about articles keep in memory of the server's answers.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { need } from '../need.ts'
import * as requests from './requests.ts'

const WATCHED_MS = 60_000

export const useArticles = () => useQuery({ queryKey: ['articles'], queryFn: () => need(requests.getArticles()), refetchInterval: WATCHED_MS })

/** Never older than the page it stands on: what is written in it begins from what the server holds. */
export const useArticle = (topic: string) => useQuery({ queryKey: ['article', topic], queryFn: () => need(requests.getArticle(topic)), staleTime: 0, refetchInterval: WATCHED_MS })

export const useVersion = (topic: string, number: number | null) =>
  useQuery({ queryKey: ['version', topic, number], queryFn: () => need(requests.getVersion(topic, number ?? 0)), enabled: number !== null, staleTime: Infinity })

export const useGaps = (show: 'open' | 'decided') => useQuery({ queryKey: ['gaps', show], queryFn: () => need(requests.getGaps(show)), refetchInterval: WATCHED_MS })

/** What fits the worker's last words, or the search. */
export const useChoices = (conversation: string, query: string) =>
  useQuery({
    queryKey: ['choices', conversation, query], queryFn: ({ signal }) => need(requests.getChoices(conversation, query, signal)),
    staleTime: 0, gcTime: 0, placeholderData: keepPreviousData,
  })
