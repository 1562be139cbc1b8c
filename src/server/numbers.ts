// The desk's own numbers for its pages: what waits, how soon it was answered, and what the guide solves alone.
import { z } from 'zod'
import { counted } from '../desk/counts.ts'
import type { Counted } from '../desk/counts.ts'
import { DAY_MS, dayInJapan, startOfDay } from '../hours/timetable.ts'
import type { RouteName } from '../routes.ts'
import type { Runtime } from '../runtime.ts'
import { openCases, overTime, waitingNow } from '../store/numbers.ts'
import type { Bucket, OverTime, SinceWhen } from '../store/numbers.ts'
import { seesEverything } from '../store/visible.ts'
import type { Reader } from '../store/visible.ts'
import type { NumbersView, Period } from './api/numbers.ts'
import type { Handlers } from './guard.ts'
import { standingOf } from './standing.ts'

const DAYS: Readonly<Record<Period, number>> = { today: 1, week: 7, month: 28 }
const HOUR_MS = 3_600_000

const Asked = z.enum(['today', 'week', 'month']).catch('today')
const NONE = { firstReply: { all: null, byLanguage: [], bySeverity: [] }, alone: { all: 0, alone: 0 } } satisfies Partial<OverTime>

export function numberHandlers(runtime: Runtime): Handlers<Extract<RouteName, `${string} /api/numbers`>> {
  const { db, now } = runtime
  /** Without what they are tied to: for them alone, at this moment. */
  const ownCount = async (reader: Reader, when: SinceWhen): Promise<Counted<OverTime>> => ({ type: 'counted', value: await overTime(db, when, reader), at: null, renewing: false })
  return {
    async 'GET /api/numbers'({ reader, request }) {
      const period = Asked.parse(request.query['period'])
      const at = now()
      const since = new Date(startOfDay(dayInJapan(at)).getTime() - (DAYS[period] - 1) * DAY_MS)
      const when = { since: since.toISOString(), unit: period === 'today' ? 'hour' : 'day' } as const
      const [waiting, cases, over] = await Promise.all([waitingNow(db, reader), openCases(db, reader), await seesEverything(db, reader) ? counted(runtime, 'overTime', when) : ownCount(reader, when)])
      return {
        since: when.since, waiting: { longest: waiting.longest?.toISOString() ?? null, byLanguage: waiting.byLanguage }, cases, standing: standingOf(over),
        ...(over.type === 'counting' ? NONE : over.value), lines: over.type === 'counting' ? [] : filled(over.value.lines, since, at, period === 'today' ? HOUR_MS : DAY_MS),
      } satisfies NumbersView
    },
  }
}

/** Every hour or day up to now has its place, also where nobody wrote. */
function filled(buckets: readonly Bucket[], since: Date, until: Date, step: number): NumbersView['lines'] {
  const known = new Map(buckets.map((bucket) => [Date.parse(bucket.at), bucket]))
  return Array.from({ length: Math.ceil((until.getTime() - since.getTime()) / step) }, (_, i) => {
    const at = since.getTime() + i * step
    const { worker = 0, desk = 0, guide = 0 } = known.get(at) ?? {}
    return { at: new Date(at).toISOString(), worker, desk, guide }
  })
}
