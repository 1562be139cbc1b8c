// A day of minutes as few points, each the longest wait in it. Pure.

const MINUTE_MS = 60_000
/** Minutes that one point stands for. */
const POINT = 10
const POINTS = (24 * 60) / POINT

/** @returns the last 24 hours in order; null where nobody looked */
export function dayOf(minutes: readonly { readonly at: Date; readonly seconds: number }[], now: Date): (number | null)[] {
  const points = Array.from({ length: POINTS }, (): number | null => null)
  for (const { at, seconds } of minutes) {
    const point = POINTS - 1 - Math.floor((now.getTime() - at.getTime()) / (POINT * MINUTE_MS))
    if (point >= 0 && point < POINTS) points[point] = Math.max(points[point] ?? 0, seconds)
  }
  return points
}
