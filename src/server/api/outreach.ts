// The shapes of messages to many. Nobody in them is named; counts below five are null ("fewer than five"). Times are ISO 8601 in UTC.
import type { Fault, Kind, Message } from '../../outreach/message.ts'
import type { Segment } from '../../outreach/segment.ts'
import type { CountedAt, Counting } from './counts.ts'
import type { Shown } from '../../outreach/small-numbers.ts'

export type OutreachState = 'draft' | 'review' | 'released' | 'paused' | 'stopped' | 'done'

/** GET /api/outreach */
export interface OutreachList { readonly outreach: readonly OutreachLine[] }

export interface OutreachLine {
  readonly id: string
  readonly title: string
  readonly kind: Kind
  readonly state: OutreachState
  readonly startsAt: string | null
  readonly savedAt: string
  readonly authors: readonly string[]
}

/** GET /api/outreach/choices: what a segment and a button can name. `accounts`: types of channel from which people can be written to first. */
export interface OutreachChoices {
  readonly companies: readonly { readonly id: string; readonly name: string }[]
  readonly codes: readonly string[]
  readonly campaigns: readonly string[]
  readonly questionnaires: readonly { readonly key: string; readonly title: string }[]
  readonly topics: readonly { readonly topic: string; readonly title: string }[]
  readonly accounts: readonly string[]
  readonly translates: boolean
}

/** POST /api/outreach {kind, topic} -> {id} */
export interface OutreachBegun { readonly id: string }

/** POST /api/outreach/count {segment, kind} -> ReachView | Counting */
export interface ReachView extends CountedAt {
  readonly all: Shown
  readonly now: Shown
  readonly neutral: Shown
  readonly languages: Readonly<Record<string, Shown>>
  readonly channels: Readonly<Record<string, Shown>>
  readonly later: Readonly<Record<string, Shown>>
  readonly never: Readonly<Record<string, Shown>>
  /** Seconds, at the pace of each channel. */
  readonly takes: number | null
  /** Where enough people are reached that it tells of nobody. `yen` null: nobody set a price. */
  readonly cost: { readonly messages: Readonly<Record<string, number>>; readonly yen: number | null } | null
  /** Of LINE's month, as LINE told last. */
  readonly quota: { readonly limit: number | null; readonly used: number } | null
}

/** GET /api/outreach/:id ; PATCH /api/outreach/:id {revision, title, kind, segment, message, startsAt, endsAt} -> {revision} */
export interface OutreachPage extends OutreachLine {
  readonly segment: Segment
  readonly message: Message
  readonly revision: number
  readonly reason: string
  readonly endsAt: string | null
  readonly releasedBy: string | null
  readonly releasedAt: string | null
  readonly endedAt: string | null
  readonly mine: boolean
  readonly reach: ReachView | Counting | null
  readonly faults: readonly Fault[]
  readonly progress: ProgressView | null
  readonly results: ResultsView | null
}
export interface OutreachSaved { readonly revision: number }

/** POST /api/outreach/:id/preview {message, language}: as each channel shows it. */
export interface OutreachPreview { readonly channels: readonly { readonly channel: string; readonly parts: readonly string[]; readonly buttons: readonly string[] }[]; readonly faults: readonly Fault[] }

/** POST /api/outreach/:id/template {kind, topic} ; POST /api/outreach/:id/translate {from, to, text} -> {text} */
export interface OutreachTemplate { readonly message: Message }

export interface ProgressView {
  readonly all: Shown
  readonly waiting: Shown
  readonly delayed: Readonly<Record<string, Shown>>
  readonly underWay: Shown
  readonly sent: Shown
  readonly delivered: Shown
  readonly read: Shown
  readonly optedOut: Shown
  readonly skipped: Readonly<Record<string, Shown>>
  /** By the reason as the channel gave it. */
  readonly failed: Readonly<Record<string, Shown>>
  /** Seconds. */
  readonly left: number | null
  /** Whether the platforms tell anything of what became of it. */
  readonly receipts: boolean
}

export interface PartView { readonly key: string; readonly count: Shown }

export interface ResultsView {
  readonly minutes: number
  readonly overTime: readonly { readonly at: string; readonly count: number }[]
  readonly byChannel: readonly PartView[]
  readonly byLanguage: readonly PartView[]
  /** `key`: a button's address. */
  readonly taps: readonly PartView[]
  readonly answered: Shown
  readonly neutral: Shown
  readonly opened: Shown
  readonly begun: Shown
  readonly finished: Shown
}
