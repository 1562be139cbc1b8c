// How a conversation stands: who answers it, who waits, and whether it is put off. What an act changes, and what undoing it puts back.
import type { Change, LockedConversation } from './counselling.ts'

export interface Standing {
  readonly handling: LockedConversation['handling']
  readonly assignee: string | null
  readonly waitingSince: Date | null
  readonly snoozedUntil: Date | null
  readonly lastSeq: number
}

export function standingOf({ handling, assignee_id, waiting_since, snoozed_until, last_seq }: LockedConversation): Standing {
  return { handling, assignee: assignee_id, waitingSince: waiting_since, snoozedUntil: snoozed_until, lastSeq: last_seq }
}

/** Nothing is put off that the bot handles alone. */
export function standingAfter(found: LockedConversation, change: Change): Standing {
  const before = standingOf(found)
  const { handling = before.handling, assignee = before.assignee, answered = false, waitingSince = before.waitingSince, snoozedUntil = before.snoozedUntil } = change
  return {
    handling, assignee,
    waitingSince: answered ? null : waitingSince,
    snoozedUntil: handling === 'bot' && change.handling !== undefined ? null : snoozedUntil,
    lastSeq: before.lastSeq + (change.lines?.length ?? 0),
  }
}
