// Who has a conversation before them has seen the notes there that call them.
import { useEffect } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { seeNotices } from '../api.ts'
import { useNotices } from '../Calls.tsx'

export function useSeenNotices(conversation: string): void {
  const client = useQueryClient()
  const called = useNotices(true).data?.mentions.some((one) => one.conversation === conversation) ?? false
  useEffect(() => {
    if (!called) return
    const look = () => {
      if (document.visibilityState === 'visible') void seeNotices(conversation).then(() => client.invalidateQueries({ queryKey: ['notices'] }))
    }
    look()
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [called, conversation, client])
}
