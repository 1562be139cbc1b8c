// On the page of a case: how far mediation is prepared, and the way there.
import { useTranslation } from 'react-i18next'
import { INTAKE, openIntake } from '../../../cases/mediation.ts'
import type { PanelProps } from '../cases/CasePage.tsx'
import { mediationAddress } from '../place.ts'
import { Panel } from '../staff/Page.tsx'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { named, numbered } from './mediationWords.ts'

export function MediationPanel({ detail }: PanelProps) {
  const { t } = useTranslation()
  const { case: { id }, state: { mediation } } = detail
  const result = mediation.results.at(-1)
  return (
    <Panel heading={t('mediation.panel')} hint={t('mediation.panelHint')} actions={<PlaceLink to={mediationAddress(id)} className="page-link" testid="to-mediation">{t('mediation.open')}</PlaceLink>} testid="mediation-panel">
      <p className="item-facts quiet">
        <span>{t('mediation.intake')}: {INTAKE.length - openIntake(mediation).length} / {INTAKE.length}</span>
        <span>{t('mediation.issued')}: {mediation.dossiers.map(({ number }) => numbered(number)).join(' ') || '–'}</span>
        {result && <span>{t('mediation.result')}: {named('results', result.result)}</span>}
      </p>
    </Panel>
  )
}
