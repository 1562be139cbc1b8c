// The companies as a tree: who takes part, what is related to whom, and the ways to add them.
import { useState } from 'react'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { contractOn, folded } from '../../../companies/company.ts'
import { LOTS } from '../../../companies/lots.ts'
import { inTree } from '../../../companies/tree.ts'
import type { ListedCompany } from '../../../server/api/companies.ts'
import type { MeView } from '../../../server/api/staff.ts'
import { Icon } from '../Icon.tsx'
import { Answered } from '../staff/Answered.tsx'
import { Page } from '../staff/Page.tsx'
import { CompanyForm } from './CompanyForm.tsx'
import { useCompanies, useCompanyNames } from './companyQueries.ts'
import { EXPORT } from './companyRequests.ts'
import { CompanyRow } from './CompanyRow.tsx'
import { companyWord } from './companyWords.ts'
import { ImportCompanies } from './ImportCompanies.tsx'
import './companies.css'

const NO_FILTER = { text: '', lot: '', state: '' }
const STATES = ['inForce', 'ended'] as const

export function CompaniesPage({ me }: { readonly me: MeView }) {
  const { t } = useTranslation()
  const companies = useCompanies()
  const names = useCompanyNames()
  const [filter, setFilter] = useState(NO_FILTER)
  const [open, setOpen] = useState<'add' | 'import' | null>(null)
  const set = (change: Partial<typeof NO_FILTER>) => setFilter((before) => ({ ...before, ...change }))
  const wanted = filter.text.trim()
  const byCode = Object.entries(names.data?.byCode ?? {}).filter(([code]) => wanted !== '' && code.includes(wanted.normalize('NFKC').toUpperCase())).map(([, name]) => name)
  const shown = ({ entry }: ListedCompany, today: string) => (wanted === '' || [entry.name, ...entry.otherNames].some((name) => folded(name).includes(folded(wanted))) || byCode.includes(entry.name))
    && (filter.lot === '' || entry.lot === filter.lot)
    && (filter.state === '' || (filter.state === 'ended') === (contractOn(entry, today) === 'ended'))
  const any = { value: '', label: t('company.all') }
  const actions = me.may.includes('companies.manage') && (
    <div className="item-actions">
      <Button component="a" href={EXPORT} variant="default" data-testid="export-companies">{t('company.export')}</Button>
      <Button variant="default" onClick={() => setOpen('import')} data-testid="import-companies">{t('company.import')}</Button>
      <Button leftSection={<Icon name="plus" />} onClick={() => setOpen('add')} data-testid="add-company">{t('company.add')}</Button>
    </div>
  )
  return (
    <Page heading={t('company.page')} intro={t('company.intro')} actions={actions} testid="companies-page">
      <Answered query={companies}>
        {({ companies: all, today, standing }) => {
          const found = all.filter((one) => shown(one, today))
          // Only what matches stands in the tree; whose parent does not, stands at the top and says below whom.
          const tree = inTree(found.map((one) => ({ ...one, parent: one.entry.parent })))
          const parents = new Map(all.map(({ id, entry }) => [id, entry.name]))
          return all.length === 0 ? <p className="panel empty" data-testid="no-companies">{t('company.empty')}</p> : (
            <>
              <form className="form-row" role="search" onSubmit={(event) => event.preventDefault()}>
                <TextInput label={t('company.search')} type="search" autoComplete="off" value={filter.text} onChange={(event) => set({ text: event.currentTarget.value })} />
                <NativeSelect label={t('company.lotLabel')} value={filter.lot} onChange={(event) => set({ lot: event.currentTarget.value })} data={[any, ...LOTS.map((value) => ({ value, label: companyWord('lot', value) }))]} />
                <NativeSelect label={t('company.contract')} value={filter.state} onChange={(event) => set({ state: event.currentTarget.value })} data={[any, ...STATES.map((value) => ({ value, label: t(`company.state.${value}`, { day: '' }) }))]} />
              </form>
              {found.length === 0 ? <p className="panel empty">{t('company.noneMatch')}</p> : (
                <ul className="panel items tree" data-testid="companies">
                  {tree.map(({ company, depth }) => <CompanyRow key={company.id} company={company} depth={depth} today={today} counting={standing.type === 'counting'} parent={depth === 0 && company.entry.parent !== null ? parents.get(company.entry.parent) ?? null : null} />)}
                </ul>
              )}
            </>
          )
        }}
      </Answered>
      {open === 'add' && <CompanyForm company={null} onClose={() => setOpen(null)} />}
      {open === 'import' && <ImportCompanies onClose={() => setOpen(null)} />}
    </Page>
  )
}
