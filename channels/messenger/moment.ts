// Times as Meta prints them: milliseconds, in samples and test forms also seconds and strings.
import type { Stamp } from './wire.ts'

/** Before Messenger had webhooks, or this long after the arrival, a time is no time. */
const EARLIEST = Date.UTC(2016, 0, 1)
const AHEAD_MS = 86_400_000

/** ISO 8601; null where the stamp cannot be a time of this platform. */
export function moment(stamp: Stamp | undefined, receivedAt: string): string | null {
  const given = Number(stamp ?? Number.NaN)
  const time = given < 100_000_000_000 ? given * 1000 : given
  return time >= EARLIEST && time <= Date.parse(receivedAt) + AHEAD_MS ? new Date(time).toISOString() : null
}
