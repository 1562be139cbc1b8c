// Every request of the pages about the library.
import type { Study } from '../../../cases/study.ts'
import type { LibraryView, StudyBegun, StudyPage, StudySaved } from '../../../server/api/library.ts'
import { get, patch, post } from '../api.ts'

const of = (id: string) => `/api/library/${encodeURIComponent(id)}`

export interface Search { readonly q: string; readonly theme: string; readonly language: string; readonly status: string; readonly stage: string; readonly outcome: string; readonly state: string }

export const searchLibrary = (asked: Search) => get<LibraryView>(`/api/library?${new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== '')).toString()}`)
export const getStudy = (id: string) => get<StudyPage>(of(id))
export const beginStudy = (caseId: string) => post<StudyBegun>(`/api/cases/${encodeURIComponent(caseId)}/study`, {})
export interface WrittenStudy { readonly revision: number; readonly study: Study; readonly themes: readonly string[]; readonly status: string }
export const saveStudy = (id: string, written: WrittenStudy) => patch<StudySaved>(of(id), written)
export const askReview = (id: string, revision: number, ask: boolean) => post<unknown>(`${of(id)}/review`, { revision, ask })
export const decideStudy = (id: string, revision: number, decision: 'publish' | 'return' | 'withdraw', reason: string) => post<unknown>(`${of(id)}/decision`, { revision, decision, reason })
export const makeArticle = (id: string, topic: string, theme: string) => post<{ readonly topic: string }>(`${of(id)}/article`, { topic, theme })
