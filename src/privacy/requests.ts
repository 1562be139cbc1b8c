// What somebody may ask of the desk about their own data, and the times that go with it.

export const REQUEST_KINDS = ['erasure', 'copy'] as const
export type RequestKind = (typeof REQUEST_KINDS)[number]
export const REQUEST_STATES = ['asked', 'confirmed', 'takenBack', 'refused', 'done'] as const
export type RequestState = (typeof REQUEST_STATES)[number]

/** How it is clear that it is them: their safe word, a document that was shown, a voice somebody knows, or that they asked in their own channel and somebody spoke with them there. */
export const PROOFS = ['secretWord', 'document', 'voice', 'channel'] as const
export type Proof = (typeof PROOFS)[number]

/** So long an erasure that was confirmed can be taken back. */
export const WAIT_DAYS = 7
/** So long the link of a copy can be opened, and so often. */
export const COPY_DAYS = 7

/** Who asked for it in the name of the worker does not confirm it too. */
export const WORKER = 'worker'

export function dueAfter(now: Date, urgent: boolean): Date {
  return urgent ? now : new Date(now.getTime() + WAIT_DAYS * 86_400_000)
}
