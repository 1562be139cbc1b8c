// The views every desk begins with, and in which order somebody sees theirs.
import { OPEN } from './filter.ts'
import type { ListFilter } from './filter.ts'

/** Their names are words of the pages, under these ids. */
export const STANDARD_VIEWS: readonly { readonly id: string; readonly filter: ListFilter }[] = [
  { id: 'open', filter: OPEN },
  { id: 'mine', filter: { ...OPEN, owner: 'mine' } },
  { id: 'nobody', filter: { ...OPEN, owner: 'nobody' } },
  { id: 'theirs', filter: { ...OPEN, turn: 'theirs' } },
  { id: 'snoozed', filter: { ...OPEN, show: 'snoozed' } },
  { id: 'all', filter: { ...OPEN, show: 'all' } },
]

/** @param order ids; what it does not name comes after, as it was */
export function inOrder<View extends { readonly id: string }>(views: readonly View[], order: readonly string[]): View[] {
  const rank = new Map(order.map((id, index) => [id, index]))
  return views.toSorted((a, b) => (rank.get(a.id) ?? order.length) - (rank.get(b.id) ?? order.length))
}

/** The order with one of them a place earlier (-1) or later (+1). */
export function moved(order: readonly string[], id: string, step: 1 | -1): string[] {
  const from = order.indexOf(id)
  const to = from + step
  if (from < 0 || to < 0 || to >= order.length) return [...order]
  return order.toSpliced(from, 1).toSpliced(to, 0, id)
}
