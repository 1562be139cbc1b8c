// What becomes of a piece of feedback: one person makes it fit to be counted and shown, another one lets it through. Without a world.

export const PIECE_STATES = ['waiting', 'review', 'held', 'refused', 'ready', 'released', 'repeated'] as const
export type PieceState = (typeof PIECE_STATES)[number]

export const REASONS = ['defamation', 'personalData', 'advertising', 'doubtful', 'noBody', 'duplicate', 'other'] as const
export type Reason = (typeof REASONS)[number]

export const DECISIONS = ['accept', 'publish', 'return', 'hold', 'refuse', 'undo', 'silence'] as const
export type Decision = (typeof DECISIONS)[number]

export interface Moderated {
  readonly state: PieceState
  readonly body: string | null
  /** Whether the writer left words that may be shown. */
  readonly words: boolean
  /** Japanese, as it is to be shown; empty: only the answers are counted. Null: nobody has decided yet. */
  readonly shown: string | null
  /** Who wrote what is shown, or matched the body. */
  readonly authors: readonly string[]
}

export type Refused = 'moved_on' | 'no_body' | 'undecided_words' | 'own_feedback' | 'reason'

const FROM: Readonly<Record<Decision, readonly PieceState[]>> = {
  accept: ['waiting', 'held'],
  publish: ['review'],
  return: ['review'],
  hold: ['waiting', 'review'],
  refuse: ['waiting', 'review', 'held'],
  // What is released is counted: taking it out again would show what it said.
  undo: ['review', 'held', 'refused', 'ready'],
  silence: ['released'],
}
const TO: Readonly<Record<Decision, PieceState>> = { accept: 'review', publish: 'ready', return: 'waiting', hold: 'held', refuse: 'refused', undo: 'waiting', silence: 'released' }

/** @returns the state it moves to, or why it does not */
export function decide(piece: Moderated, decision: Decision, by: string, reason: Reason | null): { readonly state: PieceState } | Refused {
  if (!FROM[decision].includes(piece.state)) return 'moved_on'
  if ((decision === 'hold' || decision === 'refuse') && reason === null) return 'reason'
  if (decision === 'accept' && piece.body === null) return 'no_body'
  if (decision === 'accept' && piece.words && piece.shown === null) return 'undecided_words'
  if (decision === 'publish' && piece.authors.includes(by)) return 'own_feedback'
  return { state: TO[decision] }
}
