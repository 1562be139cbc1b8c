// The shapes of data protection in the desk, which its pages and the server exchange. Times are ISO 8601 in UTC, days `YYYY-MM-DD` in Japan.
import type { Proof, RequestKind, RequestState } from '../../privacy/requests.ts'
import type { Fixed, Retained } from '../../privacy/rules.ts'

/** GET /api/privacy: how much waits for somebody. */
export interface PrivacyCount { readonly requests: number; readonly rules: number }

export type ProtectionName = 'openCase' | 'danger' | 'hold'

/** GET /api/privacy/requests. `by` null: the worker asked. `stays`: why nothing is removed yet. `mine`: one asked for it oneself. */
export interface RequestView {
  readonly id: string
  readonly kind: RequestKind
  readonly state: RequestState
  readonly person: { readonly id: string; readonly pseudonym: string }
  readonly conversation: string | null
  readonly by: string | null
  readonly mine: boolean
  readonly askedAt: string
  readonly proof: string
  readonly reason: string
  readonly decidedBy: string | null
  readonly dueAt: string | null
  readonly endedAt: string | null
  readonly stays: readonly ProtectionName[]
}
export interface RequestsView { readonly requests: readonly RequestView[] }

/** POST /api/privacy/requests/:id/decision. `proof` where it is confirmed; `urgent`: an erasure that does not wait. */
export interface RequestDecision { readonly decision: 'confirm' | 'refuse' | 'takeBack'; readonly proof?: Proof; readonly reason: string; readonly urgent?: boolean }
/** `link`: of a copy, shown this once. */
export interface RequestDecided { readonly link: string | null }

/** GET /api/privacy/rules */
export interface RuleView {
  readonly kind: Retained
  readonly days: number
  readonly standard: number
  readonly least: number
  readonly most: number
  /** As far as `MOST_COUNTED`. */
  readonly over: number
  readonly set: { readonly by: string; readonly at: string; readonly reason: string } | null
  readonly wanted: { readonly days: number; readonly reason: string; readonly by: string; readonly at: string; readonly mine: boolean } | null
}
export interface RulesView { readonly rules: readonly RuleView[]; readonly fixed: readonly { readonly kind: Fixed; readonly days: number | null }[] }
/** GET /api/privacy/rules/:kind/preview?days= */
export interface RulePreview { readonly count: number }
/** PATCH /api/privacy/rules/:kind; `waits`: somebody else has to agree. */
export interface RuleChanged { readonly waits: boolean }
