// Signs out, and leaves nothing of the desk in this browser.
import { useQueryClient } from '@tanstack/react-query'
import type { SessionView } from '../../server/api/inbox.ts'
import { getSession } from './api.ts'
import { signOut } from './entrance/auth.ts'
import { forgetDrafts } from './reply/draft.ts'
import { show } from './notices.ts'
import { LIST, go } from './place.ts'
import { refusalWords } from './words.ts'

export function useLeaving(): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    const answer = await signOut()
    if (!answer.ok) return show(refusalWords(answer.refusal), 'problem')
    forgetDrafts()
    go(LIST, true)
    const now = await getSession()
    const nobody: SessionView = { user: null, needsSetup: false, sso: null }
    client.setQueryData(['session'], now.ok ? now.value : nobody)
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' })
  }
}
