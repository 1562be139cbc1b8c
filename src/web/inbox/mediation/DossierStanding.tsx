// What stands between a saved dossier and its being given away, and the ways on: look at it, have it checked, issue it.
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MediationView } from '../../../server/api/mediation.ts'
import { itemNames } from '../cases/caseWords.ts'
import { Icon } from '../Icon.tsx'
import { dossierAddress } from '../place.ts'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { GiveDossier } from './GiveDossier.tsx'
import { ConfirmTranslation } from './ConfirmTranslation.tsx'
import { pdfAddress } from './mediationRequests.ts'
import { named } from './mediationWords.ts'

interface StandingProps { readonly id: string; readonly view: MediationView; readonly dirty: boolean; readonly may: boolean }

export function DossierStanding({ id, view, dirty, may }: StandingProps) {
  const { t } = useTranslation()
  const { items, consented, missing, checked, faults, confirmed, language } = view
  const wanting = [
    ...faults.map((fault) => named('faults', fault)),
    ...(faults.includes('no_addressee') || consented ? [] : [missing.length > 0 ? t('mediation.missing', { items: itemNames(missing) }) : t('mediation.noConsent')]),
    ...(checked || faults.includes('no_addressee') ? [] : [t('mediation.unchecked')]),
  ]
  return (
    <section className="dossier-standing" data-testid="standing">
      <p>{t('mediation.tells', { items: itemNames(items) })}{consented && ` · ${t('mediation.consented')}`}</p>
      {confirmed && <p className="quiet">{t('mediation.confirmedBy', confirmed)}</p>}
      {wanting.length > 0 && <ul className="wanting" data-testid="wanting">{wanting.map((one) => <li key={one}><Icon name="attention" /><span>{one}</span></li>)}</ul>}
      <div className="item-actions">
        <PlaceLink to={dossierAddress(id, 0)} className="page-link" testid="preview">{t('mediation.preview')}</PlaceLink>
        <Button component="a" size="compact-sm" variant="default" href={pdfAddress(id, 0)} target="_blank" rel="noreferrer" data-testid="draft-pdf">{t('mediation.pdf')}</Button>
        {may && language !== 'ja' && faults.every((fault) => fault === 'not_confirmed' || fault === 'no_addressee') && !confirmed && <ConfirmTranslation id={id} revision={view.revision} disabled={dirty} />}
        {may && <GiveDossier id={id} revision={view.revision} disabled={dirty || wanting.length > 0} />}
      </div>
    </section>
  )
}
