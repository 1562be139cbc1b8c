// Where each fact of an article was read.
import { ActionIcon, Button, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ArticleText, FaultView } from '../../../server/api/knowledge.ts'
import { Icon } from '../Icon.tsx'
import { faultsAt } from './faults.ts'

interface SourceProps { readonly text: ArticleText; readonly faults: readonly FaultView[]; onChange?(text: ArticleText): void }
type Source = ArticleText['sources'][number]

/** What is empty is left out of the file. */
const cleaned = (source: Source): Source => Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''))

export function SourceFields({ text, faults, onChange }: SourceProps) {
  const { t } = useTranslation()
  const readOnly = !onChange
  const put = (place: number, next: Source | null) => onChange?.({ ...text, sources: text.sources.flatMap((source, i) => (i === place ? (next === null ? [] : [cleaned(next)]) : [source])) })
  return (
    <fieldset className="choice" data-testid="sources">
      <legend>{t('article.field.sources')}</legend>
      {faultsAt(faults, 'sources') !== null && <p className="weak" role="alert">{faultsAt(faults, 'sources')}</p>}
      {text.sources.map((source, i) => (
        <div key={i} className="form-row source">
          <TextInput label={t('article.source.law')} value={source.law ?? ''} readOnly={readOnly} onChange={(event) => put(i, { ...source, law: event.currentTarget.value })} />
          <TextInput label={t('article.source.office')} value={source.office ?? ''} readOnly={readOnly} onChange={(event) => put(i, { ...source, office: event.currentTarget.value })} />
          <TextInput label={t('article.source.url')} value={source.url ?? ''} readOnly={readOnly} onChange={(event) => put(i, { ...source, url: event.currentTarget.value })} error={faultsAt(faults, `sources.${i}.url`)} />
          <TextInput label={t('article.source.read')} type="date" value={source.read ?? ''} readOnly={readOnly} onChange={(event) => put(i, { ...source, read: event.currentTarget.value })} error={faultsAt(faults, `sources.${i}.read`)} />
          {!readOnly && <ActionIcon variant="subtle" size="lg" aria-label={t('article.source.remove', { number: i + 1 })} onClick={() => put(i, null)}><Icon name="close" /></ActionIcon>}
        </div>
      ))}
      {!readOnly && <div><Button variant="light" size="compact-md" leftSection={<Icon name="plus" />} onClick={() => onChange({ ...text, sources: [...text.sources, {}] })}>{t('article.source.add')}</Button></div>}
    </fieldset>
  )
}
