// What becomes of a member: warned, suspended for a while, and for good only where two moderators agree. Without a world.

export const MEMBER_STATES = ['active', 'suspended', 'closed'] as const
export type MemberState = (typeof MEMBER_STATES)[number]

/** `askClose` proposes to suspend for good, `close` is the second person's yes, `keep` their no. */
export const MEMBER_DECISIONS = ['warn', 'suspend', 'lift', 'askClose', 'close', 'keep', 'train', 'untrain'] as const
export type MemberDecision = (typeof MEMBER_DECISIONS)[number]

export interface Standing {
  readonly state: MemberState
  /** Of a suspension. */
  readonly until: Date | null
  /** Who proposed to suspend for good; null: nobody has. */
  readonly askedBy: string | null
}

export interface Moved { readonly state: MemberState; readonly askedBy: string | null }

/** A suspension ends by itself, unless somebody has proposed that it never shall. */
export function standingAt({ state, until, askedBy }: Standing, now: Date): MemberState {
  return state === 'suspended' && askedBy === null && until !== null && until <= now ? 'active' : state
}

/** @returns how they stand afterwards, or why not */
export function decideMember(standing: Standing, decision: MemberDecision, by: string, reason: string | null, now: Date): Moved | 'moved_on' | 'reason' | 'own_request' {
  const { askedBy } = standing
  const state = standingAt(standing, now)
  const same: Moved = { state, askedBy }
  if ((decision === 'warn' || decision === 'suspend' || decision === 'askClose') && reason === null) return 'reason'
  switch (decision) {
    case 'warn': case 'train': case 'untrain': return state === 'closed' ? 'moved_on' : same
    case 'suspend': return state === 'active' ? { state: 'suspended', askedBy: null } : 'moved_on'
    case 'lift': return state === 'active' ? 'moved_on' : { state: 'active', askedBy: null }
    case 'askClose': return state === 'closed' || askedBy !== null ? 'moved_on' : { state: 'suspended', askedBy: by }
    case 'close': case 'keep': {
      if (askedBy === null) return 'moved_on'
      if (decision === 'close' && askedBy === by) return 'own_request'
      return decision === 'close' ? { state: 'closed', askedBy } : { state: 'suspended', askedBy: null }
    }
  }
}

export function offeredFor({ state, askedBy }: Moved, by: string, trained: boolean): MemberDecision[] {
  const all: Readonly<Record<MemberDecision, boolean>> = {
    warn: state !== 'closed', suspend: state === 'active', lift: state !== 'active', askClose: state !== 'closed' && askedBy === null,
    close: state === 'suspended' && askedBy !== null && askedBy !== by, keep: state === 'suspended' && askedBy !== null, train: state === 'active' && !trained, untrain: trained,
  }
  return MEMBER_DECISIONS.filter((decision) => all[decision])
}
