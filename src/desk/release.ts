// Sends what was held back once its time has come, or the neutral line that goes before it. What has become impossible is told to staff.
import { asksFor } from '../contact/opening.ts'
import { termsOf } from '../contact/terms.ts'
import type { Runtime } from '../runtime.ts'
import { changeConversation, changeUnread } from '../store/counselling.ts'
import type { Change, LockedConversation } from '../store/counselling.ts'
import { dueConversations } from '../store/held-lines.ts'
import type { HeldLine, Settled } from '../store/held-lines.ts'
import type { Reader } from '../store/visible.ts'
import { noteReply } from './case-contact.ts'
import { reachNow } from './exchange.ts'
import { asLines, openingLine } from './held-line.ts'
import { notAsked } from './question.ts'
import { isOpen, reachOf } from './reach.ts'

const AT_ONCE = 32

/** Works until nothing is due. */
export async function releaseDue(runtime: Runtime): Promise<void> {
  for (;;) {
    const due = await dueConversations(runtime.db, runtime.now(), AT_ONCE)
    if (due.length === 0) return
    for (const id of due) {
      let answeredBy: string | undefined
      await changeUnread<'nothing'>(runtime.db, id, runtime.now(), (found, held) => {
        const change = released(runtime, found, held)
        answeredBy = change !== 'nothing' && change.answered ? change.lines?.find(({ staff }) => staff !== null)?.staff ?? undefined : undefined
        return change
      })
      if (answeredBy !== undefined) await noteReply(runtime, answeredBy, id)
    }
  }
}

function released(runtime: Runtime, found: LockedConversation, held: readonly HeldLine[]): Change | 'nothing' {
  const now = runtime.now()
  const waiting = held.filter(({ status, due_at }) => status === 'waiting' && due_at <= now)
  if (waiting.length === 0) return 'nothing'
  const own = waiting.flatMap((line) => { const settled = line.staff_id === null ? notAsked(found, runtime.accounts.get(found.account_id)?.channel, now) : null; return settled ? [{ id: line.id, ...settled }] : [] })
  if (own.length > 0) return { settle: own }
  const due = waiting
  const all = (settled: Omit<Settled, 'id'>): Settled[] => due.map(({ id }) => ({ id, ...settled }))
  const channel = runtime.accounts.get(found.account_id)?.channel
  if (found.left_at !== null) return { settle: all({ status: 'withdrawn' }) }
  if (!channel || !found.reachable) return { settle: all({ status: 'refused', reason: 'unreachable' }) }
  if (found.held) return { settle: all({ status: 'refused', reason: 'held_elsewhere' }) }
  if (!isOpen(reachOf(channel.capabilities, found.heard_at).counsellorUntil, now)) return { settle: all({ status: 'refused', reason: 'window_closed' }) }
  const reach = reachNow(found, channel.type, now)
  if (reach.type === 'no') return { settle: all({ status: 'refused', reason: `contact_${reach.reason}` }) }
  if (reach.type === 'later') return { settle: all({ status: 'waiting', due_at: reach.at }) }
  if (reach.neutral) {
    const asks = asksFor(termsOf(found.contact), found.dangerous, found.heard_at, now)
    // Where one is out already, a second would only be strange.
    return { settle: all({ status: 'asked', asks }), ...(held.some(({ status }) => status === 'asked') ? {} : { lines: [openingLine(runtime, found, asks)] }) }
  }
  const answers = due.some(({ staff_id }) => staff_id !== null)
  return {
    lines: due.flatMap((line) => asLines(line, channel, runtime.newId, found.language ?? undefined)), settle: all({ status: 'released' }), answered: answers,
    answersLate: answers && found.waiting_since !== null, session: answers ? null : due.at(-1)?.question?.session ?? null,
  }
}

export type SendHeld = 'done' | 'not_yours' | 'gone' | 'not_yet' | null

/** A counsellor is sure that it is them: what waits for an answer goes now. `not_yet`: nothing but a neutral line may go to them now. */
export async function sendHeld(runtime: Runtime, reader: Reader, conversation: string, line: string): Promise<SendHeld> {
  const result = await changeConversation<'not_yours' | 'gone' | 'not_yet'>(runtime.db, reader, conversation, runtime.now(), (found, held) => {
    if (found.handling !== 'counsellor' || found.assignee_id !== reader.id) return 'not_yours'
    if (!held.some(({ id }) => id === line)) return 'gone'
    const channel = runtime.accounts.get(found.account_id)?.channel
    const reach = channel && reachNow(found, channel.type, runtime.now())
    if (reach?.type !== 'now' || reach.neutral) return 'not_yet'
    return { settle: [{ id: line, status: 'waiting', due_at: runtime.now() }] }
  })
  runtime.wakes.wake('deliveries')
  return result
}

/** Takes a held line back. `gone`: it went out, or is withdrawn already. */
export function withdrawHeld(runtime: Runtime, reader: Reader, conversation: string, line: string): Promise<'done' | 'gone' | null> {
  return changeConversation<'gone'>(runtime.db, reader, conversation, runtime.now(), (_found, held) =>
    (held.some(({ id }) => id === line) ? { settle: [{ id: line, status: 'withdrawn' }] } : 'gone'))
}
