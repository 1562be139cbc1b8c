// A week's opening hours as people write them on a door: days with the same hours together.
import type { Timetable } from './timetable.ts'

/** From Sunday, in Easy Japanese. */
export const EASY_DAYS = ['にち', 'げつ', 'か', 'すい', 'もく', 'きん', 'ど']

/** A line for each run of days; empty where it is never open. Single days and holidays are left out. */
export function weekInWords(table: Timetable, language: string): string[] {
  const days = ['1', '2', '3', '4', '5', '6', '7'].map((day) => ({ day: Number(day), spans: (table[day] ?? []).map(([from, to]) => `${from}–${to}`).join(', ') }))
  const runs: { first: number; last: number; spans: string }[] = []
  for (const { day, spans } of days) {
    const last = runs.at(-1)
    if (last && last.spans === spans && last.last === day - 1) last.last = day
    else runs.push({ first: day, last: day, spans })
  }
  return runs.filter(({ spans }) => spans !== '').map(({ first, last, spans }) => `${first === last ? weekday(first, language) : `${weekday(first, language)} – ${weekday(last, language)}`} ${spans}`)
}

/** @param day 1 is Monday */
function weekday(day: number, language: string): string {
  if (language === 'ja') return `${EASY_DAYS[day % 7]}ようび`
  // 2024-01-01 was a Monday.
  return new Intl.DateTimeFormat(language === 'tl' ? 'fil' : language, { weekday: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, day)))
}
