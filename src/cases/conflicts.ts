// Whom a case was checked for: that nobody who helps is tied to a company it is about.
import type { Circumstances } from './agenda.ts'
import { isSame } from './consent.ts'
import type { Party } from './consent.ts'
import type { Happening } from './events.ts'
import type { CaseState } from './state.ts'

export function conflictCheck({ companies }: Pick<CaseState, 'companies'>, whom: string, { now, actor }: Circumstances): Happening {
  return { type: 'conflictsChecked', check: { at: now.toISOString(), by: actor, whom, companies } }
}

/** Checked against every company the case is about now. */
export function isChecked({ conflictChecks, companies }: CaseState, party: Party): boolean {
  return conflictChecks.some(({ whom, companies: against }) => isSame(party, { ...party, name: whom }) && companies.every((one) => against.includes(one)))
}
