// A timetable to read.
import { useTranslation } from 'react-i18next'
import type { Timetable } from '../../../server/api/staff.ts'
import { dateBefore, dateName, weekday } from '../time.ts'
import { listed } from '../words.ts'
import { DAYS, HOLIDAY, type Span, singleDays, spansOf } from './hours.ts'

export function HoursShown({ hours, testid }: { readonly hours: Timetable; readonly testid: string }) {
  const { t } = useTranslation()
  const inWords = (spans: readonly Span[]) => (spans.length === 0 ? t('hours.closed') : listed(spans.map(([from, to]) => `${from}–${to}`)))
  const rows: readonly (readonly [string, string])[] = [
    ...DAYS.map((day) => [weekday(day), inWords(spansOf(hours, day))] as const),
    [t('hours.holiday'), hours[HOLIDAY] === undefined ? t('hours.asWeekday') : inWords(spansOf(hours, HOLIDAY))],
    ...singleDays(hours, dateBefore(0)).coming.map((date) => [dateName(date), inWords(spansOf(hours, date))] as const),
  ]
  return (
    <dl className="hours" data-testid={testid}>
      {rows.map(([name, value]) => <div className="hours-day" key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
    </dl>
  )
}
