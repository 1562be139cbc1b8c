// The shapes of people that the desk's pages and the server exchange. Times are ISO 8601 in UTC, days `YYYY-MM-DD` in Japan.
import type { Consent } from '../../cases/consent.ts'
import type { FactName, FactStatus } from '../../people/facts.ts'
import type { CaseView } from './cases.ts'

/** GET /api/people/:id : everything the reader may see of a person. `id` stands for all they were merged with. */
export interface PersonView {
  readonly id: string
  readonly pseudonym: string
  /** Since when the desk knows them. */
  readonly since: string
  /** By field of src/people/facts.ts; a field nobody wrote in is left out. */
  readonly facts: Readonly<Partial<Record<FactName, FactView>>>
  /** What might be so, of what they did or wrote. Nothing of it is kept until somebody says so. */
  readonly suggested: { readonly company: readonly string[]; readonly preferred: string | null; readonly place: { readonly latitude: number; readonly longitude: number } | null }
  /** What they said of their company in their own words, the latest first. */
  readonly saidCompanies: readonly { readonly id: string; readonly text: string; readonly at: string }[]
  readonly conversations: readonly PersonConversationView[]
  /** The open ones first. */
  readonly cases: readonly PersonCaseView[]
  readonly consents: readonly { readonly case: string; readonly consent: Consent; readonly live: boolean }[]
  /** Newest first. */
  readonly notes: readonly PersonNoteView[]
  readonly merges: readonly PersonMergeView[]
  /** What they answered to questionnaires that are not anonymous, the latest first. */
  readonly sheets: readonly SheetView[]
  /** Why nothing of theirs is removed; null: nothing is held. */
  readonly held: string | null
}

/** `entry` is the last one of the field, which a change has to name. */
export interface FactView extends EntryView {
  /** What stands in the file of somebody they were merged with, and differs; nobody has decided since. */
  readonly differs: readonly EntryView[]
  /** Newest first, this one too. */
  readonly changes: readonly EntryView[]
}

/** `value` as the field holds it (src/people/facts.ts); null where nothing is known. */
export interface EntryView {
  readonly entry: number
  readonly status: FactStatus
  readonly value: unknown
  readonly by: string
  readonly at: string
  /** The change before it was taken back. */
  readonly undid: boolean
}

/** `level` 1 ... 4 of the gravest choice; `wish`: whether they want a person, null where they did not say. Of each line one of the three is there. */
export interface SheetView {
  readonly id: string
  /** In Japanese, as the questions. */
  readonly title: string
  readonly version: number
  readonly label: string
  readonly level: number | null
  readonly wish: boolean | null
  readonly begunAt: string
  readonly finishedAt: string | null
  readonly lines: readonly { readonly question: string; readonly choices: readonly { readonly text: string; readonly level: number | null }[] | null; readonly yesNo: string | null; readonly said: string | null }[]
}

export interface PersonConversationView {
  readonly id: string
  readonly channel: string
  readonly handling: string
  readonly dangerous: boolean
  readonly entryCode: string | null
  readonly reachable: boolean
  readonly preferred: boolean
  readonly since: string
  readonly lastAt: string
}

/** `endOfStay` is the deadline the case has; null: none yet. */
export interface PersonCaseView { readonly view: CaseView; readonly endOfStay: string | null }

/** `text` null: it was removed. `mine`: the reader may remove it. */
export interface PersonNoteView {
  readonly id: number
  readonly text: string | null
  readonly sensitive: boolean
  readonly by: string
  readonly at: string
  readonly mine: boolean
  readonly removedBy: string | null
  readonly removedAt: string | null
}

/** `at` null: somebody asks for it, and nobody has agreed yet. `by` null: the worker, by a code. */
export interface PersonMergeView {
  readonly id: string
  readonly part: { readonly id: string; readonly pseudonym: string }
  readonly whole: { readonly id: string; readonly pseudonym: string }
  readonly how: 'code' | 'approval'
  readonly by: string | null
  readonly approvedBy: string | null
  readonly reason: string
  readonly facts: readonly string[]
  readonly at: string | null
  readonly undone: { readonly at: string; readonly by: string | null; readonly reason: string } | null
  /** It holds now, and could be taken back. */
  readonly stands: boolean
}

/**
 * POST /api/people/:id/facts ; refused with 409 `changed` where somebody wrote in the field meanwhile.
 * DELETE /api/people/:id/facts/:field/:entry takes the last change back.
 */
export interface FactRequest { readonly field: FactName; readonly status: FactStatus; readonly value: unknown; readonly base: number; readonly conversation: string | null }

/** POST /api/people/:id/notes ; DELETE /api/people/:id/notes/:note removes its words for good. */
export interface NoteRequest { readonly text: string; readonly sensitive: boolean; readonly agreed: boolean; readonly conversation: string | null }

/** GET /api/people?name=NAME&beside=ID : by the name staff know them by; what they have in common with `beside`. */
export interface FoundPeople { readonly people: readonly FoundPersonView[] }
export interface FoundPersonView { readonly id: string; readonly pseudonym: string; readonly language: string | null; readonly channels: readonly string[]; readonly lastAt: string | null; readonly alike: readonly FactName[]; readonly proof: boolean }

/** POST /api/people/:id/merge {other, facts, reason} -> 202: it waits for a second person. POST /api/people/:id/part {part, reason} takes a merge back. */
