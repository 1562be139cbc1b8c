// When two timetables are open together: what is named for one day counts for that day alone, and a night is cut at midnight.
import type { Timetable } from './timetable.ts'

type Spans = Timetable[string]
const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const
const MIDNIGHT = '24:00'

/** Never open where one of them is not. Where days are named that are no weekdays, nights end at midnight: the next day may have followed another rule. */
export function both(a: Timetable, b: Timetable): Timetable {
  const plain = [a, b].every((table) => Object.keys(table).every((key) => WEEKDAYS.some((day) => day === key)))
  const [first, second] = [split(a, plain), split(b, plain)]
  const week = WEEKDAYS.map((day) => [day, common(first[day] ?? [], second[day] ?? [])] as const)
  const days = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((key) => /^\d{4}-/.test(key))
  const single = days.map((day) => [day, common(spansOn(first, day), spansOn(second, day))] as const)
  const holiday = 'holiday' in a || 'holiday' in b ? { holiday: common(first['holiday'] ?? [], second['holiday'] ?? []) } : {}
  return { ...Object.fromEntries([...week, ...single].filter(([key, spans]) => spans.length > 0 || /^\d{4}-/.test(key))), ...holiday }
}

/** What runs over midnight belongs to two days then. */
function split(table: Timetable, plain: boolean): Record<string, Spans> {
  const halves = Object.entries(table).flatMap(([key, spans]) => spans.flatMap(([from, until]): [string, readonly [string, string]][] => {
    if (from < until) return [[key, [from, until]]]
    const next = plain ? String(Number(key) % 7 + 1) : null
    return [[key, [from, MIDNIGHT]], ...(next === null || until === '00:00' ? [] : [[next, ['00:00', until]] as [string, readonly [string, string]]])]
  }))
  const keys = [...Object.keys(table), ...halves.map(([key]) => key)]
  return Object.fromEntries(keys.map((key) => [key, halves.filter(([one]) => one === key).map(([, span]) => span)]))
}

function common(a: Spans, b: Spans): Spans {
  const shared = a.flatMap(([from, until]) => b.map(([start, end]) => [from > start ? from : start, until < end ? until : end] as const))
  return shared.filter(([from, until]) => from < until).toSorted(([x], [y]) => (x < y ? -1 : 1))
}

/** A day that the table does not name may be a holiday. */
function spansOn(table: Timetable, day: string): Spans {
  const usual = table[weekdayOf(day)] ?? []
  return table[day] ?? (table['holiday'] ? common(usual, table['holiday']) : usual)
}

const weekdayOf = (day: string): string => String(new Date(`${day}T00:00:00Z`).getUTCDay() || 7)
