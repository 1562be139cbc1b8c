// Which rows are chosen for an act on many.
import { useState } from 'react'

interface Chosen { readonly ids: ReadonlySet<string>; readonly anchor: string | null }
const NONE: Chosen = { ids: new Set(), anchor: null }

export interface Selection {
  readonly ids: ReadonlySet<string>
  toggle(id: string): void
  /** From what was chosen last up to this row, in the order of `rows`. */
  extend(id: string, rows: readonly { readonly id: string }[]): void
  take(ids: readonly string[]): void
  clear(): void
}

/** @param query the filter of the list: what is chosen in one is not chosen in another */
export function useSelection(query: string): Selection {
  const [{ ids }, set] = useState<Chosen>(NONE)
  const [of, setOf] = useState(query)
  if (of !== query) {
    setOf(query)
    set(NONE)
  }
  return {
    ids,
    toggle: (id) => set((chosen) => {
      const next = new Set(chosen.ids)
      if (!next.delete(id)) next.add(id)
      return { ids: next, anchor: id }
    }),
    extend: (id, rows) => set((chosen) => {
      const [from, to] = [rows.findIndex((row) => row.id === (chosen.anchor ?? id)), rows.findIndex((row) => row.id === id)]
      if (from < 0 || to < 0) return { ids: new Set([...chosen.ids, id]), anchor: id }
      const between = rows.slice(Math.min(from, to), Math.max(from, to) + 1).map((row) => row.id)
      return { ids: new Set([...chosen.ids, ...between]), anchor: chosen.anchor ?? id }
    }),
    take: (all) => set({ ids: new Set(all), anchor: null }),
    clear: () => set(NONE),
  }
}
