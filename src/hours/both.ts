// When two timetables are open together: what is named for one day counts for that day alone, and a night is cut at midnight.
import type { Timetable } from './timetable.ts'

type Spans = Timetable[string]
const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const
const MIDNIGHT = '24:00'

/** Never open where one of them is not. A single day, or the holidays, that only one of them names are taken from both as carefully as can be. */
export function both(a: Timetable, b: Timetable): Timetable {
  const [first, second] = [split(a), split(b)]
  const week = WEEKDAYS.map((day) => [day, common(first[day] ?? [], second[day] ?? [])] as const)
  const days = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((key) => /^\d{4}-/.test(key))
  const single = days.map((day) => [day, common(first[day] ?? first[weekdayOf(day)] ?? [], second[day] ?? second[weekdayOf(day)] ?? [])] as const)
  const holiday = 'holiday' in a || 'holiday' in b ? { holiday: common(first['holiday'] ?? [], second['holiday'] ?? []) } : {}
  return { ...Object.fromEntries([...week, ...single].filter(([key, spans]) => spans.length > 0 || /^\d{4}-/.test(key))), ...holiday }
}

/** What runs over midnight belongs to two days then. */
function split(table: Timetable): Record<string, Spans> {
  const halves = Object.entries(table).flatMap(([key, spans]) => spans.flatMap(([from, until]): [string, readonly [string, string]][] => {
    if (from < until) return [[key, [from, until]]]
    const next = WEEKDAYS.some((day) => day === key) ? String(Number(key) % 7 + 1) : null
    return [[key, [from, MIDNIGHT]], ...(next === null || until === '00:00' ? [] : [[next, ['00:00', until]] as [string, readonly [string, string]]])]
  }))
  const keys = [...Object.keys(table), ...halves.map(([key]) => key)]
  return Object.fromEntries(keys.map((key) => [key, halves.filter(([one]) => one === key).map(([, span]) => span)]))
}

function common(a: Spans, b: Spans): Spans {
  const shared = a.flatMap(([from, until]) => b.map(([start, end]) => [from > start ? from : start, until < end ? until : end] as const))
  return shared.filter(([from, until]) => from < until).toSorted(([x], [y]) => (x < y ? -1 : 1))
}

const weekdayOf = (day: string): string => String(new Date(`${day}T00:00:00Z`).getUTCDay() || 7)
