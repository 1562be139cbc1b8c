// What every channel is: plain data, three pure functions, and one function that touches the network.
import type { ZodType } from 'zod'

/**
 * A request as it arrived, before anybody parsed it. Header names are in lower case; `receivedAt` is ISO 8601.
 * `fromHere`: a program on this very machine sent it, and nothing passed it on.
 */
export interface RawRequest {
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: Uint8Array
  readonly receivedAt: string
  readonly fromHere?: true
}

/** The right to answer one event for free. `expiresAt` is ISO 8601; after it the channel may refuse. */
export interface ReplyRight { readonly token: string; readonly expiresAt: string }

/**
 * `quotes` and `corrects` are the platform's ids of earlier messages. `source` is what `fetchMedia` of the same channel takes;
 * without it the platform keeps the content to itself, and `refused` says why. `text` is what is new; where that is a part of what
 * arrived, `whole` is all of it. `subject` is a heading of the person's own, not one they only took over.
 */
export type Content =
  | { readonly type: 'text'; readonly text: string; readonly quotes?: string; readonly corrects?: string; readonly whole?: string; readonly subject?: string }
  | { readonly type: 'media'; readonly media: MediaKind; readonly name?: string; readonly source?: string; readonly refused?: string }
  | { readonly type: 'location'; readonly latitude: number; readonly longitude: number; readonly title?: string }
  | { readonly type: 'sticker'; readonly keywords: readonly string[] }

export type MediaKind = 'image' | 'video' | 'audio' | 'file'

/** What no person wrote to us: an answering machine, a server that could not deliver, a list of many readers, any other machine. */
export type Automatic = 'autoReply' | 'bounce' | 'list' | 'notice'

/**
 * Something that arrived. `id` is the platform's own and unique within the account: a redelivery carries the same one.
 * `person` is the platform's id of the writer, empty where there is none (some group events). `at` is ISO 8601.
 * `locale` is what the platform or the browser says about the person's language, as a BCP 47 tag. `standby`: another program has
 * the conversation on the platform: it is written down, and nothing can be said. `readToken` is what `markRead` takes. `code` is what the link carried by which they came.
 * `route` is the way back as the platform named it just now: the newest one of a conversation is handed to whatever answers there.
 * `original` is the UUID under which all that arrived is kept (`originalOf`). `automatic`: shown as what it is, never answered.
 * `unproven`: nothing shows that it is from whom it says. `continues`: a further part of the event before it, not answered by itself.
 */
export type InboundEvent = {
  readonly id: string
  readonly person: string
  readonly at: string
  readonly redelivered: boolean
  readonly thread?: string
  readonly replyRight?: ReplyRight
  readonly locale?: string
  readonly standby?: true
  readonly readToken?: string
  readonly code?: string
  readonly route?: string
  readonly original?: string
  readonly automatic?: Automatic
  readonly unproven?: true
  readonly continues?: true
} & (
  | { readonly type: 'message'; readonly message: string; readonly content: Content }
  | { readonly type: 'choice'; readonly value: string; readonly message?: string; readonly label?: string }
  /** Opened the conversation. */
  | { readonly type: 'joined' }
  | { readonly type: 'left' }
  | { readonly type: 'unsent'; readonly message: string }
  | { readonly type: 'reacted'; readonly message: string; readonly emoji: string }
  /** What became of lines of ours: these, or all that were sent until a moment (ISO 8601). */
  | { readonly type: 'status'; readonly status: 'delivered' | 'read'; readonly messages: readonly string[]; readonly until?: string }
  /** A line that was sent came back. `gone`: this person can no longer be reached here. */
  | { readonly type: 'bounced'; readonly messages: readonly string[]; readonly reason: string; readonly gone: boolean }
  /** A payload of ours is with the platform, whatever the send call said: `part` counts from 0. */
  | { readonly type: 'confirmed'; readonly message: string; readonly retryKey: string; readonly part: number; readonly parts: number }
  /** Somebody answered past the desk, for example in the platform's own inbox. */
  | { readonly type: 'answeredElsewhere'; readonly message: string; readonly text: string }
  /** The platform gave the conversation to us, or to another program. */
  | { readonly type: 'control'; readonly ours: boolean }
  /** `returned`: notices of the desk to its staff that came back, by their ids. */
  | { readonly type: 'ignored'; readonly reason: string; readonly returned?: readonly string[] }
)

/** A button under a message. `value` comes back as a `choice` event; `label` is what the person reads and taps. */
export interface Choice { readonly value: string; readonly label: string }

/** One line to say. `id` is stable: a channel that shows the same id twice shows one line. */
export interface OutboundMessage {
  readonly id: string
  readonly text: string
  readonly language: string
  readonly author: 'bot' | 'counsellor'
  /** The name a counsellor goes by towards workers. */
  readonly authorName?: string
  readonly choices?: readonly Choice[]
  /** Arrive without sound or banner where the channel can. */
  readonly discreet?: boolean
  /** The line is this file; its text is the file's name. Only where `sends` has its kind. */
  readonly file?: OutboundFile
}

/** `url` is public, signed and expires: for platforms that fetch. `id` is what `SendIO.open` takes. `size` in bytes. */
export interface OutboundFile { readonly id: string; readonly kind: 'image' | 'file'; readonly name: string; readonly type: string; readonly size: number; readonly url: string }

/**
 * Whom to answer, and with which right. `retryKey` is a UUID that stays the same however often this is tried.
 * `heardAt` (ISO 8601) is when the person last did something: a channel with a window counts from there.
 */
export interface Recipient {
  readonly person: string
  readonly thread: string
  readonly retryKey: string
  readonly heardAt?: string
  readonly replyRight?: ReplyRight
  readonly route?: string
}

/** What a channel fetched: a request as `parse` takes it, or nothing; and from where to go on once its events are on disk. */
export interface Fetched { readonly request: RawRequest | null; readonly cursor: string }

export interface ReceiveIO { readonly signal: AbortSignal; now(): Date }

/** Opens what was kept under an `original`; null where it is gone. */
export type Kept = (original: string) => Promise<AsyncIterable<Uint8Array> | null>

/** What a channel can do, as data: it drives rendering, the flow lint and what the desk shows. Lengths are UTF-16 units. */
export interface Capabilities {
  readonly textLength: number
  /** 0: none; they stand numbered in the text. */
  readonly choices: number
  readonly choiceLabelGraphemes: number
  readonly choiceValueLength: number
  readonly sends: readonly ('text' | 'image' | 'file')[]
  /** Bytes of the largest file it sends, and whether the platform fetches it from us, which takes a public https address; null where it sends none. */
  readonly files: { readonly largest: number; readonly fetched: boolean } | null
  /** Hours after the person last did something in which one may write; null where there is no limit. */
  readonly replyWindowHours: number | null
  /** The same for a line a counsellor wrote; null where there is no limit. */
  readonly counsellorWindowHours: number | null
  /** A line can arrive without sound or banner. */
  readonly discreet: boolean
  /** The person can take a line back. */
  readonly unsend: boolean
  /** What the platform tells about a line after it was sent. */
  readonly receipts: readonly ('delivered' | 'read')[]
  /** Automatic answers to one person in ten minutes, where machines may answer them; null where only people write. */
  readonly answersInTenMinutes: number | null
}

/** The platform's id of (a part of) the line with this id. */
export interface SentRef { readonly line: string; readonly id: string }
/** What staff must mend before the account works again: a monthly quota used up, a token or a right refused, the account blocked. */
export type Problem = 'quota' | 'access' | 'blocked'

/**
 * `certain` says whether we know that nothing was delivered.
 * A `retry` waits at least `afterMs`; a `failed` needs a person to decide. `gone`: this person can no longer be reached here.
 * `held`: another program has the conversation on the platform. `slow`: the account sends too quickly, whomever to.
 */
export type SendResult =
  | { readonly status: 'sent'; readonly refs: readonly SentRef[] }
  | {
    readonly status: 'retry' | 'failed'; readonly certain: boolean; readonly reason: string; readonly afterMs?: number
    readonly problem?: Problem; readonly gone?: true; readonly held?: true; readonly slow?: true
  }

/** `maybeSent`: an earlier try of this payload ended without an answer. `signal` ends a try that takes too long. */
export interface SendIO {
  readonly maybeSent: boolean
  readonly signal: AbortSignal
  now(): Date
  /** The bytes of a file that a line carries; null where they are gone. */
  open?(file: string): Promise<Uint8Array | null>
}

export interface Profile { readonly language?: string; readonly name?: string }

/** `later`: the platform still prepares it. `gone`: nobody will ever get it. A network failure throws instead. */
export type FetchedMedia =
  | { readonly status: 'ready'; readonly bytes: AsyncIterable<Uint8Array> }
  | { readonly status: 'later'; readonly afterMs: number }
  | { readonly status: 'gone'; readonly reason: string }

/** How the account stands with the platform. `limit` null: as many messages as one likes. */
export interface Health {
  readonly problems: readonly Problem[]
  readonly quota?: { readonly limit: number | null; readonly used: number }
}

/** The words of the menus a platform shows beside the conversation, in one language. A tap sends `value` as a choice. */
export interface MenuTexts {
  readonly language: string
  /** Greets, and says that an automatic guide answers. */
  readonly greeting: string
  readonly menu: readonly Choice[]
  /** Questions offered before the first message. */
  readonly starters: readonly Choice[]
}

export interface Channel<Config = unknown, Payload = unknown> {
  readonly type: string
  /** Checks the account's settings; its fields are the settings form. */
  readonly config: ZodType<Config>
  readonly capabilities: Capabilities
  /** Bytes of the largest webhook; a megabyte where nothing is said. */
  readonly largestWebhook?: number
  /**
   * Before anything is done with the body. A refusal says no more than "no". Pure, but for keys the platform publishes and changes: then
   * it is a promise, which rejects with `Unverifiable` while they cannot be had.
   */
  verify(request: RawRequest, config: Config): boolean | Promise<boolean>
  /** Pure. What is unknown becomes `ignored` with a reason; throws `UnreadableBody` only where nothing can be read. */
  parse(request: RawRequest, config: Config): InboundEvent[]
  /** Pure. What of a request to keep where its events name an `original`. */
  originalOf?(request: RawRequest, config: Config): Uint8Array
  /** Pure. Where a signature does not cover the body: what may be used with one body only. */
  usedOnce?(request: RawRequest, config: Config): string | null
  /**
   * Fetches what no webhook brings, for as long as the signal lets it; ends by itself where there is nothing to fetch from, and throws
   * when the connection breaks. `cursor` is that of the last one that was kept; null the first time, when nothing older than now is
   * fetched. The caller asks for the next only after it has kept the one before.
   */
  receive?(config: Config, cursor: string | null, io: ReceiveIO): AsyncIterable<Fetched>
  /** Pure. Everything one turn says, as payloads in order, each of which can be repeated alone. */
  render(messages: readonly OutboundMessage[], to: Recipient): Payload[]
  /**
   * The only function that touches the network. Never throws: an unforeseen failure is a `retry` that is not certain.
   * A channel without it is read by the person's own page: a line has arrived once it stands in the log.
   */
  send?(payload: Payload, config: Config, io: SendIO): Promise<SendResult>
  /** Looks up what the platform tells about a person; null where it tells nothing. */
  fetchProfile?(person: string, config: Config, signal: AbortSignal): Promise<Profile | null>
  /** Answers the platform's question, by GET, whether this address is ours; null refuses. */
  challenge?(query: Readonly<Record<string, string | undefined>>, config: Config): string | null
  fetchMedia?(source: string, config: Config, signal: AbortSignal, kept?: Kept): Promise<FetchedMedia>
  fetchHealth?(config: Config, signal: AbortSignal): Promise<Health>
  /** Shows for some seconds that somebody is writing. `route` is the newest the conversation has; null where it has none. */
  showTyping?(person: string, config: Config, signal: AbortSignal, route: string | null): Promise<void>
  /** `readToken` is that of the newest message; null where it came without one. */
  markRead?(person: string, readToken: string | null, config: Config, signal: AbortSignal): Promise<void>
  /** Puts the menu of this language beside the person's conversation. */
  showMenu?(person: string, language: string, config: Config, signal: AbortSignal): Promise<void>
  /** Sets up on the platform what stands there once: menus, greeting, subscriptions. Repeatable. Yields what it did, a line each. */
  install?(texts: readonly MenuTexts[], config: Config, signal: AbortSignal): AsyncIterable<string>
  /** A link that opens the conversation and hands over `code`. */
  entryLink?(code: string, config: Config, signal: AbortSignal): Promise<string>
}

/** The body is not what the platform sends at all: answered with 400, nothing stored. */
export class UnreadableBody extends Error { override readonly name = 'UnreadableBody' }
/** Whether the request is genuine cannot be told at this moment: answered with 503, nothing stored. */
export class Unverifiable extends Error { override readonly name = 'Unverifiable' }
