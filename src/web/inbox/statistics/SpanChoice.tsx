// Which span is counted: a preset with the ones before and after it, or any two days.
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { before, PRESETS } from '../../../reports/periods.ts'
import type { Span } from '../../../reports/periods.ts'
import type { Chosen } from './useStatistics.ts'

const DAY_MS = 86_400_000
const after = ({ to }: Span) => new Date(Date.parse(to) + DAY_MS).toISOString().slice(0, 10)

interface SpanChoiceProps { readonly chosen: Chosen; readonly span: Span | undefined; onChoose(chosen: Chosen): void }

export function SpanChoice({ chosen, span, onChoose }: SpanChoiceProps) {
  const { t } = useTranslation()
  const steps = chosen.preset !== 'free' && chosen.preset !== 'firstYear' && span !== undefined
  return (
    <div className="span-choice" role="group" aria-label={t('statistics.period')}>
      <NativeSelect label={t('statistics.period')} value={chosen.preset} data-testid="preset" data={PRESETS.map((value) => ({ value, label: t(`statistics.preset.${value}`) }))}
        onChange={({ currentTarget: { value } }) => { const preset = PRESETS.find((one) => one === value); if (preset) onChoose({ preset, day: '', from: span?.from ?? '', to: span?.to ?? '' }) }} />
      {chosen.preset === 'free' && (
        <>
          <TextInput type="date" label={t('statistics.from')} value={chosen.from} max={chosen.to} onChange={({ currentTarget: { value } }) => value !== '' && onChoose({ ...chosen, from: value })} />
          <TextInput type="date" label={t('statistics.to')} value={chosen.to} min={chosen.from} onChange={({ currentTarget: { value } }) => value !== '' && onChoose({ ...chosen, to: value })} />
        </>
      )}
      {steps && <Button variant="default" onClick={() => onChoose({ ...chosen, day: before(span).from })} data-testid="span-before">{t('statistics.earlier')}</Button>}
      {steps && <Button variant="default" onClick={() => onChoose({ ...chosen, day: after(span) })}>{t('statistics.later')}</Button>}
      {span !== undefined && <p className="span-shown" aria-live="polite" data-testid="span">{t('statistics.span', { from: span.from, to: span.to })}</p>}
    </div>
  )
}
