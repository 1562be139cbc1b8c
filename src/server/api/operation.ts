// The shapes of how the desk runs, which its pages and the server exchange. Times are ISO 8601 in UTC, waits in seconds.
import type { AlertKind } from '../../operate/alerts.ts'
import type { Queue } from '../../operate/state.ts'

/** GET /api/operation */
export interface OperationView {
  readonly alerts: readonly AlertView[]
  /** Over within two days, the newest first. */
  readonly lately: readonly (AlertView & { readonly until: string })[]
  readonly queues: readonly QueueView[]
  readonly channels: readonly ChannelRun[]
  /** Null: no limit, or no provider. */
  readonly translation: { readonly used: number; readonly limit: number } | null
  readonly unanswered: { readonly count: number; readonly oldest: number }
  readonly danger: { readonly open: number; readonly acknowledged: number; readonly median: number; readonly longest: number }
  /** Of all kinds. */
  readonly troubles: number
  /** Null: never. */
  readonly backupAt: string | null
  readonly connections: { readonly used: number; readonly limit: number }
  readonly processes: readonly ProcessView[]
  readonly staleContacts: readonly string[]
}

/** `subject`: the account it is about, or empty. `told`: when administrators were. */
export interface AlertView { readonly id: string; readonly kind: AlertKind; readonly subject: string; readonly since: string; readonly told: string | null }

/** `points`: the longest wait in each ten minutes of the last 24 hours, in order; null where nobody looked. */
export interface QueueView { readonly queue: Queue; readonly now: number; readonly longest: number; readonly points: readonly (number | null)[] }

/** `heardAt` null: nothing lately. */
export interface ChannelRun {
  readonly id: string
  readonly heardAt: string | null
  readonly problems: readonly ('quota' | 'access' | 'blocked')[]
  readonly quota: { readonly limit: number | null; readonly used: number } | null
}

export interface ProcessView { readonly id: string; readonly role: 'web' | 'worker' | 'all'; readonly version: string; readonly startedAt: string; readonly seenAt: string; readonly lives: boolean }
