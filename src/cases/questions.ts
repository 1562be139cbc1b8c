// What the desk asks once a case is closed: how it was, and a month later whether it is solved. Each once, and only those whose own case it was.
import { DAY_MS } from '../hours/timetable.ts'
import type { CaseState, Closing, Question } from './state.ts'

const MONTH_DAYS = 30

/** Who cannot be reached, or turned away, is asked nothing; nor is anybody after a false alarm. */
const ASKED_HOW: ReadonlySet<Closing['outcome']> = new Set(['solved', 'partlySolved', 'informed', 'referred', 'settled', 'court', 'withdrawn'])
const ASKED_AGAIN: ReadonlySet<Closing['outcome']> = new Set(['solved', 'partlySolved', 'informed', 'referred', 'settled', 'court'])

export function questionsAfter({ asker }: Pick<CaseState, 'asker'>, { at, outcome }: Closing): Question[] {
  if (asker.kind !== 'worker') return []
  const later = new Date(Date.parse(at) + MONTH_DAYS * DAY_MS).toISOString()
  return [
    ...(ASKED_HOW.has(outcome) ? [{ question: 'satisfaction', at } as const] : []),
    ...(ASKED_AGAIN.has(outcome) ? [{ question: 'solved', at: later } as const] : []),
  ]
}

/** The first that waits to be asked. */
export function nextQuestion({ questions }: Pick<CaseState, 'questions'>): Question | null {
  return questions.toSorted((a, b) => (a.at < b.at ? -1 : 1))[0] ?? null
}
