// What a case waits for next, and what must be true of it after anything happened: a clock where somebody waits, a date where nobody does.
import { dayInJapan, DAYS_AHEAD, DAY_MS, nextOpening, spansOn, startOfDay } from '../hours/timetable.ts'
import type { Timetable } from '../hours/timetable.ts'
import { apply, SYSTEM } from './case.ts'
import { CLOCKS, escalationAfter, reviewAfter, startClock } from './clock.ts'
import type { ClockName } from './clock.ts'
import type { CaseEvent, Happening } from './events.ts'
import { isAtLeast, isGraver, scoreOf, STAY_ENDS_SOON_DAYS, SUPPORT_LINE } from './severity.ts'
import type { CaseState, Deadline, Task } from './state.ts'

/** Who acts, when, while the desk is open at which hours. `newId` gives a UUID. */
export interface Circumstances {
  readonly now: Date
  readonly actor: string
  readonly hours: Timetable
  /** There is a mediator to go to. */
  readonly mediationAvailable?: boolean
  newId(): string
}

export interface Next { readonly at: string; readonly what: ClockName | Task['kind']; readonly text: string }

/** Nobody is woken for a day that was known for weeks: it counts from this hour in Japan on. */
const MORNING_MS = 10 * 3_600_000
/** So many days before a deadline somebody sees to it. */
const LEAD_DAYS: Readonly<Record<Deadline['kind'], number>> = { endOfStay: 14, departure: 1, lastWorkday: 7, limitation: 30, other: 3 }

/** The earliest thing that has to happen. Null only for a closed case that was followed up. */
export function nextOf(state: CaseState): Next | null {
  const waits: readonly Next[] = [
    ...CLOCKS.flatMap((what) => { const clock = state.clocks[what]; return clock ? [{ at: clock.breached ? clock.escalateAt : clock.dueAt, what, text: '' }] : [] }),
    ...state.tasks.map(({ dueAt, kind, what }) => ({ at: dueAt, what: kind, text: what })),
  ]
  return waits.reduce<Next | null>((first, one) => (first && first.at <= one.at ? first : one), null)
}

/** When the desk itself has to look at the case again: to warn, to escalate, to ask once more. */
export function attentionAt(state: CaseState): string | null {
  const moments = [
    ...Object.values(state.clocks).map(({ warned, breached, warnAt, dueAt, escalateAt }) => (breached ? escalateAt : warned ? dueAt : warnAt)),
    ...state.tasks.map(({ dueAt }) => dueAt),
    ...alarmsOf(state).map(({ at }) => at),
  ]
  return moments.toSorted()[0] ?? null
}

/** Events of what time alone did. None when nothing is due. */
export function tick(state: CaseState, around: Circumstances): CaseEvent[] {
  const now = around.now.toISOString()
  const happened: Happening[] = []
  for (const clock of CLOCKS) {
    const { warned, breached, warnAt, dueAt, escalateAt } = state.clocks[clock] ?? {}
    if (warnAt === undefined || dueAt === undefined || escalateAt === undefined) continue
    const again = escalationAfter(clock, state.severity, around.now, around.hours, breached === true)
    if (breached ? escalateAt <= now : dueAt <= now) {
      if (!breached) happened.push({ type: 'clockBreached', clock })
      happened.push({ type: 'escalated', to: breached ? 'onCall' : 'supervisor', clock, escalateAt: again })
    } else if (!warned && !breached && warnAt <= now) happened.push({ type: 'clockWarned', clock })
  }
  for (const { id, dueAt } of state.tasks.filter((task) => task.dueAt <= now)) {
    happened.push({ type: 'taskMissed', id, dueAt: reviewAfter(state.severity, new Date(Math.max(Date.parse(dueAt), around.now.getTime())), around.hours) })
    if (state.escalation === 'none') happened.push({ type: 'escalated', to: 'supervisor', clock: null, escalateAt: null })
  }
  const [alarm] = alarmsOf(state).filter(({ at }) => at <= now).toSorted((a, b) => (isGraver(a.severity, b.severity) ? -1 : 1))
  if (alarm) happened.push({ type: 'severityRaised', severity: alarm.severity, reason: alarm.reason })
  return happened.length === 0 ? [] : conclude(state, happened, { ...around, actor: SYSTEM })
}

/** The events of what happened and of what follows from it: no open case is left without something that comes next. */
export function conclude(before: CaseState | null, happened: readonly Happening[], around: Circumstances): CaseEvent[] {
  const { now, hours, actor } = around
  const events: CaseEvent[] = []
  let state = before
  const add = (happening: Happening, by = actor): CaseState => {
    const event: CaseEvent = { ...happening, at: now.toISOString(), by }
    events.push(event)
    return apply(state, event)
  }
  for (const happening of happened) state = add(happening)
  if (state === null || state.closing !== null) return events
  for (const clock of CLOCKS) {
    const running = state.clocks[clock]
    const wanted = clock === 'response' ? state.awaiting : state.stage === 'desk' && state.accompaniment === null && isAtLeast(state.severity, SUPPORT_LINE)
    const times = startClock(clock, state.severity, now, hours)
    if (!wanted) {
      if (running) state = add({ type: 'clockStopped', clock }, SYSTEM)
    } else if (!running) state = add({ type: 'clockSet', clock, times }, SYSTEM)
    else if (before !== null && state.severity !== before.severity) {
      const sooner = running.breached || times.dueAt < running.dueAt
      if (sooner || isGraver(before.severity, state.severity)) state = add({ type: 'clockSet', clock, times }, SYSTEM)
    }
  }
  if (nextOf({ ...state, tasks: state.tasks.filter(({ kind }) => kind !== 'consentEnds') }) === null) {
    state = add({ type: 'taskAdded', task: { id: around.newId(), kind: 'review', what: '', dueAt: reviewAfter(state.severity, now, hours), everyDays: null, missed: false } }, SYSTEM)
  }
  return events
}

/** The last minute of that day at which somebody is there; of the next one where nobody is, and never before `now`. */
export function dueOn(day: string, { now, hours }: Pick<Circumstances, 'now' | 'hours'>): string {
  const midnight = startOfDay(day).getTime()
  for (let ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
    const ends = spansOn(hours, midnight + ahead * DAY_MS).map(({ until }) => until.getTime() - 60_000).filter((end) => end > now.getTime())
    if (ends.length > 0) return new Date(Math.max(...ends)).toISOString()
  }
  return (nextOpening(hours, now) ?? new Date(now.getTime() + DAY_MS)).toISOString()
}

/** When somebody has to see to a deadline. */
export function leadDay({ kind, day }: Pick<Deadline, 'kind' | 'day'>): string {
  return dayInJapan(new Date(startOfDay(day).getTime() - LEAD_DAYS[kind] * DAY_MS))
}

/** Days in Japan from today on. */
export function daysUntil(day: string, now: Date): number {
  return Math.round((startOfDay(day).getTime() - startOfDay(dayInJapan(now)).getTime()) / DAY_MS)
}

/** Deadlines that will make the case graver than it is, and when. What was past when a person judged it less grave is no news. */
function alarmsOf(state: CaseState): { at: string; severity: CaseState['severity']; reason: string }[] {
  if (state.closing !== null) return []
  return state.deadlines.flatMap(({ kind, day }) => (kind === 'endOfStay' ? [STAY_ENDS_SOON_DAYS] : kind === 'departure' ? [1, 0] : []).map((daysLeft) => {
    const { severity, reason } = scoreOf({ type: 'deadline', kind, daysLeft })
    return { at: new Date(startOfDay(day).getTime() - daysLeft * DAY_MS + MORNING_MS).toISOString(), severity, reason }
  })).filter(({ at, severity }) => isGraver(severity, state.severity) && (state.loweredAt === null || at > state.loweredAt))
}
