// The shapes of the board's moderation that the desk's pages and the server exchange. Times are ISO 8601 in UTC.
import type { MemberDecision, MemberState } from '../../board/member.ts'
import type { Decision, PostState } from '../../board/post.ts'

export type { Decision, MemberDecision, MemberState, PostState }

export type BoardShows = 'todo' | 'published' | 'removed'

/** `type` line: of a private thread, because it was held back or reported. `signs`: why it was held back by itself. */
export interface BoardLine {
  readonly id: string
  readonly type: 'post' | 'line'
  readonly member: string
  readonly nickname: string
  readonly kind: string
  readonly category: string
  readonly title: string
  readonly language: string
  readonly state: PostState
  readonly signs: readonly string[]
  readonly danger: string | null
  readonly reports: number
  readonly at: string
}

/** GET /api/board?show= : danger first, then what was reported, then the oldest. `proposals`: members whom somebody proposed to suspend for good. */
export interface BoardQueue {
  readonly items: readonly BoardLine[]
  readonly counts: Readonly<Record<BoardShows, number>>
  readonly proposals: readonly { readonly id: string; readonly nickname: string; readonly by: string }[]
}

/** GET /api/board/:id . `japanese` null: it is Japanese, or could not be translated. `offered`: what may be decided where it stands. */
export interface BoardItem extends BoardLine {
  readonly text: string
  readonly japaneseTitle: string | null
  readonly japanese: string | null
  readonly prefecture: string
  readonly startsAt: string | null
  readonly reason: string | null
  readonly revision: number
  readonly open: readonly { readonly reason: string; readonly text: string; readonly at: string }[]
  readonly offered: readonly Decision[]
}

/** GET /api/board/members/:id . `until`: of a suspension. `askedBy`: who proposed to suspend for good. */
export interface BoardMember {
  readonly id: string
  readonly nickname: string
  readonly language: string
  readonly state: MemberState
  readonly until: string | null
  readonly reason: string | null
  readonly askedBy: string | null
  readonly trained: boolean
  readonly joinedAt: string
  readonly posts: number
  readonly reports: number
  readonly offered: readonly MemberDecision[]
  readonly acts: readonly { readonly act: string; readonly reason: string | null; readonly note: string; readonly by: string; readonly at: string; readonly undone: boolean; readonly title: string | null }[]
}

/** POST /api/board/:id/decision */
export interface ItemDecision { readonly revision: number; readonly decision: Decision; readonly reason?: string; readonly note?: string }
/** POST /api/board/members/:id/decision ; `days`: of a suspension */
export interface StandingDecision { readonly decision: MemberDecision; readonly reason?: string; readonly note?: string; readonly days?: number }
