// The shapes of the directory's entries that the desk's pages and the server exchange. Times are ISO 8601 in UTC, days in Japan.
import type { Listing, Sanctions } from '../../feedback/listing.ts'
import type { SubmissionAct, SubmissionState } from '../../feedback/decide-submission.ts'
import type { Submission } from '../../feedback/submission.ts'

export type { Listing, Sanctions, Submission, SubmissionAct, SubmissionState }

export interface SubmissionLine {
  readonly id: string
  readonly state: SubmissionState
  readonly name: string
  readonly kind: string
  readonly country: string
  /** Which one it changes. */
  readonly body: { readonly id: string; readonly name: string } | null
  readonly sentAt: string | null
}

export interface StaleLine { readonly id: string; readonly name: string; readonly confirmedOn: string | null }

/** GET /api/directory?show= */
export interface DirectoryList { readonly submissions: readonly SubmissionLine[]; readonly stale: readonly StaleLine[] }

/** GET /api/directory/:id . `before`: what stands there now. `alike`: bodies of a similar name. */
export interface SubmissionView extends SubmissionLine {
  readonly content: Submission | null
  readonly before: Submission | null
  readonly alike: readonly { readonly id: string; readonly name: string }[]
  readonly note: string
  readonly checkedBy: string | null
  readonly decidedBy: string | null
  /** The reader checked it. */
  readonly mine: boolean
  readonly revision: number
}

/** GET /api/directory/bodies/:id */
export interface BodyListing { readonly listing: Listing; readonly sanctions: Sanctions | null; readonly confirmedOn: string | null; readonly stale: boolean }

/** Answer of POST /api/directory/bodies/:id : the link, shown this once. */
export interface BodyActed { readonly link: string | null }
