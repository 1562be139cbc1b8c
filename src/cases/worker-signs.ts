// What is said in a conversation, and what it does to the open case: a message of the worker counts as contact, begins a wait, may make it graver; an answer ends the wait.
import { dayInJapan } from '../hours/timetable.ts'
import { conclude } from './agenda.ts'
import type { Circumstances } from './agenda.ts'
import { SYSTEM } from './case.ts'
import type { CaseEvent, Happening } from './events.ts'
import { gravest, isAtLeast, isGraver, scoreOf, SUPPORT_LINE } from './severity.ts'
import type { Sign } from './severity.ts'
import type { CaseState, Contact } from './state.ts'

/** One contact a day: what somebody has to say often comes in five pieces. `asksStanding`: they want to know how far it is, and no machine told them. */
export function onWorkerMessage(state: CaseState, signs: readonly Sign[], around: Circumstances, asksStanding = false): CaseEvent[] {
  if (state.closing !== null) return []
  const score = gravest(signs.map(scoreOf))
  const today = dayInJapan(around.now)
  const counted = state.contacts.some(({ direction, way, party, at }) => direction === 'in' && party === null && way === 'conversation' && dayInJapan(new Date(at)) === today)
  const happened: readonly Happening[] = [
    counted
      ? { type: 'workerWrote' }
      : { type: 'contacted', contact: { id: around.newId(), at: around.now.toISOString(), by: SYSTEM, direction: 'in', way: 'conversation', party: null, subject: 'support', note: '' } },
    ...(score && isGraver(score.severity, state.severity) ? [{ type: 'severityRaised', severity: score.severity, reason: score.reason } as const] : []),
    ...(score?.legal && isAtLeast(score.severity, SUPPORT_LINE) && state.incident === null ? [{ type: 'incidentMarked', reason: score.reason } as const] : []),
    ...(asksStanding && !state.standingAsked ? [{ type: 'standingAsked' } as const] : []),
  ]
  // A second message of somebody who waits already says nothing new.
  return counted && state.awaiting && happened.length === 1 ? [] : conclude(state, happened, { ...around, actor: SYSTEM })
}

/** Somebody answered past the desk, in the platform's own inbox: who, nobody tells. */
export function onAnswerElsewhere(state: CaseState, around: Circumstances): CaseEvent[] {
  if (!state.awaiting) return []
  const contact: Contact = { id: around.newId(), at: around.now.toISOString(), by: SYSTEM, direction: 'out', way: 'conversation', party: null, subject: 'support', note: '' }
  return conclude(state, [{ type: 'contacted', contact }], { ...around, actor: SYSTEM })
}
