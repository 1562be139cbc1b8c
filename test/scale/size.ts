// How large a desk is measured, and how its rows are spread: fixed shares, so that a tenth of it is a tenth of everything.

export interface Size { readonly people: number; readonly conversations: number; readonly cases: number }

/** Conversations have about five lines each: ten million. */
export const FULL: Size = { people: 1_000_000, conversations: 2_000_000, cases: 250_000 }

export const partOf = (parts: number): Size => ({ people: FULL.people / parts, conversations: FULL.conversations / parts, cases: FULL.cases / parts })

/** What stays the same however many write: the staff. */
export const STAFF = 40
