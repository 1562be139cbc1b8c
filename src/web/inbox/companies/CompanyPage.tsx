// One company: what is known of it, what stands below it, its codes and what it declared, and who changed what.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { contractOn } from '../../../companies/company.ts'
import type { CompanyDetail } from '../../../server/api/companies.ts'
import type { MeView } from '../../../server/api/staff.ts'
import { openedAddress, PAGES } from '../place.ts'
import { Answered } from '../staff/Answered.tsx'
import { Page, Panel } from '../staff/Page.tsx'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { exactly } from '../time.ts'
import { CodesPanel } from './CodesPanel.tsx'
import { CompanyForm } from './CompanyForm.tsx'
import { useCompany, useCompanyNames } from './companyQueries.ts'
import { companyWord, contractWords, industryWord, periodWords, prefectureOf, valueWords } from './companyWords.ts'
import { EndContract } from './EndContract.tsx'
import { WorkersPanel } from './WorkersPanel.tsx'
import './companies.css'

function Facts({ detail: { company: { entry }, today, reached, parent } }: { readonly detail: CompanyDetail }) {
  const { t } = useTranslation()
  const facts: readonly (readonly [string, string])[] = [
    [companyWord('field', 'otherNames'), entry.otherNames.join(' / ')], [t('company.contract'), [contractWords(entry, today), periodWords(entry.contractFrom, entry.contractTo)].filter((part) => part !== '').join(' · ')],
    [t('company.tierLabel'), entry.tier === null ? t('company.noTier') : companyWord('tier', String(entry.tier))], [t('company.lotLabel'), companyWord('lot', entry.lot)], [t('company.scope'), entry.scope],
    [t('company.industry'), entry.industry === null ? '' : industryWord(entry.industry)], [t('company.prefecture'), prefectureOf(entry.prefecture)], [t('company.people'), reached === null ? t('company.fewOnly') : String(reached)],
  ]
  return (
    <dl className="facts" data-testid="company-facts">
      {parent && <div><dt>{t('company.parent')}</dt><dd><PlaceLink to={openedAddress('companies', parent.id)} className="page-link">{parent.name}</PlaceLink>{entry.relation !== null && `（${companyWord('relation', entry.relation)}）`}</dd></div>}
      {facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value === '' ? t('company.nothing') : value}</dd></div>)}
    </dl>
  )
}

function Changes({ changes }: Pick<CompanyDetail, 'changes'>) {
  const { t } = useTranslation()
  const known = useCompanyNames()
  const names = new Map(known.data?.companies.map(({ id, name }) => [id, name]))
  return (
    <Panel heading={t('company.changes')} testid="company-changes">
      {changes.length === 0 ? <p className="quiet">{t('company.noChanges')}</p> : (
        <ol className="record-list">
          {changes.map(({ at, by, change }, i) => (
            <li key={i} className="record-entry">
              <p className="record-head"><time dateTime={at}>{exactly(at)}</time><span>{by}</span></p>
              {Object.entries(change).map(([field, [before, after]]) => <p key={field}>{companyWord('field', field)}: <del>{valueWords(field, before, names)}</del> → {valueWords(field, after, names)}</p>)}
            </li>
          ))}
        </ol>
      )}
    </Panel>
  )
}

function Whole({ detail, me }: { readonly detail: CompanyDetail; readonly me: MeView }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState<'edit' | 'end' | null>(null)
  const { company, below, changes, today } = detail
  const mayManage = me.may.includes('companies.manage')
  const runs = ['inForce', 'endsSoon'].includes(contractOn(company.entry, today))
  const actions = mayManage ? (
    <div className="item-actions">
      {runs && <Button size="compact-sm" variant="default" onClick={() => setOpen('end')} data-testid="end-contract">{t('company.end')}</Button>}
      <Button size="compact-sm" variant="default" onClick={() => setOpen('edit')} data-testid="edit-company">{t('company.edit')}</Button>
    </div>
  ) : undefined
  return (
    <Page heading={company.entry.name} actions={<PlaceLink to={PAGES.companies} className="page-link page-back">{t('company.back')}</PlaceLink>} testid="company-page">
      <Panel heading={t('company.facts')} actions={actions}><Facts detail={detail} /></Panel>
      <CodesPanel detail={detail} mayManage={mayManage} />
      <Panel heading={t('company.below')} testid="below">
        {below.length === 0 ? <p className="quiet">{t('company.noBelow')}</p> : (
          <ul className="items">{below.map(({ id, name, relation }) => <li key={id} className="item"><PlaceLink to={openedAddress('companies', id)} className="page-link">{name}</PlaceLink>{relation !== null && <span className="tag tag-plain">{companyWord('relation', relation)}</span>}</li>)}</ul>
        )}
      </Panel>
      <WorkersPanel detail={detail} mayManage={mayManage} />
      <Changes changes={changes} />
      {open === 'edit' && <CompanyForm company={company} onClose={() => setOpen(null)} />}
      {open === 'end' && <EndContract company={company} today={today} onClose={() => setOpen(null)} />}
    </Page>
  )
}

export function CompanyPage({ id, me }: { readonly id: string; readonly me: MeView }) {
  const one = useCompany(id)
  return one.data === undefined
    ? <main className="page" id="page" tabIndex={-1}><div className="page-body"><Answered query={one}>{() => null}</Answered></div></main>
    : <Whole detail={one.data} me={me} />
}
