// What they told us: the fields that somebody wrote in, what might be so and waits for a yes, and the fields nobody wrote in yet.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FACT_NAMES } from '../../../people/facts.ts'
import type { FactName } from '../../../people/facts.ts'
import type { PersonView } from '../../../server/api/people.ts'
import { useCompanyOf } from '../companies/companyQueries.ts'
import { show } from '../notices.ts'
import { useMay } from '../staff/staffQueries.ts'
import { useChange } from '../staff/useChange.ts'
import { nearestPrefecture } from '../thread/geography.ts'
import { prefectures } from '../../../people/prefectures.ts'
import { FactForm } from './FactForm.tsx'
import { FactRow } from './FactRow.tsx'
import { valueWords } from './factWords.ts'
import { noteFact } from './personRequests.ts'

interface FactsPartProps { readonly view: PersonView; readonly conversation: string | null }
interface Suggestion { readonly field: FactName; readonly value: unknown; readonly from: string }

function useSuggestions({ suggested }: PersonView): readonly Suggestion[] {
  const { t } = useTranslation()
  const near = suggested.place === null ? null : nearestPrefecture(suggested.place)
  return [
    ...suggested.company.map((value) => ({ field: 'company' as const, value, from: t('people.suggestCompany') })),
    ...(suggested.preferred === null ? [] : [{ field: 'preferred' as const, value: suggested.preferred, from: t('people.suggestPreferred') }]),
    ...(near === null ? [] : [{ field: 'place' as const, value: { prefecture: prefectures.indexOf(near.prefecture) + 1, municipality: '' }, from: t('people.suggestPlace') }]),
  ]
}

export function FactsPart({ view, conversation }: FactsPartProps) {
  const { t } = useTranslation()
  const may = useMay('conversations.write')
  const [adding, setAdding] = useState<FactName | null>(null)
  const suggestions = useSuggestions(view)
  const companyOf = useCompanyOf()
  const accepting = useChange({
    ask: ({ field, value }: Suggestion) => noteFact(view.id, { field, status: 'known', value, base: view.facts[field]?.entry ?? 0, conversation }), again: ['people'], told: true,
    onDone: () => show(t('people.saved')),
  })
  const isEmpty = (field: FactName) => (view.facts[field]?.status ?? 'empty') === 'empty'
  const missing = FACT_NAMES.filter((field) => isEmpty(field))
  return (
    <section className="profile-part" data-testid="facts">
      <h3>{t('people.told')}</h3>
      <p className="quiet">{t('people.toldHint')}</p>
      <dl className="profile-facts">
        {FACT_NAMES.map((field) => { const fact = view.facts[field]; return fact && !isEmpty(field) && <FactRow key={field} person={view.id} conversation={conversation} field={field} fact={fact} /> })}
      </dl>
      {may && suggestions.length > 0 && (
        <div className="profile-suggested" data-testid="suggested">
          <h4>{t('people.suggest')}</h4>
          <ul>
            {suggestions.map((one) => {
              const value = valueWords(one.field, one.value)
              return (
                <li key={`${one.field} ${value}`}>
                  <span>{t(`people.field.${one.field}`)}: <strong>{value}{one.field === 'company' && ` ${companyOf(value) ?? ''}`}</strong> <span className="quiet">{one.from}</span></span>
                  <Button size="compact-xs" variant="light" loading={accepting.isPending} aria-label={t('people.acceptNamed', { value, field: t(`people.field.${one.field}`) })} onClick={() => accepting.mutate(one)} data-testid={`accept-${one.field}`}>{t('people.accept')}</Button>
                </li>
              )
            })}
          </ul>
        </div>
      )}
      {may && missing.length > 0 && (
        <div className="profile-missing">
          <h4>{t('people.notYet')}</h4>
          <div className="profile-chips">
            {missing.map((field) => (
              <Button key={field} size="compact-xs" variant={adding === field ? 'light' : 'default'} aria-expanded={adding === field} aria-label={t('people.add', { field: t(`people.field.${field}`) })} onClick={() => setAdding(adding === field ? null : field)} data-testid={`add-${field}`}>+ {t(`people.field.${field}`)}</Button>
            ))}
          </div>
          {adding !== null && <FactForm key={adding} person={view.id} conversation={conversation} field={adding} fact={view.facts[adding]} onClose={() => setAdding(null)} onDone={() => { setAdding(null); show(t('people.saved')) }} />}
        </div>
      )}
    </section>
  )
}
