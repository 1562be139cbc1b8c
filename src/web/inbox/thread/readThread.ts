// Reads a conversation: all of it at first, later only what was written since the mark of the last answer.
import type { Thread } from '../../../server/api/inbox.ts'
import { getThread } from '../api.ts'
import { need } from '../need.ts'

/** The later ones take the place of those with the same key. */
function merged<T>(known: readonly T[], fresh: readonly T[], key: (one: T) => string | number): Map<string | number, T> {
  return new Map([...known, ...fresh].map((one) => [key(one), one]))
}

/** A line keeps its number and an entry its id, whatever becomes of them: deliveries, translations, corrections come the same way. */
export async function readThread(id: string, known: Thread | undefined, signal: AbortSignal): Promise<Thread> {
  const since = known?.mark ?? null
  let thread = known
  let mark: string | null = null
  for (let after = 0; ;) {
    const page = await need(getThread(id, after, since, signal))
    // Of the first page: what is written while the others are read comes once more.
    mark ??= page.mark
    thread = {
      ...page, mark,
      messages: [...merged(thread?.messages ?? [], page.messages, ({ seq }) => seq).values()].toSorted((a, b) => a.seq - b.seq),
      entries: [...merged(thread?.entries ?? [], page.entries, (entry) => entry.id).values()],
    }
    const last = page.messages.at(-1)?.seq ?? after
    if (!page.more || last <= after) return thread
    after = last
  }
}
