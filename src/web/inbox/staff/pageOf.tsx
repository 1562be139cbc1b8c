// Which page stands at a place; what one may not see is not found.
import type { ReactNode } from 'react'
import i18next from 'i18next'
import type { Action } from '../../../permissions.ts'
import type { MeView } from '../../../server/api/staff.ts'
import type { Place } from '../place.ts'
import { later } from './later.tsx'
import { NotFound } from './NotFound.tsx'

const MediationPage = later(async () => (await import('../mediation/MediationPage.tsx')).MediationPage)
const DossierPage = later(async () => (await import('../mediation/DossierPage.tsx')).DossierPage)
const LibraryPage = later(async () => (await import('../library/LibraryPage.tsx')).LibraryPage)
const StudyPage = later(async () => (await import('../library/StudyPage.tsx')).StudyPage)
const CasePage = later(async () => (await import('../cases/CasePage.tsx')).CasePage)
const CasesPage = later(async () => (await import('../cases/CasesPage.tsx')).CasesPage)
const OversightPage = later(async () => (await import('../cases/OversightPage.tsx')).OversightPage)
const PersonPage = later(async () => (await import('../person/PersonPage.tsx')).PersonPage)
const PartnerPage = later(async () => (await import('../partners/PartnerPage.tsx')).PartnerPage)
const PartnersPage = later(async () => (await import('../partners/PartnersPage.tsx')).PartnersPage)
const ConnectionsPage = later(async () => (await import('../connections/ConnectionsPage.tsx')).ConnectionsPage)
const ConnectionPage = later(async () => (await import('../connections/ConnectionPage.tsx')).ConnectionPage)
const CompaniesPage = later(async () => (await import('../companies/CompaniesPage.tsx')).CompaniesPage)
const CompanyPage = later(async () => (await import('../companies/CompanyPage.tsx')).CompanyPage)
const ReportsPage = later(async () => (await import('../reports/ReportsPage.tsx')).ReportsPage)
const ReportPage = later(async () => (await import('../reports/ReportPage.tsx')).ReportPage)
const OwnReportsPage = later(async () => (await import('../reports/OwnReportsPage.tsx')).OwnReportsPage)
const OwnReportPage = later(async () => (await import('../reports/OwnReportPage.tsx')).OwnReportPage)
const BoardPage = later(async () => (await import('../board/BoardPage.tsx')).BoardPage)
const BoardOpened = later(async () => (await import('../board/BoardOpened.tsx')).BoardOpened)
const FeedbackPage = later(async () => (await import('../feedback/FeedbackPage.tsx')).FeedbackPage)
const FeedbackOpened = later(async () => (await import('../feedback/FeedbackOpened.tsx')).FeedbackOpened)
const Account = later(async () => (await import('./Account.tsx')).Account)
const Approvals = later(async () => (await import('./Approvals.tsx')).Approvals)
const ArticlePage = later(async () => (await import('../articles/ArticlePage.tsx')).ArticlePage)
const ArticlesPage = later(async () => (await import('../articles/ArticlesPage.tsx')).ArticlesPage)
const GapsPage = later(async () => (await import('../articles/GapsPage.tsx')).GapsPage)
const GlossaryPage = later(async () => (await import('../translation/GlossaryPage.tsx')).GlossaryPage)
const HoursPage = later(async () => (await import('./HoursPage.tsx')).HoursPage)
const NumbersPage = later(async () => (await import('../numbers/NumbersPage.tsx')).NumbersPage)
const OnCallPage = later(async () => (await import('../oncall/OnCallPage.tsx')).OnCallPage)
const OutreachListPage = later(async () => (await import('../outreach/OutreachListPage.tsx')).OutreachListPage)
const OutreachPage = later(async () => (await import('../outreach/OutreachPage.tsx')).OutreachPage)
const Person = later(async () => (await import('./Person.tsx')).Person)
const QuestionnairePage = later(async () => (await import('../questionnaires/QuestionnairePage.tsx')).QuestionnairePage)
const QuestionnairesPage = later(async () => (await import('../questionnaires/QuestionnairesPage.tsx')).QuestionnairesPage)
const RecordPage = later(async () => (await import('./RecordPage.tsx')).RecordPage)
const Roles = later(async () => (await import('./Roles.tsx')).Roles)
const CommitteePage = later(async () => (await import('../committee/CommitteePage.tsx')).CommitteePage)
const PackPage = later(async () => (await import('../committee/PackPage.tsx')).PackPage)
const StatisticsPage = later(async () => (await import('../statistics/StatisticsPage.tsx')).StatisticsPage)
const PrivacyPage = later(async () => (await import('../privacy/PrivacyPage.tsx')).PrivacyPage)
const IncidentsPage = later(async () => (await import('../privacy/IncidentsPage.tsx')).IncidentsPage)
const IncidentPage = later(async () => (await import('../privacy/IncidentPage.tsx')).IncidentPage)
const TroublesPage = later(async () => (await import('../troubles/TroublesPage.tsx')).TroublesPage)
const OperationPage = later(async () => (await import('../operation/OperationPage.tsx')).OperationPage)
const Staff = later(async () => (await import('./Staff.tsx')).Staff)

/** Null where the conversations stand. */
export function pageOf(place: Place, me: MeView): ReactNode {
  const only = (action: Action, page: ReactNode) => (me.may.includes(action) ? page : <NotFound />)
  switch (place.type) {
    case 'account': return <Account me={me} />
    case 'staff': return only('staff.read', <Staff me={me} />)
    case 'person': return only('staff.read', <Person key={place.id} id={place.id} me={me} />)
    case 'roles': return only('desk.status', <Roles me={me} />)
    case 'approvals': return only('approvals.decide', <Approvals me={me} />)
    case 'connections': return only('connections.read', <ConnectionsPage />)
    case 'connection': return only('connections.read', <ConnectionPage key={place.id} id={place.id} me={me} />)
    case 'troubles': return only('troubles.read', <TroublesPage me={me} />)
    case 'status': return only('operation.read', <OperationPage />)
    case 'hours': return only('desk.status', <HoursPage me={me} />)
    case 'articles': return only('articles.read', <ArticlesPage me={me} />)
    case 'article': return only('articles.read', <ArticlePage key={place.topic} topic={place.topic} me={me} />)
    case 'gaps': return only('gaps.read', <GapsPage me={me} />)
    case 'glossary': return only('articles.read', <GlossaryPage me={me} />)
    case 'on-call': return only('desk.status', <OnCallPage me={me} />)
    case 'record': return only('audit.read', <RecordPage me={me} filter={place} />)
    case 'cases': return only('cases.read', <CasesPage />)
    case 'case': return only('cases.read', <CasePage key={place.id} id={place.id} me={me} />)
    case 'numbers': return only('conversations.read', <NumbersPage />)
    case 'worker': return only('conversations.read', <PersonPage key={place.id} id={place.id} />)
    case 'mediation': return only('cases.read', <MediationPage key={place.id} id={place.id} me={me} />)
    case 'dossier': return only('cases.read', <DossierPage key={`${place.id} ${place.number}`} id={place.id} number={place.number} />)
    case 'library': return only('library.read', <LibraryPage />)
    case 'study': return only('library.read', <StudyPage key={place.id} id={place.id} me={me} />)
    case 'oversight': return only('cases.oversee', <OversightPage />)
    case 'partners': return only('partners.read', <PartnersPage me={me} />)
    case 'partner': return only('partners.read', <PartnerPage key={place.id} id={place.id} me={me} />)
    case 'companies': return only('companies.read', <CompaniesPage me={me} />)
    case 'company': return only('companies.read', <CompanyPage key={place.id} id={place.id} me={me} />)
    case 'committee': return only('committee.read', <CommitteePage />)
    case 'pack': return only('committee.read', <PackPage key={place.id} id={place.id} me={me} />)
    case 'statistics': return only('statistics.read', <StatisticsPage />)
    case 'reports': return only('reports.read', <ReportsPage me={me} />)
    case 'report': return only('reports.read', <ReportPage key={place.id} id={place.id} me={me} />)
    case 'own-reports': return only('reports.own', <OwnReportsPage />)
    case 'own-report': return only('reports.own', <OwnReportPage key={place.id} id={place.id} />)
    case 'questionnaires': return only('questionnaires.read', <QuestionnairesPage me={me} />)
    case 'questionnaire': return only('questionnaires.read', <QuestionnairePage key={place.id} id={place.id} me={me} />)
    case 'feedback': return only('feedback.read', <FeedbackPage me={me} />)
    case 'voice': return only('feedback.read', <FeedbackOpened key={place.id} id={place.id} me={me} />)
    case 'board': return only('board.moderate', <BoardPage />)
    case 'boardItem': return only('board.moderate', <BoardOpened key={place.id} id={place.id} />)
    case 'outreach': return only('outreach.read', <OutreachListPage me={me} />)
    case 'broadcast': return only('outreach.read', <OutreachPage key={place.id} id={place.id} me={me} />)
    case 'privacy': return only('privacy.see', <PrivacyPage me={me} />)
    case 'incidents': return only('incidents.read', <IncidentsPage me={me} />)
    case 'incident': return only('incidents.read', <IncidentPage key={place.id} id={place.id} me={me} />)
    case 'conversation': return only('conversations.read', null)
    // Who may read no conversations begins where there is something for them.
    case 'list': return me.may.includes('conversations.read') ? null : firstPage(me)
    default: return null
  }
}

function firstPage(me: MeView): ReactNode {
  if (me.may.includes('articles.write')) return <ArticlesPage me={me} />
  if (me.may.includes('reports.own')) return <OwnReportsPage />
  if (me.may.includes('staff.read')) return <Staff me={me} />
  if (me.may.includes('committee.read') && !me.may.includes('audit.read')) return <CommitteePage />
  return me.may.includes('audit.read') ? <RecordPage me={me} filter={{ actor: '', object: '' }} /> : <Account me={me} />
}

export function pageTitle(place: Place): string | null {
  switch (place.type) {
    case 'account': return i18next.t('account.heading')
    case 'second-factor': return i18next.t('second.gateHeading')
    case 'staff': case 'person': return i18next.t('nav.staff')
    case 'roles': return i18next.t('nav.roles')
    case 'approvals': return i18next.t('nav.approvals')
    case 'connections': case 'connection': return i18next.t('nav.connections')
    case 'troubles': return i18next.t('nav.troubles')
    case 'status': return i18next.t('nav.status')
    case 'hours': return i18next.t('hours.page')
    case 'on-call': return i18next.t('onCall.page')
    case 'mediation': case 'dossier': return i18next.t('mediation.page')
    case 'library': case 'study': return i18next.t('nav.library')
    case 'cases': case 'case': return i18next.t('nav.cases')
    case 'numbers': return i18next.t('nav.numbers')
    case 'worker': return i18next.t('people.panel')
    case 'oversight': return i18next.t('nav.oversight')
    case 'partners': case 'partner': return i18next.t('nav.partners')
    case 'companies': case 'company': return i18next.t('nav.companies')
    case 'reports': case 'report': return i18next.t('nav.reports')
    case 'own-reports': case 'own-report': return i18next.t('nav.own-reports')
    case 'feedback': case 'voice': return i18next.t('nav.feedback')
    case 'board': case 'boardItem': return i18next.t('nav.board')
    case 'outreach': case 'broadcast': return i18next.t('nav.outreach')
    case 'privacy': return i18next.t('nav.privacy')
    case 'incidents': case 'incident': return i18next.t('nav.incidents')
    case 'record': return i18next.t('nav.record')
    case 'articles': case 'article': return i18next.t('nav.articles')
    case 'gaps': return i18next.t('nav.gaps')
    case 'glossary': return i18next.t('nav.glossary')
    case 'committee': case 'pack': return i18next.t('nav.committee')
    case 'statistics': return i18next.t('nav.statistics')
    case 'questionnaires': case 'questionnaire': return i18next.t('nav.questionnaires')
    default: return null
  }
}
