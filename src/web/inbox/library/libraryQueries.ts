// What the pages about the library keep in memory of the server's answers.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { need } from '../need.ts'
import { getStudy, type Search, searchLibrary } from './libraryRequests.ts'

/** What was found before stays while the next is looked for. */
export const useLibrary = (asked: Search) => useQuery({ queryKey: ['library', 'list', asked], queryFn: () => need(searchLibrary(asked)), placeholderData: keepPreviousData })

export const useStudy = (id: string) => useQuery({ queryKey: ['library', 'one', id], queryFn: () => need(getStudy(id)) })
