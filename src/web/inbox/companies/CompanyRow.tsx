// One company in the tree.
import { useTranslation } from 'react-i18next'
import { contractOn } from '../../../companies/company.ts'
import type { ListedCompany } from '../../../server/api/companies.ts'
import { openedAddress } from '../place.ts'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { companyWord, contractWords, industryWord, prefectureOf, reachedWords, workersWords } from './companyWords.ts'

interface CompanyRowProps { readonly company: ListedCompany; readonly depth: number; readonly today: string; readonly parent: string | null; readonly counting: boolean }

/** `parent`: below whom it stands, where that is not in sight. */
export function CompanyRow({ company: { id, entry, workers, codes, reached }, depth, today, parent, counting }: CompanyRowProps) {
  const { t } = useTranslation()
  const state = contractOn(entry, today)
  return (
    <li className="item branch" data-depth={Math.min(depth, 4)} data-testid="company">
      <p className="item-text">
        <span className="item-facts">
          <PlaceLink to={openedAddress('companies', id)} className="page-link">{entry.name}</PlaceLink>
          {entry.relation !== null && <span className="tag tag-plain">{companyWord('relation', entry.relation)}</span>}
          {entry.tier !== null && <span className="tag">{companyWord('tier', String(entry.tier))}</span>}
          <span className="tag tag-plain">{companyWord('lot', entry.lot)}</span>
        </span>
        {parent !== null && <span className="quiet">{t('company.parent')}: {parent}</span>}
        <span className="item-facts">
          {state !== 'none' && <span className="contract" data-state={state}>{contractWords(entry, today)}</span>}
          {entry.industry !== null && <span>{industryWord(entry.industry)}</span>}
          {entry.prefecture !== null && <span>{prefectureOf(entry.prefecture)}</span>}
        </span>
        <span className="item-facts quiet"><span>{workersWords(workers)}</span><span>{counting ? t('count.counting') : reachedWords(reached)}</span><span>{t('company.codesOf', { count: codes })}</span></span>
      </p>
    </li>
  )
}
