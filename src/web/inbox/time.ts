// Times as the desk shows them: Japan's clock, whatever clock the computer has.
import { useEffect, useState } from 'react'
import { type DeskLanguage, deskLanguage } from './words.ts'

const TIME_ZONE = 'Asia/Tokyo'
const MINUTE = 60_000

const LOCALES: Readonly<Record<DeskLanguage, string>> = { ja: 'ja-JP', en: 'en-GB' }
export const locale = () => LOCALES[deskLanguage()]

const format = (at: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale(), { timeZone: TIME_ZONE, ...options }).format(new Date(at))

/** What Japan's clock shows, as if it were UTC. */
const inJapan = (at: string) => new Date(Date.parse(at) + 9 * 60 * MINUTE).toISOString()

/** 14:05 */
export const clock = (at: string) => format(at, { hour: '2-digit', minute: '2-digit' })

/** 11月21日(金) */
export const day = (at: string) => format(at, { month: 'long', day: 'numeric', weekday: 'short' })

/** 2026年11月21日(金) 14:05 JST */
export const exactly = (at: string) =>
  `${format(at, { year: 'numeric', month: 'long', day: 'numeric', weekday: 'short', hour: '2-digit', minute: '2-digit' })} JST`

/** 2026/11/21 14:05:09 JST: for the record. */
export const toTheSecond = (at: string) =>
  `${format(at, { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' })} JST`

/** Today's date in Japan, `days` ago: 2026-11-21. */
export const dateBefore = (days: number) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: TIME_ZONE }).format(new Date(Date.now() - days * 24 * 60 * MINUTE))

/** Of a moment, in Japan: 2026-11-21. */
export const dateOf = (at: string) => inJapan(at).slice(0, 10)

/** Of a moment, in Japan: 14:05. */
export const timeOf = (at: string) => inJapan(at).slice(11, 16)

/** Of a moment, in Japan: Monday is 1, Sunday 7. */
export const weekdayOf = (at: string) => new Date(inJapan(at)).getUTCDay() || 7

/** 2026年12月29日(火) for 2026-12-29. */
export const dateName = (date: string) => format(`${date}T00:00:00+09:00`, { year: 'numeric', month: 'long', day: 'numeric', weekday: 'short' })

/** Monday for 1, Sunday for 7. */
export const weekday = (number: number, length: 'long' | 'short' = 'long') =>
  new Intl.DateTimeFormat(locale(), { weekday: length, timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, number)))

/** The time today, otherwise the day: for lists. */
export const lately = (at: string, now: number) =>
  day(at) === day(new Date(now).toISOString()) ? clock(at) : format(at, { month: 'numeric', day: 'numeric' })

/** The clock alone today, otherwise the day as well: 14:05, 11月22日(土) 09:30. */
export const nearby = (at: string, now: number) =>
  day(at) === day(new Date(now).toISOString()) ? clock(at) : `${day(at)} ${clock(at)}`

const unit = (value: number, name: 'minute' | 'hour' | 'day') =>
  new Intl.NumberFormat(locale(), { style: 'unit', unit: name, unitDisplay: name === 'day' ? 'long' : 'short' })
    .format(value)
    .replace(deskLanguage() === 'ja' ? ' ' : '', '')

/** In at most two units: 12分, 3時間5分, 2日4時間. */
function lasting(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / MINUTE))
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60]
  const gap = deskLanguage() === 'ja' ? '' : ' '
  if (days > 0) return [unit(days, 'day'), ...(hours > 0 ? [unit(hours, 'hour')] : [])].join(gap)
  if (hours > 0) return [unit(hours, 'hour'), ...(rest > 0 ? [unit(rest, 'minute')] : [])].join(gap)
  return unit(minutes, 'minute')
}

/** Of so many seconds, in at most two units; what is less than a minute says so. */
export const lastingSeconds = (seconds: number) => (seconds < 60 ? `< ${unit(1, 'minute')}` : lasting(seconds * 1_000))

/** How long ago. */
export const since = (at: string, now: number) => lasting(now - Date.parse(at))

/** How long still. */
export const until = (at: string, now: number) => lasting(Date.parse(at) - now)

/** The present, moving on every half minute. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE / 2)
    return () => clearInterval(timer)
  }, [])
  return now
}
