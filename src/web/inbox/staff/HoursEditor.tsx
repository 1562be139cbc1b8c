// The weekly hours, in Japan's time: several spans a day, and Monday's for the whole working week.
import { ActionIcon, Button, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Timetable } from '../../../server/staff-api.ts'
import { Icon } from '../Icon.tsx'
import { weekday } from '../time.ts'
import { DAYS, type Span, mondayToFriday, oneMore, problemOf, spansOf, withDay } from './hours.ts'

interface DayProps { readonly day: number; readonly spans: readonly Span[]; onChange(spans: readonly Span[]): void }

function Day({ day, spans, onChange }: DayProps) {
  const { t } = useTranslation()
  const name = weekday(day)
  const problem = problemOf(spans)
  const put = (index: number, span: Span) => onChange(spans.map((each, at) => (at === index ? span : each)))
  return (
    <li className="hours-day" data-testid={`hours-${day}`}>
      <span className="hours-name" aria-hidden="true">{name}</span>
      <div className="hours-spans" role="group" aria-label={name}>
        {spans.length === 0 && <span className="quiet">{t('hours.none')}</span>}
        {spans.map(([from, to], index) => (
          <div className="hours-span" key={index}>
            <TextInput type="time" size="xs" aria-label={t('hours.from', { day: name, number: index + 1 })} value={from} onChange={(event) => put(index, [event.currentTarget.value, to])} />
            <span aria-hidden="true">–</span>
            <TextInput type="time" size="xs" aria-label={t('hours.to', { day: name, number: index + 1 })} value={to} onChange={(event) => put(index, [from, event.currentTarget.value])} />
            <ActionIcon variant="subtle" color="gray" aria-label={t('hours.remove', { day: name, number: index + 1 })} onClick={() => onChange(spans.filter((_, at) => at !== index))}>
              <Icon name="close" size={14} />
            </ActionIcon>
          </div>
        ))}
        <ActionIcon variant="light" aria-label={t('hours.add', { day: name })} title={t('hours.add', { day: name })} onClick={() => onChange(oneMore(spans))}>
          <Icon name="plus" size={14} />
        </ActionIcon>
        <p className="hours-problem" role="alert">{problem !== null && t(`hours.${problem}`)}</p>
      </div>
    </li>
  )
}

interface HoursEditorProps { readonly hours: Timetable | null; onChange(hours: Timetable | null): void }

export function HoursEditor({ hours, onChange }: HoursEditorProps) {
  const { t } = useTranslation()
  return (
    <fieldset className="choice" data-testid="hours">
      <legend>{t('hours.heading')}</legend>
      <p className="quiet">{t('hours.hint')}</p>
      <ul className="hours">
        {DAYS.map((day) => (
          <Day key={day} day={day} spans={spansOf(hours, day)} onChange={(spans) => onChange(withDay(hours, day, spans))} />
        ))}
      </ul>
      <Button size="compact-sm" variant="light" onClick={() => onChange(mondayToFriday(hours))} data-testid="copy-monday">{t('hours.copy')}</Button>
    </fieldset>
  )
}
