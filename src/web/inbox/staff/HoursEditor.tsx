// A timetable in Japan's time: the week, national holidays, and single days.
import { Button, NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Timetable } from '../../../server/api/staff.ts'
import { dateBefore, weekday } from '../time.ts'
import { DaySpans } from './DaySpans.tsx'
import { DAYS, HOLIDAY, mondayToFriday, neverOpens, oneMore, spansOf, withDay, withoutDay } from './hours.ts'
import { SingleDays } from './SingleDays.tsx'

interface TimetableProps { readonly hours: Timetable; onChange(hours: Timetable): void }

type HolidayKind = 'weekday' | 'closed' | 'own'

/** Without spans of their own, national holidays are closed, or days like any other. */
function Holidays({ hours, onChange }: TimetableProps) {
  const { t } = useTranslation()
  const own = hours[HOLIDAY]
  const kind: HolidayKind = own === undefined ? 'weekday' : own.length === 0 ? 'closed' : 'own'
  const choose = (wanted: string) => {
    if (wanted === 'weekday') onChange(withoutDay(hours, HOLIDAY))
    else onChange(withDay(hours, HOLIDAY, wanted === 'closed' ? [] : oneMore([])))
  }
  return (
    <DaySpans
      name={t('hours.holiday')} spans={own ?? []} onChange={(spans) => onChange(withDay(hours, HOLIDAY, spans))} editable={kind === 'own'} testid="hours-holiday"
      kind={
        <NativeSelect
          size="xs" className="hours-kind" aria-label={t('hours.holiday')} value={kind} onChange={(event) => choose(event.currentTarget.value)} data-testid="holiday-kind"
          data={[{ value: 'weekday', label: t('hours.asWeekday') }, { value: 'closed', label: t('hours.closed') }, { value: 'own', label: t('hours.ownSpans') }]}
        />
      }
    />
  )
}

/** `never` is said where there are no hours at all. */
interface HoursEditorProps extends TimetableProps { readonly legend: string; readonly never: string; readonly testid?: string }

export function HoursEditor({ hours, onChange, legend, never, testid = 'hours' }: HoursEditorProps) {
  const { t } = useTranslation()
  return (
    <fieldset className="choice" data-testid={testid}>
      <legend>{legend}</legend>
      <ul className="hours">
        {DAYS.map((day) => (
          <DaySpans key={day} name={weekday(day)} spans={spansOf(hours, day)} onChange={(spans) => onChange(withDay(hours, day, spans))} testid={`hours-${day}`} />
        ))}
        <Holidays hours={hours} onChange={onChange} />
      </ul>
      <Button size="compact-sm" variant="light" onClick={() => onChange(mondayToFriday(hours))} data-testid="copy-monday">{t('hours.copy')}</Button>
      <SingleDays hours={hours} onChange={onChange} />
      <p className="hours-problem hours-never" role="alert" data-testid="hours-never">{neverOpens(hours, dateBefore(0)) && never}</p>
    </fieldset>
  )
}
