// One case: how grave, whose, what comes next, what was agreed to and told, and everything that happened.
import { useTranslation } from 'react-i18next'
import type { CaseDetail } from '../../../server/api/cases.ts'
import type { MeView } from '../../../server/api/staff.ts'
import { PAGES, workerAddress } from '../place.ts'
import { Answered } from '../staff/Answered.tsx'
import { RequestsPanel } from '../partners/RequestsPanel.tsx'
import { Page } from '../staff/Page.tsx'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { StudyPanel } from '../library/StudyPanel.tsx'
import { MediationPanel } from '../mediation/MediationPanel.tsx'
import { CaseHead } from './CaseHead.tsx'
import { useCase } from './caseQueries.ts'
import { ConsentPanel } from './ConsentPanel.tsx'
import { ContactsPanel } from './ContactsPanel.tsx'
import { DecisionsPanel } from './DecisionsPanel.tsx'
import { DisclosuresPanel } from './DisclosuresPanel.tsx'
import { FactsPanels } from './FactsPanels.tsx'
import { StagePanel } from './StagePanel.tsx'
import { TasksPanel } from './TasksPanel.tsx'
import { Timeline } from './Timeline.tsx'
import { WorkerPanel } from './WorkerPanel.tsx'

/** `may`: this reader may change it now. */
export interface PanelProps { readonly detail: CaseDetail; readonly may: boolean }

function Whole({ detail, me }: { readonly detail: CaseDetail; readonly me: MeView }) {
  const { t } = useTranslation()
  const { case: view, state } = detail
  const supervises = me.roles.includes('supervisor')
  const may = state.closing === null && (supervises || view.owner.id === me.id)
  return (
    <Page heading={view.pseudonym ?? t('case.company')} actions={<><PlaceLink to={PAGES.cases} className="page-link page-back">{t('case.back')}</PlaceLink>{view.person !== null && <PlaceLink to={workerAddress(view.person)} className="page-link" testid="to-person">{t('people.panel')}</PlaceLink>}</>} testid="case-page">
      <CaseHead detail={detail} may={may} me={me} />
      <TasksPanel detail={detail} may={may} />
      <StagePanel detail={detail} may={may} />
      <WorkerPanel detail={detail} may={may} />
      <FactsPanels detail={detail} may={may} />
      <DecisionsPanel detail={detail} may={may} />
      <ConsentPanel detail={detail} may={may} />
      <RequestsPanel detail={detail} may={may} />
      <DisclosuresPanel detail={detail} may={may} />
      <ContactsPanel detail={detail} may={may} />
      <MediationPanel detail={detail} may={may} />
      <StudyPanel detail={detail} may={may} />
      <Timeline detail={detail} may={may} />
    </Page>
  )
}

export function CasePage({ id, me }: { readonly id: string; readonly me: MeView }) {
  const one = useCase(id)
  return one.data === undefined
    ? <main className="page" id="page" tabIndex={-1}><div className="page-body"><Answered query={one}>{() => null}</Answered></div></main>
    : <Whole detail={one.data} me={me} />
}
