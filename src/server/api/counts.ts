// How a count stands: on a large desk it is made in the background and kept.

/** `share`: how much of it is done, 0 to 1. The page asks again until it is there. */
export interface Counting { readonly type: 'counting'; readonly share: number }

/** `at`: when it was counted, ISO 8601 in UTC; null: this moment. `renewing`: a newer one is on its way. */
export interface CountedAt { readonly type: 'counted'; readonly at: string | null; readonly renewing: boolean }

export type Standing = Counting | CountedAt
