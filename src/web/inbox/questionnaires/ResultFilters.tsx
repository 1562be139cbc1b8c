// What the results are narrowed to. Of an anonymous questionnaire one thing at a time: two could be subtracted from each other.
import { Button, NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ResultFilter, ResultsView } from '../../../server/api/questionnaires.ts'
import { channelName, languageName } from '../words.ts'
import { lotName } from './questionnaireWords.ts'

export const NO_FILTER: ResultFilter = { language: '', channel: '', company: '', lot: '', campaign: '', month: '' }
const NAMES = ['language', 'channel', 'company', 'lot', 'campaign', 'month'] as const

interface ResultFiltersProps { readonly view: ResultsView; readonly filter: ResultFilter; onChange(filter: ResultFilter): void }

export function ResultFilters({ view, filter, onChange }: ResultFiltersProps) {
  const { t } = useTranslation()
  const nameOf = (name: (typeof NAMES)[number], value: string, shown: string) => (name === 'language' ? languageName(value) : name === 'channel' ? channelName(value) : name === 'lot' ? lotName(value) : shown)
  const narrowed = NAMES.some((name) => filter[name] !== '')
  return (
    <div className="form-row" role="search" aria-label={t('questionnaire.narrow')}>
      {NAMES.filter((name) => view.choices[name].length > 0 || filter[name] !== '').map((name) => (
        <NativeSelect
          key={name} label={t(`questionnaire.by.${name}`)} value={filter[name]} data-testid={`filter-${name}`}
          data={[{ value: '', label: t('questionnaire.allOfThem') }, ...view.choices[name].map((one) => ({ value: one.value, label: nameOf(name, one.value, one.name) }))]}
          onChange={(event) => onChange({ ...(view.anonymous ? NO_FILTER : filter), [name]: event.currentTarget.value })}
        />
      ))}
      {narrowed && <Button variant="subtle" onClick={() => onChange(NO_FILTER)} data-testid="no-filter">{t('questionnaire.unnarrow')}</Button>}
    </div>
  )
}
