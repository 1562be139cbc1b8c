// The shapes of what connects the desk to platforms, which its page and the server exchange. No secret is in any of them. Times are ISO 8601 in UTC.
import type { ChannelStatus } from './inbox.ts'

export type ConnectionKind = 'line' | 'messenger' | 'email' | 'botframework' | 'google' | 'libretranslate'

/** `set`: when it was written last, null where it is not. `value` only of what is nobody's secret. */
export interface ConnectionField { readonly name: string; readonly required: boolean; readonly shown: boolean; readonly long: boolean; readonly set: string | null; readonly value: string | null }

export interface ConnectionView {
  readonly kind: ConnectionKind
  /** `environment`: the page can only show it. Null: not connected. */
  readonly source: 'page' | 'environment' | null
  /** Since when, where the page connected it. */
  readonly since: string | null
  readonly fields: readonly ConnectionField[]
  /** What the platform is to call; null where nothing calls. */
  readonly webhook: string | null
  readonly health: ChannelStatus['health']
  /** What the page can do on the platform: set the webhook's address, put up menus and greeting. */
  readonly can: { readonly point: boolean; readonly install: boolean; readonly hear: boolean }
  /** Another one that is connected and would have to go first. */
  readonly rival: ConnectionKind | null
}

/** GET /api/connections. `isPublic`: platforms can call the desk. */
export interface ConnectionsView {
  readonly publicUrl: string
  readonly isPublic: boolean
  readonly media: string
  readonly connections: readonly ConnectionView[]
}

/** One thing a platform was asked; `reason` is a word the page has a sentence for, `shown` public. */
export interface FindingView { readonly check: string; readonly state: 'fine' | 'hint' | 'fault' | 'refused'; readonly reason: string; readonly shown?: string }

/** PATCH /api/connections/:id {values}: by name; empty takes an optional one away. `kept` false: the platform refused them, and what was there before stays. */
export interface ConnectionKept { readonly kept: boolean; readonly findings: readonly FindingView[] }
/** POST /api/connections/:id/check and /webhook */
export interface ConnectionChecked { readonly findings: readonly FindingView[] }
/** POST /api/connections/:id/install: what was done, a line each in English, and what went wrong. */
export interface ConnectionInstalled { readonly done: readonly string[]; readonly problem: boolean }
/** GET /api/connections/:id/heard?since= what arrived since then; `now` is the server's clock, from which to begin. */
export interface ConnectionHeard { readonly now: string; readonly received: string | null; readonly answered: string | null }
