// The dossiers that were given away: which, to whom, when, and the PDF as it was.
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { PanelProps } from '../cases/CasePage.tsx'
import { itemNames, word } from '../cases/caseWords.ts'
import { dossierAddress } from '../place.ts'
import { Panel } from '../staff/Page.tsx'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { exactly } from '../time.ts'
import { pdfAddress } from './mediationRequests.ts'
import { numbered } from './mediationWords.ts'

const DIGEST_SHOWN = 12

export function Issued({ detail }: PanelProps) {
  const { t } = useTranslation()
  const { case: { id }, state: { mediation: { dossiers }, disclosures }, names } = detail
  return (
    <Panel heading={t('mediation.issued')} testid="issued">
      {dossiers.length === 0 ? <p className="quiet">{t('mediation.noIssued')}</p> : (
        <ul className="items">
          {dossiers.toReversed().map((one) => {
            const told = disclosures.find((disclosure) => disclosure.id === one.disclosure)
            return (
              <li key={one.number} className="item">
                <p className="item-text">
                  <strong>{numbered(one.number)}{told && ` · ${word('parties', told.party.type)} · ${told.party.name}`}</strong>
                  {told && <span>{itemNames(told.items)} — {told.purpose}</span>}
                  <span className="quiet">{exactly(one.at)} · {names[one.by] ?? one.by} · {t('mediation.digest', { digest: one.digest.slice(0, DIGEST_SHOWN) })}</span>
                </p>
                <span className="item-actions">
                  <PlaceLink to={dossierAddress(id, one.number)} className="page-link">{t('mediation.preview')}</PlaceLink>
                  <Button size="compact-sm" component="a" variant="default" href={pdfAddress(id, one.number)} target="_blank" rel="noreferrer" data-testid="issued-pdf">{t('mediation.pdf')}</Button>
                </span>
              </li>
            )
          })}
        </ul>
      )}
    </Panel>
  )
}
