// Every request of the pages about cases.
import type { ActInput, OpeningInput } from '../../../cases/acts.ts'
import type { Item, Party } from '../../../cases/consent.ts'
import type { CaseCandidateView, CaseDetail, CaseListView, CaseOpened, CaseSeen, CaseView, ConsentTextView, Oversight, SummaryDraft } from '../../../server/api/cases.ts'
import { get, post } from '../api.ts'

const of = (id: string) => `/api/cases/${encodeURIComponent(id)}`

export type ListName = 'mine' | 'unassigned' | 'all' | 'overdue' | 'escalated' | 'closed'
export const LISTS: readonly ListName[] = ['mine', 'unassigned', 'all', 'overdue', 'escalated', 'closed']

export const getCases = (list: ListName) => get<CaseListView>(`/api/cases?list=${list}`)
export const getCase = (id: string) => get<CaseDetail>(of(id))
export const getOversight = () => get<Oversight>('/api/cases/oversight')
export const getCasesHere = (conversation: string) => get<{ readonly cases: readonly CaseView[] }>(`/api/conversations/${encodeURIComponent(conversation)}/cases`)
export const getCandidates = (id: string) => get<{ readonly candidates: readonly CaseCandidateView[] }>(`${of(id)}/candidates`)

export interface NewCase { readonly conversation: string | null; readonly language: string | null; readonly opening: OpeningInput }
export const openCase = (wanted: NewCase) => post<CaseOpened>('/api/cases', wanted)
export const takeNext = () => post<CaseOpened>('/api/cases/next', {})
/** One of `Act`, as a form holds it: the server checks what stands in it. */
export interface AskedAct { readonly type: ActInput['type']; readonly [name: string]: unknown }
export const act = (id: string, wanted: AskedAct) => post<unknown>(`${of(id)}/acts`, wanted)
export const getSeen = (id: string) => get<CaseSeen>(`${of(id)}/seen`)
export const draftSummary = (id: string) => post<SummaryDraft>(`${of(id)}/summary-draft`, {})
export const give = (id: string, staff: string | null, reason: string) => post<unknown>(`${of(id)}/owner`, { staff, reason })
export const getConsentText = (id: string, asked: { readonly party: Party; readonly items: readonly Item[]; readonly until: string }) => post<ConsentTextView>(`${of(id)}/consent-text`, asked)
