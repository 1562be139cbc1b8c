// Time that only runs while somebody is there: how a promise of "two service days" becomes a moment.
import { DAY_MS, DAYS_AHEAD, dayInJapan, spansOn, startOfDay } from './timetable.ts'
import type { Timetable } from './timetable.ts'

/**
 * The moment at which it has been open for `ms` since `from`. It is always one at which it is open: what would end with the closing
 * ends with the next opening. Null where it is not open for so long within a year.
 */
export function afterOpenTime(table: Timetable, from: Date, ms: number): Date | null {
  const today = startOfDay(dayInJapan(from)).getTime()
  let [cursor, left] = [from.getTime(), ms]
  // Yesterday's night may still run.
  for (let day = -1; day <= DAYS_AHEAD; day++) {
    for (const span of spansOn(table, today + day * DAY_MS).toSorted((a, b) => a.from.getTime() - b.from.getTime())) {
      const begin = Math.max(span.from.getTime(), cursor)
      const length = span.until.getTime() - begin
      if (length <= 0) continue
      if (left < length) return new Date(begin + left)
      left -= length
      cursor = span.until.getTime()
    }
  }
  return null
}
