// The shapes of feedback and of the bodies it is about that the desk's pages and the server exchange. Times are ISO 8601 in UTC, days in Japan.
import type { BodyEntry, BodyState } from '../../feedback/entry.ts'
import type { Decision, PieceState, Reason } from '../../feedback/moderation.ts'
import type { Counted } from '../../feedback/piece.ts'
import type { Results } from '../../feedback/results.ts'

export type { BodyEntry, BodyState, Counted, Decision, PieceState, Reason, Results }

export interface PieceLine {
  readonly id: string
  readonly kind: string
  readonly written: string
  readonly country: string
  readonly language: string
  readonly quarter: string
  readonly state: PieceState
  readonly danger: string | null
  readonly serious: boolean
  readonly hasWords: boolean
  readonly body: { readonly id: string; readonly name: string } | null
}

/** GET /api/feedback?show=&kind=&language= : danger first, then the oldest. `figures` without what was refused. */
export interface FeedbackList {
  readonly pieces: readonly PieceLine[]
  readonly states: Readonly<Partial<Record<PieceState, number>>>
  readonly kinds: readonly { readonly key: string; readonly count: number }[]
  readonly items: readonly { readonly key: string; readonly count: number }[]
  readonly open: boolean
}

/** Start and end in UTF-16 units of what may name somebody. */
export type Marks = readonly (readonly [start: number, end: number])[]

/** GET /api/feedback/:id . `shown` null: nobody has decided yet. `suspects`: words of `shown` that may still name somebody. */
export interface PieceView extends PieceLine {
  readonly counted: Counted
  readonly words: string | null
  readonly wordMarks: Marks
  readonly japanese: string | null
  readonly japaneseMarks: Marks
  readonly mayShow: boolean
  readonly shown: string | null
  readonly suspects: readonly string[]
  readonly suggestions: readonly { readonly id: string; readonly name: string; readonly kind: string }[]
  readonly authors: readonly string[]
  readonly mine: boolean
  readonly decidedBy: string | null
  readonly reason: Reason | null
  readonly note: string
  readonly conversation: string | null
  readonly revision: number
}

/** PATCH /api/feedback/:id {revision, body, shown} */
export interface PieceSaved { readonly revision: number }

export interface BodyLine { readonly id: string; readonly entry: BodyEntry; readonly state: BodyState; readonly pieces: number; readonly waiting: number; readonly replies: number }

/** GET /api/bodies */
export interface BodyList { readonly bodies: readonly BodyLine[] }

/** `until`: the last day, in Japan. */
export interface ReplyView {
  readonly id: string
  readonly state: 'asked' | 'answered' | 'published' | 'refused'
  readonly text: string | null
  readonly japanese: string | null
  readonly until: string
  readonly mail: 'none' | 'waiting' | 'sent' | 'failed'
  readonly askedBy: string
  readonly decidedBy: string | null
}

/** GET /api/bodies/:id . `least`: how many new people a release takes; null: none is ever made. `mine`: the reader asked for it to be listed. */
export interface BodyDetail extends BodyLine {
  readonly revision: number
  readonly mine: boolean
  readonly least: number | null
  readonly releases: readonly { readonly id: string; readonly quarter: string; readonly results: Results }[]
  readonly answers: readonly ReplyView[]
  readonly companies: readonly { readonly id: string; readonly name: string }[]
  readonly changes: readonly { readonly at: string; readonly by: string; readonly change: Readonly<Record<string, readonly [unknown, unknown]>> }[]
}

/** POST /api/bodies {entry} */
export interface BodyAdded { readonly id: string }

/** POST /api/bodies/:id/replies {until, mail} : with `mail` false the link itself, to be handed over */
export interface ReplyAsked { readonly link: string | null }
