// The desk's own numbers, asked for again while the page is open.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { NumbersView, Period } from '../../../server/api/numbers.ts'
import { get } from '../api.ts'
import { need } from '../need.ts'
import { againUntilCounted } from '../staff/Standing.tsx'

const AGAIN_MS = 10_000

/** What was shown stays until the next period's numbers are there. */
export const useNumbers = (period: Period) =>
  useQuery({
    queryKey: ['numbers', period], queryFn: ({ signal }) => need(get<NumbersView>(`/api/numbers?period=${period}`, signal)),
    refetchInterval: ({ state }) => againUntilCounted(state.data?.standing) || AGAIN_MS, staleTime: 0, placeholderData: keepPreviousData,
  })
