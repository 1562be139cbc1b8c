// What the hooks before and after one request tell each other, and what everybody who looks after sessions needs.
import type { Database } from '../../store/database.ts'
import type { Standing } from '../../store/staff.ts'
import type { Limits, Try } from './limits.ts'

/** Something for the record. `detail` names no password, code, token or address; of strangers it is empty. */
export interface AuthEvent {
  readonly action: 'session.begin' | 'session.refused' | 'session.end' | 'factor.added' | 'factor.removed' | 'password.changed'
  readonly staff: string | null
  readonly detail: Record<string, unknown>
}

export interface OidcConfig {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** As the button says. */
  readonly name: string
}

/** What sign-in needs of the world. */
export interface Door {
  readonly db: Database
  readonly publicUrl: string
  readonly oidc: OidcConfig | null
  readonly limits: Limits
  readonly visits: Visits
  now(): Date
  newId(): string
  onEvent(event: AuthEvent): Promise<void>
}

export interface Visit {
  /** Whose session the request came with. */
  readonly standing: Standing | null
  /** Whose proof this is, where that is known before it is checked. */
  readonly staff: string | null
  /** What was counted in advance. */
  readonly counted: Try | null
  /** The organisation's own sign-in says that it asked for a second factor. */
  strong: boolean
}

export type Visits = WeakMap<Request, Visit>

/** Set by the desk's own handler, never by whoever asks. */
export const ADDRESS = 'x-madoguchi-address'

const IDLE = 12 * 3_600_000

/** The account is in use, and the session was used within the last 12 hours. */
export function isAlive({ disabled, usedAt }: { readonly disabled: boolean; readonly usedAt: Date }, now: Date): boolean {
  return !disabled && now.getTime() - usedAt.getTime() < IDLE
}

export function idleEnd(usedAt: Date): Date {
  return new Date(usedAt.getTime() + IDLE)
}
