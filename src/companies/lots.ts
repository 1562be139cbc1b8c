// Which purse pays for whom: kept apart in all that is counted (a total of both must never let one be subtracted).
export const LOTS = ['jica', 'company'] as const
export type Lot = (typeof LOTS)[number]
