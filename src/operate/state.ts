// The shape of how the desk stands at a moment, as metrics, alerts and the status page read it. Of nobody: numbers, accounts and processes.
import type { Problem } from '../../channels/contract.ts'
import type { TroubleKind } from '../store/troubles.ts'

export const QUEUES = ['turns', 'deliveries', 'translations', 'media', 'pages'] as const
export type Queue = (typeof QUEUES)[number]

/** Seconds for which the oldest of each has been waiting; zero where nothing waits. */
export type Waits = Readonly<Record<Queue, number>>

export interface DeskState {
  readonly at: Date
  readonly waits: Waits
  /** What failed and waits for somebody to look at it; up to a thousand of a kind. */
  readonly failed: Readonly<Partial<Record<TroubleKind, number>>>
  readonly accounts: readonly AccountState[]
  /** Characters of the month; null: no limit, or no provider. */
  readonly translation: { readonly used: number; readonly limit: number } | null
  /** Workers who wait for a person: how many (up to a thousand), and the oldest in seconds. */
  readonly unanswered: { readonly count: number; readonly oldest: number }
  /** Open alarms of danger, and how long it took to acknowledge those of the last day; seconds. */
  readonly danger: { readonly open: number; readonly oldest: number; readonly acknowledged: number; readonly median: number; readonly longest: number }
  /** Nobody who can be reached is on call from then on, within a day, while the desk is closed; null where somebody always is. */
  readonly onCallGap: Date | null
  /** Ids of public contact points that are past their day or were checked too long ago. */
  readonly staleContacts: readonly string[]
  readonly processes: readonly ProcessState[]
  /** Null: never. */
  readonly backupAt: Date | null
  /** When the database was made. */
  readonly since: Date
  readonly connections: { readonly limit: number; readonly byState: Readonly<Record<string, number>> }
}

/** `heardAt`: the newest of the last thousands of events; null where none of them was its. */
export interface AccountState {
  readonly id: string
  readonly problems: readonly { readonly problem: Problem; readonly since: string }[]
  readonly quota: { readonly limit: number | null; readonly used: number } | null
  readonly heardAt: Date | null
}

export interface ProcessState { readonly id: string; readonly role: string; readonly version: string; readonly startedAt: Date; readonly seenAt: Date }
