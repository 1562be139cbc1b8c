// Tells the platform that the worker's last line was seen: by the counsellor who has the conversation, with the page in view.
import { useEffect } from 'react'
import type { MessageView } from '../../../server/api/inbox.ts'
import { tellSeen } from '../api.ts'

/** The last line told of, for each conversation. */
const told = new Map<string, string>()

export function useSeen(conversation: string, messages: readonly MessageView[] | undefined, mine: boolean): void {
  const last = messages?.findLast(({ author }) => author === 'worker')?.id
  useEffect(() => {
    if (!mine || last === undefined) return
    const look = () => {
      if (document.visibilityState !== 'visible' || told.get(conversation) === last) return
      told.set(conversation, last)
      void tellSeen(conversation)
    }
    look()
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [conversation, last, mine])
}
