// What becomes of a post: written, held back, looked at, shown, hidden by reports, closed. Without a world.
import { GRAVE, KNOWN_AFTER, REPORTS_THAT_HIDE } from './kinds.ts'
import type { Sign } from './kinds.ts'

/** `waiting`: a new member's, for a moderator. `held`: its words or a moderator say so. `hidden`: reports do. `withdrawn`: its writer deleted it while a report is open. */
export const POST_STATES = ['waiting', 'held', 'hidden', 'published', 'closed', 'removed', 'withdrawn'] as const
export type PostState = (typeof POST_STATES)[number]

interface Written { readonly signs: readonly Sign[]; readonly danger: boolean; /** Posts of the member that moderators have let through. */ readonly approved: number }

/** Where a new post goes. */
export function stateOfNew({ signs, danger, approved }: Written): PostState {
  if (danger || signs.length > 0) return 'held'
  return approved < KNOWN_AFTER ? 'waiting' : 'published'
}

/** Where a changed one goes; null: it cannot be changed any more. What moderators still have to look at stays with them. */
export function stateOfChanged(before: PostState, written: Written): PostState | null {
  if (before === 'removed' || before === 'closed' || before === 'withdrawn') return null
  const anew = stateOfNew(written)
  return anew === 'published' && before !== 'published' ? (before === 'hidden' ? 'hidden' : 'waiting') : anew
}

export const isHiddenBy = (reasons: readonly string[]): boolean => reasons.length >= REPORTS_THAT_HIDE || reasons.some((reason) => GRAVE.has(reason))

/** What its writer does with it. */
export const OWN_ACTS = ['close', 'reopen'] as const
export type OwnAct = (typeof OWN_ACTS)[number]

export function actOnOwn(state: PostState, act: OwnAct): PostState | null {
  if (act === 'close') return state === 'published' ? 'closed' : null
  return state === 'closed' ? 'published' : null
}

export const DECISIONS = ['publish', 'hold', 'remove', 'undo', 'dismiss', 'offerDesk'] as const
export type Decision = (typeof DECISIONS)[number]

const FROM: Readonly<Record<Exclude<Decision, 'undo'>, readonly PostState[]>> = {
  publish: ['waiting', 'held', 'hidden'],
  hold: ['waiting', 'hidden', 'published'],
  remove: ['waiting', 'held', 'hidden', 'published', 'closed', 'withdrawn'],
  // The reports were looked at, and change nothing.
  dismiss: ['published', 'closed', 'removed', 'withdrawn', 'held'],
  offerDesk: ['waiting', 'held', 'hidden', 'published', 'closed', 'removed'],
}

/** What can be done with it where it stands, for a page; `undone`: where the last act would take it back to. */
export function offered(state: PostState, undone: PostState | null): Decision[] {
  return DECISIONS.filter((decision) => (decision === 'undo' ? undone !== null : FROM[decision].includes(state)))
}

/** @param before the state before the last decision, while that one stands @returns the state it moves to, or why it does not */
export function decide(state: PostState, decision: Decision, reason: string | null, before: PostState | null): { readonly state: PostState } | 'moved_on' | 'reason' {
  if (decision === 'undo') return before === null ? 'moved_on' : { state: before }
  if (!FROM[decision].includes(state)) return 'moved_on'
  if ((decision === 'hold' || decision === 'remove') && reason === null) return 'reason'
  if (decision === 'publish') return { state: 'published' }
  if (decision === 'hold') return { state: 'held' }
  return { state: decision === 'remove' && state !== 'withdrawn' ? 'removed' : state }
}
