// The desk's own numbers for its pages: what waits, how soon it was answered, and what the guide solves alone.
import { z } from 'zod'
import { DAY_MS, dayInJapan, startOfDay } from '../hours/timetable.ts'
import type { RouteName } from '../routes.ts'
import type { Runtime } from '../runtime.ts'
import { firstReplies, linesSince, openCases, solvedAlone, waitingNow } from '../store/numbers.ts'
import type { Bucket } from '../store/numbers.ts'
import type { NumbersView, Period } from './api/numbers.ts'
import type { Handlers } from './guard.ts'

const DAYS: Readonly<Record<Period, number>> = { today: 1, week: 7, month: 28 }
const HOUR_MS = 3_600_000

export function numberHandlers({ db, now }: Runtime): Handlers<Extract<RouteName, `${string} /api/numbers`>> {
  return {
    async 'GET /api/numbers'({ reader, request }) {
      const period = z.enum(['today', 'week', 'month']).catch('today').parse(request.query['period'])
      const at = now()
      const since = new Date(startOfDay(dayInJapan(at)).getTime() - (DAYS[period] - 1) * DAY_MS)
      const [step, unit] = period === 'today' ? [HOUR_MS, 'hour'] as const : [DAY_MS, 'day'] as const
      const [waiting, firstReply, cases, lines, alone] = await Promise.all([
        waitingNow(db, reader), firstReplies(db, reader, since), openCases(db, reader), linesSince(db, reader, since, unit), solvedAlone(db, reader, since),
      ])
      return {
        since: since.toISOString(), waiting: { longest: waiting.longest?.toISOString() ?? null, byLanguage: waiting.byLanguage },
        firstReply, cases, lines: filled(lines, since, at, step), alone,
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
