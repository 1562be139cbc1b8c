// Acts of mediation: the intake, the conflict check, who pays, how it ended; and giving a dossier away, which is a disclosure like any other.
import { refusedTo } from './access.ts'
import type { Doer } from './access.ts'
import type { Act } from './acts.ts'
import { conclude, daysUntil } from './agenda.ts'
import type { Circumstances } from './agenda.ts'
import { conflictCheck, isChecked } from './conflicts.ts'
import { mayDisclose, needsStatusWarning } from './consent.ts'
import type { CaseRefusal } from './decide.ts'
import { itemsOf } from './dossier.ts'
import type { Dossier } from './dossier.ts'
import type { CaseEvent, Happening } from './events.ts'
import type { CaseState } from './state.ts'

export const MEDIATION_ACTS = ['noteIntake', 'checkConflicts', 'addCost', 'agreeCost', 'removeCost', 'endMediation'] as const
export type MediationAct = Extract<Act, { type: (typeof MEDIATION_ACTS)[number] }>
/** `mediation_unavailable`: there is no mediator to go to yet. `no_terms`: an agreement without what was agreed. */
export type MediationRefusal = 'mediation_unavailable' | 'not_in_mediation' | 'no_terms' | 'no_such' | 'future_day' | 'unchanged'

export function mediate(state: CaseState, act: MediationAct, around: Circumstances): readonly Happening[] | MediationRefusal {
  const { now, actor, newId } = around
  const at = now.toISOString()
  switch (act.type) {
    case 'noteIntake': return [{ type: 'intakeNoted', item: act.item, note: { state: act.state, note: act.note, by: actor, at } }]
    case 'checkConflicts': return [conflictCheck(state, act.whom, around)]
    case 'addCost': return act.agreedOn !== null && daysUntil(act.agreedOn, now) > 0 ? 'future_day' : [
      { type: 'costSet', cost: { id: newId(), what: act.what, amountYen: act.amountYen, payer: act.payer, agreedOn: act.agreedOn } },
    ]
    case 'agreeCost': {
      const cost = state.mediation.costs.find(({ id }) => id === act.id)
      if (!cost) return 'no_such'
      if (cost.agreedOn !== null) return 'unchanged'
      return daysUntil(act.day, now) > 0 ? 'future_day' : [{ type: 'costSet', cost: { ...cost, agreedOn: act.day } }]
    }
    case 'removeCost': return state.mediation.costs.some(({ id }) => id === act.id) ? [{ type: 'costRemoved', id: act.id }] : 'no_such'
    case 'endMediation': {
      if (state.stage !== 'mediation') return 'not_in_mediation'
      if (daysUntil(act.day, now) > 0) return 'future_day'
      if ((act.result === 'agreed') === (act.terms === '')) return 'no_terms'
      return [{ type: 'mediationEnded', result: { result: act.result, terms: act.terms, day: act.day, at, by: actor } }]
    }
  }
}

export interface Issue { readonly dossier: Dossier; readonly purpose: string; readonly digest: string; readonly warned: boolean }

/** Only to whom and only what the worker agreed to; to somebody who helps, only after it was checked whom they are tied to. */
export function issueDossier(state: CaseState, { dossier, purpose, digest, warned }: Issue, doer: Doer, around: Circumstances): CaseEvent[] | CaseRefusal {
  const { party } = dossier
  const items = itemsOf(dossier)
  const refused = refusedTo(doer, { type: 'disclose', party, items, purpose, warned }, state)
  if (refused) return refused
  if (state.closing !== null) return 'closed'
  if ((party.type === 'lawyer' || party.type === 'partner') && !isChecked(state, party)) return 'conflict_check'
  const may = mayDisclose(state.consents, party, items, around.now)
  if (!may.allowed) return 'no_consent'
  if (needsStatusWarning(party, items) && !warned) return 'status_warning'
  const [at, by, id] = [around.now.toISOString(), around.actor, around.newId()]
  return conclude(state, [
    { type: 'disclosed', disclosure: { id, at, by, party, items, purpose, consents: may.consents, emergency: null } },
    { type: 'dossierIssued', dossier: { number: state.mediation.dossiers.length + 1, disclosure: id, digest, at, by } },
  ], around)
}
