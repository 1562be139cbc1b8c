// What the pages of connections ask of the server, and keep in memory of its answers.
import { useQuery } from '@tanstack/react-query'
import type { ConnectionChecked, ConnectionHeard, ConnectionInstalled, ConnectionKept, ConnectionKind, ConnectionsView } from '../../../server/api/connections.ts'
import { get, patch, post, remove } from '../api.ts'
import { need } from '../need.ts'

/** LINE lets itself be asked to call the desk sixty times an hour. */
const CHECKED_MS = 300_000
const HEARD_MS = 1_500
const WATCHED_MS = 60_000

/** First words of the queries that a change makes old. */
export const AGAIN = ['connections', 'connection-check', 'status']

const of = (kind: ConnectionKind) => `/api/connections/${kind}`

export const useConnections = () => useQuery({ queryKey: ['connections'], queryFn: () => need(get<ConnectionsView>('/api/connections')), refetchInterval: WATCHED_MS })

export const checkConnection = (kind: ConnectionKind) => post<ConnectionChecked>(`${of(kind)}/check`, {})
export const useCheck = (kind: ConnectionKind, connected: boolean) =>
  useQuery({ enabled: connected, queryKey: ['connection-check', kind], queryFn: () => need(checkConnection(kind)), staleTime: CHECKED_MS, refetchOnWindowFocus: false })

export const keepSettings = (kind: ConnectionKind, values: Readonly<Record<string, string>>) => patch<ConnectionKept>(of(kind), { values })
export const removeConnection = (kind: ConnectionKind) => remove(of(kind))
export const pointWebhook = (kind: ConnectionKind) => post<ConnectionChecked>(`${of(kind)}/webhook`, {})
export const installThere = (kind: ConnectionKind) => post<ConnectionInstalled>(`${of(kind)}/install`, {})

/** By the server's clock. */
export const listenFromNow = (kind: ConnectionKind) => get<ConnectionHeard>(`${of(kind)}/heard`)
/** Until the answer is there. */
export const useHeard = (kind: ConnectionKind, since: string | null) => useQuery({
  enabled: since !== null, queryKey: ['connection-heard', kind, since], queryFn: () => need(get<ConnectionHeard>(`${of(kind)}/heard?since=${since}`)),
  refetchInterval: ({ state }) => (state.data?.answered == null ? HEARD_MS : false), staleTime: 0,
})
