// The shapes of the library of case studies. Times are ISO 8601 in UTC.
import type { Study, StudyFault } from '../../cases/study.ts'

/** GET /api/library?q&theme&language&status&stage&outcome&state */
export interface LibraryView { readonly studies: readonly StudyLine[] }

export interface StudyLine {
  readonly id: string
  readonly state: 'draft' | 'review' | 'published' | 'withdrawn'
  readonly title: string
  readonly situation: string
  readonly themes: readonly string[]
  readonly language: string | null
  /** Of residence. */
  readonly status: string
  readonly stage: string
  readonly outcome: string
  readonly month: string
}

/** GET /api/library/:id ; POST /api/cases/:id/study {} -> {id} */
export interface StudyPage extends StudyLine {
  readonly study: Study
  readonly revision: number
  readonly authors: readonly string[]
  readonly reviewer: string | null
  readonly reason: string
  /** Only for who may see the case. */
  readonly case: string | null
  readonly faults: readonly StudyFault[]
  /** Names that still stand in it. */
  readonly left: readonly string[]
  /** What the desk's mask would take out besides. */
  readonly suspects: readonly string[]
  /** Fewer people than this may not be told of together. */
  readonly few: number
  readonly mine: boolean
}

/** What stood in the case's texts and was taken out. */
export interface StudyBegun { readonly id: string; readonly hidden: readonly string[] }
/** PATCH /api/library/:id {revision, study, themes, status} */
export interface StudySaved { readonly revision: number }
/** POST /api/library/:id/review {revision, ask} ; /decision {revision, decision: publish | return | withdraw, reason} ; /article {topic, theme} -> {topic} */
