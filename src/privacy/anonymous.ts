// What of a case's history may stay when nobody is to be known by it: what it was, how grave, how it ended, on which days. No words, no names.
import type { CaseEvent } from '../cases/events.ts'
import { dayInJapan, startOfDay } from '../hours/timetable.ts'

/** Nothing but words, or about somebody by name: the case is whole without them. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  'noted', 'wishNoted', 'summaryWritten', 'summaryChecked', 'actorAdded', 'actorRemoved', 'optionsOffered', 'optionChosen', 'commented', 'traitsNoted', 'costSet', 'costRemoved',
  'intakeNoted', 'mediationEnded', 'conflictsChecked', 'dossierIssued', 'requestMade', 'requestOpened', 'answerPassedOn', 'requestAccepted', 'requestWithdrawn', 'requestAsked', 'requestReplied', 'requestDone',
] satisfies CaseEvent['type'][])

/** Under these names stand words of our own, never somebody's. What is not named here loses its words. */
const OUR_WORDS: ReadonlySet<string> = new Set([
  'type', 'by', 'asker', 'kind', 'origin', 'severity', 'owner', 'id', 'team', 'themes', 'theme', 'companies', 'code', 'relation', 'stage', 'item', 'items', 'clock', 'to', 'status', 'direction',
  'way', 'subject', 'question', 'answer', 'outcome', 'how', 'given', 'language', 'exception', 'state', 'consents',
])

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/
const DAY = /^\d{4}-\d\d-\d\d$/
const NOON_MS = 12 * 3_600_000

/** The noon, in Japan, of the day on which it was. */
export function noonOf(moment: Date): Date {
  return new Date(startOfDay(dayInJapan(moment)).getTime() + NOON_MS)
}

/** To whom something was told has to be known for three years (APPI, Article 29): the name of the office, not of the worker. */
const TOLD: ReadonlySet<string> = new Set([...OUR_WORDS, 'name'])

/** Null: nothing of the event stays. `payload` as it is kept. */
export function anonymous(type: string, payload: unknown): unknown {
  return LEFT_OUT.has(type) ? null : wordless(payload, '', type === 'disclosed' ? TOLD : OUR_WORDS)
}

function wordless(value: unknown, name: string, stay: ReadonlySet<string>): unknown {
  if (typeof value === 'string') return stay.has(name) ? value : rounded(value)
  if (Array.isArray(value)) return value.map((one: unknown) => wordless(one, name, stay))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, wordless(inside, key, stay)]))
}

function rounded(text: string): string {
  if (DAY.test(text)) return text
  return MOMENT.test(text) && !Number.isNaN(Date.parse(text)) ? noonOf(new Date(text)).toISOString() : ''
}
