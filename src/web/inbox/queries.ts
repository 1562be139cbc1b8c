// What the desk keeps in memory of the server's answers, and when it asks again.
import { useEffect } from 'react'
import { MutationCache, QueryCache, QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Thread } from '../../server/api/inbox.ts'
import { getContact, getEarlier, getSession, getStatus } from './api.ts'
import { renewRows } from './list/rows.ts'
import { RefusedError, isPassing, need } from './need.ts'
import { PAGES, go } from './place.ts'
import { mergedLines, readThread } from './thread/readThread.ts'

/** A role that asks for a second factor opens nothing before there is one. */
function secure(error: Error): void {
  const needed = error instanceof RefusedError && error.refusal.status === 403 && error.refusal.error === 'second_factor'
  if (needed && window.location.pathname !== PAGES['second-factor']) go(PAGES['second-factor'], true)
}

export const queryClient: QueryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 10_000, networkMode: 'always', retry: (count, error) => count < 2 && isPassing(error) },
    mutations: { networkMode: 'always' },
  },
  queryCache: new QueryCache({
    onError(error, query) {
      // What one may no longer see does not stay on the page.
      if (error instanceof RefusedError && error.refusal.status === 404 && query.state.data !== undefined) query.setState({ data: undefined })
      const signedOut = error instanceof RefusedError && error.refusal.status === 401
      if (signedOut) void queryClient.invalidateQueries({ queryKey: ['session'] })
      secure(error)
    },
  }),
  mutationCache: new MutationCache({ onError: secure }),
})

export const useSession = () =>
  useQuery({ queryKey: ['session'], queryFn: () => need(getSession()) })

export const useStatus = (wanted = true) =>
  useQuery({ enabled: wanted, queryKey: ['status'], queryFn: () => need(getStatus()), staleTime: 300_000, refetchInterval: 180_000 })

/** Lines that are fetched at once, behind those that were there first. */
const EARLIER = 500

async function loadEarlier(client: QueryClient, id: string, first: number): Promise<void> {
  const answer = await getEarlier(id, first, EARLIER)
  if (!answer.ok) return
  client.setQueryData<Thread>(['thread', id], (known) => known && { ...known, messages: mergedLines(answer.value.messages, known.messages) })
}

export function useThread(id: string, live: boolean) {
  const client = useQueryClient()
  const thread = useQuery({
    queryKey: ['thread', id],
    queryFn: ({ signal }) => readThread(id, client.getQueryData<Thread>(['thread', id]), signal),
    refetchInterval: live ? false : 15_000,
  })
  const first = thread.data?.messages[0]?.seq ?? 1
  useEffect(() => {
    if (first > 1) void loadEarlier(client, id, first)
  }, [client, id, first])
  return thread
}

/** What would become of a line moves with the clock. */
export const useContact = (id: string) =>
  useQuery({ queryKey: ['thread', id, 'contact'], queryFn: ({ signal }) => need(getContact(id, signal)), refetchInterval: 30_000 })

/** Asks again for the lists, or in them for the one that is named, and for the conversations that are open. */
export async function refresh(client: QueryClient, conversation?: string): Promise<void> {
  await Promise.all([
    conversation === undefined ? client.invalidateQueries({ queryKey: ['conversations'] }) : renewRows(client, [conversation], []),
    client.invalidateQueries({ queryKey: ['views'] }),
    client.invalidateQueries({ queryKey: conversation === undefined ? ['thread'] : ['thread', conversation] }),
  ])
}
