// What the worker agreed to, act by act, addressee by addressee, item by item; and what may be told to whom because of it.

/** Whom the desk may turn to besides the worker. The employer's own support firms are the employer. */
export const PARTIES = ['employer', 'office', 'partner', 'lawyer'] as const
export type PartyType = (typeof PARTIES)[number]

export interface Party {
  readonly type: PartyType
  readonly name: string
  /** Bound to report people who may be deported (Immigration Control Act, Article 62-2). */
  readonly publicEmployee: boolean
}

export const ITEMS = ['name', 'contact', 'workplace', 'status', 'problem', 'health', 'documents', 'wish'] as const
export type Item = (typeof ITEMS)[number]

/** One agreement: to turn to one addressee with these items. Times are ISO 8601. */
export interface Consent {
  readonly id: string
  readonly party: Party
  readonly items: readonly Item[]
  /** What was read to or by the worker, word for word, in which language, and the name of that wording. */
  readonly text: string
  readonly language: string
  readonly version: string
  readonly given: 'written' | 'spoken' | 'paper'
  readonly givenAt: string
  readonly expiresAt: string
  readonly revokedAt: string | null
}

/** What left the desk, to whom, and why it was allowed. */
export interface Disclosure {
  readonly id: string
  readonly at: string
  readonly by: string
  readonly party: Party
  readonly items: readonly Item[]
  readonly purpose: string
  readonly consents: readonly string[]
  readonly emergency: Emergency | null
}

/** The one exception: danger to the body, and no time. */
export interface Emergency {
  readonly exception: 'life' | 'body' | 'crime'
  readonly why: string
  /** Why the worker could not be asked. */
  readonly notAsked: string
}

export type MayDisclose =
  | { readonly allowed: true; readonly consents: readonly string[] }
  | { readonly allowed: false; readonly missing: readonly Item[] }

export function isLive({ givenAt, expiresAt, revokedAt }: Consent, at: Date): boolean {
  const now = at.toISOString()
  return givenAt <= now && now < expiresAt && revokedAt === null
}

/** Being turned to at all is agreed to with every consent for that addressee; what is told must be agreed to item by item. */
export function mayDisclose(consents: readonly Consent[], party: Party, items: readonly Item[], at: Date): MayDisclose {
  const live = consents.filter((consent) => isLive(consent, at) && isSame(consent.party, party))
  const missing = items.filter((item) => !live.some((consent) => consent.items.includes(item)))
  if (live.length === 0 || missing.length > 0) return { allowed: false, missing }
  return { allowed: true, consents: live.filter((consent) => items.length === 0 || consent.items.some((item) => items.includes(item))).map(({ id }) => id) }
}

/** A public employee may have to report what the status of residence shows. */
export function needsStatusWarning(party: Party, items: readonly Item[]): boolean {
  return items.includes('status') && (party.publicEmployee || party.type === 'office')
}

export function isSame(a: Party, b: Party): boolean {
  return a.type === b.type && fold(a.name) === fold(b.name)
}

function fold(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, '')
}
