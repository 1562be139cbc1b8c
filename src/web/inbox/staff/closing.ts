// Until when an open desk stays open, as far as the timetable alone tells: pages do not know the national holidays.
import type { Timetable } from '../../../server/api/staff.ts'
import { dateOf, timeOf, weekdayOf } from '../time.ts'
import { HOLIDAY, type Span, spansOf } from './hours.ts'

const DAY_MS = 86_400_000

/** What may hold on a day: its own spans, else the weekday's, or the holiday's where it is one. */
function possible(table: Timetable, at: string): readonly Span[] {
  const own = table[dateOf(at)]
  return own ?? [...spansOf(table, weekdayOf(at)), ...spansOf(table, HOLIDAY)]
}

/** `at` is a moment at which it is open; null where it depends on whether the day is a holiday. */
export function closingOf(table: Timetable, at: string): string | null {
  const time = timeOf(at)
  const dayBefore = new Date(Date.parse(at) - DAY_MS).toISOString()
  const ends = [
    ...possible(table, at).filter(([from, to]) => from <= time && (time < to || to <= from)),
    ...possible(table, dayBefore).filter(([from, to]) => to <= from && time < to),
  ].map(([, to]) => to)
  return ends.every((end) => end === ends[0]) ? ends[0] ?? null : null
}
