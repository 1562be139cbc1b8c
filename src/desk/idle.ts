// A conversation in which its counsellor has done nothing for a while: they are asked whether it is still theirs. The worker is not.
import { openSpans } from '../hours/timetable.ts'
import type { Timetable } from '../hours/timetable.ts'
import { isLanguage } from '../knowledge/languages.ts'
import type { Runtime } from '../runtime.ts'
import { changeConversation, changeUnread } from '../store/counselling.ts'
import { quietConversations } from '../store/idle.ts'
import type { Reader } from '../store/visible.ts'

const HOUR_MS = 3_600_000
const AT_ONCE = 50
/** "Later" means not before the next day's work. */
const LATER_MS = 16 * HOUR_MS

/** Asks, and lets what nobody answers for wait for anybody: never for the automatic guide. */
export async function askIdle(runtime: Pick<Runtime, 'db' | 'config' | 'hours' | 'now'>): Promise<void> {
  const { db, config: { idle }, hours } = runtime
  await hours.refresh()
  const now = runtime.now()
  for (const { id, language, attended_at, idle_asked_at } of await quietConversations(db, new Date(now.getTime() - idle.askHours * HOUR_MS), AT_ONCE)) {
    const table = hours.of(language !== null && isLanguage(language) ? language : 'ja')
    const asked = idle_asked_at !== null
    const over = openMs(table, idle_asked_at ?? attended_at, now) >= (asked ? idle.returnHours : idle.askHours) * HOUR_MS
    if (!over) continue
    await changeUnread<'changed'>(db, id, now, (found) => {
      const same = found.handling === 'counsellor' && found.attended_at?.getTime() === attended_at.getTime() && found.idle_asked_at?.getTime() === idle_asked_at?.getTime()
      if (!same) return 'changed'
      return asked ? { handling: 'waiting', assignee: null, waitingSince: found.waiting_since ?? runtime.now(), event: 'idleReturned' } : { idleAsked: true, event: 'idleAsked' }
    })
  }
}

/** For how long the desk was open between two moments. */
export function openMs(table: Timetable, from: Date, until: Date): number {
  let [open, reached] = [0, from.getTime()]
  for (const span of openSpans(table, from, until)) {
    open += Math.max(0, span.until.getTime() - Math.max(span.from.getTime(), reached))
    reached = Math.max(reached, span.until.getTime())
  }
  return open
}

/** It is still theirs; `later`: and they are not asked before tomorrow. */
export function keepMine(runtime: Runtime, reader: Reader, conversation: string, later: boolean): Promise<'done' | 'not_yours' | null> {
  const now = runtime.now()
  return changeConversation<'not_yours'>(runtime.db, reader, conversation, now, (found) =>
    (found.handling === 'counsellor' && found.assignee_id === reader.id ? { attendedAt: new Date(now.getTime() + (later ? LATER_MS : 0)) } : 'not_yours'))
}
