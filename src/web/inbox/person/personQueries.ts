// What the pages about people keep in memory of the server's answers. The stream says when something changed.
import { useQuery } from '@tanstack/react-query'
import { need } from '../need.ts'
import { getPerson } from './personRequests.ts'

/** Also without the stream; each time it is asked for stands in the record. */
const WATCHED_MS = 120_000

export const usePerson = (id: string) =>
  useQuery({ queryKey: ['people', id], queryFn: ({ signal }) => need(getPerson(id, signal)), refetchInterval: WATCHED_MS })
