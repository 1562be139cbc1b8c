// Whether an act may happen to a case now, and as which events. A refusal is a value that says why.
import { DAY_MS, dayInJapan } from '../hours/timetable.ts'
import { refusedTo } from './access.ts'
import type { Doer, NotAllowed } from './access.ts'
import type { Act } from './acts.ts'
import { conclude, daysUntil, dueOn, leadDay } from './agenda.ts'
import type { Circumstances } from './agenda.ts'
import { conflictCheck } from './conflicts.ts'
import { apart } from './decide-contact.ts'
import type { ContactRefusal } from './decide-contact.ts'
import { mediate, MEDIATION_ACTS } from './decide-mediation.ts'
import type { MediationAct, MediationRefusal } from './decide-mediation.ts'
import { aboutRequest } from './decide-request.ts'
import type { RequestRefusal } from './decide-request.ts'
import type { CaseEvent, Happening } from './events.ts'
import { IN_PERSON_SEVERITY, isStageItem, STAGE_RULES } from './stages.ts'
import { isAtLeast, isGraver, scoreOf } from './severity.ts'
import { DUTY } from './state.ts'
import type { CaseState, Owner, Task } from './state.ts'

export type CaseRefusal = NotAllowed | ContactRefusal | MediationRefusal | RequestRefusal
  | 'closed' | 'not_closed' | 'not_lower' | 'not_higher' | 'no_such' | 'past_day' | 'same_stage' | 'phone_first' | 'conflict_check' | 'yours_already' | 'unchanged'

/** What may still happen to a closed case. */
const AFTER_CLOSING: ReadonlySet<Act['type']> = new Set(['reopen', 'note', 'finishTask', 'snooze', 'revokeConsent', 'contact', 'writeSummary', 'checkSummary', 'noteTraits', 'withdrawRequest', 'passOnAnswer'])

export function decide(state: CaseState, act: Act, doer: Doer, around: Circumstances): CaseEvent[] | CaseRefusal {
  const refused = refusedTo(doer, act, state)
  if (refused) return refused
  if (state.closing !== null && !AFTER_CLOSING.has(act.type)) return 'closed'
  const happened = isMediation(act) ? mediate(state, act, around) : happeningsOf(state, act, around)
  return typeof happened === 'string' ? happened : conclude(state, happened, around)
}

/** Given to a colleague, who was checked against everything the case is tied to. */
export function giveTo(state: CaseState, owner: Owner, reason: string, around: Circumstances): CaseEvent[] {
  return conclude(state, [...checked(state, owner, around), { type: 'ownerChanged', owner, reason }], around)
}

function isMediation(act: Act): act is MediationAct {
  return MEDIATION_ACTS.some((type) => type === act.type)
}

function happeningsOf(state: CaseState, act: Exclude<Act, MediationAct>, around: Circumstances): readonly Happening[] | CaseRefusal {
  const { now, actor, newId } = around
  switch (act.type) {
    case 'raise': return isGraver(act.severity, state.severity) ? [{ type: 'severityRaised', severity: act.severity, reason: act.reason }] : 'not_higher'
    case 'lower': return isGraver(state.severity, act.severity) ? [{ type: 'severityLowered', severity: act.severity, reason: act.reason }] : 'not_lower'
    case 'markIncident': return state.incident ? 'unchanged' : [{ type: 'incidentMarked', reason: act.reason }]
    case 'unmarkIncident': return state.incident ? [{ type: 'incidentUnmarked', reason: act.reason }] : 'unchanged'
    case 'take': {
      if (state.owner.type === 'staff' && state.owner.id === actor) return 'yours_already'
      const owner: Owner = { type: 'staff', id: actor }
      return [...checked(state, owner, around), { type: 'ownerChanged', owner, reason: '' }]
    }
    case 'release': return [{ type: 'ownerChanged', owner: DUTY, reason: act.reason }]
    case 'moveStage': return stageMove(state, act, around)
    case 'tick': return isStageItem(state.stage, act.item) ? [{ type: 'itemTicked', stage: state.stage, item: act.item, done: act.done }] : 'no_such'
    case 'addTheme': return state.themes.includes(act.theme) ? 'unchanged' : [{ type: 'themeAdded', theme: act.theme }]
    case 'removeTheme': return state.themes.includes(act.theme) ? [{ type: 'themeRemoved', theme: act.theme }] : 'no_such'
    case 'nameCompany': return state.companies.includes(act.code) ? 'unchanged' : [{ type: 'companyNamed', code: act.code, relation: act.relation }]
    case 'setDeadline': return deadline(state, act, around)
    case 'removeDeadline': return state.deadlines.some(({ id }) => id === act.id) ? [{ type: 'deadlineRemoved', id: act.id }] : 'no_such'
    case 'addActor': return [{ type: 'actorAdded', actor: { id: newId(), kind: act.kind, name: act.name, note: act.note } }]
    case 'removeActor': return state.actors.some(({ id }) => id === act.id) ? [{ type: 'actorRemoved', id: act.id }] : 'no_such'
    case 'noteNeed': return [{ type: 'needNoted', need: { kind: act.kind, status: act.status } }]
    case 'noteWish': return [{ type: 'wishNoted', text: act.text }]
    case 'note': return [{ type: 'noted', text: act.text }]
    case 'offerOptions': return [{ type: 'optionsOffered', id: newId(), options: act.options }]
    case 'choose': return state.decisions.some(({ id }) => id === act.id) ? [{ type: 'optionChosen', id: act.id, chosen: act.chosen }] : 'no_such'
    case 'addTask': return daysUntil(act.day, now) < 0 ? 'past_day' : [
      { type: 'taskAdded', task: { id: newId(), kind: act.kind, what: act.what, dueAt: dueOn(act.day, around), everyDays: act.everyDays, missed: false } },
    ]
    case 'finishTask': return finished(state, act, around)
    case 'snooze': {
      if (!state.tasks.some(({ id }) => id === act.id)) return 'no_such'
      return daysUntil(act.day, now) < 0 ? 'past_day' : [{ type: 'taskSnoozed', id: act.id, dueAt: dueOn(act.day, around), reason: act.reason }]
    }
    case 'decideAccompaniment': return [{ type: 'accompanimentDecided', decision: { at: now.toISOString(), how: act.how, reason: act.reason, costYen: act.costYen } }]
    case 'close': return daysUntil(act.followUp, now) < 0 ? 'past_day' : [{
      type: 'closed', closing: { at: now.toISOString(), outcome: act.outcome, withoutAgreement: act.withoutAgreement },
      followUp: { id: newId(), kind: 'afterClosing', what: '', dueAt: dueOn(act.followUp, around), everyDays: null, missed: false },
    }]
    case 'reopen': return state.closing === null ? 'not_closed' : [{ type: 'reopened', reason: act.reason }]
    case 'answerEscalation': return state.escalation === 'none' ? 'unchanged' : [{ type: 'escalationAnswered', reason: act.reason }]
    case 'writeSummary': return [{ type: 'summaryWritten', text: act.text }]
    case 'checkSummary': return state.summary === null ? 'no_such' : [{ type: 'summaryChecked', language: act.language, text: act.text }, ...doneOfKind(state, 'summaryAsked')]
    case 'noteTraits': return [{ type: 'traitsNoted', traits: { nationality: act.nationality, prefecture: act.prefecture, industry: act.industry } }]
    case 'withdrawRequest':
    case 'replyRequest':
    case 'passOnAnswer': return aboutRequest(state, act, around)
    default: return apart(state, act, around)
  }
}

function stageMove(state: CaseState, { stage, reason, checked: whom }: Act & { type: 'moveStage' }, around: Circumstances): readonly Happening[] | CaseRefusal {
  if (stage === state.stage) return 'same_stage'
  if (stage === 'mediation' && around.mediationAvailable !== true) return 'mediation_unavailable'
  if (stage === 'inPerson' && state.stage === 'desk' && !isAtLeast(state.severity, IN_PERSON_SEVERITY)) return 'phone_first'
  const rule = STAGE_RULES[stage]
  if (rule.checksConflicts && whom === undefined) return 'conflict_check'
  return [
    ...(whom === undefined ? [] : [conflictCheck(state, whom, around)]),
    ...((stage === 'phone' || stage === 'inPerson') && state.accompaniment === null
      ? [{ type: 'accompanimentDecided', decision: { at: around.now.toISOString(), how: stage, reason, costYen: null } } as const] : []),
    { type: 'stageChanged', stage, reason },
  ]
}

function deadline(state: CaseState, { kind, day, note }: Act & { type: 'setDeadline' }, around: Circumstances): readonly Happening[] | CaseRefusal {
  const daysLeft = daysUntil(day, around.now)
  if (daysLeft < 0 && kind === 'departure') return 'past_day'
  const { severity, reason } = scoreOf({ type: 'deadline', kind, daysLeft })
  const id = around.newId()
  return [
    { type: 'deadlineSet', deadline: { id, kind, day, note } },
    { type: 'taskAdded', task: { id: around.newId(), kind: 'deadline', what: note, dueAt: dueOn(leadDay({ kind, day }), around), everyDays: null, missed: false } },
    ...(isGraver(severity, state.severity) ? [{ type: 'severityRaised', severity, reason } as const] : []),
  ]
}

/** A check that comes again makes its next one. */
function finished(state: CaseState, { id, result }: Act & { type: 'finishTask' }, around: Circumstances): readonly Happening[] | CaseRefusal {
  const task = state.tasks.find((one) => one.id === id)
  if (!task) return 'no_such'
  const done: Happening = { type: 'taskDone', id, result }
  if (task.everyDays === null || state.closing !== null) return [done]
  const next = dayInJapan(new Date(around.now.getTime() + task.everyDays * DAY_MS))
  return [done, { type: 'taskAdded', task: { ...task, id: around.newId(), missed: false, dueAt: dueOn(next, around) } }]
}

/** What the worker asked for is there now. */
function doneOfKind(state: CaseState, kind: Task['kind']): readonly Happening[] {
  return state.tasks.filter((task) => task.kind === kind).map(({ id }) => ({ type: 'taskDone', id, result: '' }))
}

function checked(state: CaseState, owner: Owner, around: Circumstances): readonly Happening[] {
  return owner.type === 'team' ? [] : [conflictCheck(state, owner.id, around)]
}
