// How a count stands, as pages are told.
import type { Counted } from '../desk/counts.ts'
import type { CountedAt, Standing } from './api/counts.ts'

export const countedAt = ({ at, renewing }: { readonly at: Date | null; readonly renewing: boolean }): CountedAt => ({ type: 'counted', at: at?.toISOString() ?? null, renewing })

export const standingOf = (one: Counted<unknown>): Standing => (one.type === 'counting' ? one : countedAt(one))
