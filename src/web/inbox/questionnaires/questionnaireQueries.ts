// What the pages about questionnaires ask the server for.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ResultFilter } from '../../../server/api/questionnaires.ts'
import { need } from '../need.ts'
import { getHearings, getQuestionnaire, getQuestionnaires, getResults, getTexts } from './requests.ts'

/** First words of what is out of date when anything about a questionnaire has changed. */
export const AGAIN = ['questionnaire', 'questionnaires', 'results']

export const useQuestionnaires = () => useQuery({ queryKey: ['questionnaires'], queryFn: () => need(getQuestionnaires()) })
export const useQuestionnaire = (key: string) => useQuery({ queryKey: ['questionnaire', key], queryFn: () => need(getQuestionnaire(key)) })
export const useResults = (key: string, filter: ResultFilter) => useQuery({ queryKey: ['results', key, filter], queryFn: ({ signal }) => need(getResults(key, filter, signal)), placeholderData: keepPreviousData, staleTime: 0 })
/** Asked for once somebody wants to read them: what is read is written into the record. */
export const useTexts = (key: string, question: string, filter: ResultFilter) => useQuery({ queryKey: ['texts', key, question, filter], queryFn: ({ signal }) => need(getTexts(key, question, filter, signal)) })
export const useHearings = (key: string) => useQuery({ queryKey: ['hearings', key], queryFn: () => need(getHearings(key)) })
