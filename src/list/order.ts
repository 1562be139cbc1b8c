// The order of the list: danger, then the severity of an open case, then who waits longest, then the latest.

/** Smaller stands higher: [gravity, since when they wait, when something happened last]; the id decides between equals. */
export type Place = readonly number[]
export interface Placed { readonly id: string; readonly place: Place }

/** Up to where a page is there: what comes after it was not asked for yet. */
export interface Page<Row extends Placed> { readonly rows: readonly Row[]; readonly whole: boolean }

export function compare(a: Placed, b: Placed): number {
  for (const [index, part] of a.place.entries()) {
    const difference = part - (b.place[index] ?? 0)
    if (difference !== 0) return difference
  }
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

/** The rows of the next page behind what is there. */
export function appended<Row extends Placed>({ rows }: Page<Row>, next: Page<Row>): Page<Row> {
  const fresh = new Set(next.rows.map(({ id }) => id))
  return { rows: [...rows.filter(({ id }) => !fresh.has(id)), ...next.rows].toSorted(compare), whole: next.whole }
}

/**
 * `asked` were asked for again and `found` came back: the others left the list. A row that now belongs behind the end of a
 * list that is not whole is left out: it comes with its own page.
 */
export function renewed<Row extends Placed>({ rows, whole }: Page<Row>, asked: ReadonlySet<string>, found: readonly Row[]): Page<Row> {
  const end = rows.at(-1)
  const kept = rows.filter(({ id }) => !asked.has(id))
  const fits = (row: Row) => whole || (end !== undefined && compare(row, end) <= 0)
  return { rows: [...kept, ...found.filter(fits)].toSorted(compare), whole }
}
