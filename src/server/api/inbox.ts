// The shapes the desk's pages and the server exchange. Times are ISO 8601 in UTC; pages show them in JST.
import type { EntryView } from './thread.ts'

import type { BudgetView, MissingTermView, WhyUntranslated } from './translation.ts'
import type { RowsView } from './list.ts'

export type Handling = 'bot' | 'waiting' | 'counsellor'

export interface DangerMark { readonly kind: string; readonly level: 'S4' | 'S5'; readonly words: readonly string[]; readonly at: string }

export interface ConversationView {
  readonly id: string
  readonly pseudonym: string
  /** The person's id: the same in every conversation of theirs. */
  readonly person: string
  readonly channel: string
  /** One of the nine; in a thread also another one that they wrote; null while it is not known. */
  readonly language: string | null
  readonly handling: Handling
  readonly assignee: { readonly id: string; readonly name: string } | null
  readonly danger: DangerMark | null
  /** False once the person blocked or left the account: nothing we write arrives. */
  readonly reachable: boolean
  /** Since when the worker waits for a person; null when it is not the desk's turn. */
  readonly waitingSince: string | null
  /** Since when its counsellor is asked whether it is still theirs. */
  readonly idleAskedAt: string | null
  /** Of the topic that the guide last recognised: labour, residence ... */
  readonly theme: string | null
  /** Out of the list of what waits for the desk until then, or until the worker writes. */
  readonly snoozedUntil: string | null
  readonly lastSeq: number
  readonly lastAt: string
  readonly last: MessageView | null
  /** The code of the link they came by; it names no person. */
  readonly entryCode: string | null
  readonly can: CanView
  /** The same person's conversations elsewhere, joined by proof. */
  readonly others: readonly OtherConversation[]
  /** The person asked to be written to here. Null: they never chose. */
  readonly preferred: boolean | null
}

/** What the channel lets a counsellor do in this conversation now. */
export interface CanView {
  readonly sends: readonly ('text' | 'image' | 'file')[]
  /** Bytes; 0 where it sends none. */
  readonly largestFile: number
  /** UTF-16 units of one message; a longer reply arrives in several. */
  readonly textLength: number
  readonly discreet: boolean
  readonly typing: boolean
  readonly receipts: readonly ('delivered' | 'read')[]
  /** Until when a counsellor may write; null where there is no limit, or nothing was heard yet. */
  readonly writableUntil: string | null
  /** Until when the automatic guide may write. */
  readonly botUntil: string | null
  /** Another program has the conversation on the platform: nothing can be sent until it lets go. */
  readonly heldElsewhere: boolean
}

export interface OtherConversation { readonly id: string; readonly channel: string; readonly preferred: boolean; readonly writable: boolean; readonly lastAt: string }

export type TranslationView =
  | {
    readonly status: 'done'; readonly language: string; readonly text: string; readonly source: 'reviewed' | 'machine' | 'counsellor' | 'corrected'
    /** Who corrected it. */
    readonly by: string | null
    /** Terms of the desk that did not come out, in what a machine translated. */
    readonly missing: readonly MissingTermView[]
  }
  | { readonly status: 'pending' | 'none' }
  /** `again`: it is tried again by itself. */
  | { readonly status: 'failed'; readonly why: WhyUntranslated; readonly again: boolean }
  /** The original is Japanese already, or has no words. */
  | { readonly status: 'unneeded' }

export interface MessageView {
  readonly id: string
  /** 1, 2, 3 ... within the conversation: what a page asks for after a reconnect. */
  readonly seq: number
  readonly author: 'worker' | 'bot' | 'counsellor' | 'system'
  readonly authorName: string | null
  /** text, image, video, audio, file, location, sticker, choice, reaction */
  readonly kind: string
  /** Null when the writer took the message back. In a list its beginning only, as of its translation. */
  readonly text: string | null
  readonly language: string | null
  readonly translation: TranslationView
  readonly at: string
  readonly delivery: { readonly status: 'queued' | 'sent' | 'delivered' | 'read' | 'failed'; readonly reason: string | null } | null
  readonly danger: DangerMark | null
  readonly withdrawn: boolean
  readonly media: MediaView | null
  readonly location: { readonly latitude: number; readonly longitude: number } | null
  /** Which earlier line this one answers, corrects or reacts to; `seq` null where it is not in the log. */
  readonly about: { readonly relation: 'quotes' | 'corrects' | 'reacts'; readonly seq: number | null } | null
  /** Written past the desk, in the platform's own inbox. */
  readonly elsewhere: boolean
  /** Sent to arrive without sound or banner. */
  readonly discreet: boolean
  /** What danger was answered with. */
  readonly urgent: boolean
  /** The article a counsellor put in; `edited`: changed afterwards, and theirs. */
  readonly article: { readonly topic: string; readonly edited: boolean } | null
  /** A heading of the worker's own, as a mail has. */
  readonly subject: string | null
  /** All that arrived, where `text` is only what is new in it. Null also in lists. */
  readonly whole: string | null
  /** No person wrote it, and nobody answers it. */
  readonly automatic: 'autoReply' | 'bounce' | 'list' | 'notice' | null
  /** Nothing proves that it is from whom it says. */
  readonly unproven: boolean
}

/** Its bytes are at GET /api/media/:id (with `Range`), for those who may see the conversation. */
export interface MediaView {
  readonly id: string
  /** pending: being fetched. refused: kept out, `reason` says why. gone: the platform no longer has it. failed: given up. */
  readonly status: 'pending' | 'stored' | 'refused' | 'gone' | 'failed'
  readonly kind: 'image' | 'video' | 'audio' | 'file'
  readonly name: string | null
  readonly type: string | null
  readonly size: number | null
  readonly width: number | null
  readonly height: number | null
  /** too_large, kind, broken, empty, program, elsewhere: a key of locales/desk under `media.reason` */
  readonly reason: string | null
}

/** GET /api/session */
export interface SessionView {
  readonly user: { readonly id: string; readonly name: string; readonly email: string } | null
  /** True while nobody has an account: the page explains the one-time link. */
  readonly needsSetup: boolean
  /** Single sign-on, where it is set up: what its button says. */
  readonly sso: { readonly name: string } | null
}

/** GET /api/conversations?(filter, src/list/filter.ts): the first rows; see list.ts for the others. */
export interface ConversationList extends RowsView {
  readonly counts: { readonly waiting: number; readonly mine: number; readonly danger: number; readonly all: number }
}

/**
 * GET /api/conversations/:id?after=SEQ&since=MARK: lines behind SEQ, `more` where they go on; with the mark of an earlier answer only what
 * was written since, however old the line is: deliveries, translations, notes that were corrected.
 */
export interface Thread {
  readonly conversation: ConversationView
  readonly messages: readonly MessageView[]
  readonly entries: readonly EntryView[]
  readonly mark: string
  readonly more: boolean
}

/** GET /api/conversations/:id/contact: how the person may be reached. */
export interface ContactView {
  readonly terms: ContactTermsView
  /** Anybody said anything yet. */
  readonly said: boolean
  /** Newest first. `by` null: the worker. */
  readonly changes: readonly { readonly by: string | null; readonly note: string; readonly at: string; readonly changed: readonly string[] }[]
  /** What would become of a line that is written now. */
  readonly reach:
    | { readonly type: 'now'; readonly neutral: boolean }
    | { readonly type: 'later'; readonly at: string; readonly neutral: boolean }
    | { readonly type: 'no'; readonly reason: 'never' | 'channel' | 'hours' }
  readonly heardAt: string | null
  /** They ended everything with the exit word, and have not come back. */
  readonly leftAt: string | null
  /** Since when it may be somebody else who writes. */
  readonly unconfirmedAt: string | null
  readonly held: readonly HeldView[]
}

/** `hours` as in a timetable of staff.ts; null: at any hour. Of secret words only whether there is one. */
export interface ContactTermsView {
  readonly begin: boolean
  readonly channels: readonly string[]
  readonly hours: Readonly<Record<string, readonly (readonly [string, string])[]>> | null
  readonly neutral: boolean
  readonly watched: boolean
  readonly exitWord: boolean
  readonly safeWord: boolean
}

/** POST /api/conversations/:id/contact: on the person's word; `note` says how they said it. */
export type ContactRequest = Omit<ContactTermsView, 'exitWord' | 'safeWord'> & { readonly note: string }

/**
 * A counsellor's line that waits: until `dueAt`, or for an answer to the neutral line that went out. `refused`: it can no longer go, see `reason`.
 * POST /api/conversations/:id/held/:held sends it, when they wrote; DELETE takes it back.
 */
export interface HeldView {
  readonly id: string
  /** Empty: the desk itself asks. */
  readonly by: string
  readonly text: string
  readonly translation: string | null
  readonly status: 'waiting' | 'asked' | 'refused'
  readonly asks: 'yes' | 'word' | null
  readonly reason: string | null
  /** It waits only for its writer to think again. */
  readonly undoable: boolean
  readonly byMe: boolean
  readonly files: readonly { readonly id: string; readonly kind: 'image' | 'file'; readonly name: string }[]
  readonly article: string | null
  readonly dueAt: string
  readonly at: string
}

/**
 * POST /api/conversations/:id/check {} : one neutral line that only they can answer.
 * POST /api/conversations/:id/confirm {reason} : somebody is sure that it is them.
 */

/**
 * POST /api/conversations/:id/typing {} : shows the worker that somebody writes; at most every ten seconds.
 * POST /api/conversations/:id/seen {} : the counsellor who has the conversation has it on the screen: marked as read on the platform.
 */

/** GET /api/status */
export interface StatusView {
  readonly translation: string | null
  /** Null: as many characters as there are. */
  readonly translationBudget: BudgetView | null
  readonly channels: readonly ChannelStatus[]
  /** Where photos and recordings are kept: a folder, or a bucket. */
  readonly media: string
}

export interface ChannelStatus {
  readonly type: string
  readonly connected: boolean
  /** Settings without which it cannot be connected. */
  readonly missing: readonly string[]
  /** Null while nobody has asked the platform. `since` is when the problem was first seen. */
  readonly health: {
    readonly checkedAt: string
    readonly problems: readonly { readonly problem: 'quota' | 'access' | 'blocked'; readonly since: string }[]
    readonly quota: { readonly limit: number | null; readonly used: number } | null
  } | null
}

/** Every refusal. `error` is a key of locales/desk/*.json under `error`. */
export interface Refusal { readonly error: string; readonly detail?: string }

/** GET /api/stream (server-sent events, event names `conversation`, `case` and `person`; an empty id: any may have changed; and `presence`: who looks at a conversation) */
export interface ConversationChanged { readonly id: string }
