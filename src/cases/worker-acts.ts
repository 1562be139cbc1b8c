// What the person whose case it is does to it themself: takes a consent back, wants to stop, says how it was. Effective at once, and told to whoever looks after it.
import { dayInJapan } from '../hours/timetable.ts'
import { conclude, dueOn } from './agenda.ts'
import type { Circumstances } from './agenda.ts'
import { WORKER } from './case.ts'
import { isLive } from './consent.ts'
import { revoked } from './decide-contact.ts'
import type { CaseEvent, Happening } from './events.ts'
import type { CaseState, Solved, Task } from './state.ts'

export type WorkerAct =
  | { readonly type: 'withdraw'; readonly consent: string }
  | { readonly type: 'rate'; readonly rating: number }
  | { readonly type: 'comment'; readonly text: string }
  | { readonly type: 'solved'; readonly answer: Solved }
  /** They want it to end. A person talks with them before it does. */
  | { readonly type: 'end' }
  /** They asked for the summary, and there is none they could read. */
  | { readonly type: 'wantSummary' }
  /** They asked where it stands while a person has the conversation. */
  | { readonly type: 'wantStanding' }

/** None where it changes nothing: a button of last month still stands in the chat. */
export function onWorkerAct(state: CaseState, act: WorkerAct, around: Circumstances): CaseEvent[] {
  const happened = happeningsOf(state, act, around)
  return happened.length === 0 ? [] : conclude(state, happened, { ...around, actor: WORKER })
}

function happeningsOf(state: CaseState, act: WorkerAct, around: Circumstances): readonly Happening[] {
  const open = state.closing === null
  const task = (kind: Task['kind'], what = ''): readonly Happening[] => (state.tasks.some((one) => one.kind === kind && one.what === what) ? [] : [
    { type: 'taskAdded', task: { id: around.newId(), kind, what, dueAt: dueOn(dayInJapan(around.now), around), everyDays: null, missed: false } },
  ])
  switch (act.type) {
    case 'withdraw': {
      const consent = state.consents.find(({ id }) => id === act.consent)
      return consent && isLive(consent, around.now) ? [...revoked(state, consent.id, WORKER), ...task('withdrawn', consent.party.name)] : []
    }
    case 'rate': return open || state.satisfaction?.rating === act.rating ? [] : [{ type: 'rated', rating: act.rating }]
    case 'comment': return open || state.satisfaction === null ? [] : [{ type: 'commented', text: act.text }]
    case 'solved': {
      if (open || state.solved !== null) return []
      const answered: Happening = { type: 'solvedAnswered', answer: act.answer }
      if (act.answer === 'partly') return [answered, ...task('notQuiteSolved')]
      return act.answer === 'yes' ? [answered] : [answered, { type: 'reopened', reason: 'notSolved' }, { type: 'workerWrote' }]
    }
    case 'end': return open ? task('endAsked') : []
    case 'wantSummary': return task('summaryAsked')
    case 'wantStanding': return open && !state.standingAsked ? [{ type: 'standingAsked' }] : []
  }
}
