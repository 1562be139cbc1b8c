// A released report as the company's own account reads it, and takes it home.
import { useTranslation } from 'react-i18next'
import { PAGES } from '../place.ts'
import { Answered } from '../staff/Answered.tsx'
import { Page } from '../staff/Page.tsx'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { OwnGuide } from './OwnGuide.tsx'
import { ReportPreview } from './ReportPreview.tsx'
import { useOwnReport } from './reportQueries.ts'
import { monthsName } from './reportWords.ts'

export function OwnReportPage({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  const own = useOwnReport(id)
  return (
    <Answered query={own}>
      {(report) => (
        <Page heading={monthsName(report)} actions={<PlaceLink to={PAGES['own-reports']} className="page-link page-back">{t('ownReports.back')}</PlaceLink>} testid="own-report">
          <ReportPreview side="own" id={id} revision={0} />
          <div className="not-printed"><OwnGuide /></div>
        </Page>
      )}
    </Answered>
  )
}
