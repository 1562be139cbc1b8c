// Turning to anybody but the worker: only with their consent, or in danger to the body when there is no time, and always on record.
import { dayInJapan, startOfDay, DAY_MS } from '../hours/timetable.ts'
import type { Act } from './acts.ts'
import { daysUntil, dueOn } from './agenda.ts'
import type { Circumstances } from './agenda.ts'
import { mayDisclose, needsStatusWarning } from './consent.ts'
import type { Consent } from './consent.ts'
import type { Happening } from './events.ts'
import { isAtLeast } from './severity.ts'
import type { CaseState } from './state.ts'

/** `status_warning`: who hears it may have to report; asked again with `warned`, it is done. `experts_only`: above the incident line. */
export type ContactRefusal = 'no_consent' | 'status_warning' | 'experts_only' | 'not_urgent' | 'no_such' | 'past_day' | 'consent_too_long'

type ContactAct = Act & { type: 'contact' | 'giveConsent' | 'revokeConsent' | 'disclose' | 'discloseInEmergency' }

/** Circumstances change, and with them what somebody would agree to. */
const CONSENT_DAYS = 366
/** Below this there is time to ask. */
const URGENT = 'S4'
const REPORT_MS = 3_600_000

/** So many days before a consent ends, whoever has the case asks again or lets it end. One for fewer days needs no reminder. */
const REMINDED_DAYS = 7

/** The reminder has the consent's own id, and goes with it. */
function reminderOf({ id, party, expiresAt }: Consent, around: Circumstances): readonly Happening[] {
  const day = dayInJapan(new Date(Date.parse(expiresAt) - (REMINDED_DAYS + 1) * DAY_MS))
  return daysUntil(day, around.now) < 0 ? [] : [{ type: 'taskAdded', task: { id, kind: 'consentEnds', what: party.name, dueAt: dueOn(day, around), everyDays: null, missed: false } }]
}

export function revoked(state: CaseState, id: string, reason: string): readonly Happening[] {
  return [{ type: 'consentRevoked', id, reason }, ...(state.tasks.some((task) => task.id === id) ? [{ type: 'taskDone', id, result: '' } as const] : [])]
}

export function apart(state: CaseState, act: ContactAct, around: Circumstances): readonly Happening[] | ContactRefusal {
  const { now, actor, newId } = around
  const at = now.toISOString()
  switch (act.type) {
    case 'contact': {
      const { party, direction, way, subject, note } = act
      if (state.incident && subject === 'legal' && party?.type !== 'lawyer') return 'experts_only'
      if (party && direction === 'out' && !mayDisclose(state.consents, party, [], now).allowed) return 'no_consent'
      return [{ type: 'contacted', contact: { id: newId(), at, by: actor, direction, way, party, subject, note } }]
    }
    case 'giveConsent': {
      const days = daysUntil(act.until, now)
      if (days < 0) return 'past_day'
      if (days > CONSENT_DAYS) return 'consent_too_long'
      const { party, items, text, language, version, given } = act
      const consent: Consent = { id: newId(), party, items, text, language, version, given, givenAt: at, expiresAt: new Date(startOfDay(act.until).getTime() + DAY_MS).toISOString(), revokedAt: null }
      return [{ type: 'consentGiven', consent }, ...reminderOf(consent, around)]
    }
    case 'revokeConsent': return state.consents.some(({ id, revokedAt }) => id === act.id && revokedAt === null) ? revoked(state, act.id, act.reason) : 'no_such'
    case 'disclose': {
      const { party, items, purpose, warned } = act
      const may = mayDisclose(state.consents, party, items, now)
      if (!may.allowed) return 'no_consent'
      if (needsStatusWarning(party, items) && !warned) return 'status_warning'
      return [{ type: 'disclosed', disclosure: { id: newId(), at, by: actor, party, items, purpose, consents: may.consents, emergency: null } }]
    }
    case 'discloseInEmergency': {
      if (!isAtLeast(state.severity, URGENT)) return 'not_urgent'
      const { party, items, exception, why, notAsked } = act
      return [
        { type: 'disclosed', disclosure: { id: newId(), at, by: actor, party, items, purpose: why, consents: [], emergency: { exception, why, notAsked } } },
        { type: 'taskAdded', task: { id: newId(), kind: 'emergencyReport', what: '', dueAt: new Date(now.getTime() + REPORT_MS).toISOString(), everyDays: null, missed: false } },
        { type: 'escalated', to: 'supervisor', clock: null, escalateAt: null },
      ]
    }
  }
}
