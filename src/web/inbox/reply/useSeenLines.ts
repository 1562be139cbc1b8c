// Up to which line the counsellor has seen the conversation while writing, and what others wrote since.
import { useRef, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import type { MessageView, Thread } from '../../../server/api/inbox.ts'

export interface SeenLines {
  /** They look at it and write: what stands there now is seen. */
  now(): void
  upTo(): number
  /** Whether somebody wrote since: then it is shown, and asked. */
  hasNew(): boolean
  /** The server says that somebody wrote. */
  ask(): void
  /** What came, while it is asked; null while nothing is. */
  readonly came: readonly MessageView[] | null
}

const byOthers = ({ author, kind }: MessageView) => (author === 'worker' && kind !== 'reaction') || author === 'counsellor'

export function useSeenLines(conversation: string, lastSeq: number): SeenLines {
  const client = useQueryClient()
  const seen = useRef(lastSeq)
  const [came, setCame] = useState<readonly MessageView[] | null>(null)
  const me = client.getQueryData<{ readonly name: string }>(['me'])?.name
  const since = () => {
    const { messages = [] } = client.getQueryData<Thread>(['thread', conversation]) ?? {}
    return messages.filter((message) => message.seq > seen.current && byOthers(message) && !(message.author === 'counsellor' && message.authorName === me))
  }
  const ask = () => setCame(since())
  return {
    now() {
      seen.current = client.getQueryData<Thread>(['thread', conversation])?.conversation.lastSeq ?? lastSeq
      setCame(null)
    },
    upTo: () => seen.current,
    hasNew() {
      const some = since().length > 0
      if (some) ask()
      return some
    },
    ask,
    came,
  }
}
