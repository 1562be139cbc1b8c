// An entry that a body wrote itself: looked at by two people before anybody reads it. Pure.
import { z } from 'zod'
import { BodyEntry } from './entry.ts'
import { Listing } from './listing.ts'

export const Submission = z.strictObject({ entry: BodyEntry, listing: Listing })
export type Submission = z.infer<typeof Submission>

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

/**
 * What becomes of the entry. What decides how many voices have to come together before anything is shown (kind and company), and where it is,
 * stays as staff know it; former names are still found.
 */
export function entryAfter(before: BodyEntry | null, { entry }: Submission): BodyEntry {
  if (!before) return { ...entry, companyId: null }
  const otherNames = [...new Set([...before.otherNames, ...entry.otherNames, before.name])].filter((name) => name !== entry.name).slice(0, 20)
  return { ...entry, otherNames, kind: before.kind, country: before.country, companyId: before.companyId }
}
