// Reads a conversation: its newest lines at first, later what is new and the lines that may have changed since.
import type { MessageView, Thread } from '../../../server/api/inbox.ts'
import { getNewest, getThread } from '../api.ts'
import { need } from '../need.ts'

/** Of a conversation that is opened only the newest lines are waited for; the others follow. */
const NEWEST = 50
/** Lines already here are translated, delivered, read or taken back later and keep their number: the last ones are read again. */
const READ_AGAIN = 50

export function merge(known: readonly MessageView[], fresh: readonly MessageView[]): readonly MessageView[] {
  const bySeq = new Map([...known, ...fresh].map((message) => [message.seq, message]))
  return [...bySeq.values()].toSorted((a, b) => a.seq - b.seq)
}

export async function readThread(id: string, known: Thread | undefined, signal: AbortSignal): Promise<Thread> {
  if (known === undefined) return need(getNewest(id, NEWEST, signal))
  let { messages } = known
  let after = Math.max(0, (messages.at(-1)?.seq ?? 0) - READ_AGAIN)
  for (;;) {
    const page = await need(getThread(id, after, signal))
    messages = merge(messages, page.messages)
    const last = page.messages.at(-1)?.seq ?? after
    if (last <= after || last >= page.conversation.lastSeq) return { conversation: page.conversation, messages }
    after = last
  }
}
