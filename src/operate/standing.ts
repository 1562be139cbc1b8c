// What becomes of alerts from one minute to the next: raised, gone on, over, and who is to be told now. Pure.
import { inJapan } from '../hours/timetable.ts'
import { ALERTS } from './alerts.ts'
import type { Alert, AlertKind } from './alerts.ts'

export interface StandingAlert extends Alert {
  readonly id: string
  readonly raisedAt: Date
  readonly seenAt: Date
  readonly endedAt: Date | null
  readonly toldAt: Date | null
}

export interface Turned {
  readonly raise: readonly Alert[]
  /** Ids of those that go on. */
  readonly goOn: readonly string[]
  readonly end: readonly string[]
}

/** What comes and goes within minutes is one alert. */
const OVER_MS = 3 * 60_000
/** What is over before anybody could have looked is not told. */
const LASTING_MS = 2 * 60_000
/** In Japan: no one is told of what can wait. */
const NIGHT = { from: '21:00', until: '08:00' }

/** @param open those that are not over */
export function turnedOver(open: readonly StandingAlert[], found: readonly Alert[], now: Date): Turned {
  const key = ({ kind, subject }: Alert) => `${kind} ${subject}`
  const [known, there] = [new Set(open.map(key)), new Set(found.map(key))]
  const stillThere = (alert: StandingAlert) => there.has(key(alert))
  return {
    raise: found.filter((alert) => !known.has(key(alert))),
    goOn: open.filter(stillThere).map(({ id }) => id),
    end: open.filter((alert) => !stillThere(alert) && now.getTime() - alert.seenAt.getTime() >= OVER_MS).map(({ id }) => id),
  }
}

/** Whether administrators are to be told of it now: that it stands, or that it is over. Null: not now. */
export function toTell({ kind, raisedAt, seenAt, endedAt, toldAt }: Omit<StandingAlert, 'id' | 'subject'>, now: Date): 'raised' | 'over' | null {
  if (!mayTell(kind, now)) return null
  if (endedAt !== null) return toldAt === null ? null : 'over'
  return toldAt === null && seenAt.getTime() - raisedAt.getTime() >= LASTING_MS ? 'raised' : null
}

function mayTell(kind: AlertKind, now: Date): boolean {
  const time = inJapan(now).toISOString().slice(11, 16)
  return ALERTS[kind].urgent || (time >= NIGHT.until && time < NIGHT.from)
}
