// The shapes of staff, permissions and the record that the desk's pages and the server exchange. Times are ISO 8601 in UTC.

/** GET /api/me; `may` are actions of the permission table, for showing and hiding. */
export interface MeView {
  readonly id: string
  readonly name: string
  readonly email: string
  /** How workers see them; null: "counsellor". */
  readonly publicName: string | null
  readonly roles: readonly string[]
  readonly may: readonly string[]
  readonly languages: readonly string[]
  readonly hours: Timetable | null
  readonly away: boolean
  readonly desk: DeskSettingsView & { readonly undoDefault: number }
  readonly secondFactor: { readonly totp: boolean; readonly passkeys: number; readonly required: boolean }
}

/** Spans in JST by ISO weekday (`1` is Monday), each `HH:MM` to `HH:MM`. */
export type Timetable = Readonly<Record<string, readonly (readonly [string, string])[]>>

/** PATCH /api/me: what is left out stays. */
export interface MeChange { readonly publicName?: string | null; readonly languages?: readonly string[]; readonly hours?: Timetable | null; readonly away?: boolean; readonly desk?: Partial<DeskSettingsView> }

/** `large`: which text of a line stands in large letters. `undoSeconds`: for how long a reply can be taken back; null: as the desk does. */
export interface DeskSettingsView { readonly large: 'original' | 'translation' | 'both'; readonly undoSeconds: 0 | 5 | 10 | 20 | null }

/**
 * GET and PATCH /api/hours: when somebody is at the desk. `usual` is for every language without a timetable of its own. Beside weekdays a
 * timetable may have `holiday` (national holidays; without it they are days like any other) and single days (`2026-12-29`), which win.
 * PATCH takes `usual` and `languages`, whole.
 */
export interface HoursView {
  readonly usual: Timetable
  readonly languages: Readonly<Record<string, Timetable>>
  /** By language: whether somebody is there now, and from when on (null: not within a year). */
  readonly now: Readonly<Record<string, { readonly open: boolean; readonly next: string | null }>>
}

/** GET /api/staff */
export interface StaffView {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly publicName: string | null
  readonly roles: readonly string[]
  readonly languages: readonly string[]
  readonly hours: Timetable | null
  readonly away: boolean
  /** Has the desk open now. */
  readonly present: boolean
  readonly seenAt: string | null
  readonly disabled: boolean
  readonly secondFactor: boolean
  readonly conflicts: number
  /** Conversations assigned to them. */
  readonly open: number
  /** Whose reports they read: of the role company. */
  readonly company: CompanyChoice | null
}

/** GET /api/company-choices, by name: to which company an account can belong. */
export interface CompanyChoice { readonly id: string; readonly name: string }

/** PATCH /api/staff/:id; the role company stands alone and needs a company (`company` is its id); the role administrator is not granted but asked for: the answer is 202 and the change waits for a second person. */
export interface StaffChange { readonly name?: string; readonly roles?: readonly string[]; readonly languages?: readonly string[]; readonly hours?: Timetable | null; readonly disabled?: boolean; readonly company?: string | null; readonly reason?: string }

/** GET /api/staff/:id/sessions; DELETE one, or all of them. */
export interface StaffSessionView { readonly id: string; readonly createdAt: string; readonly expiresAt: string; readonly userAgent: string | null; readonly current: boolean }

/** DELETE /api/staff/:id/factors: for who has lost them; ends their sessions too. */

/** GET, POST {kind, value, note} and DELETE /api/staff/:id/conflicts; `value` is a company's entry code, or a person's id. */
export interface ConflictView { readonly id: string; readonly kind: 'code' | 'person'; readonly value: string; readonly note: string; readonly createdAt: string }

/** GET /api/roles: the permission table, for showing in words (locales/desk: `role.<role>`, `may.<action>`). */
export interface RoleView { readonly role: string; readonly may: readonly string[] }

/** GET and POST {name, email, roles, languages, company: its id or null} /api/invitations; the answer to POST holds the link, once. */
export interface InvitationView { readonly id: string; readonly name: string; readonly email: string; readonly roles: readonly string[]; readonly languages: readonly string[]; readonly company: CompanyChoice | null; readonly createdAt: string; readonly expiresAt: string; readonly used: boolean }
export interface InvitationMade extends InvitationView { readonly link: string }

/** GET /api/invited/:token (without a session): whose account the link makes. POST {name, password} makes it. */
export interface InvitedView { readonly name: string; readonly email: string }

/** GET /api/approvals; POST /api/approvals/:id {decision: granted | refused} by somebody else than who asked. */
export interface ApprovalView {
  readonly id: string
  readonly action: 'grantAdministrator' | 'exportAudit' | 'mergePeople'
  /** Of whom or what: a staff name, the period of an export, or who is said to be one. */
  readonly subject: string
  /** Who is said to be one, and which fields of theirs are alike. */
  readonly people: readonly { readonly id: string; readonly pseudonym: string }[]
  readonly facts: readonly string[]
  readonly reason: string
  readonly askedBy: { readonly id: string; readonly name: string }
  readonly askedAt: string
  readonly decision: 'granted' | 'refused' | null
  readonly decidedBy: { readonly id: string; readonly name: string } | null
  readonly decidedAt: string | null
}

/** GET /api/audit?before=SEQ&actor=ID&object=KIND:ID, newest first, 100 at a time. */
export interface AuditView { readonly entries: readonly AuditEntryView[]; readonly more: boolean }
export interface AuditEntryView {
  readonly seq: number
  readonly at: string
  /** Null: the desk itself, or nobody signed in. */
  readonly actor: { readonly id: string; readonly name: string } | null
  readonly action: string
  readonly object: string
  readonly detail: Readonly<Record<string, unknown>>
  readonly reason: string
}

/** GET and POST {from, to, reason} /api/audit/exports; once granted, GET /api/audit/exports/:id is a file of JSON lines. Dates are YYYY-MM-DD in JST. */
export interface ExportView extends ApprovalView { readonly from: string; readonly to: string }

/** GET /api/conversations/:id/assignees: best first. POST /api/conversations/:id/assign {staff: ID | null}. */
export interface AssigneeView { readonly id: string; readonly name: string; readonly present: boolean; readonly speaks: boolean; readonly open: number }

/** GET /api/me/devices: one's own browsers that are told what waits, and with which key a browser subscribes. `told`: danger, waiting, yours. */
export interface DeviceList {
  readonly pushKey: string
  readonly devices: readonly { readonly id: string; readonly told: readonly string[]; readonly since: string }[]
}

/** POST /api/me/devices: the browser's push subscription. */
export interface NewDevice { readonly endpoint: string; readonly keys: { readonly p256dh: string; readonly auth: string }; readonly told: readonly string[] }
