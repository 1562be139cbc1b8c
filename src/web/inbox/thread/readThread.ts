// Reads a conversation: its newest lines at first, later what was written since the mark of the last answer.
import type { MessageView, Thread } from '../../../server/api/inbox.ts'
import { getNewest, getThread } from '../api.ts'
import { need } from '../need.ts'

/** Of a conversation that is opened only the newest lines are waited for; the others follow. */
const NEWEST = 50

/** The later ones take the place of those with the same key. */
function merged<T>(known: readonly T[], fresh: readonly T[], key: (one: T) => string | number): Map<string | number, T> {
  return new Map([...known, ...fresh].map((one) => [key(one), one]))
}

export function mergedLines(known: readonly MessageView[], fresh: readonly MessageView[]): readonly MessageView[] {
  return [...merged(known, fresh, ({ seq }) => seq).values()].toSorted((a, b) => a.seq - b.seq)
}

/** A line keeps its number and an entry its id, whatever becomes of them: deliveries, translations, corrections come the same way. */
export async function readThread(id: string, known: Thread | undefined, signal: AbortSignal): Promise<Thread> {
  if (known === undefined) return need(getNewest(id, NEWEST, signal))
  // What changed further up comes with those lines, when they do.
  const first = known.messages[0]?.seq ?? 1
  let thread = known
  let mark: string | null = null
  for (let after = first - 1; ;) {
    const page = await need(getThread(id, after, known.mark, signal))
    // Of the first page: what is written while the others are read comes once more.
    mark ??= page.mark
    thread = {
      ...page, mark,
      messages: mergedLines(thread.messages, page.messages),
      entries: [...merged(thread.entries, page.entries, (entry) => entry.id).values()],
    }
    const last = page.messages.at(-1)?.seq ?? after
    if (!page.more || last <= after) return thread
    after = last
  }
}
