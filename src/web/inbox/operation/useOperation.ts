// How the desk runs, asked again every minute.
import { useQuery } from '@tanstack/react-query'
import type { OperationView } from '../../../server/api/operation.ts'
import { get } from '../api.ts'
import { need } from '../need.ts'

const WATCHED_MS = 30_000

export const useOperation = () => useQuery({ queryKey: ['operation'], queryFn: ({ signal }) => need(get<OperationView>('/api/operation', signal)), refetchInterval: WATCHED_MS, staleTime: 0 })
