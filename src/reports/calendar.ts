// The fixed calendar of reports: whole quarters of Japan's fiscal year, which begins in April. A quarter with too few people is counted with the next.
import type { Period } from './suppression-shape.ts'

export const Q_PATTERN = /^\d{4}-Q[1-4]$/

/** A month as `2026-04`, as a number that counts on. */
const numberOf = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1
const monthOf = (number: number): string => `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`

/** `2026-Q1` is April to June 2026, `2026-Q4` January to March 2027. */
export function monthsOfQuarter(quarter: string): readonly [string, string, string] {
  const first = Number(quarter.slice(0, 4)) * 12 + Number(quarter.slice(6)) * 3
  return [monthOf(first), monthOf(first + 1), monthOf(first + 2)]
}

export function quarterOf(month: string): string {
  const since = numberOf(month) - 3
  return `${Math.floor(since / 12)}-Q${Math.floor((since % 12) / 3) + 1}`
}

export function quarterAfter(quarter: string, by = 1): string {
  return quarterOf(monthOf(numberOf(monthsOfQuarter(quarter)[0]) + 3 * by))
}

/** All months of a period, in order. */
export function monthsOf({ from, until }: Pick<Period, 'from' | 'until'>): string[] {
  return Array.from({ length: Math.max(0, numberOf(until) - numberOf(from) + 1) }, (_, place) => monthOf(numberOf(from) + place))
}

/** Its first and its last day, `YYYY-MM-DD`. */
export function spanOfMonths({ from, until }: Pick<Period, 'from' | 'until'>): { readonly from: string; readonly to: string } {
  const last = new Date(Date.UTC(Number(until.slice(0, 4)), Number(until.slice(5, 7)), 0)).getUTCDate()
  return { from: `${from}-01`, to: `${until}-${last}` }
}

/** The four quarters that end with this one. */
export function yearUntil(quarter: string): Period {
  const quarters = [3, 2, 1, 0].map((back) => quarterAfter(quarter, -back))
  return { from: monthsOfQuarter(quarterAfter(quarter, -3))[0], until: monthsOfQuarter(quarter)[2], quarters }
}

/** A year back at the most: what lies further is counted no more. */
const QUARTERS_BACK = 4

/**
 * What is counted when a quarter is due: it, and those right before it of which nothing was released.
 * @param since the quarter with which counting begins. @param counted months of which something was released
 * @returns null where the quarter itself was released, or lies before `since`
 */
export function periodUntil(quarter: string, { since, counted }: { readonly since: string; readonly counted: ReadonlySet<string> }): Period | null {
  const isFree = (one: string) => one >= since && !monthsOfQuarter(one).some((month) => counted.has(month))
  const back = Array.from({ length: QUARTERS_BACK }, (_, place) => quarterAfter(quarter, -place))
  const end = back.findIndex((one) => !isFree(one))
  const quarters = back.slice(0, end === -1 ? QUARTERS_BACK : end).toReversed()
  const [first] = quarters
  if (first === undefined) return null
  return { from: monthsOfQuarter(first)[0], until: monthsOfQuarter(quarter)[2], quarters }
}

/** The last quarter that is over on a day in Japan (`YYYY-MM-DD`), at which a report is due: every one, or the last of a year. */
export function lastDue(today: string, cadence: 'quarter' | 'year'): string {
  const over = quarterAfter(quarterOf(today.slice(0, 7)), -1)
  return cadence === 'quarter' ? over : quarterAfter(over, -(Number(over.slice(6)) % 4))
}
