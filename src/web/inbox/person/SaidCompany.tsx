// What they said of their company in their own words, and which company of the desk's that is: somebody decides.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { folded } from '../../../companies/company.ts'
import type { CompanyNames } from '../../../server/api/companies.ts'
import type { PersonView } from '../../../server/api/people.ts'
import { CompanyChoice } from '../companies/CompanyChoice.tsx'
import { useCompanyNames } from '../companies/companyQueries.ts'
import { show } from '../notices.ts'
import { useMay } from '../staff/staffQueries.ts'
import { useChange } from '../staff/useChange.ts'
import { exactly } from '../time.ts'
import { noteFact } from './personRequests.ts'

/** Of the company whose name, or one of whose other names, is exactly that; empty where there is none, or several. */
function codeFor(said: string, names: CompanyNames | undefined): string {
  const alike = names?.companies.filter(({ name, otherNames }) => [name, ...otherNames].some((one) => folded(one) === folded(said))) ?? []
  return alike.length === 1 ? alike[0]?.code ?? '' : ''
}

export function SaidCompany({ view, conversation }: { readonly view: PersonView; readonly conversation: string | null }) {
  const { t } = useTranslation()
  const may = useMay('conversations.write')
  const names = useCompanyNames()
  const [chosen, setChosen] = useState<string | null>(null)
  const matching = useChange({
    ask: (code: string) => noteFact(view.id, { field: 'company', status: 'known', value: code, base: view.facts.company?.entry ?? 0, conversation }), again: ['people'], told: true,
    onDone: () => show(t('people.saved')),
  })
  const [latest] = view.saidCompanies
  if (latest === undefined) return null
  const code = chosen ?? codeFor(latest.text, names.data)
  return (
    <section className="profile-part" data-testid="said-company">
      <h3>{t('company.said')}</h3>
      <p className="quiet">{t('company.saidHint')}</p>
      <ul className="profile-list">{view.saidCompanies.map(({ id, text, at }) => <li key={id}><q className="profile-note">{text}</q><span className="quiet">{exactly(at)}</span></li>)}</ul>
      {may && (
        <div className="form">
          <CompanyChoice label={t('company.pick')} code={code} onChoose={setChosen} />
          <Button size="compact-sm" variant="light" disabled={code === '' || view.facts.company?.value === code} loading={matching.isPending} onClick={() => matching.mutate(code)} data-testid="match-company">{t('company.match')}</Button>
        </div>
      )}
    </section>
  )
}
