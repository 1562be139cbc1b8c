// What the pages about messages to many keep in memory of the server's answers.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Kind, Message } from '../../../outreach/message.ts'
import type { Segment } from '../../../outreach/segment.ts'
import { need } from '../need.ts'
import { againUntilCounted } from '../staff/Standing.tsx'
import { countReach, getChoices, getOutreach, listOutreach, previewOf } from './outreachRequests.ts'

/** While something is on its way the page looks again so often. */
const LIVE_MS = 2_000

export const useOutreachList = () => useQuery({ queryKey: ['outreach', 'list'], queryFn: () => need(listOutreach()) })
export const useOutreach = (id: string) => useQuery({
  queryKey: ['outreach', 'one', id], queryFn: () => need(getOutreach(id)),
  refetchInterval: ({ state }) => againUntilCounted(state.data?.reach ?? undefined) || (state.data?.state === 'released' ? LIVE_MS : state.data?.state === 'draft' ? false : LIVE_MS * 10),
})
export const useChoices = () => useQuery({ queryKey: ['outreach', 'choices'], queryFn: () => need(getChoices()) })
export const useReach = (segment: Segment, kind: Kind) => useQuery({ queryKey: ['outreach', 'reach', kind, segment], queryFn: () => need(countReach(segment, kind)), placeholderData: keepPreviousData, refetchInterval: ({ state }) => againUntilCounted(state.data) })
export const usePreview = (id: string, message: Message, language: string) => useQuery({ queryKey: ['outreach', 'preview', id, language, message], queryFn: () => need(previewOf(id, message, language)), placeholderData: keepPreviousData })
