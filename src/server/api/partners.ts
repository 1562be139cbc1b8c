// The shapes of the directory and of requests to partners that the desk's pages and the server exchange. Times are ISO 8601 in UTC, days in Japan.
import type { Hindrance, Partner, PartnerEntry } from '../../partners/entry.ts'
import type { Ranked, Reason } from '../../partners/rank.ts'
import type { Problem } from '../../partners/sheet.ts'

export type { Hindrance, Partner, PartnerEntry, Problem, Ranked, Reason }

/** GET /api/partners */
export interface PartnerList { readonly partners: readonly Partner[]; readonly today: string }

export interface TieView { readonly id: string; readonly kind: 'code' | 'person'; readonly value: string; readonly note: string; readonly createdAt: string }

/** GET /api/partners/:id ; `ties` null for whoever may not know them. `change`: before and after, by field. */
export interface PartnerDetail {
  readonly partner: Partner
  readonly today: string
  readonly ties: readonly TieView[] | null
  readonly changes: readonly { readonly at: string; readonly by: string; readonly change: Readonly<Record<string, readonly [unknown, unknown]>> }[]
}

/** POST /api/partners {entry, independent: true} -> {id} ; PATCH /api/partners/:id {entry, revision, independent: true} */
export interface PartnerSaved { readonly id: string }

/** POST /api/partners/import {file: BASE64, dry} : with problems, or dry, nothing was taken. */
export interface PartnersImported { readonly added: number; readonly changed: number; readonly same: number; readonly problems: readonly Problem[] }

/** GET /api/cases/:id/partners?kind=&prefecture=&language= : best first, those who cannot be asked last. */
export interface PartnersFound { readonly found: readonly Ranked[] }

/** GET /api/cases/:id/question-draft : what is known of the case, masked, to choose from. */
export interface QuestionDraft { readonly facts: readonly { readonly item: 'problem' | 'wish'; readonly text: string }[] }

/** GET /api/cases/:id/requests : how the links stand. `shut`: why the link shows nothing though it is not over. */
export interface RequestsView {
  readonly links: readonly { readonly id: string; readonly mail: 'none' | 'waiting' | 'sent' | 'failed'; readonly mailedAt: string | null; readonly shut: 'conflict' | 'consent' | 'experts' | 'over' | null }[]
}

/** POST /api/cases/:id/requests/:request/link {mail: boolean} : with `mail` false the link itself, to be handed over. The one before opens nothing any more. */
export interface LinkMade { readonly link: string | null }
