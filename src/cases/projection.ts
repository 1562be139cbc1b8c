// A case as lists, clocks and searches need it: one row, made of its events and never by itself.
import { attentionAt, nextOf } from './agenda.ts'
import { fold } from './case.ts'
import { CLOCKS } from './clock.ts'
import type { CaseEvent } from './events.ts'
import { nextQuestion } from './questions.ts'
import { ownerKey } from './state.ts'
import type { CaseState } from './state.ts'

/** Times are ISO 8601. */
export interface CaseRow {
  readonly asker: string
  readonly origin: string
  readonly severity: string
  readonly incident: boolean
  readonly stage: string
  readonly owner: string
  readonly escalation: string
  readonly due_at: string | null
  readonly breached: boolean
  readonly next_at: string | null
  readonly next_what: string | null
  readonly attention_at: string | null
  readonly themes: readonly string[]
  readonly companies: readonly string[]
  readonly last_seq: number
  readonly opened_at: string
  readonly changed_at: string
  readonly closed_at: string | null
  /** When the desk itself asks the worker something. */
  readonly question_at: string | null
  readonly standing_asked: boolean
  readonly satisfaction: number | null
  readonly solved: string | null
}

/** Events to add to a case that has `before`, and the row that all of them make. */
export interface CaseChange { readonly from: number; readonly fresh: readonly CaseEvent[]; readonly row: CaseRow; readonly state: CaseState }

export function changeOf(before: readonly CaseEvent[], fresh: readonly CaseEvent[]): CaseChange {
  const events = [...before, ...fresh]
  const state = fold(events)
  const clocks = CLOCKS.flatMap((name) => state.clocks[name] ?? [])
  const next = nextOf(state)
  return {
    from: before.length,
    fresh,
    state,
    row: {
      asker: state.asker.kind, origin: state.origin, severity: state.severity, incident: state.incident !== null, stage: state.stage,
      owner: ownerKey(state.owner), escalation: state.escalation,
      due_at: clocks.map(({ dueAt }) => dueAt).toSorted()[0] ?? null, breached: clocks.some(({ breached }) => breached),
      next_at: next?.at ?? null, next_what: next?.what ?? null, attention_at: attentionAt(state),
      themes: state.themes, companies: state.companies, last_seq: events.length,
      opened_at: state.openedAt, changed_at: events.at(-1)?.at ?? state.openedAt, closed_at: state.closing?.at ?? null,
      question_at: nextQuestion(state)?.at ?? null, standing_asked: state.standingAsked, satisfaction: state.satisfaction?.rating ?? null, solved: state.solved?.answer ?? null,
    },
  }
}
