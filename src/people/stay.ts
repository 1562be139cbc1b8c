// How near the end of a stay is. Days are `YYYY-MM-DD` in Japan; on its last day a stay is still lawful.

export type StayEnds = 'over' | 'week' | 'month' | 'quarter'

const DAY_MS = 86_400_000

/** `quarter`: within three months, `month`: within one, `week`: within seven days; null where there is more time. */
export function stayEnds(until: string, today: string): StayEnds | null {
  if (until < today) return 'over'
  if (until <= plusDays(today, 7)) return 'week'
  if (until <= plusMonths(today, 1)) return 'month'
  return until <= plusMonths(today, 3) ? 'quarter' : null
}

export function daysLeft(until: string, today: string): number {
  return Math.round((Date.parse(until) - Date.parse(today)) / DAY_MS)
}

function plusDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)
}

/** The same day of a later month, or that month's last. */
function plusMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}
