// How the desk runs, asked again while it is looked at, and seldom for the number in the navigation.
import { useQuery } from '@tanstack/react-query'
import type { OperationView } from '../../../server/api/operation.ts'
import { get } from '../api.ts'
import { need } from '../need.ts'

const WATCHED_MS = 30_000
const SELDOM_MS = 120_000

const asked = { queryKey: ['operation'], queryFn: ({ signal }: { readonly signal: AbortSignal }) => need(get<OperationView>('/api/operation', signal)) }

export const useOperation = () => useQuery({ ...asked, refetchInterval: WATCHED_MS, staleTime: 0 })

/** The page Trouble has a number of its own for these. */
const COUNTED_THERE: ReadonlySet<string> = new Set(['setAside', 'sendsFailed'])

/** How many other alerts stand. */
export const useAlertCount = (wanted: boolean) =>
  useQuery({ ...asked, select: ({ alerts }) => alerts.filter(({ kind }) => !COUNTED_THERE.has(kind)).length, staleTime: SELDOM_MS, refetchInterval: SELDOM_MS, enabled: wanted })
