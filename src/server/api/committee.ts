// The shapes of the committee's pages: packs and the figures of the public page, on their way and released. Days are days in Japan.
import type { LaidReport } from '../../reports/laid-out.ts'
import type { PackStudy, PackTexts } from '../../reports/pack.ts'
import type { Span } from '../../reports/periods.ts'

export type ReleaseState = 'draft' | 'review' | 'released' | 'withdrawn'

export interface ReleaseLineView {
  readonly id: string
  readonly kind: 'committee' | 'public'
  readonly span: Span
  readonly number: number | null
  readonly state: ReleaseState
  readonly releasedAt: string | null
}

/** GET /api/committee */
export interface CommitteeView {
  readonly packs: readonly ReleaseLineView[]
  readonly publics: readonly ReleaseLineView[]
  /** Quarters that are over and of which a pack, or public figures, may be begun; empty for who only reads. */
  readonly quarters: readonly Span[]
}

/** GET /api/committee/:id?language=ja|en ; /pdf?language. POST /api/committee {kind, from} -> {id}; /:id/review {revision, ask}; /:id/decision {revision, decision: release | return | withdraw, reason} */
export interface PackView extends ReleaseLineView {
  readonly revision: number
  readonly texts: PackTexts
  readonly studies: readonly PackStudy[]
  /** Published case studies that could stand in it. */
  readonly available: readonly PackStudy[]
  readonly mine: boolean
  readonly reason: string
  readonly report: LaidReport
}
