// What the desk counts of itself. On a small desk it is counted whenever somebody asks; on a large one a worker counts it, and it is kept.
import type { Runtime } from '../runtime.ts'
import type { Figures } from '../reports/counting.ts'
import { countReached } from '../store/companies.ts'
import { countConsulted, totalConsulted, answeredByPerson } from '../store/counting.ts'
import type { CountedFor } from '../store/counting.ts'
import { askKept, isLarge } from '../store/kept-counts.ts'
import { overTime } from '../store/numbers.ts'
import type { OverTime, SinceWhen } from '../store/numbers.ts'
import { reachOfSegment } from './outreach-reach.ts'
import type { SegmentAsked, SegmentReach } from './outreach-reach.ts'

type Tools = Pick<Runtime, 'db' | 'accounts' | 'config' | 'now'>
/** Told how much of a count is done, 0 to 1; false: nobody waits for it any more. */
type Tell = (share: number) => Promise<boolean>
type Consulted = Awaited<ReturnType<typeof consulted>>

interface Kinds {
  consulted: { of: CountedFor; value: Consulted }
  total: { of: CountedFor; value: Figures }
  overTime: { of: SinceWhen; value: OverTime }
  reached: { of: object; value: Readonly<Record<string, number>> }
  reach: { of: SegmentAsked; value: SegmentReach }
}
export type CountKind = keyof Kinds
/** What is to be counted, as it is kept. */
export type Wanted<K extends CountKind = CountKind> = { [P in K]: { readonly key: string; readonly kind: P; readonly of: Kinds[P]['of'] } }[K]

/** Null: given up, because nobody waits for it. */
export const COUNTERS: { readonly [K in CountKind]: (tools: Tools, of: Kinds[K]['of'], tell: Tell) => Promise<Kinds[K]['value'] | null> } = {
  consulted: ({ db }, whose) => consulted(db, whose),
  total: ({ db }, whose) => totalConsulted(db, { ...whose, published: false }),
  overTime: ({ db }, when) => overTime(db, when),
  reached: ({ db }) => countReached(db),
  reach: (tools, asked, tell) => reachOfSegment(tools, asked, tell),
}

/** `at`: when it was counted; null: this moment. `renewing`: a newer one is on its way. */
export type Counted<T> =
  | { readonly type: 'counted'; readonly value: T; readonly at: Date | null; readonly renewing: boolean }
  | { readonly type: 'counting'; readonly share: number }

export async function counted<K extends CountKind>(tools: Tools, kind: K, of: Kinds[K]['of']): Promise<Counted<Kinds[K]['value']>> {
  if (!(await isLarge(tools.db))) {
    const value = await COUNTERS[kind](tools, of, () => Promise.resolve(true))
    if (value !== null) return { type: 'counted', value, at: null, renewing: false }
  }
  const { value, counted_at: at, old, share } = await askKept<Kinds[K]['value']>(tools.db, kind, of, tools.now())
  return value === null ? { type: 'counting', share } : { type: 'counted', value, at, renewing: old }
}

async function consulted(db: Runtime['db'], whose: CountedFor) {
  const of = { ...whose, published: false }
  const [count, answered] = await Promise.all([countConsulted(db, of), answeredByPerson(db, of)])
  return { count, answered }
}
