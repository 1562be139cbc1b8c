// What the pages of data protection ask of the server.
import { useQuery } from '@tanstack/react-query'
import type { IncidentBody, IncidentStep, IncidentsView, IncidentView } from '../../../server/api/incidents.ts'
import type { PrivacyCount, RequestDecided, RequestDecision, RequestsView, RuleChanged, RulePreview, RulesView } from '../../../server/api/privacy.ts'
import type { RequestKind } from '../../../privacy/requests.ts'
import { get, patch, post, remove } from '../api.ts'
import { need } from '../need.ts'

const SELDOM_MS = 60_000

/** First words of the queries that an act makes old. */
export const AGAIN = ['privacy-requests', 'privacy-rules', 'privacy-count']
export const AGAIN_INCIDENT = ['incidents', 'incident']

export const usePrivacyCount = (wanted: boolean) =>
  useQuery({ queryKey: ['privacy-count'], queryFn: () => need(get<PrivacyCount>('/api/privacy')), staleTime: SELDOM_MS, refetchInterval: SELDOM_MS, enabled: wanted })
export const useRequests = () => useQuery({ queryKey: ['privacy-requests'], queryFn: () => need(get<RequestsView>('/api/privacy/requests')), refetchInterval: SELDOM_MS })
export const decideRequest = (id: string, decision: RequestDecision) => post<RequestDecided>(`/api/privacy/requests/${encodeURIComponent(id)}/decision`, decision)
export const askFor = (person: string, kind: RequestKind, conversation: string | null) => post<unknown>(`/api/people/${encodeURIComponent(person)}/privacy`, { kind, conversation })
export const holdPerson = (person: string, reason: string) => post<unknown>(`/api/people/${encodeURIComponent(person)}/hold`, { reason })
export const liftHold = (person: string) => remove(`/api/people/${encodeURIComponent(person)}/hold`)

export const useRules = () => useQuery({ queryKey: ['privacy-rules'], queryFn: () => need(get<RulesView>('/api/privacy/rules')) })
export const usePreview = (kind: string, days: number | null) =>
  useQuery({ queryKey: ['privacy-preview', kind, days], queryFn: () => need(get<RulePreview>(`/api/privacy/rules/${kind}/preview?days=${days}`)), enabled: days !== null })
export const changeRule = (kind: string, days: number, reason: string) => patch<RuleChanged>(`/api/privacy/rules/${kind}`, { days, reason })
export const answerRule = (kind: string, decision: 'agree' | 'refuse') => post<unknown>(`/api/privacy/rules/${kind}/decision`, { decision })

export const useIncidents = () => useQuery({ queryKey: ['incidents'], queryFn: () => need(get<IncidentsView>('/api/incidents')) })
export const useIncident = (id: string) => useQuery({ queryKey: ['incident', id], queryFn: () => need(get<IncidentView>(`/api/incidents/${encodeURIComponent(id)}`)) })
export const beginIncident = (body: IncidentBody) => post<{ id: string }>('/api/incidents', body)
export const saveIncident = (id: string, revision: number, body: IncidentBody) => patch<unknown>(`/api/incidents/${encodeURIComponent(id)}`, { revision, ...body })
export const doStep = (id: string, step: IncidentStep) => post<unknown>(`/api/incidents/${encodeURIComponent(id)}/step`, step)
export const incidentPageAddress = (id: string) => `/api/incidents/${encodeURIComponent(id)}/page`
