// The rota in weeks: from Monday morning to the next, on Japan's clock.
import type { NewShift, ShiftView, SpanView } from '../../../server/api/on-call.ts'
import { dateOf, weekdayOf } from '../time.ts'

const DAY = 86_400_000
const WEEK = 7 * DAY
/** When one week hands over to the next, unless somebody says otherwise. */
export const HANDOVER = '10:00'
/** Shown ahead, as far as gaps are looked for. */
export const WEEKS_SHOWN = 6

export interface Week { readonly from: string; readonly until: string; readonly shifts: readonly ShiftView[]; readonly gaps: readonly SpanView[] }

const moment = (day: string, time: string) => new Date(`${day}T${time}:00+09:00`)

/** The Monday of the week that a moment is in, `YYYY-MM-DD`. */
export function mondayOf(now: number): string {
  const at = new Date(now - 10 * 3_600_000).toISOString()
  return dateOf(new Date(Date.parse(at) - (weekdayOf(at) - 1) * DAY).toISOString())
}

export function weeksFrom(now: number, shifts: readonly ShiftView[], gaps: readonly SpanView[]): readonly Week[] {
  const first = moment(mondayOf(now), HANDOVER).getTime()
  return Array.from({ length: WEEKS_SHOWN }, (_, index) => {
    const [from, until] = [first + index * WEEK, first + (index + 1) * WEEK]
    const inside = (span: SpanView) => Date.parse(span.from) < until && Date.parse(span.until) > from
    const cut = (span: SpanView): SpanView => ({
      from: new Date(Math.max(from, Date.parse(span.from))).toISOString(), until: new Date(Math.min(until, Date.parse(span.until))).toISOString(),
    })
    return { from: new Date(from).toISOString(), until: new Date(until).toISOString(), shifts: shifts.filter(inside), gaps: gaps.filter(inside).map(cut) }
  })
}

export interface Filling { readonly people: readonly string[]; readonly line: number; readonly monday: string; readonly time: string; readonly weeks: number }

/** One person a week, in order, again from the first. */
export function filled({ people, line, monday, time, weeks }: Filling): readonly NewShift[] {
  const first = moment(monday, time).getTime()
  return Array.from({ length: weeks }, (_, index) => ({
    staff: people[index % people.length] ?? '', line, from: new Date(first + index * WEEK).toISOString(), until: new Date(first + (index + 1) * WEEK).toISOString(),
  }))
}

export const span = (day: string, time: string): string => moment(day, time).toISOString()
