// The company's codes: what each opens and how long it counts, what carries it, and how it is taken back.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CodeView, CompanyDetail } from '../../../server/api/companies.ts'
import { Icon } from '../Icon.tsx'
import { show } from '../notices.ts'
import { Panel } from '../staff/Page.tsx'
import { useChange } from '../staff/useChange.ts'
import { dateName, exactly } from '../time.ts'
import { CodeForm } from './CodeForm.tsx'
import { CodeLinks } from './CodeLinks.tsx'
import { restoreCode, withdrawCode } from './companyRequests.ts'
import { companyWord, opensWords, periodWords } from './companyWords.ts'
import { FlyerDialog } from './FlyerDialog.tsx'

export function CodesPanel({ detail, mayManage }: { readonly detail: CompanyDetail; readonly mayManage: boolean }) {
  const { t } = useTranslation()
  const [making, setMaking] = useState(false)
  return (
    <Panel heading={t('company.codes')} hint={t('company.codesHint')} testid="codes"
      actions={mayManage ? <Button size="compact-sm" leftSection={<Icon name="plus" size={14} />} onClick={() => setMaking(true)} data-testid="new-code">{t('company.newCode')}</Button> : undefined}>
      <ul className="items">{detail.codes.map((code) => <CodeItem key={code.code} company={detail.company.id} code={code} opens={detail.opens} mayManage={mayManage} />)}</ul>
      {making && <CodeForm detail={detail} onClose={() => setMaking(false)} />}
    </Panel>
  )
}

interface ItemProps { readonly company: string; readonly code: CodeView; readonly opens: CompanyDetail['opens']; readonly mayManage: boolean }

function CodeItem({ company, code: one, opens, mayManage }: ItemProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState<'links' | 'flyer' | null>(null)
  const { code, state } = one
  const restoring = useChange({ ask: () => restoreCode(company, code), again: ['companies'], told: true, onDone: () => show(t('company.restored', { code })) })
  const withdrawing = useChange({ ask: () => withdrawCode(company, code), again: ['companies'], told: true, onDone: () => show(t('company.withdrawn', { code }), 'done', () => restoring.mutate(undefined)) })
  // Nobody prints what leads nowhere.
  const counts = state === 'valid' || state === 'ahead'
  const period = periodWords(one.validFrom, one.validTo)
  return (
    <li className="item" data-testid={`code-${code}`}>
      <p className="item-text">
        <span className="item-facts">
          <code className="company-code">{code}</code>
          <span className="tag" data-state={state}>{t(`company.codeState.${state}`, { day: one.validFrom === null ? '' : dateName(one.validFrom) })}</span>
          <span className="tag tag-plain">{companyWord('lot', one.lot)}</span>
        </span>
        <span className="item-facts">{one.campaign !== '' && <span>{one.campaign}</span>}<span>{opensWords(one.opens, opens)}</span>{period !== '' && <span>{period}</span>}{one.source !== '' && <span>{one.source}</span>}</span>
        <span className="quiet">{exactly(one.at)} {one.by}</span>
      </p>
      <div className="item-actions">
        {counts && <Button size="compact-sm" variant="default" aria-expanded={open === 'links'} aria-label={t('company.carryNamed', { code })} onClick={() => setOpen(open === 'links' ? null : 'links')} data-testid="links">{t('company.carry')}</Button>}
        {counts && <Button size="compact-sm" variant="default" aria-label={t('company.flyerNamed', { code })} onClick={() => setOpen('flyer')} data-testid="flyer">{t('company.flyer')}</Button>}
        {mayManage && (state === 'withdrawn'
          ? <Button size="compact-sm" variant="default" loading={restoring.isPending} onClick={() => restoring.mutate(undefined)} data-testid="restore">{t('company.restore')}</Button>
          : <Button size="compact-sm" variant="default" loading={withdrawing.isPending} aria-label={t('company.withdrawNamed', { code })} onClick={() => withdrawing.mutate(undefined)} data-testid="withdraw">{t('company.withdraw')}</Button>)}
      </div>
      {counts && open === 'links' && <CodeLinks company={company} code={code} />}
      {open === 'flyer' && <FlyerDialog company={company} code={code} onClose={() => setOpen(null)} />}
    </li>
  )
}
