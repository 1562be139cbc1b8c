// Until when a conversation is put off: the usual times, by Japan's clock.

export const PRESETS = ['hour', 'evening', 'tomorrow', 'monday'] as const
export type Preset = (typeof PRESETS)[number]

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Japan keeps one time all year. */
const JAPAN_MS = 9 * HOUR_MS
const EVENING = 18
const MORNING = 9

/** Longer than this nobody means. */
export const LONGEST_MS = 366 * DAY_MS

/** Milliseconds since 1970. Null for the evening when it has begun. */
export function untilOf(preset: Preset, now: number): number | null {
  const midnight = Math.floor((now + JAPAN_MS) / DAY_MS) * DAY_MS - JAPAN_MS
  // 1 January 1970 was a Thursday.
  const weekday = (Math.floor((now + JAPAN_MS) / DAY_MS) + 4) % 7
  switch (preset) {
    case 'hour': return now + HOUR_MS
    case 'evening': return midnight + EVENING * HOUR_MS > now ? midnight + EVENING * HOUR_MS : null
    case 'tomorrow': return midnight + DAY_MS + MORNING * HOUR_MS
    case 'monday': return midnight + ((8 - weekday) % 7 || 7) * DAY_MS + MORNING * HOUR_MS
  }
}
