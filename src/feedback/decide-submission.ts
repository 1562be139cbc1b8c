// Who decides on an entry that a body wrote itself: two people, before anybody reads it. Pure.

/** `invited`: staff made a link, nothing was sent yet. `checked`: one person has looked, another has to. */
export const SUBMISSION_STATES = ['invited', 'waiting', 'checked', 'returned', 'approved', 'refused'] as const
export type SubmissionState = (typeof SUBMISSION_STATES)[number]

export const SUBMISSION_ACTS = ['check', 'approve', 'return', 'refuse'] as const
export type SubmissionAct = (typeof SUBMISSION_ACTS)[number]

/** In which they may be written anew by their link. */
export const WRITABLE: readonly SubmissionState[] = ['invited', 'waiting', 'checked', 'returned', 'approved']

const FROM: Readonly<Record<SubmissionAct, readonly SubmissionState[]>> = { check: ['waiting'], approve: ['checked'], return: ['waiting', 'checked'], refuse: ['invited', 'waiting', 'checked', 'returned'] }
const TO: Readonly<Record<SubmissionAct, SubmissionState>> = { check: 'checked', approve: 'approved', return: 'returned', refuse: 'refused' }

/** The next state, or why not. */
export function decideSubmission(submission: { readonly state: SubmissionState; readonly checkedBy: string | null }, act: SubmissionAct, by: string, note: string): { readonly state: SubmissionState } | 'moved_on' | 'own_entry' | 'needs_reason' {
  if (!FROM[act].includes(submission.state)) return 'moved_on'
  if (act === 'approve' && submission.checkedBy === by) return 'own_entry'
  if ((act === 'return' || act === 'refuse') && note === '') return 'needs_reason'
  return { state: TO[act] }
}
