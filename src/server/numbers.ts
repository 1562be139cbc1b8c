// The desk's own numbers for its pages: what waits, how soon it was answered, and what the guide solves alone.
import { z } from 'zod'
import { DAY_MS, dayInJapan, startOfDay } from '../hours/timetable.ts'
import type { RouteName } from '../routes.ts'
import type { Runtime } from '../runtime.ts'
import { firstReplies, linesSince, openCases, solvedAlone, waitingNow } from '../store/numbers.ts'
import type { Bucket } from '../store/numbers.ts'
import { EVERYTHING, seesEverything } from '../store/visible.ts'
import type { Reader } from '../store/visible.ts'
import type { NumbersView, Period } from './api/numbers.ts'
import type { Handlers } from './guard.ts'
import { createKept } from './kept.ts'

const DAYS: Readonly<Record<Period, number>> = { today: 1, week: 7, month: 28 }
const HOUR_MS = 3_600_000

const Asked = z.enum(['today', 'week', 'month']).catch('today')

export function numberHandlers(runtime: Runtime): Handlers<Extract<RouteName, `${string} /api/numbers`>> {
  const { db, now } = runtime
  const overTime = async (reader: Reader, period: Period, since: Date) => {
    const [firstReply, lines, alone] = await Promise.all([firstReplies(db, reader, since), linesSince(db, reader, since, period === 'today' ? 'hour' : 'day'), solvedAlone(db, reader, since)])
    return { firstReply, lines, alone }
  }
  /** The same for everybody who sees everything: the key is a period and when it begins. */
  const ofAll = createKept(runtime, (key) => {
    const [period, since] = key.split(' ')
    return overTime(EVERYTHING, Asked.parse(period), new Date(since ?? ''))
  })
  return {
    async 'GET /api/numbers'({ reader, request }) {
      const period = Asked.parse(request.query['period'])
      const at = now()
      const since = new Date(startOfDay(dayInJapan(at)).getTime() - (DAYS[period] - 1) * DAY_MS)
      const [waiting, cases, { firstReply, lines, alone }] = await Promise.all([
        waitingNow(db, reader), openCases(db, reader), await seesEverything(db, reader) ? ofAll(`${period} ${since.toISOString()}`) : overTime(reader, period, since),
      ])
      return {
        since: since.toISOString(), waiting: { longest: waiting.longest?.toISOString() ?? null, byLanguage: waiting.byLanguage },
        firstReply, cases, lines: filled(lines, since, at, period === 'today' ? HOUR_MS : DAY_MS), alone,
      } satisfies NumbersView
    },
  }
}

/** Every hour or day up to now has its place, also where nobody wrote. */
function filled(buckets: readonly Bucket[], since: Date, until: Date, step: number): NumbersView['lines'] {
  const known = new Map(buckets.map((bucket) => [bucket.at.getTime(), bucket]))
  return Array.from({ length: Math.ceil((until.getTime() - since.getTime()) / step) }, (_, i) => {
    const at = since.getTime() + i * step
    const { worker = 0, desk = 0, guide = 0 } = known.get(at) ?? {}
    return { at: new Date(at).toISOString(), worker, desk, guide }
  })
}
