// The rows of the list: only those in sight are in the page, more are fetched towards the end, and keys move among all of them.
import { useEffect, useEffectEvent, useRef } from 'react'
import { Loader } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useTranslation } from 'react-i18next'
import type { RowView } from '../../../server/api/list.ts'
import { focusRow, focusedRow, useListKeys } from '../keys.ts'
import { besideList, go } from '../place.ts'
import { useNow } from '../time.ts'
import { ConversationRow } from './ConversationRow.tsx'
import type { Selection } from './useSelection.ts'

interface RowsProps {
  readonly rows: readonly RowView[]
  readonly open: string | null
  readonly me: string
  readonly selection: Selection
  readonly loading: boolean
  onEnd(): void
}

const ROW = 108
const OVERSCAN = 8
/** So many rows before the end the next page is asked for. */
const AHEAD = 30

export function Rows({ rows, open, me, selection, loading, onEnd }: RowsProps) {
  const { t } = useTranslation()
  const frame = useRef<HTMLDivElement>(null)
  const now = useNow()
  const present = useRef(rows)
  useEffect(() => {
    present.current = rows
  }, [rows])
  const virtual = useVirtualizer({
    count: rows.length, getScrollElement: () => frame.current, estimateSize: () => ROW, getItemKey: (index) => rows[index]?.id ?? index, overscan: OVERSCAN,
  })
  const shown = virtual.getVirtualItems()
  const last = shown.at(-1)?.index ?? 0
  const ended = useEffectEvent(onEnd)
  useEffect(() => {
    if (last >= rows.length - AHEAD) ended()
  }, [last, rows.length])

  const reveal = useEffectEvent((id: string | null) => {
    const index = rows.findIndex((row) => row.id === id)
    if (index >= 0) virtual.scrollToIndex(index, { align: 'auto' })
  })
  useEffect(() => reveal(open), [open])

  const to = (index: number) => {
    const row = rows[index]
    if (row === undefined) return null
    virtual.scrollToIndex(index, { align: 'auto' })
    focusRow(row.id)
    return row
  }
  const from = () => rows.findIndex((row) => row.id === (focusedRow() ?? open))
  const beside = (step: 1 | -1) => Math.min(rows.length - 1, Math.max(0, from() + step))
  useListKeys({
    move: (step) => void to(from() < 0 ? 0 : beside(step)),
    open(step) {
      const row = to(from() < 0 ? 0 : beside(step))
      if (row) go(besideList(row.id))
    },
    extend(step) {
      const current = focusedRow()
      if (current !== null && selection.ids.size === 0) selection.toggle(current)
      const row = to(beside(step))
      if (row) selection.extend(row.id, rows)
    },
    focus: (id) => void to(rows.findIndex((row) => row.id === id)),
  })

  return (
    <div className="rows-frame" ref={frame}>
      {/* A list that styles and position take its marks from says so itself. */}
      <ul className="rows" role="list" style={{ height: virtual.getTotalSize() }} data-testid="conversations">
        {shown.map((item) => {
          const row = rows[item.index]
          return row && (
            <li key={item.key} ref={virtual.measureElement} data-index={item.index} aria-setsize={rows.length} aria-posinset={item.index + 1} style={{ transform: `translateY(${item.start}px)` }}>
              <ConversationRow
                conversation={row} now={now} open={row.id === open} me={me} chosen={selection.ids.has(row.id)}
                onChoose={(extend) => (extend ? selection.extend(row.id, present.current) : selection.toggle(row.id))}
              />
            </li>
          )
        })}
      </ul>
      {loading && <Loader className="rows-more" size="sm" aria-label={t('desk.loading')} role="img" />}
    </div>
  )
}
