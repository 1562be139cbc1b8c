// The shapes of what staff do around the lines of a conversation: notes, events, who else is there, files. Times are ISO 8601 in UTC.

/**
 * What stands between the lines, for staff alone. `type`: note (`detail`: text, null where it was removed; editedAt, mentions), takenOver,
 * givenBack, assigned (to), freed, languageChanged (from, to), idleAsked, idleReturned, setAside (words, null where it held none), caseOpened, caseStage, caseClosed, caseReopened
 * (case, stage, severity), contactChanged (changed). `by.id` is a staff id, system, or worker.
 */
export interface EntryView {
  readonly id: string
  readonly type: string
  /** The place in the log of the line before it. */
  readonly after: number
  readonly at: string
  readonly by: { readonly id: string; readonly name: string | null }
  readonly detail: Readonly<Record<string, unknown>>
}

/** POST /api/conversations/:id/notes; `id` is a UUID of the page's own. PATCH .../notes/:note {text} and DELETE by its author. */
export interface NoteRequest { readonly id: string; readonly text: string; readonly mentions: readonly string[] }

/** GET /api/conversations/:id/colleagues: whom a note may call. */
export interface Colleagues { readonly colleagues: readonly { readonly id: string; readonly name: string }[] }

/** POST /api/conversations/:id/presence {state: viewing | writing | gone}: said every 20 seconds; answered with who else is there. */
export interface OnlookersView { readonly others: readonly { readonly id: string; readonly name: string; readonly state: 'viewing' | 'writing' }[] }

/** GET /api/notices: what calls this member of staff. POST /api/notices/seen {conversation}: they have it before them. */
export interface NoticesView {
  readonly mentions: readonly { readonly note: string; readonly conversation: string; readonly pseudonym: string; readonly by: string; readonly at: string }[]
  readonly idle: readonly { readonly conversation: string; readonly pseudonym: string; readonly askedAt: string }[]
}

/**
 * POST /api/conversations/:id/messages/:message/again : a line that failed is sent once more.
 * POST /api/conversations/:id/idle {answer: keep | later} : it is still mine; later: ask me tomorrow.
 */

/** POST /api/conversations/:id/files?name=NAME, the body is the file: inspected, cleaned, and kept until a reply takes it along. DELETE .../files/:file */
export interface AttachedFile { readonly id: string; readonly kind: 'image' | 'file'; readonly name: string; readonly type: string; readonly size: number }

/**
 * POST /api/conversations/:id/replies; `translation` is what the worker reads, when the counsellor saw or wrote it.
 * `id` is a UUID of the page's own: a reply whose answer was lost on the way is sent again with the same one, and is one line.
 */
export interface ReplyRequest {
  readonly id: string
  readonly text: string
  readonly translation?: string
  readonly asIs?: boolean
  /** Arrive without sound or banner, where the channel can. */
  readonly discreet?: boolean
  /** Sends it whatever the person's terms are: a supervisor's reason, which stands in the record. */
  readonly reason?: string
  /** The topic of the article it began with. */
  readonly article?: string
  /** Ids of files that were attached. */
  readonly files?: readonly string[]
  /** The last line its writer has seen: refused with `conversation_changed` where somebody else wrote since. */
  readonly seen?: number
}

/** `held`: it goes out when the person may be reached, or after they answered a neutral line. */
export interface ReplyAnswer {
  readonly held: boolean
  /** It goes then, unless DELETE /api/conversations/:id/held/:held takes it back before. */
  readonly undoUntil?: string
}
