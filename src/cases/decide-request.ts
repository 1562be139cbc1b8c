// Whether a partner may be asked, what their word on the page of the link does to the case, and how a request is taken back.
import { DAY_MS, dayInJapan, startOfDay } from '../hours/timetable.ts'
import { ownsOrSupervises } from './access.ts'
import type { Doer } from './access.ts'
import type { Act } from './acts.ts'
import { conclude, daysUntil, dueOn } from './agenda.ts'
import type { Circumstances } from './agenda.ts'
import { conflictCheck } from './conflicts.ts'
import { mayDisclose, needsStatusWarning } from './consent.ts'
import type { Item } from './consent.ts'
import type { CaseEvent, Happening } from './events.ts'
import type { LinkAct } from './link-acts.ts'
import { isForExperts, isLegalMatter, isLinkLive, itemsTold } from './requests.ts'
import type { CaseRequest } from './requests.ts'
import { isAtLeast } from './severity.ts'
import type { CaseState, Task } from './state.ts'

/** Who did what a partner did by their link. */
export const PARTNER = 'partner'

export interface Ask extends Pick<CaseRequest, 'id' | 'partner' | 'partnerKind' | 'party' | 'kind' | 'day' | 'prefecture' | 'language' | 'question' | 'facts'> {
  /** The last day of the link, in Japan. */
  readonly until: string
  /** It was said that the status of residence goes to somebody who may have to report it. */
  readonly warned: boolean
}

export type AskRefusal = 'take_first' | 'closed' | 'past_day' | 'asked_already' | 'experts_only' | 'no_consent' | 'status_warning'

/** So long one waits for a word before the next partner is asked. */
const ANSWER_DAYS = 3
const REPORT_DAYS = 14

export function askPartner(state: CaseState, ask: Ask, doer: Doer, around: Circumstances): CaseEvent[] | AskRefusal {
  const { now, actor, newId } = around
  const { warned, until, ...given } = ask
  if (!ownsOrSupervises(doer, state)) return 'take_first'
  if (state.closing !== null) return 'closed'
  if (daysUntil(until, now) < 0 || (ask.day !== null && daysUntil(ask.day, now) < 0)) return 'past_day'
  if (state.requests.some((one) => one.partner === ask.partner && one.kind === ask.kind && isLinkLive(state, one, now))) return 'asked_already'
  if (state.incident !== null && isForExperts(ask)) return 'experts_only'
  const items = itemsTold(ask)
  if (items.length > 0 && !mayDisclose(state.consents, ask.party, items, now).allowed) return 'no_consent'
  if (needsStatusWarning(ask.party, items) && !warned) return 'status_warning'
  const at = now.toISOString()
  const task = partnerTask('partnerAnswer', ask.party.name, isAtLeast(state.severity, 'S4') ? 0 : ANSWER_DAYS, around)
  const request: CaseRequest = {
    ...given, at, by: actor, until: new Date(startOfDay(until).getTime() + DAY_MS).toISOString(), task: task.id,
    status: 'asked', reason: '', openedAt: [], lines: [], costYen: null, report: '', files: [], passedOnAt: null,
  }
  return conclude(state, [
    conflictCheck(state, ask.party.name, around),
    { type: 'requestMade', request },
    { type: 'taskAdded', task },
  ], { ...around, newId })
}

/** Null where the link shows nothing (any more). */
export function byLink(state: CaseState, id: string, act: LinkAct, around: Circumstances): CaseEvent[] | null {
  const request = state.requests.find((one) => one.id === id)
  if (!request || !isLinkLive(state, request, around.now)) return null
  const happened = said(state, request, act, around)
  return happened === null ? null : conclude(state, happened, { ...around, actor: PARTNER })
}

function said(state: CaseState, request: CaseRequest, act: LinkAct, around: Circumstances): readonly Happening[] | null {
  const { id, party, kind } = request
  const waited = state.tasks.some((task) => task.id === request.task) ? [{ type: 'taskDone', id: request.task, result: '' } as const] : []
  const next = (what: Task['kind'], days: number) => partnerTask(what, party.name, days, around)
  switch (act.type) {
    case 'open': return [...(request.openedAt.length === 0 ? told(state, request, itemsTold(request), around) : []), { type: 'requestOpened', id }]
    case 'accept': {
      if (request.status !== 'asked') return null
      const days = request.day === null ? REPORT_DAYS : Math.max(0, daysUntil(request.day, around.now)) + 1
      const task = next('followUp', days)
      return [{ type: 'requestAccepted', id, task: task.id }, ...waited, { type: 'taskAdded', task }]
    }
    case 'decline': return [{ type: 'requestDeclined', id, reason: act.reason }, ...waited, { type: 'taskAdded', task: next('partnerNext', 0) }]
    case 'ask': return [{ type: 'requestAsked', id, text: act.text }, { type: 'taskAdded', task: next('partnerNews', 0) }]
    case 'finish': {
      // Who helps in person says yes first; an expert may answer at once.
      if (request.status === 'asked' && !isLegalMatter(kind)) return null
      return [{ type: 'requestDone', id, report: act.report, costYen: act.costYen, files: act.files }, ...waited, { type: 'taskAdded', task: next('partnerNews', 0) }]
    }
  }
}

export type RequestAct = Act & { type: 'withdrawRequest' | 'replyRequest' | 'passOnAnswer' }
export type RequestRefusal = 'no_such' | 'no_consent' | 'link_over'

export function aboutRequest(state: CaseState, act: RequestAct, around: Circumstances): readonly Happening[] | RequestRefusal {
  const request = state.requests.find((one) => one.id === act.id)
  if (!request) return 'no_such'
  switch (act.type) {
    case 'withdrawRequest': {
      if (request.status !== 'asked' && request.status !== 'accepted') return 'no_such'
      const waited = state.tasks.some((task) => task.id === request.task) ? [{ type: 'taskDone', id: request.task, result: act.reason } as const] : []
      return [{ type: 'requestWithdrawn', id: act.id, reason: act.reason }, ...waited]
    }
    case 'replyRequest': {
      if (!isLinkLive(state, request, around.now)) return 'link_over'
      if (!mayDisclose(state.consents, request.party, ['problem'], around.now).allowed) return 'no_consent'
      return [...told(state, request, ['problem'], around), { type: 'requestReplied', id: act.id, text: act.text }]
    }
    case 'passOnAnswer': return request.status === 'done' && isLegalMatter(request.kind) && request.passedOnAt === null ? [{ type: 'answerPassedOn', id: act.id }] : 'no_such'
  }
}

function told(state: CaseState, { party, kind, by }: CaseRequest, items: readonly Item[], { now, newId }: Circumstances): readonly Happening[] {
  const may = mayDisclose(state.consents, party, items, now)
  return items.length === 0 || !may.allowed ? []
    : [{ type: 'disclosed', disclosure: { id: newId(), at: now.toISOString(), by, party, items, purpose: `request.${kind}`, consents: may.consents, emergency: null } }]
}

function partnerTask(kind: Task['kind'], what: string, days: number, around: Circumstances): Task {
  return { id: around.newId(), kind, what, dueAt: dueOn(dayInJapan(new Date(around.now.getTime() + days * DAY_MS)), around), everyDays: null, missed: false }
}
