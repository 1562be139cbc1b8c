// What the list asks of the server.
import type { BulkAct, BulkAnswer, RowsView, SearchRequest, SearchView, ViewRequest, ViewsView } from '../../../server/api/list.ts'
import { get, patch, post, remove } from '../api.ts'

/** `query` is a filter (src/list/filter.ts); `part` what of it. */
export function getRows(query: string, part: Readonly<Record<string, string>>, signal?: AbortSignal) {
  return get<RowsView>(`/api/conversations?${new URLSearchParams([...new URLSearchParams(query), ...Object.entries(part)]).toString()}`, signal)
}

export const getViews = () => get<ViewsView>('/api/views')
export const addView = (view: ViewRequest) => post<{ readonly id: string }>('/api/views', view)
export const changeView = (id: string, change: Partial<ViewRequest>) => patch<unknown>(`/api/views/${encodeURIComponent(id)}`, change)
export const removeView = (id: string) => remove(`/api/views/${encodeURIComponent(id)}`)
export const orderViews = (views: readonly string[]) => post<unknown>('/api/views/order', { views })

export const search = (wanted: SearchRequest) => post<SearchView>('/api/conversations/search', wanted)

export const actOn = (conversations: readonly string[], act: BulkAct) => post<BulkAnswer>('/api/conversations/acts', { conversations, act })
export const undoAct = (act: string) => post<BulkAnswer>(`/api/conversations/acts/${encodeURIComponent(act)}/undo`, {})
