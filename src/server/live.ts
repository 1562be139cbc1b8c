// Who looks at what right now: database notices fan out to the open streams of this process.
import type { Database } from '../store/database.ts'

export interface Live {
  /** `topic` is a conversation's id, `case:<id>`, `person:<id>`, or `all`. `heard` gets the one that changed; null after a gap, when any may have. */
  subscribe(topic: string, heard: (conversation: string | null) => void): () => void
  /** Calls `heard` whenever a counsellor writes in this conversation. */
  onTyping(conversation: string, heard: () => void): () => void
  close(): Promise<void>
}

export async function openLive(db: Database): Promise<Live> {
  const listeners = new Map<string, Set<(conversation: string | null) => void>>()
  const subscribe: Live['subscribe'] = (topic, heard) => {
    const set = listeners.get(topic) ?? new Set()
    listeners.set(topic, set.add(heard))
    return () => {
      set.delete(heard)
      if (set.size === 0) listeners.delete(topic)
    }
  }
  const writing = (conversation: string) => `typing ${conversation}`
  const tell = (topic: string, conversation: string | null) => { for (const heard of listeners.get(topic) ?? []) heard(conversation) }
  const close = await db.listen((conversation) => {
    if (conversation === null) {
      for (const topic of listeners.keys()) tell(topic, null)
      return
    }
    tell(conversation, conversation)
    tell('all', conversation)
  })
  const closeTyping = await db.listen((conversation) => { if (conversation !== null) tell(writing(conversation), conversation) }, 'typing')
  return {
    subscribe,
    // After a gap nothing is said of who writes: it was for that moment.
    onTyping: (conversation, heard) => subscribe(writing(conversation), (told) => { if (told !== null) heard() }),
    async close() {
      await Promise.all([close(), closeTyping()])
    },
  }
}
