// Timetables in Japan's time, wherever the server stands: when somebody works, when the desk is open, when it opens next.
import holidayJp from '@holiday-jp/holiday_jp'

/**
 * Spans `HH:MM` to `HH:MM` by ISO weekday (`1` is Monday), by `holiday`, and by single day (`2026-12-29`). A day's own spans win over
 * the holiday's, those over the weekday's; none means closed. A span that ends before it begins runs over midnight and belongs to the
 * day on which it began. Without `holiday`, national holidays are days like any other.
 */
export type Timetable = Readonly<Record<string, readonly (readonly [string, string])[]>>

/** As the desk is open when nobody says otherwise: Monday to Saturday, 10:00 to 18:00, not on national holidays. */
export const DESK_HOURS: Timetable = { ...Object.fromEntries(['1', '2', '3', '4', '5', '6'].map((day) => [day, [['10:00', '18:00']] as const])), holiday: [] }

/** Japan has had no summer time since 1951. */
const JST_MS = 9 * 3_600_000
const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
/** Further ahead nobody has written down closures, and no desk is closed so long. */
const DAYS_AHEAD = 400

export function isOpen(table: Timetable, at: Date): boolean {
  return spansAround(table, at, 0).some(({ from, until }) => from <= at && at < until)
}

/** The moment from which it is open: now, where it is; null where it does not open within a year. */
export function nextOpening(table: Timetable, at: Date): Date | null {
  if (isOpen(table, at)) return at
  return spansAround(table, at, DAYS_AHEAD).map(({ from }) => from).find((from) => from > at) ?? null
}

/** The day in Japan, `YYYY-MM-DD`. */
export function dayInJapan(at: Date): string {
  return new Date(at.getTime() + JST_MS).toISOString().slice(0, 10)
}

/** From the day before, whose night may still run, in order. */
function spansAround(table: Timetable, at: Date, daysAhead: number): { from: Date; until: Date }[] {
  const today = Date.parse(`${dayInJapan(at)}T00:00:00+09:00`)
  return Array.from({ length: daysAhead + 2 }, (_, i) => today + (i - 1) * DAY_MS)
    .flatMap((midnight) => spansOf(table, dayInJapan(new Date(midnight))).map(([from, until]) => spanAt(midnight, from, until)))
    .toSorted((a, b) => a.from.getTime() - b.from.getTime())
}

function spansOf(table: Timetable, day: string): Timetable[string] {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7
  const usual = table[String(weekday)] ?? []
  return table[day] ?? (day in holidayJp.holidays ? table['holiday'] ?? usual : usual)
}

function spanAt(midnight: number, from: string, until: string): { from: Date; until: Date } {
  const [begin, end] = [midnight + minutesOf(from) * MINUTE_MS, midnight + minutesOf(until) * MINUTE_MS]
  return { from: new Date(begin), until: new Date(end > begin ? end : end + DAY_MS) }
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}
