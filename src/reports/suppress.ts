// Suppression: which figures of a table may be shown. Each is decided by itself, so that what is not shown may always be nobody.
import type { Figure, Measure, Row, Table } from './suppression-shape.ts'

/** `people`: distinct ones. Sub-items are topics of which somebody may have several. */
export interface Counted { readonly key: string; readonly people: number; readonly rows?: readonly Counted[] }

export interface Rule {
  /** The least number of people a figure may stand for. */
  readonly threshold: number
  /** Somebody may stand in several rows. */
  readonly several: boolean
}

export const SUPPRESSED: Figure = { state: 'suppressed' }
export const TOO_FEW: Figure = { state: 'tooFew' }
export const shown = (people: number): Figure => ({ state: 'shown', people })
export const peopleIn = (figure: Figure): number => (figure.state === 'shown' ? figure.people : 0)

/**
 * Rows are tried in the order given, which must not depend on the numbers, and must be all there could be: a row that is missing when
 * nobody stands in it would tell just that. A row is shown where at least `threshold` people stand in it, at least as many of the
 * table's people do not, and what the shown rows leave of all people is not 0 ... `threshold` - 1.
 */
export function coverTable(people: number, counted: readonly Counted[], { threshold, several }: Rule): Table {
  if (people < threshold) return { several, people: TOO_FEW, rows: counted.map(({ key }) => ({ key, figure: TOO_FEW, share: null, rows: [] })), rest: several ? null : TOO_FEW }
  const { rows, left } = cover(people, counted, threshold)
  return { several, people: shown(people), rows, rest: several ? null : shown(left) }
}

function cover(people: number, counted: readonly Counted[], threshold: number): { readonly rows: Row[]; readonly left: number } {
  let left = people
  const rows = counted.map(({ key, people: these, rows: below = [] }): Row => {
    const leaves = left - these
    if (these < threshold || people - these < threshold || (leaves >= 0 && leaves < threshold)) return { key, figure: SUPPRESSED, share: null, rows: [] }
    left = leaves
    return { key, figure: shown(these), share: these / people, rows: cover(these, below, threshold).rows }
  })
  return { rows, left }
}

/** 件 and 回 of at least two thresholds of people, and only where they are so many more than people that they do not tell who came twice. */
export function coverMeasure(amount: number, people: number, threshold: number): Measure {
  if (people < 2 * threshold || amount - people < 2 * threshold) return { state: 'suppressed' }
  return { state: 'shown', about: Math.round(amount / threshold) * threshold, to: threshold }
}

/** A number of a declared workforce: nothing where nobody declared one, or where nearly all of it would be in it. */
export function coverOf(workers: number | null, people: number, threshold: number): Figure {
  return workers !== null && people >= threshold && workers - people >= threshold ? shown(people) : SUPPRESSED
}
