// Who was checked for conflicts of interest, against which companies, and when.
import { useTranslation } from 'react-i18next'
import { ActButton } from '../cases/ActForm.tsx'
import type { PanelProps } from '../cases/CasePage.tsx'
import { Panel } from '../staff/Page.tsx'
import { exactly } from '../time.ts'

export function ConflictChecks({ detail, may }: PanelProps) {
  const { t } = useTranslation()
  const { case: { id }, state: { conflictChecks }, names } = detail
  const adding = <ActButton id={id} testid="check-conflicts" label={t('mediation.addConflict')} fields={[{ name: 'whom', label: t('mediation.whom') }]} build={(values) => ({ type: 'checkConflicts', ...values })} />
  return (
    <Panel heading={t('mediation.conflicts')} hint={t('mediation.conflictsHint')} actions={may ? adding : undefined} testid="conflict-checks">
      {conflictChecks.length === 0 ? <p className="quiet">{t('mediation.noConflicts')}</p> : (
        <ul className="items">
          {conflictChecks.toReversed().map((check) => (
            <li key={`${check.at} ${check.whom}`} className="item">
              <p className="item-text">
                <strong>{names[check.whom] ?? check.whom}</strong>
                {check.companies.length > 0 && <span>{t('mediation.against', { companies: check.companies.join(', ') })}</span>}
                <span className="quiet">{exactly(check.at)} · {names[check.by] ?? check.by}</span>
              </p>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
