// Every request about translations, terms and corrections.
import type { BackTranslateAnswer, CorrectionList, GlossarySaved, GlossaryView, TermView, TranslateAnswer } from '../../../server/api/translation.ts'
import { get, post } from '../api.ts'

const of = (conversation: string) => `/api/conversations/${encodeURIComponent(conversation)}`

export const translate = (conversation: string, text: string, signal: AbortSignal) => post<TranslateAnswer>(`${of(conversation)}/translate`, { text }, signal)
export const translateBack = (conversation: string, text: string, signal: AbortSignal) => post<BackTranslateAnswer>(`${of(conversation)}/back-translation`, { text }, signal)
export const translateAgain = (conversation: string, seq: number) => post<unknown>(`${of(conversation)}/lines/${seq}/translate`, {})
export const correctLine = (conversation: string, seq: number, text: string) => post<unknown>(`${of(conversation)}/lines/${seq}/correction`, { text })

export const getGlossary = () => get<GlossaryView>('/api/glossary')
export const saveGlossary = (number: number, terms: readonly TermView[]) => post<GlossarySaved>('/api/glossary', { number, terms })
export const importGlossary = (file: string) => post<GlossarySaved>('/api/glossary/import', { file })
export const EXPORT = '/api/glossary/export'

export const getCorrections = (show: 'open' | 'decided') => get<CorrectionList>(`/api/corrections?show=${show}`)
export const decideCorrection = (id: string, state: 'kept' | 'dismissed') => post<unknown>(`/api/corrections/${encodeURIComponent(id)}`, { state })
