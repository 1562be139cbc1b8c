// How the last nightly backup ended, as the desk keeps it, and when the next one is due. Pure.
import { z } from 'zod'
import { DAY_MS, dayInJapan, startOfDay } from '../hours/timetable.ts'

/** The setting in which it stands. */
export const LAST_BACKUP = 'backup.last'

/** The setting that says which key the last one was sealed with, by its mark. */
export const KEY_MARK = 'backup.key'

/** `at` is ISO 8601; `bytes` of the file; `problem` in words, null where it went well; `goodAt`: when one last went well. */
export const LastBackup = z.object({ at: z.iso.datetime(), ok: z.boolean(), bytes: z.number(), problem: z.string().nullable(), goodAt: z.iso.datetime().nullable() })
export type LastBackup = z.infer<typeof LastBackup>

/** After a backup that failed it is tried again so much later. */
const AGAIN_MS = 3_600_000

/** @returns which try of which night it is, the same in every process; null while nothing is to be done */
export function dueTry(last: LastBackup | null, at: string, now: Date): string | null {
  const [hours = 0, minutes = 0] = at.split(':').map(Number)
  const today = startOfDay(dayInJapan(now)).getTime() + (hours * 60 + minutes) * 60_000
  const night = now.getTime() >= today ? today : today - DAY_MS
  if (last?.ok && new Date(last.at).getTime() >= night) return null
  return `${new Date(night).toISOString()}/${Math.floor((now.getTime() - night) / AGAIN_MS)}`
}
