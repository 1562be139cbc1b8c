// The spans in which figures are counted: days in Japan, both ends included, and what each is compared with. Pure.

/** Days in Japan, `2026-11-21`. */
export interface Span { readonly from: string; readonly to: string }

export const PRESETS = ['month', 'quarter', 'fiscalYear', 'firstYear', 'free'] as const
export type Preset = (typeof PRESETS)[number]

/** Of the founders' first published figures. */
export const FIRST_YEAR: Span = { from: '2022-05-01', to: '2023-04-30' }
const FIRST_FISCAL_MONTH = 4
const DAY_MS = 86_400_000

/** The span of a preset that holds this day; `firstYear` is always the same. */
export function spanOf(preset: Exclude<Preset, 'free'>, day: string): Span {
  if (preset === 'firstYear') return FIRST_YEAR
  const [year, month] = partsOf(day)
  const into = (month - FIRST_FISCAL_MONTH + 12) % 12
  if (preset === 'month') return months(year, month, 1)
  return preset === 'quarter' ? months(year, month - (into % 3), 3) : months(year, month - into, 12)
}

/** As long as this one and right before it; whole months are compared with whole months. */
export function before({ from, to }: Span): Span {
  const [year, month] = partsOf(from)
  const [lastYear, lastMonth] = partsOf(to)
  if (from.endsWith('-01') && to === months(lastYear, lastMonth, 1).to) {
    const count = (lastYear - year) * 12 + lastMonth - month + 1
    return months(year, month - count, count)
  }
  const days = (at(to) - at(from)) / DAY_MS + 1
  return { from: dayOf(at(from) - days * DAY_MS), to: dayOf(at(from) - DAY_MS) }
}

/** Null where it is no span of days, or one of more than ten years. */
export function readSpan(from: string, to: string): Span | null {
  const isDay = (day: string) => /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(at(day)) && dayOf(at(day)) === day
  return isDay(from) && isDay(to) && from <= to && at(to) - at(from) < 3_660 * DAY_MS ? { from, to } : null
}

/** `2026 Q3`: quarters of the fiscal year that begins in April. */
export function quarterName({ from }: Span): { readonly year: number; readonly quarter: number } {
  const [year, month] = partsOf(from)
  const into = (month - FIRST_FISCAL_MONTH + 12) % 12
  return { year: month < FIRST_FISCAL_MONTH ? year - 1 : year, quarter: Math.floor(into / 3) + 1 }
}

/** The quarters before the one of this day, the latest first. */
export function quartersBefore(day: string, count: number): Span[] {
  const spans: Span[] = []
  for (let span = before(spanOf('quarter', day)); spans.length < count; span = before(span)) spans.push(span)
  return spans
}

export const overlaps = (a: Span, b: Span) => a.from <= b.to && b.from <= a.to

const at = (day: string) => Date.parse(`${day}T00:00:00Z`)
const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10)
const partsOf = (day: string): [number, number] => [Number(day.slice(0, 4)), Number(day.slice(5, 7))]

/** `month` may lie outside 1 ... 12. */
function months(year: number, month: number, count: number): Span {
  return { from: dayOf(Date.UTC(year, month - 1, 1)), to: dayOf(Date.UTC(year, month - 1 + count, 0)) }
}
