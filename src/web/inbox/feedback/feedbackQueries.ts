// What the pages about feedback keep in memory of the server's answers.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { SubmissionState } from '../../../server/api/directory.ts'
import { need } from '../need.ts'
import { getBody, getListing, getPiece, getSubmission, listBodies, listDirectory, listFeedback } from './feedbackRequests.ts'
import type { Filter } from './feedbackRequests.ts'

/** What stood there before stays while the next is looked for. */
export const useFeedback = (filter: Filter) => useQuery({ queryKey: ['feedback', 'list', filter], queryFn: () => need(listFeedback(filter)), placeholderData: keepPreviousData })
export const usePiece = (id: string) => useQuery({ queryKey: ['feedback', 'one', id], queryFn: () => need(getPiece(id)) })
export const useBodies = () => useQuery({ queryKey: ['feedback', 'bodies'], queryFn: () => need(listBodies()) })
export const useBody = (id: string) => useQuery({ queryKey: ['feedback', 'body', id], queryFn: () => need(getBody(id)) })
export const useDirectory = (show: SubmissionState) => useQuery({ queryKey: ['feedback', 'directory', show], queryFn: () => need(listDirectory(show)), placeholderData: keepPreviousData })
export const useSubmission = (id: string) => useQuery({ queryKey: ['feedback', 'submission', id], queryFn: () => need(getSubmission(id)) })
export const useListing = (id: string) => useQuery({ queryKey: ['feedback', 'listing', id], queryFn: () => need(getListing(id)) })
