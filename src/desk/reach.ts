// Until when a channel lets us write to a person: counted from what they last did there.
import type { Capabilities } from '../../channels/contract.ts'

const HOUR_MS = 3_600_000

export interface Reach {
  /** Null where there is no limit, or nothing was heard yet. */
  readonly counsellorUntil: Date | null
  readonly botUntil: Date | null
}

export function reachOf({ replyWindowHours, counsellorWindowHours }: Capabilities, heardAt: Date | null): Reach {
  const until = (hours: number | null) => (hours === null || heardAt === null ? null : new Date(heardAt.getTime() + hours * HOUR_MS))
  return { counsellorUntil: until(counsellorWindowHours), botUntil: until(replyWindowHours) }
}

export function isOpen(until: Date | null, now: Date): boolean {
  return until === null || now <= until
}
