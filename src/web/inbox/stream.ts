// Listens to /api/stream: what changed is asked for again, and after a break everything is.
import { useEffect, useState } from 'react'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import type { ConversationChanged } from '../../server/api/inbox.ts'
import { renewRows } from './list/rows.ts'
import { refresh } from './queries.ts'

/** Changes that arrive within this time are asked for together. */
const GATHER_MS = 150
/** The browser reconnects by itself unless the server refused; then we try again after this time. */
const AGAIN_MS = 5_000
/** The counters are asked for no more often than this. */
const COUNT_MS = 1_000
/** More changes at once than this are a reason to ask for the lists as a whole. */
const MANY = 200

const isChange = (value: unknown): value is ConversationChanged =>
  typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string'

function gather(client: QueryClient) {
  const changed = new Set<string>()
  const cases = new Set<string>()
  let people = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let counting: ReturnType<typeof setTimeout> | undefined
  const count = () => {
    counting = undefined
    void client.invalidateQueries({ queryKey: ['views'] })
  }
  const flush = () => {
    timer = undefined
    // An empty id comes after a gap on the server's side: anything may have changed.
    for (const id of changed) void client.invalidateQueries({ queryKey: id === '' ? ['thread'] : ['thread', id] })
    if (changed.has('') || changed.size + cases.size > MANY) void client.invalidateQueries({ queryKey: ['conversations'] })
    else void renewRows(client, [...changed], [...cases].filter((id) => id !== ''))
    counting ??= setTimeout(count, COUNT_MS)
    if (changed.size > 0) for (const key of ['alarms', 'notices']) void client.invalidateQueries({ queryKey: [key] })
    if (cases.size > 0) void client.invalidateQueries({ queryKey: ['cases'] })
    // A person's cases stand in their file.
    if (cases.size > 0 || people) void client.invalidateQueries({ queryKey: ['people'] })
    changed.clear()
    cases.clear()
    people = false
  }
  return {
    add(id: string) {
      changed.add(id)
      timer ??= setTimeout(flush, GATHER_MS)
    },
    addCase(id: string) {
      cases.add(id)
      timer ??= setTimeout(flush, GATHER_MS)
    },
    addPerson() {
      people = true
      timer ??= setTimeout(flush, GATHER_MS)
    },
    stop() {
      clearTimeout(timer)
      clearTimeout(counting)
    },
  }
}

/** True while changes arrive by themselves. Who may not read conversations is told of none: `wanted` is false. */
export function useStream(wanted: boolean): boolean {
  const client = useQueryClient()
  const [live, setLive] = useState(true)
  useEffect(() => {
    if (!wanted) return
    const changes = gather(client)
    let source: EventSource | undefined
    let again: ReturnType<typeof setTimeout> | undefined
    const connect = () => {
      const stream = new EventSource('/api/stream')
      source = stream
      stream.addEventListener('open', () => {
        setLive(true)
        void refresh(client)
        for (const key of ['notices', 'presence']) void client.invalidateQueries({ queryKey: [key] })
        changes.addCase('')
      })
      stream.addEventListener('conversation', (event) => {
        const change: unknown = JSON.parse(String(event.data))
        if (isChange(change)) changes.add(change.id)
      })
      stream.addEventListener('presence', (event) => {
        const change: unknown = JSON.parse(String(event.data))
        if (isChange(change)) void client.invalidateQueries({ queryKey: ['presence', change.id] })
      })
      stream.addEventListener('person', () => changes.addPerson())
      stream.addEventListener('case', (event) => {
        const change: unknown = JSON.parse(String(event.data))
        if (isChange(change)) changes.addCase(change.id)
      })
      stream.addEventListener('error', () => {
        setLive(false)
        if (stream.readyState === EventSource.CLOSED) again = setTimeout(connect, AGAIN_MS)
      })
    }
    connect()
    return () => {
      source?.close()
      clearTimeout(again)
      changes.stop()
    }
  }, [client, wanted])
  return live
}
