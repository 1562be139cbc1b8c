// The rows of the lists that are shown: asked for page by page, and one by one when they change.
import { useRef, useState } from 'react'
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ListFilter, queryOf } from '../../../list/filter.ts'
import { type Page, appended, renewed } from '../../../list/order.ts'
import type { RowView, RowsView } from '../../../server/api/list.ts'
import { need } from '../need.ts'
import { getRows } from './requests.ts'

type Rows = Page<RowView>

const PAGE = 100
const MOST = 1_000

const keyOf = (query: string) => ['conversations', query] as const
const pageOf = ({ conversations, whole }: RowsView): Rows => ({ rows: conversations, whole })

let turn: Promise<unknown> = Promise.resolve()

/** One request after the other: an answer that was asked for earlier never takes the place of a later one. */
function inTurn<T>(task: () => Promise<T>): Promise<T> {
  const done = turn.then(task, task)
  turn = done.catch(() => {})
  return done
}

/** `live` says whether the stream tells of changes; without it the list is asked for every 15 seconds. */
export function useRows(filter: ListFilter, live: boolean, wanted = true) {
  const client = useQueryClient()
  const query = queryOf(filter)
  const [loading, setLoading] = useState(false)
  const busy = useRef(false)
  const list = useQuery({
    enabled: wanted,
    queryKey: keyOf(query),
    queryFn: ({ signal }) => inTurn(async () => {
      const count = client.getQueryData<Rows>(keyOf(query))?.rows.length ?? 0
      return pageOf(await need(getRows(query, { limit: String(Math.min(MOST, Math.max(PAGE, count))) }, signal)))
    }),
    refetchInterval: live ? 120_000 : 15_000,
  })
  const more = async () => {
    if (busy.current || list.data === undefined || list.data.whole) return
    busy.current = true
    setLoading(true)
    await inTurn(() => loadMore(client, query)).finally(() => {
      busy.current = false
      setLoading(false)
    })
  }
  return { page: list.data, isPending: list.isPending, error: list.error, more: () => void more(), loading }
}

async function loadMore(client: QueryClient, query: string): Promise<void> {
  const last = client.getQueryData<Rows>(keyOf(query))?.rows.at(-1)
  if (last === undefined) return
  const answer = await getRows(query, { after: [...last.place, last.id].join(',') })
  if (answer.ok) client.setQueryData<Rows>(keyOf(query), (known) => known && appended(known, pageOf(answer.value)))
}

/** Asks for these conversations, and for those of these cases, in every list that is shown. */
export async function renewRows(client: QueryClient, ids: readonly string[], cases: readonly string[]): Promise<void> {
  if (ids.length + cases.length === 0) return
  client.removeQueries({ queryKey: ['conversations'], type: 'inactive' })
  const shown = client.getQueryCache().findAll({ queryKey: ['conversations'], type: 'active' })
  await Promise.all(shown.map(({ queryKey: [, query] }) => inTurn(() => renew(client, String(query), ids, cases))))
}

async function renew(client: QueryClient, query: string, ids: readonly string[], cases: readonly string[]): Promise<void> {
  for (let from = 0; from < Math.max(ids.length, cases.length); from += PAGE) {
    const asked = ids.slice(from, from + PAGE)
    const answer = await getRows(query, { ids: asked.join(','), cases: cases.slice(from, from + PAGE).join(',') })
    if (!answer.ok) return void client.invalidateQueries({ queryKey: keyOf(query) })
    const { conversations } = answer.value
    const away = new Set([...asked, ...conversations.map(({ id }) => id)])
    client.setQueryData<Rows>(keyOf(query), (known) => known && renewed(known, away, conversations))
  }
}

/** The ids of what a filter shows, in order, up to `most`. */
export async function idsOf(query: string, most: number): Promise<string[]> {
  const { conversations } = await need(getRows(query, { limit: String(Math.min(MOST, most)) }))
  return conversations.map(({ id }) => id)
}
