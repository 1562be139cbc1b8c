// A timetable in the editor: reading it, changing it, and what is wrong with it.
import type { Timetable } from '../../../server/api/staff.ts'

export type Span = readonly [string, string]
export const DAYS = [1, 2, 3, 4, 5, 6, 7] as const
export const HOLIDAY = 'holiday'
const WORKDAYS: readonly number[] = [1, 2, 3, 4, 5]
const FIRST: Span = ['09:00', '17:00']
const MIDNIGHT = '00:00'

/** Where nobody knows the desk's own. */
export const WORKING_WEEK: Timetable = Object.fromEntries(WORKDAYS.map((day) => [String(day), [FIRST]]))

/** `key` is a weekday, `holiday` or a date; a day that is not there and one without spans are told apart for the last two alone. */
export const spansOf = (hours: Timetable, key: string | number): readonly Span[] => hours[String(key)] ?? []

export const withDay = (hours: Timetable, key: string | number, spans: readonly Span[]): Timetable => ({ ...hours, [String(key)]: spans })

export const withoutDay = (hours: Timetable, key: string): Timetable => Object.fromEntries(Object.entries(hours).filter(([each]) => each !== key))

export const mondayToFriday = (hours: Timetable): Timetable => WORKDAYS.reduce((week, day) => withDay(week, day, spansOf(hours, 1)), hours)

export const isDate = (key: string) => /^\d{4}-\d{2}-\d{2}$/.test(key)

/** In order, those before `today` apart. */
export function singleDays(hours: Timetable, today: string): { readonly past: readonly string[]; readonly coming: readonly string[] } {
  const dates = Object.keys(hours).filter(isDate).toSorted()
  return { past: dates.filter((date) => date < today), coming: dates.filter((date) => date >= today) }
}

/** One more span: the first of a day is a working day, a later one begins an hour after the last. */
export function oneMore(spans: readonly Span[]): readonly Span[] {
  const last = spans.at(-1)?.[1]
  if (last === undefined) return [FIRST]
  const from = Math.min(22, Number(last.slice(0, 2)) + 1)
  const hour = (value: number) => `${String(value).padStart(2, '0')}:00`
  return [...spans, [hour(from), hour(from + 1)]]
}

/** The server takes no more a day. */
export const MOST_SPANS = 6

/** It runs over midnight and belongs to the day on which it begins; midnight itself is still that day's end. */
export const endsNextDay = ([from, to]: Span) => from !== '' && to !== '' && to !== MIDNIGHT && to < from

export type HoursProblem = 'missing' | 'same' | 'overlap'

export function problemOf(spans: readonly Span[]): HoursProblem | null {
  if (spans.some(([from, to]) => from === '' || to === '')) return 'missing'
  if (spans.some(([from, to]) => from === to && from !== MIDNIGHT)) return 'same'
  const inOrder = spans.toSorted(([one], [other]) => one.localeCompare(other))
  return inOrder.some(([from], index) => from < endOfDay(inOrder[index - 1])) ? 'overlap' : null
}

function endOfDay(span: Span | undefined): string {
  if (span === undefined) return ''
  return span[1] <= span[0] ? '24:00' : span[1]
}

export const hoursAreFine = (hours: Timetable | null) => Object.values(hours ?? {}).every((spans) => problemOf(spans) === null)

/** Past days open nothing any more. */
export const neverOpens = (hours: Timetable, today: string) =>
  Object.entries(hours).every(([key, spans]) => spans.length === 0 || (isDate(key) && key < today))
