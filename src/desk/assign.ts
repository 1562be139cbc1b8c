// Who should answer: by language, presence, hours and load, never somebody who is tied to the case.
import { isOpen } from '../hours/timetable.ts'
import type { Timetable } from '../hours/timetable.ts'
import type { Runtime } from '../runtime.ts'
import { candidatesFor } from '../store/assignment.ts'
import type { Candidate } from '../store/assignment.ts'
import { changeConversation } from '../store/counselling.ts'
import type { Change, LockedConversation } from '../store/counselling.ts'
import type { Reader } from '../store/visible.ts'

export interface Assignee { readonly id: string; readonly name: string; readonly present: boolean; readonly speaks: boolean; readonly open: number }

/** `not_available`: they may not have this conversation. */
export type Assign = 'done' | 'not_available' | null

/** Best first. */
export async function assigneesFor({ db, hours, now }: Runtime, conversation: string): Promise<Assignee[]> {
  await hours.refresh()
  return ranked(await candidatesFor(db, conversation), hours.all().usual, now()).map(({ id, name, present, speaks, open }) => ({ id, name, present, speaks, open }))
}

/** Gives the conversation to a colleague, also one that somebody else has; null gives it to nobody, and it waits. */
export async function assign(runtime: Runtime, reader: Reader, conversation: string, staff: string | null): Promise<Assign> {
  const allowed = staff === null || (await candidatesFor(runtime.db, conversation)).some(({ id }) => id === staff)
  return changeConversation<'not_available'>(runtime.db, reader, conversation, runtime.now(), (found) => {
    return allowed ? assigning(found, staff) : 'not_available'
  })
}

export function assigning({ handling }: LockedConversation, staff: string | null): Change {
  if (staff === null) return { assignee: null, handling: handling === 'counsellor' ? 'waiting' : handling }
  return { assignee: staff, handling: handling === 'bot' ? 'waiting' : handling }
}

/** Who has hours of their own works in these, everybody else in the desk's `usual`. Who has the desk open comes first, then who works now, then who speaks the language, then who has least to do. */
export function ranked(candidates: readonly Candidate[], usual: Timetable, now: Date): (Candidate & { readonly working: boolean })[] {
  return candidates
    .map((one) => ({ ...one, working: !one.away && isOpen(one.hours ?? usual, now) }))
    .toSorted((a, b) => Number(b.present && b.working) - Number(a.present && a.working) || Number(b.working) - Number(a.working)
      || Number(b.speaks) - Number(a.speaks) || a.open - b.open || (a.id < b.id ? -1 : 1))
}
