// What a company's own account opens first: the reports that were released for it, and how to read them.
import { useTranslation } from 'react-i18next'
import type { OwnReportLine } from '../../../server/api/reports.ts'
import { openedAddress } from '../place.ts'
import { Answered } from '../staff/Answered.tsx'
import { Page, Panel } from '../staff/Page.tsx'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { dateName, dateOf } from '../time.ts'
import { OwnGuide } from './OwnGuide.tsx'
import { useOwnReports } from './reportQueries.ts'
import { monthsName } from './reportWords.ts'
import './reports.css'

export function OwnReportsPage() {
  const { t } = useTranslation()
  const own = useOwnReports()
  return (
    <Answered query={own}>
      {({ company, reports }) => (
        <Page heading={t('nav.own-reports')} intro={company === null ? t('ownReports.noCompany') : t('ownReports.intro', { company: company.name })} testid="own-reports">
          <Panel heading={t('nav.own-reports')} testid="own-list">
            {reports.length === 0 ? <p className="empty">{t('ownReports.none')}</p> : <ul className="items">{reports.map((one) => <Line key={one.id} report={one} />)}</ul>}
          </Panel>
          <OwnGuide />
        </Page>
      )}
    </Answered>
  )
}

function Line({ report }: { readonly report: OwnReportLine }) {
  const { t } = useTranslation()
  const { id, releasedAt, withdrawn } = report
  return (
    <li className="item">
      <p className="item-text">
        {withdrawn ? <strong>{monthsName(report)}</strong> : <PlaceLink to={openedAddress('own-reports', id)} className="page-link" testid="own-report-link">{monthsName(report)}</PlaceLink>}
        <span className="quiet">{withdrawn ? t('ownReports.withdrawn') : t('ownReports.released', { day: dateName(dateOf(releasedAt)) })}</span>
      </p>
    </li>
  )
}
