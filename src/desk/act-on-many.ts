// One act on many conversations, each as if it were done alone; and taking it back where nothing happened since.
import type { Runtime } from '../runtime.ts'
import { candidatesFor } from '../store/assignment.ts'
import { saveBulkAct, takeBulkAct } from '../store/bulk-acts.ts'
import type { DoneAct } from '../store/bulk-acts.ts'
import { changeConversation } from '../store/counselling.ts'
import type { Change, LockedConversation } from '../store/counselling.ts'
import type { HeldLine } from '../store/held-lines.ts'
import { standingAfter, standingOf } from '../store/standing.ts'
import type { Standing } from '../store/standing.ts'
import type { Reader } from '../store/visible.ts'
import { assigning } from './assign.ts'
import { givingBack } from './give-back.ts'
import { systemLines } from './system-line.ts'

/** `claim`: what nobody has becomes one's own. `snooze` with null: in sight again. */
export type Act =
  | { readonly type: 'claim' }
  | { readonly type: 'assign'; readonly staff: string }
  | { readonly type: 'giveBack' }
  | { readonly type: 'snooze'; readonly until: Date | null }

/** `not_found`: the reader sees no such conversation. `changed`: something happened since. */
export type Reason = 'not_found' | 'taken' | 'not_available' | 'not_yours' | 'guided' | 'changed'
export interface Refused { readonly id: string; readonly reason: Reason }
export interface Outcome { readonly done: readonly string[]; readonly refused: readonly Refused[] }

/** The page shows the button for ten seconds; the request may take its time. */
const UNDO_MS = 20_000

/** `undo` takes all of it back; null where nothing was done. */
export async function actOnMany(runtime: Runtime, reader: Reader, conversations: readonly string[], act: Act): Promise<Outcome & { readonly undo: string | null }> {
  const done: DoneAct[] = []
  const refused: Refused[] = []
  for (const id of new Set(conversations)) {
    const allowed = act.type !== 'assign' || (await candidatesFor(runtime.db, id)).some((one) => one.id === act.staff)
    const result = await changeConversation<Reason>(runtime.db, reader, id, runtime.now(), (found, held) => {
      const change = allowed ? deciding(runtime, reader, found, held, act) : 'not_available'
      if (typeof change !== 'string') done.push({ id, before: standingOf(found), after: standingAfter(found, change), told: (change.lines ?? []).length > 0 })
      return change
    })
    if (result !== 'done') refused.push({ id, reason: result ?? 'not_found' })
  }
  runtime.wakes.wake('deliveries')
  if (done.length === 0) return { done: [], refused, undo: null }
  const [undo, at] = [runtime.newId(), runtime.now()]
  await saveBulkAct(runtime.db, { id: undo, staff: reader.id, done, at, forgetBefore: new Date(at.getTime() - UNDO_MS) })
  return { done: done.map(({ id }) => id), refused, undo }
}

function deciding(runtime: Runtime, reader: Reader, found: LockedConversation, held: readonly HeldLine[], act: Act): Change | Reason {
  switch (act.type) {
    case 'claim': return found.assignee_id === null || found.assignee_id === reader.id ? assigning(found, reader.id) : 'taken'
    case 'assign': return assigning(found, act.staff)
    case 'giveBack': return givingBack(runtime, reader, found, held)
    case 'snooze': return found.handling === 'bot' && !found.dangerous && act.until !== null ? 'guided' : { snoozedUntil: act.until }
  }
}

/** Null where there is nothing of theirs to take back any more. A worker who was told that the guide answers hears that a person is there again. */
export async function undoMany(runtime: Runtime, reader: Reader, undo: string): Promise<Outcome | null> {
  const acts = await takeBulkAct(runtime.db, undo, reader.id, new Date(runtime.now().getTime() - UNDO_MS))
  if (acts === null) return null
  const refused: Refused[] = []
  for (const { id, before, after, told } of acts) {
    const result = await changeConversation<Reason>(runtime.db, reader, id, runtime.now(), (found) => {
      if (!isSame(standingOf(found), after)) return 'changed'
      const { handling, assignee, waitingSince, snoozedUntil } = before
      return { handling, assignee, waitingSince, snoozedUntil, lines: told ? systemLines(runtime, found, 'handover.takenOver') : [] }
    })
    if (result !== 'done') refused.push({ id, reason: result ?? 'not_found' })
  }
  runtime.wakes.wake('deliveries')
  const failed = new Set(refused.map(({ id }) => id))
  return { done: acts.map(({ id }) => id).filter((id) => !failed.has(id)), refused }
}

function isSame(one: Standing, other: Standing): boolean {
  return one.handling === other.handling && one.assignee === other.assignee && one.lastSeq === other.lastSeq
    && one.waitingSince?.getTime() === other.waitingSince?.getTime() && one.snoozedUntil?.getTime() === other.snoozedUntil?.getTime()
}
