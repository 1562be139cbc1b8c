// The desk's pages in the order and the groups of the navigation, each with what it takes to open it.
import type { Action } from '../../../permissions.ts'
import { LIST, PAGES } from '../place.ts'
import type { Place } from '../place.ts'

export type PageName = 'conversations' | Exclude<keyof typeof PAGES, 'account' | 'second-factor'>
export type GroupName = 'voices' | 'knowledge' | 'figures' | 'running' | 'administration'

export interface NavigationPage {
  /** Of `nav.<name>` in the locales, and of the element's test id. */
  readonly name: PageName
  readonly to: string
  /** The places that belong to it. */
  readonly types: readonly Place['type'][]
  readonly needs: Action
}

/** What stands in the bar itself. */
export const FIRST_PAGES: readonly NavigationPage[] = [
  { name: 'conversations', to: LIST, types: ['list', 'conversation'], needs: 'conversations.read' },
  { name: 'cases', to: PAGES.cases, types: ['cases', 'case', 'mediation', 'dossier'], needs: 'cases.read' },
  { name: 'own-reports', to: PAGES['own-reports'], types: ['own-reports', 'own-report', 'list'], needs: 'reports.own' },
]

/** And what stands behind a word. */
export const PAGE_GROUPS: readonly { readonly group: GroupName; readonly pages: readonly NavigationPage[] }[] = [
  {
    group: 'voices',
    pages: [
      { name: 'companies', to: PAGES.companies, types: ['companies', 'company'], needs: 'companies.read' },
      { name: 'questionnaires', to: PAGES.questionnaires, types: ['questionnaires', 'questionnaire'], needs: 'questionnaires.read' },
      { name: 'feedback', to: PAGES.feedback, types: ['feedback', 'voice'], needs: 'feedback.read' },
      { name: 'board', to: PAGES.board, types: ['board', 'boardItem'], needs: 'board.moderate' },
      { name: 'outreach', to: PAGES.outreach, types: ['outreach', 'broadcast'], needs: 'outreach.read' },
    ],
  },
  {
    group: 'knowledge',
    pages: [
      { name: 'articles', to: PAGES.articles, types: ['articles', 'article'], needs: 'articles.read' },
      { name: 'gaps', to: PAGES.gaps, types: ['gaps'], needs: 'gaps.read' },
      { name: 'glossary', to: PAGES.glossary, types: ['glossary'], needs: 'articles.read' },
      { name: 'library', to: PAGES.library, types: ['library', 'study'], needs: 'library.read' },
    ],
  },
  {
    group: 'figures',
    pages: [
      { name: 'numbers', to: PAGES.numbers, types: ['numbers'], needs: 'conversations.read' },
      { name: 'statistics', to: PAGES.statistics, types: ['statistics'], needs: 'statistics.read' },
      { name: 'reports', to: PAGES.reports, types: ['reports', 'report'], needs: 'reports.read' },
      { name: 'committee', to: PAGES.committee, types: ['committee', 'pack'], needs: 'committee.read' },
    ],
  },
  {
    group: 'running',
    pages: [
      { name: 'oversight', to: PAGES.oversight, types: ['oversight'], needs: 'cases.oversee' },
      { name: 'partners', to: PAGES.partners, types: ['partners', 'partner'], needs: 'partners.read' },
      { name: 'hours', to: PAGES.hours, types: ['hours'], needs: 'desk.status' },
      { name: 'on-call', to: PAGES['on-call'], types: ['on-call'], needs: 'desk.status' },
    ],
  },
  {
    group: 'administration',
    pages: [
      { name: 'staff', to: PAGES.staff, types: ['staff', 'person'], needs: 'staff.read' },
      { name: 'approvals', to: PAGES.approvals, types: ['approvals'], needs: 'approvals.decide' },
      { name: 'connections', to: PAGES.connections, types: ['connections', 'connection'], needs: 'connections.read' },
      { name: 'troubles', to: PAGES.troubles, types: ['troubles'], needs: 'troubles.read' },
      { name: 'status', to: PAGES.status, types: ['status'], needs: 'operation.read' },
      { name: 'privacy', to: PAGES.privacy, types: ['privacy'], needs: 'privacy.see' },
      { name: 'incidents', to: PAGES.incidents, types: ['incidents', 'incident'], needs: 'incidents.read' },
      { name: 'record', to: PAGES.record, types: ['record'], needs: 'audit.read' },
      { name: 'roles', to: PAGES.roles, types: ['roles'], needs: 'desk.status' },
    ],
  },
]
