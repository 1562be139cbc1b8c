// The shapes of cases that the desk's pages and the server exchange. Times are ISO 8601 in UTC, days `YYYY-MM-DD` in Japan.
import type { CaseEvent } from '../../cases/events.ts'
import type { CaseState } from '../../cases/state.ts'
import type { Standing } from './counts.ts'

/** GET /api/cases?list=mine|unassigned|all|overdue|escalated|closed : the most urgent first. POST /api/cases/next takes the first that nobody has. */
export interface CaseListView { readonly cases: readonly CaseView[]; readonly counts: Readonly<Record<string, number>> }

export interface CaseView {
  readonly id: string
  /** Null where nobody seeks help for themselves: a company's own question. */
  readonly pseudonym: string | null
  readonly person: string | null
  readonly asker: string
  readonly severity: string
  readonly incident: boolean
  readonly stage: string
  /** `id` is a staff id, or `team:duty`. `name` null: a team. */
  readonly owner: { readonly id: string; readonly name: string | null }
  readonly escalation: string
  /** The clock that runs out first. */
  readonly due: { readonly at: string; readonly breached: boolean } | null
  /** What comes next. Null only for what was closed and followed up. */
  readonly next: { readonly at: string; readonly what: string } | null
  readonly themes: readonly string[]
  readonly language: string | null
  readonly conversations: readonly { readonly id: string; readonly channel: string }[]
  /** The worker wants to know where it stands, and a person has the conversation. */
  readonly standingAsked: boolean
  readonly openedAt: string
  readonly closedAt: string | null
}

/** GET /api/cases/:id ; `names` are of the staff who appear in it, by id. */
export interface CaseDetail { readonly case: CaseView; readonly state: CaseState; readonly events: readonly CaseEvent[]; readonly names: Readonly<Record<string, string>> }

/** GET /api/cases/oversight : what was escalated, what proves that nothing is forgotten (empty), and this fiscal year's consultations. */
export interface Oversight {
  readonly escalated: readonly CaseView[]
  readonly idle: readonly CaseView[]
  readonly checkedAt: string
  readonly since: string
  /** Null while it is counted. */
  readonly consultations: { readonly fields: number | null; readonly contacts: number | null; readonly people: number | null; readonly companies: number }
  /** Of the consultations. */
  readonly standing: Standing
}

/** POST /api/cases {conversation, language, opening} -> {id} ; POST /api/cases/next {} -> {id: ID | null} */
export interface CaseOpened { readonly id: string | null }

/** POST /api/cases/:id/consent-text {party, items, until}: to be read to the worker, and sent back with the consent. */
export interface ConsentTextView { readonly language: string; readonly text: string; readonly japanese: string; readonly version: string }

/** GET /api/cases/:id/seen: what the worker would read of it now, in their language. `summary` null: none that a person checked. */
export interface CaseSeen { readonly language: string; readonly text: string; readonly japanese: string; readonly summary: string | null }

/** POST /api/cases/:id/summary-draft {}: a first translation, for a person to check. Null: no provider answered. */
export interface SummaryDraft { readonly language: string; readonly text: string | null }

/** GET /api/cases/:id/candidates: best first. POST /api/cases/:id/owner {staff: ID | null, reason}. */
export interface CaseCandidateView { readonly id: string; readonly name: string; readonly present: boolean; readonly speaks: boolean; readonly open: number }

/** POST /api/cases/:id/acts : one of `Act` (src/cases/acts.ts). */
