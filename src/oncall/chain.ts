// Whom to page next, and when to look again. Pure: an alarm's story, the rota and the time in; nothing is remembered outside the database.
import type { ChainSettings } from './settings.ts'

/** `failed`: in none of their ways could they be reached. */
export interface Asked { readonly staff: string; readonly at: Date; readonly failed: boolean }

export interface Story {
  readonly raisedAt: Date
  /** Each time somebody was asked. */
  readonly asked: readonly Asked[]
  /** Who is on call at this moment and can be reached, first to last. */
  readonly order: readonly string[]
  /** Whoever else may take it and can be reached. */
  readonly everyone: readonly string[]
}

export interface Step {
  readonly page: readonly string[]
  readonly again: Date
}

const MINUTE_MS = 60_000

/** One after the other; everybody when nobody is left to ask, and from a moment on at the latest. */
export function nextStep({ raisedAt, asked, order, everyone }: Story, { next, everyone: all, again }: ChainSettings, now: Date): Step {
  const later = (from: Date, minutes: number) => new Date(from.getTime() + minutes * MINUTE_MS)
  // A clock that was set back cannot tell how long anybody has waited: then everybody is asked.
  const setBack = raisedAt > now || asked.some(({ at }) => at > now)
  const everybodyAt = setBack ? now : later(raisedAt, all)
  const wait = (until: Date): Step => ({ page: [], again: until < everybodyAt ? until : everybodyAt })
  if (now < everybodyAt) {
    const waited = asked.filter(({ failed }) => !failed).toSorted((a, b) => b.at.getTime() - a.at.getTime())[0]
    const patience = waited && later(waited.at, next)
    if (patience && now < patience) return wait(patience)
    const known = new Set(asked.map(({ staff }) => staff))
    const one = order.find((staff) => !known.has(staff))
    if (one !== undefined) return { page: [one], again: wait(later(now, next)).again }
  }
  return { page: [...new Set([...order, ...everyone])], again: later(now, again) }
}
