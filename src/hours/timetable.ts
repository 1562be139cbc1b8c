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
export const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
/** Further ahead nobody has written down closures, and no desk is closed so long. */
export const DAYS_AHEAD = 400

export function isOpen(table: Timetable, at: Date): boolean {
  const today = startOfDay(dayInJapan(at)).getTime()
  // Yesterday's night may still run.
  return [today - DAY_MS, today].some((midnight) => spansOn(table, midnight).some(({ from, until }) => from <= at && at < until))
}

/** The moment from which it is open: now, where it is; null where it does not open within a year. */
export function nextOpening(table: Timetable, at: Date): Date | null {
  if (isOpen(table, at)) return at
  const today = startOfDay(dayInJapan(at)).getTime()
  for (let day = 0; day <= DAYS_AHEAD; day++) {
    const [next] = spansOn(table, today + day * DAY_MS).map(({ from }) => from).filter((from) => from > at).toSorted((a, b) => a.getTime() - b.getTime())
    if (next) return next
  }
  return null
}

/** The spans in which it is open between two moments, in order, cut at both; they may touch or overlap. */
export function openSpans(table: Timetable, from: Date, until: Date): { from: Date; until: Date }[] {
  const first = startOfDay(dayInJapan(from)).getTime() - DAY_MS
  const days = Math.max(0, Math.ceil((until.getTime() - first) / DAY_MS))
  return Array.from({ length: days }, (_, day) => spansOn(table, first + day * DAY_MS)).flat()
    .filter((span) => span.until > from && span.from < until)
    .map((span) => ({ from: span.from < from ? from : span.from, until: span.until > until ? until : span.until }))
    .toSorted((a, b) => a.from.getTime() - b.from.getTime())
}

/** The clock on a wall in Japan, to be read with the UTC getters. */
export function inJapan(at: Date): Date {
  return new Date(at.getTime() + JST_MS)
}

/** The day in Japan, `YYYY-MM-DD`. */
export function dayInJapan(at: Date): string {
  return inJapan(at).toISOString().slice(0, 10)
}

/** Midnight in Japan at which a day (`YYYY-MM-DD`) begins. */
export function startOfDay(day: string): Date {
  return new Date(`${day}T00:00:00+09:00`)
}

/** 1 April in Japan, this year's or last year's. */
export function startOfFiscalYear(at: Date): Date {
  const day = dayInJapan(at)
  const year = Number(day.slice(0, 4)) - (day.slice(5) < '04-01' ? 1 : 0)
  return startOfDay(`${year}-04-01`)
}

/** The spans that begin on the day of this midnight in Japan. */
export function spansOn(table: Timetable, midnight: number): { from: Date; until: Date }[] {
  const wall = inJapan(new Date(midnight))
  const [day, weekday] = [wall.toISOString().slice(0, 10), wall.getUTCDay() || 7]
  const usual = table[String(weekday)] ?? []
  const spans = table[day] ?? (day in holidayJp.holidays ? table['holiday'] ?? usual : usual)
  return spans.map(([from, until]) => {
    const [begin, end] = [midnight + minutesOf(from) * MINUTE_MS, midnight + minutesOf(until) * MINUTE_MS]
    return { from: new Date(begin), until: new Date(end > begin ? end : end + DAY_MS) }
  })
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}
