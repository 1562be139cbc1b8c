// The shapes of the rota, the ways to reach people, and alarms that the desk's pages and the server exchange. Times are ISO 8601 in UTC.

interface Somebody { readonly id: string; readonly name: string }
export interface SpanView { readonly from: string; readonly until: string }

/** GET /api/on-call: everything about it but one's own ways and the alarms. */
export interface OnCallView {
  readonly now: readonly ShiftView[]
  /** From last week to the end of what is planned. */
  readonly shifts: readonly ShiftView[]
  /** When the desk is closed, within the coming weeks, and nobody who can be reached is on call. */
  readonly gaps: readonly SpanView[]
  readonly people: readonly (Somebody & { readonly languages: readonly string[]; readonly reachable: boolean })[]
  readonly settings: ChainView
  /** As the last check by day found it; null where nothing was wrong. */
  readonly problem: { readonly uncovered: readonly SpanView[]; readonly unreachable: readonly Somebody[]; readonly bounced: readonly Somebody[] } | null
  /** By what this desk can page. */
  readonly media: readonly Medium[]
  /** With which a browser subscribes. */
  readonly pushKey: string
}

export type Medium = 'line' | 'email' | 'push' | 'webhook'

/** PATCH /api/on-call: in minutes. */
export interface ChainView { readonly next: number; readonly everyone: number; readonly again: number }

export interface ShiftView {
  readonly id: string
  readonly staff: Somebody
  /** 1 is asked first, 2 after them. */
  readonly line: number
  readonly from: string
  readonly until: string
  readonly offeredTo: Somebody | null
  readonly reachable: boolean
}

/** POST /api/on-call/shifts {shifts}. PATCH /api/on-call/shifts/:id {staff}; POST .../offer {to}; POST .../answer {accept}. */
export interface NewShift { readonly staff: string; readonly line: number; readonly from: string; readonly until: string }

/** GET /api/on-call/ways: one's own. `address` is shown as far as one needs to know it again. */
export interface WayView {
  readonly id: string
  readonly medium: Medium
  readonly address: string
  readonly verified: boolean
  readonly bounced: boolean
  /** It waits until its code is sent to the LINE account, until then. */
  readonly codeUntil: string | null
}

/** POST /api/on-call/ways. A LINE account has no address yet: the answer holds a code to send from it. */
export type NewWay =
  | { readonly medium: 'email'; readonly address: string }
  | { readonly medium: 'line' }
  | { readonly medium: 'push'; readonly endpoint: string; readonly keys: { readonly p256dh: string; readonly auth: string } }
  | { readonly medium: 'webhook'; readonly address: string; readonly contentType?: string; readonly body?: string; readonly authorization?: string }

/** Told once: the code to send, or the key that signs. */
export interface WayMade { readonly id: string; readonly code?: string; readonly key?: string }

/** POST /api/on-call/ways/:id/test */
export interface WayTested { readonly status: 'sent' | 'pending' | 'failed'; readonly reason: string | null }

/** GET /api/on-call/alarms, GET /api/conversations/:id/alarms: newest first. */
export interface AlarmView {
  readonly id: string
  readonly kind: 'danger' | 'drill' | 'rota' | 'test'
  readonly level: string | null
  readonly conversation: string | null
  /** Of somebody who rang or came by. */
  readonly case: string | null
  readonly raisedAt: string
  /** When the next is asked; null when it is over, or waits for nobody. */
  readonly next: string | null
  readonly endedAt: string | null
  /** Null: it ended without anybody. */
  readonly endedBy: Somebody | null
  readonly problem: OnCallView['problem']
  readonly pages: readonly PageView[]
}

export interface PageView {
  readonly id: string
  readonly name: string
  readonly medium: string
  /** pending | sent | failed | dropped */
  readonly status: string
  readonly reason: string | null
  readonly askedAt: string
  readonly sentAt: string | null
  readonly usedAt: string | null
}
