// What the mutual help board keeps no longer: words withdrawn whose reports are settled or old, and posts long over.
import { DAY_MS } from '../hours/timetable.ts'
import type { Runtime } from '../runtime.ts'
import { forget } from '../store/board-reports.ts'

const UNSETTLED_DAYS = 30
const OVER_DAYS = 180

export async function forgetBoard({ db, now }: Pick<Runtime, 'db' | 'now'>): Promise<void> {
  const before = (days: number) => new Date(now().getTime() - days * DAY_MS)
  await forget(db, { unsettled: before(UNSETTLED_DAYS), over: before(OVER_DAYS) })
}
