// The register of incidents: what is open with its clocks, what was closed, and beginning an entry.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MeView } from '../../../server/api/staff.ts'
import { go, openedAddress } from '../place.ts'
import { Answered } from '../staff/Answered.tsx'
import { Page, Panel } from '../staff/Page.tsx'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { exactly } from '../time.ts'
import { Clocks } from './Clocks.tsx'
import { IncidentForm } from './IncidentForm.tsx'
import { beginIncident, useIncidents } from './privacyRequests.ts'
import './privacy.css'

export function IncidentsPage({ me }: { readonly me: MeView }) {
  const { t } = useTranslation()
  const [beginning, setBeginning] = useState(false)
  return (
    <Page
      heading={t('nav.incidents')} intro={t('incident.intro')} testid="incidents"
      actions={me.may.includes('incidents.write') && !beginning && <Button onClick={() => setBeginning(true)} data-testid="begin-incident">{t('incident.begin')}</Button>}
    >
      {beginning && (
        <Panel heading={t('incident.begin')}>
          <IncidentForm initial={null} ask={beginIncident} onDone={(made) => { if (made) go(openedAddress('incidents', made.id)) }} onCancel={() => setBeginning(false)} />
        </Panel>
      )}
      <Answered query={useIncidents()}>
        {({ incidents }) => (incidents.length === 0
          ? <p className="empty">{t('incident.none')}</p>
          : (
            <ul className="items">
              {incidents.map((one) => (
                <li key={one.id} className="item" data-testid="incident">
                  <div className="item-text">
                    <PlaceLink to={openedAddress('incidents', one.id)} className="page-link">{one.title}</PlaceLink>
                    <span className="item-facts quiet"><span>{t('incident.knownAt')}: {exactly(one.knownAt)}</span><span>{t('incident.people')}: {one.people ?? t('incident.peopleUnknown')}</span></span>
                    {one.closedAt === null ? <Clocks of={one} /> : <span className="quiet">{t('incident.closed')}</span>}
                  </div>
                </li>
              ))}
            </ul>
          ))}
      </Answered>
    </Page>
  )
}
