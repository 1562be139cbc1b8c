// The spans of one day in the editor, and what is wrong with them.
import type { ReactNode } from 'react'
import { ActionIcon, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Icon } from '../Icon.tsx'
import { MOST_SPANS, type Span, endsNextDay, oneMore, problemOf } from './hours.ts'

interface DaySpansProps {
  readonly name: string
  readonly spans: readonly Span[]
  onChange(spans: readonly Span[]): void
  /** What stands before the spans. */
  readonly kind?: ReactNode
  /** False where spans are none of its own. */
  readonly editable?: boolean
  /** What stands after them. */
  readonly end?: ReactNode
  readonly testid: string
}

/** The browser's field for a time knows no 24:00. */
const shown = (time: string) => (time === '24:00' ? '00:00' : time)

export function DaySpans({ name, spans, onChange, kind, editable = true, end, testid }: DaySpansProps) {
  const { t } = useTranslation()
  const problem = problemOf(spans)
  const put = (index: number, span: Span) => onChange(spans.map((each, at) => (at === index ? span : each)))
  return (
    <li className="hours-day" data-testid={testid}>
      <span className="hours-name" aria-hidden="true">{name}</span>
      <div className="hours-spans" role="group" aria-label={name}>
        {kind}
        {kind === undefined && spans.length === 0 && <span className="quiet">{t('hours.closed')}</span>}
        {spans.map((span, index) => (
          <div className="hours-span" key={index}>
            <TextInput type="time" size="xs" aria-label={t('hours.from', { day: name, number: index + 1 })} value={span[0]} onChange={(event) => put(index, [event.currentTarget.value, span[1]])} />
            <span aria-hidden="true">–</span>
            <TextInput type="time" size="xs" aria-label={t('hours.to', { day: name, number: index + 1 })} value={shown(span[1])} onChange={(event) => put(index, [span[0], event.currentTarget.value])} />
            {endsNextDay(span) && <span className="hours-night">{t('hours.nextDay')}</span>}
            <ActionIcon variant="subtle" color="gray" aria-label={t('hours.remove', { day: name, number: index + 1 })} onClick={() => onChange(spans.filter((_, at) => at !== index))}>
              <Icon name="close" size={14} />
            </ActionIcon>
          </div>
        ))}
        {editable && spans.length < MOST_SPANS && (
          <ActionIcon variant="light" aria-label={t('hours.add', { day: name })} title={t('hours.add', { day: name })} onClick={() => onChange(oneMore(spans))}>
            <Icon name="plus" size={14} />
          </ActionIcon>
        )}
        {end}
        <p className="hours-problem" role="alert">{problem !== null && t(`hours.${problem}`)}</p>
      </div>
    </li>
  )
}
