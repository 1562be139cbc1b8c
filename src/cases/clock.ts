// Until when something has to happen: on the desk's opening hours, and for the two gravest severities on the clock on the wall.
import { afterOpenTime } from '../hours/open-time.ts'
import { nextOpening } from '../hours/timetable.ts'
import type { Timetable } from '../hours/timetable.ts'
import type { Severity } from './severity.ts'

/** `response`: a person answers the worker. `accompaniment`: it is decided whether somebody goes along. */
export const CLOCKS = ['response', 'accompaniment'] as const
export type ClockName = (typeof CLOCKS)[number]

/** Times are ISO 8601. `escalateAt` is when the next one is told once the time is over. */
export interface Clock {
  readonly startedAt: string
  readonly warnAt: string
  readonly dueAt: string
  readonly escalateAt: string
  readonly warned: boolean
  readonly breached: boolean
}

type Pace = 'real' | 'open'
interface Target { readonly minutes: number; readonly warn: number; readonly step: number }

/** The two gravest do not wait for the morning. */
const PACE: Readonly<Record<Severity, Pace>> = { S5: 'real', S4: 'real', S3: 'open', S2: 'open', S1: 'open' }

/** Minutes; a service day has eight hours. `warn` is when it is warned of, `step` how long each further escalation waits. */
export const TARGETS: Readonly<Record<ClockName, Readonly<Record<Severity, Target>>>> = {
  response: {
    S5: { minutes: 5, warn: 2, step: 5 },
    S4: { minutes: 60, warn: 30, step: 15 },
    S3: { minutes: 480, warn: 360, step: 120 },
    S2: { minutes: 960, warn: 720, step: 240 },
    S1: { minutes: 2400, warn: 1920, step: 480 },
  },
  accompaniment: {
    S5: { minutes: 720, warn: 360, step: 120 },
    S4: { minutes: 1440, warn: 1080, step: 240 },
    S3: { minutes: 960, warn: 720, step: 240 },
    S2: { minutes: 960, warn: 720, step: 240 },
    S1: { minutes: 960, warn: 720, step: 240 },
  },
}

/** Steps between telling the last one again. */
const AGAIN = 4

/** When somebody looks at it again, where nothing else was agreed. */
const REVIEW_MINUTES: Readonly<Record<Severity, number>> = { S5: 60, S4: 240, S3: 480, S2: 960, S1: 2400 }

export function startClock(name: ClockName, severity: Severity, from: Date, hours: Timetable): Pick<Clock, 'startedAt' | 'warnAt' | 'dueAt' | 'escalateAt'> {
  const { minutes, warn, step } = TARGETS[name][severity]
  const due = after(severity, from, minutes, hours)
  return { startedAt: from.toISOString(), warnAt: after(severity, from, warn, hours).toISOString(), dueAt: due.toISOString(), escalateAt: after(severity, due, step, hours).toISOString() }
}

/** When the next one is told, if nothing happens from `from` on. Whoever was told last is told again, but not as fast. */
export function escalationAfter(name: ClockName, severity: Severity, from: Date, hours: Timetable, again: boolean): string {
  return after(severity, from, TARGETS[name][severity].step * (again ? AGAIN : 1), hours).toISOString()
}

export function reviewAfter(severity: Severity, from: Date, hours: Timetable): string {
  return after(severity, from, REVIEW_MINUTES[severity], hours).toISOString()
}

export function runsOnOpeningHours(severity: Severity): boolean {
  return PACE[severity] === 'open'
}

/** A desk that is hardly ever open has the time on the wall and then its next opening; one that never opens still has a clock. */
function after(severity: Severity, from: Date, minutes: number, hours: Timetable): Date {
  const ms = minutes * 60_000
  const onTheWall = new Date(from.getTime() + ms)
  return runsOnOpeningHours(severity) ? afterOpenTime(hours, from, ms) ?? nextOpening(hours, onTheWall) ?? onTheWall : onTheWall
}
