// The one door through which a case changes: an event in, the next state out. Nothing here refuses; what may happen is decided before.
import { CLOCKS } from './clock.ts'
import type { Clock, ClockName } from './clock.ts'
import type { CaseEvent } from './events.ts'
import { NO_MEDIATION } from './mediation.ts'
import type { Mediation } from './mediation.ts'
import { questionsAfter } from './questions.ts'
import type { CaseRequest } from './requests.ts'
import { isAtLeast } from './severity.ts'
import type { CaseState, Escalation } from './state.ts'

/** Who did what no person did. */
export const SYSTEM = 'system'
/** Who did what the person did whose case it is. */
export const WORKER = 'worker'

/** @throws Error where the first event does not open the case */
export function apply(before: CaseState | null, event: CaseEvent): CaseState {
  if (before === null) {
    if (event.type !== 'opened') throw new Error(`a case cannot begin with ${event.type}`)
    return opened(event)
  }
  const state = before
  switch (event.type) {
    case 'opened': return state
    // What the desk itself finds so grave wants a person at once.
    case 'severityRaised': return { ...state, severity: event.severity, severityReason: event.reason, awaiting: state.awaiting || (event.by === SYSTEM && isAtLeast(event.severity, 'S4')) }
    case 'severityLowered': return { ...state, severity: event.severity, severityReason: event.reason, loweredAt: event.at }
    case 'incidentMarked': return { ...state, incident: state.incident ?? { since: event.at, reason: event.reason } }
    case 'incidentUnmarked': return { ...state, incident: null }
    case 'ownerChanged': return { ...state, owner: event.owner }
    case 'conflictsChecked': return { ...state, conflictChecks: [...state.conflictChecks, event.check] }
    case 'stageChanged': return { ...state, stage: event.stage, stageSince: event.at, stageReason: event.reason }
    case 'itemTicked': {
      const others = (state.ticked[event.stage] ?? []).filter((item) => item !== event.item)
      return { ...state, ticked: { ...state.ticked, [event.stage]: event.done ? [...others, event.item] : others } }
    }
    case 'themeAdded': return { ...state, themes: added(state.themes, event.theme) }
    case 'themeRemoved': return { ...state, themes: state.themes.filter((theme) => theme !== event.theme) }
    case 'companyNamed': return { ...state, companies: added(state.companies, event.code) }
    case 'contacted': return { ...state, contacts: [...state.contacts, event.contact], awaiting: awaitsAfter(state, event), standingAsked: state.standingAsked && !isAnswer(event) }
    case 'workerWrote': return { ...state, awaiting: true }
    case 'deadlineSet': return { ...state, deadlines: [...without(state.deadlines, event.deadline.id), event.deadline] }
    case 'deadlineRemoved': return { ...state, deadlines: without(state.deadlines, event.id) }
    case 'actorAdded': return { ...state, actors: [...without(state.actors, event.actor.id), event.actor] }
    case 'actorRemoved': return { ...state, actors: without(state.actors, event.id) }
    case 'needNoted': return { ...state, needs: [...state.needs.filter(({ kind }) => kind !== event.need.kind), event.need] }
    case 'wishNoted': return { ...state, wishes: [...state.wishes, event.text] }
    case 'noted': return state
    case 'optionsOffered': return { ...state, decisions: [...state.decisions, { id: event.id, at: event.at, options: event.options, chosen: null }] }
    case 'optionChosen': return { ...state, decisions: state.decisions.map((one) => (one.id === event.id ? { ...one, chosen: event.chosen } : one)) }
    case 'taskAdded': return { ...state, tasks: [...without(state.tasks, event.task.id), event.task] }
    case 'taskDone': return { ...state, tasks: without(state.tasks, event.id) }
    case 'taskSnoozed': return { ...state, tasks: state.tasks.map((task) => (task.id === event.id ? { ...task, dueAt: event.dueAt, missed: false } : task)) }
    case 'taskMissed': return { ...state, tasks: state.tasks.map((task) => (task.id === event.id ? { ...task, dueAt: event.dueAt, missed: true } : task)) }
    case 'clockSet': return { ...state, clocks: { ...state.clocks, [event.clock]: { ...event.times, warned: false, breached: false } } }
    case 'clockStopped': {
      const { [event.clock]: _stopped, ...clocks } = state.clocks
      return { ...state, clocks, escalation: CLOCKS.some((name) => name !== event.clock && state.clocks[name]?.breached) ? state.escalation : 'none' }
    }
    case 'clockWarned': return withClock(state, event.clock, { warned: true })
    case 'clockBreached': return withClock(state, event.clock, { breached: true })
    case 'escalated': {
      const told = { ...state, escalation: higher(state.escalation, event.to) }
      return event.clock !== null && event.escalateAt !== null ? withClock(told, event.clock, { escalateAt: event.escalateAt }) : told
    }
    case 'escalationAnswered': return { ...state, escalation: 'none' }
    case 'accompanimentDecided': return { ...state, accompaniment: event.decision }
    case 'consentGiven': return { ...state, consents: [...state.consents, event.consent] }
    case 'consentRevoked': return { ...state, consents: state.consents.map((one) => (one.id === event.id && one.revokedAt === null ? { ...one, revokedAt: event.at } : one)) }
    case 'disclosed': return { ...state, disclosures: [...state.disclosures, event.disclosure] }
    case 'closed': {
      // A supervisor still has to read what was told without consent.
      const reports = state.tasks.filter(({ kind }) => kind === 'emergencyReport')
      return { ...state, closing: event.closing, questions: questionsAfter(state, event.closing), tasks: [...reports, event.followUp], clocks: {}, awaiting: false, escalation: reports.length > 0 ? state.escalation : 'none' }
    }
    case 'reopened': return { ...state, closing: null, questions: [] }
    case 'summaryWritten': return { ...state, summary: { text: event.text, at: event.at, by: event.by, checked: {} } }
    case 'summaryChecked': return state.summary === null ? state : { ...state, summary: { ...state.summary, checked: { ...state.summary.checked, [event.language]: { text: event.text, at: event.at, by: event.by } } } }
    case 'standingAsked': return { ...state, standingAsked: true }
    case 'questionAsked':
    case 'questionDropped': return { ...state, questions: state.questions.filter(({ question }) => question !== event.question) }
    case 'questionPutOff': return { ...state, questions: state.questions.map((one) => (one.question === event.question ? { ...one, at: event.until } : one)) }
    case 'rated': return { ...state, satisfaction: { rating: event.rating, comment: state.satisfaction?.comment ?? '', at: event.at }, questions: state.questions.filter(({ question }) => question !== 'satisfaction') }
    case 'commented': return state.satisfaction === null ? state : { ...state, satisfaction: { ...state.satisfaction, comment: event.text } }
    case 'solvedAnswered': return { ...state, solved: { answer: event.answer, at: event.at }, questions: state.questions.filter(({ question }) => question !== 'solved') }
    case 'intakeNoted': return mediating(state, { intake: { ...state.mediation.intake, [event.item]: event.note } })
    case 'costSet': return mediating(state, { costs: [...without(state.mediation.costs, event.cost.id), event.cost] })
    case 'costRemoved': return mediating(state, { costs: without(state.mediation.costs, event.id) })
    case 'dossierIssued': return mediating(state, { dossiers: [...state.mediation.dossiers, event.dossier] })
    case 'mediationEnded': return mediating(state, { results: [...state.mediation.results, event.result] })
    case 'traitsNoted': return { ...state, traits: event.traits }
    case 'requestMade': return { ...state, requests: [...state.requests, event.request] }
    case 'requestOpened': return withRequest(state, event.id, ({ openedAt }) => ({ openedAt: [...openedAt, event.at] }))
    case 'requestAccepted': return withRequest(state, event.id, () => ({ status: 'accepted', task: event.task }))
    case 'requestDeclined': return withRequest(state, event.id, () => ({ status: 'declined', reason: event.reason }))
    case 'requestWithdrawn': return withRequest(state, event.id, () => ({ status: 'withdrawn', reason: event.reason }))
    case 'requestAsked': return withRequest(state, event.id, ({ lines }) => ({ lines: [...lines, { at: event.at, from: 'partner', text: event.text }] }))
    case 'requestReplied': return withRequest(state, event.id, ({ lines }) => ({ lines: [...lines, { at: event.at, from: 'desk', text: event.text }] }))
    case 'requestDone': return withRequest(state, event.id, () => ({ status: 'done', report: event.report, costYen: event.costYen, files: event.files }))
    case 'answerPassedOn': return withRequest(state, event.id, () => ({ passedOnAt: event.at }))
  }
}

/** @throws Error where there are no events */
export function fold(events: readonly CaseEvent[]): CaseState {
  const state = events.reduce<CaseState | null>(apply, null)
  if (state === null) throw new Error('a case without events')
  return state
}

function opened(event: CaseEvent & { type: 'opened' }): CaseState {
  const { at, by, asker, origin, severity, reason, legal, owner, awaiting, themes, companies } = event
  return {
    openedAt: at, openedBy: by, asker, origin, severity, severityReason: reason, incident: legal ? { since: at, reason } : null,
    stage: 'desk', stageSince: at, stageReason: '', ticked: {}, owner, loweredAt: null, awaiting, clocks: {}, escalation: 'none', themes, companies,
    contacts: [], deadlines: [], actors: [], needs: [], wishes: [], decisions: [], tasks: [], accompaniment: null, conflictChecks: [],
    consents: [], disclosures: [], closing: null, requests: [], mediation: NO_MEDIATION, traits: { nationality: '', prefecture: '', industry: '' },
    summary: null, standingAsked: false, questions: [], satisfaction: null, solved: null,
  }
}

function isAnswer({ contact }: CaseEvent & { type: 'contacted' }): boolean {
  return contact.party === null && contact.direction === 'out'
}

/** Answering the worker ends their wait, their turning to us begins one unless a person took it as it came. */
function awaitsAfter(state: CaseState, { contact }: CaseEvent & { type: 'contacted' }): boolean {
  if (contact.party !== null) return state.awaiting
  return contact.direction === 'in' && contact.by === SYSTEM
}

function withClock(state: CaseState, name: ClockName, change: Partial<Clock>): CaseState {
  const clock = state.clocks[name]
  return clock ? { ...state, clocks: { ...state.clocks, [name]: { ...clock, ...change } } } : state
}

function mediating(state: CaseState, change: Partial<Mediation>): CaseState {
  return { ...state, mediation: { ...state.mediation, ...change } }
}

function withRequest(state: CaseState, id: string, change: (request: CaseRequest) => Partial<CaseRequest>): CaseState {
  return { ...state, requests: state.requests.map((one) => (one.id === id ? { ...one, ...change(one) } : one)) }
}

function higher(a: Escalation, b: Escalation): Escalation {
  return a === 'onCall' || b === 'onCall' ? 'onCall' : 'supervisor'
}

function without<T extends { readonly id: string }>(list: readonly T[], id: string): T[] {
  return list.filter((one) => one.id !== id)
}

function added(list: readonly string[], one: string): readonly string[] {
  return list.includes(one) ? list : [...list, one]
}
