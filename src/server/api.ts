// The shapes the desk's pages and the server exchange. Times are ISO 8601 in UTC; pages show them in JST.

export type Handling = 'bot' | 'waiting' | 'counsellor'

export interface DangerMark { readonly kind: string; readonly level: 'S4' | 'S5'; readonly words: readonly string[]; readonly at: string }

export interface ConversationView {
  readonly id: string
  readonly pseudonym: string
  readonly channel: string
  /** One of the nine, or null while it is not known. */
  readonly language: string | null
  readonly handling: Handling
  readonly assignee: { readonly id: string; readonly name: string } | null
  readonly danger: DangerMark | null
  /** False once the person blocked or left the account: nothing we write arrives. */
  readonly reachable: boolean
  /** Since when the worker waits for a person; null when it is not the desk's turn. */
  readonly waitingSince: string | null
  readonly lastSeq: number
  readonly lastAt: string
  readonly last: MessageView | null
}

export type TranslationView =
  | { readonly status: 'done'; readonly language: string; readonly text: string; readonly source: 'reviewed' | 'machine' | 'counsellor' }
  | { readonly status: 'pending' | 'failed' | 'none' }
  /** The original is Japanese already, or has no words. */
  | { readonly status: 'unneeded' }

export interface MessageView {
  readonly id: string
  /** 1, 2, 3 ... within the conversation: what a page asks for after a reconnect. */
  readonly seq: number
  readonly author: 'worker' | 'bot' | 'counsellor' | 'system'
  readonly authorName: string | null
  /** text, image, video, audio, file, location, sticker, choice */
  readonly kind: string
  /** Null when the writer took the message back. */
  readonly text: string | null
  readonly language: string | null
  readonly translation: TranslationView
  readonly at: string
  readonly delivery: { readonly status: 'queued' | 'sent' | 'delivered' | 'read' | 'failed'; readonly reason: string | null } | null
  readonly danger: DangerMark | null
  readonly withdrawn: boolean
}

/** GET /api/session */
export interface SessionView {
  readonly user: { readonly id: string; readonly name: string; readonly email: string } | null
  /** True while nobody has an account: the page explains the one-time link. */
  readonly needsSetup: boolean
}

/** GET /api/conversations?show=open|all : danger first, then who waits longest. `open` leaves out what the bot handles. */
export interface ConversationList {
  readonly conversations: readonly ConversationView[]
  readonly counts: { readonly waiting: number; readonly mine: number; readonly danger: number; readonly all: number }
}

/** GET /api/conversations/:id?after=SEQ */
export interface Thread { readonly conversation: ConversationView; readonly messages: readonly MessageView[] }

/**
 * POST /api/conversations/:id/replies; `translation` is what the worker reads, when the counsellor saw or wrote it.
 * `id` is a UUID of the page's own: a reply whose answer was lost on the way is sent again with the same one, and is one line.
 */
export interface ReplyRequest { readonly id: string; readonly text: string; readonly translation?: string; readonly asIs?: boolean }

/** POST /api/conversations/:id/translate {text} */
export type TranslateAnswer =
  | { readonly status: 'done'; readonly text: string; readonly language: string }
  | { readonly status: 'none' | 'failed' | 'unneeded' }

/** GET /api/status */
export interface StatusView {
  readonly translation: string | null
  readonly channels: readonly { readonly type: string; readonly connected: boolean; readonly missing: readonly string[] }[]
}

/** Every refusal. `error` is a key of locales/desk/*.json under `error`. */
export interface Refusal { readonly error: string; readonly detail?: string }

/** GET /api/stream (server-sent events, event name `conversation`) */
export interface ConversationChanged { readonly id: string }
