// Every request of the pages about questionnaires.
import type { FreeTexts, HearingsView, HearingState, NewQuestionnaireRequest, QuestionnaireList, QuestionnairePage, ResultFilter, ResultsView, SavedQuestionnaire, TranslatedText } from '../../../server/api/questionnaires.ts'
import type { QuestionnaireDraft } from '../../../questionnaires/draft.ts'
import type { Quota } from '../../../questionnaires/quotas.ts'
import { get, patch, post, remove } from '../api.ts'

const LIST = '/api/questionnaires'
const of = (key: string, ...parts: readonly string[]) => [LIST, ...[key, ...parts].map((part) => encodeURIComponent(part))].join('/')
const query = (filter: ResultFilter, more: Readonly<Record<string, string>> = {}) => {
  const asked = new URLSearchParams(Object.entries({ ...filter, ...more }).filter(([, value]) => value !== '')).toString()
  return asked === '' ? '' : `?${asked}`
}

export const getQuestionnaires = () => get<QuestionnaireList>(LIST)
export const getQuestionnaire = (key: string) => get<QuestionnairePage>(of(key))
export const beginQuestionnaire = (wanted: NewQuestionnaireRequest) => post<{ readonly key: string }>(LIST, wanted)
export interface Opening { readonly opensAt: string | null; readonly closesAt: string | null; readonly quotas: readonly Quota[] }
export const changeOpening = (key: string, opening: Opening) => patch<unknown>(of(key), opening)

export const beginDraft = (key: string, from?: number) => post<unknown>(of(key, 'draft'), from === undefined ? {} : { from })
export const saveDraft = (key: string, revision: number, draft: QuestionnaireDraft, unchecked: readonly string[]) => patch<SavedQuestionnaire>(of(key, 'draft'), { revision, draft, unchecked })
export const discardDraft = (key: string) => remove(of(key, 'draft'))
export const askReview = (key: string, revision: number, ask: boolean) => post<unknown>(of(key, 'review'), { revision, ask })
export const decideDraft = (key: string, revision: number, decision: 'publish' | 'return', reason: string) => post<unknown>(of(key, 'decision'), { revision, decision, reason })
export const withdraw = (key: string, reason: string) => post<unknown>(of(key, 'withdraw'), { reason })
export const translateText = (text: string, language: string) => post<TranslatedText>(`${LIST}/translate`, { text, language })

export const getResults = (key: string, filter: ResultFilter, signal: AbortSignal) => get<ResultsView>(of(key, 'results') + query(filter), signal)
export const getTexts = (key: string, question: string, filter: ResultFilter, signal: AbortSignal) => get<FreeTexts>(of(key, 'texts', question) + query(filter), signal)
export const exportAddress = (key: string, filter: ResultFilter, format: 'csv' | 'xlsx') => of(key, 'export') + query(filter, { format })
export const getHearings = (key: string) => get<HearingsView>(of(key, 'hearings'))
export const markHearing = (key: string, sheet: string, state: HearingState | null) => post<unknown>(of(key, 'hearings', sheet), { state })
