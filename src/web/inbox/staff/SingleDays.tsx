// Days unlike the others: closed, or with hours of their own. They win over weekdays and holidays.
import { type KeyboardEvent, useState } from 'react'
import { Button, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Timetable } from '../../../server/api/staff.ts'
import { Icon } from '../Icon.tsx'
import { dateBefore, dateName } from '../time.ts'
import { DaySpans } from './DaySpans.tsx'
import { isDate, singleDays, spansOf, withDay, withoutDay } from './hours.ts'

interface SingleDaysProps { readonly hours: Timetable; onChange(hours: Timetable): void }

function DayList({ dates, hours, onChange }: SingleDaysProps & { readonly dates: readonly string[] }) {
  const { t } = useTranslation()
  return (
    <ul className="hours hours-dates">
      {dates.map((date) => (
        <DaySpans
          key={date} name={dateName(date)} spans={spansOf(hours, date)} onChange={(spans) => onChange(withDay(hours, date, spans))} testid={`single-day-${date}`}
          end={<Button className="hours-end" size="compact-xs" variant="default" aria-label={t('hours.removeDay', { day: dateName(date) })} onClick={() => onChange(withoutDay(hours, date))} data-testid="remove-day">{t('staff.remove')}</Button>}
        />
      ))}
    </ul>
  )
}

export function SingleDays({ hours, onChange }: SingleDaysProps) {
  const { t } = useTranslation()
  const [date, setDate] = useState('')
  const [problem, setProblem] = useState<'missing' | 'known' | null>(null)
  const today = dateBefore(0)
  const { past, coming } = singleDays(hours, today)
  const add = () => {
    const wrong = !isDate(date) ? 'missing' : hours[date] !== undefined ? 'known' : null
    setProblem(wrong)
    if (wrong !== null) return
    onChange(withDay(hours, date, []))
    setDate('')
  }
  /** Enter would send the form around it. */
  const enter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    add()
  }
  return (
    <div className="hours-single" role="group" aria-label={t('hours.singleDays')} data-testid="single-days">
      <p className="hours-title">{t('hours.singleDays')}</p>
      <p className="quiet">{t('hours.singleDaysHint')}</p>
      {coming.length > 0 && <DayList dates={coming} hours={hours} onChange={onChange} />}
      <div className="form-row">
        <TextInput
          type="date" label={t('hours.date')} min={today} max="9999-12-31" value={date} onChange={(event) => setDate(event.currentTarget.value)} onKeyDown={enter}
          error={problem !== null && t(problem === 'missing' ? 'error.missing' : 'hours.known')} data-testid="single-day-date"
        />
        <Button variant="default" leftSection={<Icon name="plus" size={14} />} onClick={add} data-testid="add-single-day">{t('hours.addDay')}</Button>
      </div>
      {past.length > 0 && (
        <details data-testid="past-days">
          <summary className="quiet">{t('hours.past', { number: past.length })}</summary>
          <DayList dates={past} hours={hours} onChange={onChange} />
        </details>
      )}
    </div>
  )
}
