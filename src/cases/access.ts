// Who may do what to a case they can see. What they cannot see at all is the store's to decide.
import type { Act } from './acts.ts'
import type { CaseState } from './state.ts'

export interface Doer { readonly id: string; readonly roles: readonly string[] }

/** `take_first`: it is somebody else's, or nobody's yet. */
export type NotAllowed = 'take_first' | 'supervisor_only'

/** Anybody who sees the case may sound an alarm, log what happened, and help in danger. */
const ANYBODY: ReadonlySet<Act['type']> = new Set(['raise', 'markIncident', 'take', 'note', 'contact', 'nameCompany', 'discloseInEmergency', 'revokeConsent', 'reopen', 'checkSummary', 'withdrawRequest'])

/** Null: they may. */
export function refusedTo({ id, roles }: Doer, act: Act, state: CaseState): NotAllowed | null {
  if (roles.includes('supervisor')) return null
  if (act.type === 'unmarkIncident') return 'supervisor_only'
  if (act.type === 'finishTask' && state.tasks.some((task) => task.id === act.id && task.kind === 'emergencyReport')) return 'supervisor_only'
  if (act.type === 'answerEscalation') return roles.includes('on-call') ? null : 'supervisor_only'
  return ANYBODY.has(act.type) || ownsOrSupervises({ id, roles }, state) ? null : 'take_first'
}

export function ownsOrSupervises({ id, roles }: Doer, { owner }: CaseState): boolean {
  return roles.includes('supervisor') || (owner.type === 'staff' && owner.id === id)
}
