// Tells colleagues that one has this conversation open, and whether one writes; hears the same of them.
import { useEffect, useState } from 'react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { OnlookersView } from '../../../server/api/thread.ts'
import { tellPresence } from '../api.ts'
import { need } from '../need.ts'

const AGAIN_MS = 20_000
/** So long after the last key one still writes. */
const WRITING_MS = 8_000
const WROTE = 'madoguchi-wrote'

/** Called at every key in a reply or a note. */
export const wrote = () => window.dispatchEvent(new Event(WROTE))

export function useOnlookers(conversation: string): OnlookersView['others'] {
  const [state, setState] = useState<'viewing' | 'writing'>('viewing')
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const heard = () => {
      setState('writing')
      clearTimeout(timer)
      timer = setTimeout(() => setState('viewing'), WRITING_MS)
    }
    window.addEventListener(WROTE, heard)
    return () => {
      clearTimeout(timer)
      window.removeEventListener(WROTE, heard)
    }
  }, [])
  useEffect(() => () => void tellPresence(conversation, 'gone'), [conversation])
  const told = useQuery({
    queryKey: ['presence', conversation, state], queryFn: () => need(tellPresence(conversation, state)),
    refetchInterval: AGAIN_MS, staleTime: 0, placeholderData: keepPreviousData,
  })
  return told.data?.others ?? []
}
