// One company report at the desk: where it stands, what is recommended in it, and how the company will see it.
import { useTranslation } from 'react-i18next'
import type { ReportView } from '../../../server/api/reports.ts'
import type { MeView } from '../../../server/api/staff.ts'
import { PAGES } from '../place.ts'
import { Answered } from '../staff/Answered.tsx'
import { Page } from '../staff/Page.tsx'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { Recommendations } from './Recommendations.tsx'
import { ReleasePanel } from './ReleasePanel.tsx'
import { ReportPreview } from './ReportPreview.tsx'
import { useReport } from './reportQueries.ts'
import { companyName, monthsName } from './reportWords.ts'

export function ReportPage({ id, me }: { readonly id: string; readonly me: MeView }) {
  const { t } = useTranslation()
  const report = useReport(id)
  const back = <PlaceLink to={PAGES.reports} className="page-link page-back">{t('reports.back')}</PlaceLink>
  return (
    <Answered query={report}>
      {(view: ReportView) => (
        <Page heading={`${companyName(view.company)} ${monthsName(view)}`} actions={<>{back}<span className="report-state" data-state={view.state} data-testid="report-state">{t(`reports.state.${view.state}`)}</span></>} testid="report-page">
          <ReleasePanel view={view} me={me} />
          {view.state === 'draft' && me.may.includes('reports.write') && <Recommendations key={id} view={view} />}
          <ReportPreview side="desk" id={id} revision={view.revision} />
        </Page>
      )}
    </Answered>
  )
}
