// The shapes of the list of conversations: its rows, views, search and acts on many. Times are ISO 8601 in UTC.
import type { ListFilter } from '../../list/filter.ts'
import type { Place } from '../../list/order.ts'
import type { ConversationView } from './inbox.ts'

/** A row of the list. Rows are in the order of src/list/order.ts, which pages keep by `place`. */
export interface RowView extends ConversationView {
  readonly place: Place
  /** Of the gravest open case of the person that the reader may see. */
  readonly severity: string | null
}

/**
 * GET /api/conversations?(filter)&after=PLACE,ID : the next hundred rows behind one; `whole`: there are no more.
 * GET /api/conversations?(filter)&ids=ID,ID&cases=ID : of these conversations, and of those of these cases, what the list shows.
 */
export interface RowsView { readonly conversations: readonly RowView[]; readonly whole: boolean }

/** GET /api/views. A standard view has no name: its id is a word of the pages. In the order in which the reader wants them. */
export interface ViewsView {
  readonly views: readonly ViewView[]
  /** `waiting`: for a person, and not put off. */
  readonly counts: { readonly waiting: number; readonly all: number }
}

export interface ViewView {
  readonly id: string
  readonly name: string | null
  readonly filter: ListFilter
  readonly shared: boolean
  /** Only who made a view changes and removes it. */
  readonly own: boolean
  readonly count: number
}

/** POST /api/views; PATCH /api/views/:id takes any part of it. Only a supervisor shares. */
export interface ViewRequest { readonly name: string; readonly filter: ListFilter; readonly shared: boolean }

/** POST /api/conversations/search; `days` back from now, null: everything. `after`: behind what was found before. */
export interface SearchRequest { readonly text: string; readonly days: number | null; readonly after?: SearchPlace }
export interface SearchPlace { readonly at: string; readonly id: string }

export interface SearchView {
  readonly lines: readonly FoundLineView[]
  /** Conversations of people whose pseudonym was looked for. */
  readonly people: readonly { readonly conversation: string; readonly pseudonym: string; readonly channel: string; readonly language: string | null; readonly lastAt: string }[]
  /** Null: there is nothing more. */
  readonly next: SearchPlace | null
}

export interface FoundLineView {
  readonly id: string
  readonly conversation: string
  readonly pseudonym: string
  readonly channel: string
  readonly seq: number
  readonly author: 'worker' | 'bot' | 'counsellor' | 'system'
  readonly authorName: string | null
  readonly at: string
  /** The text in which it was found: the original, or one of its translations. */
  readonly found: ExcerptView
  /** The same line for who reads Japanese, where it was found in another text; or its original. */
  readonly other: ExcerptView | null
  readonly before: ExcerptView | null
  readonly after: ExcerptView | null
}

export interface ExcerptView { readonly language: string | null; readonly pieces: readonly { readonly text: string; readonly found: boolean }[] }

/** POST /api/conversations/acts, at most a hundred conversations. `claim` makes one's own what nobody has. */
export interface BulkRequest { readonly conversations: readonly string[]; readonly act: BulkAct }
export type BulkAct =
  | { readonly type: 'claim' }
  | { readonly type: 'assign'; readonly staff: string }
  | { readonly type: 'giveBack' }
  /** Null: in sight again. */
  | { readonly type: 'snooze'; readonly until: string | null }

/** `undo` is for POST /api/conversations/acts/:act/undo, for ten seconds; what changed since is left as it is. */
export interface BulkAnswer {
  readonly done: readonly string[]
  readonly refused: readonly { readonly id: string; readonly reason: 'not_found' | 'taken' | 'not_available' | 'not_yours' | 'guided' | 'changed' }[]
  readonly undo: string | null
}
