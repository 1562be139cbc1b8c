// A week's timetable in the editor: reading it, changing it, and what is wrong with it.
import type { Timetable } from '../../../server/staff-api.ts'

export type Span = readonly [string, string]
export const DAYS = [1, 2, 3, 4, 5, 6, 7] as const
const WORKDAYS: readonly number[] = [1, 2, 3, 4, 5]
const FIRST: Span = ['09:00', '17:00']

export const spansOf = (hours: Timetable | null, day: number): readonly Span[] => hours?.[String(day)] ?? []

/** A day without spans is left out; a week without any is none. */
export function withDay(hours: Timetable | null, day: number, spans: readonly Span[]): Timetable | null {
  const all = DAYS.map((each) => [String(each), each === day ? spans : spansOf(hours, each)] as const)
  const filled = all.filter(([, each]) => each.length > 0)
  return filled.length === 0 ? null : Object.fromEntries(filled)
}

export const mondayToFriday = (hours: Timetable | null): Timetable | null =>
  WORKDAYS.reduce((week, day) => withDay(week, day, spansOf(hours, 1)), hours)

/** One more span: the first of a day is a working day, a later one begins an hour after the last. */
export function oneMore(spans: readonly Span[]): readonly Span[] {
  const last = spans.at(-1)?.[1]
  if (last === undefined) return [FIRST]
  const from = Math.min(22, Number(last.slice(0, 2)) + 1)
  const hour = (value: number) => `${String(value).padStart(2, '0')}:00`
  return [...spans, [hour(from), hour(from + 1)]]
}

export type HoursProblem = 'missing' | 'backwards' | 'overlap'

export function problemOf(spans: readonly Span[]): HoursProblem | null {
  if (spans.some(([from, to]) => from === '' || to === '')) return 'missing'
  if (spans.some(([from, to]) => from >= to)) return 'backwards'
  const inOrder = spans.toSorted(([one], [other]) => one.localeCompare(other))
  return inOrder.some(([from], index) => from < (inOrder[index - 1]?.[1] ?? '')) ? 'overlap' : null
}

export const hoursAreFine = (hours: Timetable | null) => DAYS.every((day) => problemOf(spansOf(hours, day)) === null)
