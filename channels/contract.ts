// What every channel is: plain data, three pure functions, and one function that touches the network.
import type { ZodType } from 'zod'

/** A request as it arrived, before anybody parsed it. Header names are in lower case; `receivedAt` is ISO 8601. */
export interface RawRequest {
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: Uint8Array
  readonly receivedAt: string
}

/** The right to answer one event for free. `expiresAt` is ISO 8601; after it the channel may refuse. */
export interface ReplyRight { readonly token: string; readonly expiresAt: string }

export type Content =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'media'; readonly media: 'image' | 'video' | 'audio' | 'file'; readonly name?: string; readonly source?: string }
  | { readonly type: 'location'; readonly latitude: number; readonly longitude: number; readonly title?: string }
  | { readonly type: 'sticker'; readonly keywords: readonly string[] }

/**
 * Something that arrived. `id` is the platform's own and unique within the account: a redelivery carries the same one.
 * `person` is the platform's id of the writer, empty where there is none (some group events). `at` is ISO 8601.
 * `locale` is what the platform or the browser says about the person's language, as a BCP 47 tag.
 */
export type InboundEvent = {
  readonly id: string
  readonly person: string
  readonly at: string
  readonly redelivered: boolean
  readonly thread?: string
  readonly replyRight?: ReplyRight
  readonly locale?: string
} & (
  | { readonly type: 'message'; readonly message: string; readonly content: Content }
  | { readonly type: 'choice'; readonly value: string; readonly message?: string; readonly label?: string }
  | { readonly type: 'joined'; readonly code?: string }
  | { readonly type: 'left' }
  | { readonly type: 'unsent'; readonly message: string }
  | { readonly type: 'status'; readonly message: string; readonly status: 'delivered' | 'read' | 'failed' }
  | { readonly type: 'ignored'; readonly reason: string }
)

/** A button under a message. `value` comes back as a `choice` event; `label` is what the person reads and taps. */
export interface Choice { readonly value: string; readonly label: string }

/** One line to say. `id` is stable: a channel that shows the same id twice shows one line. */
export interface OutboundMessage {
  readonly id: string
  readonly text: string
  readonly language: string
  readonly author: 'bot' | 'counsellor'
  readonly choices?: readonly Choice[]
  /** Arrive without sound or banner where the channel can. */
  readonly discreet?: boolean
}

/** Whom to answer, and with which right. `retryKey` is a UUID that stays the same however often this is tried. */
export interface Recipient {
  readonly person: string
  readonly thread: string
  readonly retryKey: string
  readonly replyRight?: ReplyRight
}

/** What a channel can do, as data: it drives rendering, the flow lint and what the desk shows. Lengths are UTF-16 units. */
export interface Capabilities {
  readonly textLength: number
  readonly choices: number
  readonly choiceLabelGraphemes: number
  readonly choiceValueLength: number
  readonly sends: readonly ('text' | 'image' | 'file')[]
  /** Hours after the person's last message in which one may write; null where there is no limit. */
  readonly replyWindowHours: number | null
  readonly discreet: boolean
}

/**
 * `certain` says whether we know that nothing was delivered. `refs` are the platform's ids of what was sent.
 * A `retry` waits at least `afterMs`; a `failed` needs a person to decide.
 */
export type SendResult =
  | { readonly status: 'sent'; readonly refs: readonly string[] }
  | { readonly status: 'retry' | 'failed'; readonly certain: boolean; readonly reason: string; readonly afterMs?: number }

/** `maybeSent`: an earlier try of this payload ended without an answer. `signal` ends a try that takes too long. */
export interface SendIO {
  readonly maybeSent: boolean
  readonly signal: AbortSignal
  now(): Date
}

export interface Profile { readonly language?: string; readonly name?: string }

export interface Channel<Config = unknown, Payload = unknown> {
  readonly type: string
  /** Checks the account's settings; its fields are the settings form. */
  readonly config: ZodType<Config>
  readonly capabilities: Capabilities
  /** Pure, and before anything reads the body. A refusal says no more than "no". */
  verify(request: RawRequest, config: Config): boolean
  /** Pure. What is unknown becomes `ignored` with a reason; throws `UnreadableBody` only where nothing can be read. */
  parse(request: RawRequest, config: Config): InboundEvent[]
  /** Pure. Everything one turn says, as payloads in order, each of which can be repeated alone. */
  render(messages: readonly OutboundMessage[], to: Recipient): Payload[]
  /**
   * The only function that touches the network. Never throws: an unforeseen failure is a `retry` that is not certain.
   * A channel without it is read by the person's own page: a line has arrived once it stands in the log.
   */
  send?(payload: Payload, config: Config, io: SendIO): Promise<SendResult>
  /** Looks up what the platform tells about a person; null where it tells nothing. */
  fetchProfile?(person: string, config: Config, signal: AbortSignal): Promise<Profile | null>
}

/** The body is not what the platform sends at all: answered with 400, nothing stored. */
export class UnreadableBody extends Error {
  override readonly name = 'UnreadableBody'
}
