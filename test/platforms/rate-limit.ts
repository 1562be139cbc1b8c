// How many calls a stand-in takes in any second, and how many it was given at most.

export interface RateLimit {
  perSecond: number
  /** Calls in the fullest second. */
  readonly peak: number
  /** Calls that were too many. */
  readonly refused: number
  /** False where this one is too many. */
  take(): boolean
}

export function createRateLimit(now: () => Date): RateLimit {
  const times: number[] = []
  let first = 0
  const limit = {
    perSecond: Infinity, peak: 0, refused: 0,
    take() {
      const at = now().getTime()
      while ((times[first] ?? at) <= at - 1_000) first++
      if (times.length - first >= limit.perSecond) {
        limit.refused++
        return false
      }
      times.push(at)
      limit.peak = Math.max(limit.peak, times.length - first)
      return true
    },
  }
  return limit
}
