// The neutral line with which we begin, and its buttons: what waits follows after a yes, or after the word that only the person knows.
import { mayBeStranger } from './may-reach.ts'
import type { ContactTerms } from './terms.ts'

export const ITS_ME = 'opening:yes'
export const OPENING_BUTTONS = [{ value: ITS_ME, key: 'check.yes' }, { value: 'opening:no', key: 'check.no' }] as const

/** What a neutral line waits for. */
export type Asks = 'yes' | 'word'

/** After a silence in which the phone may have changed hands a yes is not enough, where there is a word. */
export function asksFor(terms: ContactTerms, danger: boolean, heardAt: Date | null, now: Date): Asks {
  return terms.safeWord && mayBeStranger(terms, danger, heardAt, now) ? 'word' : 'yes'
}
