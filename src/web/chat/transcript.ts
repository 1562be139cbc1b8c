// The lines of the conversation as they stand on the page, made from what the stream brought and what waits in the outbox.
import type { Activity, Author, MessageActivity, SentFile } from './activity.ts'
import type { Outgoing, OutgoingState } from './outbox.ts'
import type { Previews } from './previews.ts'

export interface Line {
  /** Stays the same when a line of one's own comes back from the server. */
  readonly key: string
  readonly author: Author
  readonly name: string | null
  readonly text: string
  readonly locale: string | null
  /** ISO 8601, or null where nobody said. */
  readonly at: string | null
  readonly withdrawn: boolean
  readonly state: OutgoingState
  readonly files: readonly SentFile[]
  /** A file of it was not taken. */
  readonly refused: boolean
  /** How much of a file has gone, from 0 to 1. */
  readonly progress: number | null
}

export interface Transcript { readonly messages: readonly MessageActivity[]; readonly withdrawn: ReadonlySet<string> }

export const emptyTranscript: Transcript = { messages: [], withdrawn: new Set() }

/** An activity with the id, or the clientActivityID, of an earlier one takes its place. */
export function withActivity(transcript: Transcript, activity: Activity): Transcript {
  if (activity.type === 'typing' || activity.type === 'presence') return transcript
  if (activity.type === 'messageDelete') {
    return { ...transcript, withdrawn: new Set([...transcript.withdrawn, activity.id]) }
  }
  const { messages } = transcript
  const known = messages.findIndex(({ id, clientActivityID }) =>
    id === activity.id || (clientActivityID !== null && clientActivityID === activity.clientActivityID))
  return {
    ...transcript,
    messages: known < 0 ? [...messages, activity] : messages.map((message, at) => at === known ? activity : message),
  }
}

type Shown = Pick<Previews, 'addressOf' | 'progressOf'>

function lineOf(message: MessageActivity, withdrawn: boolean, shown: Shown): Line {
  const { id, author, name, text, locale, at, clientActivityID, files, refused } = message
  const own = clientActivityID === null ? null : shown.addressOf(clientActivityID)
  const [first] = files
  return {
    key: clientActivityID ?? id, author, name, text, locale, at, withdrawn, state: 'sent', refused, progress: null,
    files: own !== null && first && files.length === 1 ? [{ ...first, url: own }] : files,
  }
}

function waitingLineOf({ clientActivityID: key, text, at, state, file }: Outgoing, shown: Shown): Line {
  const files = file ? [{ ...file, url: shown.addressOf(key) ?? '' }] : []
  return { key, author: 'you', name: null, text, locale: null, at, withdrawn: false, state, files, refused: false, progress: shown.progressOf(key) }
}

export function linesOf({ messages, withdrawn }: Transcript, outgoing: readonly Outgoing[], shown: Shown): Line[] {
  const echoed = new Set(messages.map(({ clientActivityID }) => clientActivityID))
  return [
    ...messages.map((message) => lineOf(message, withdrawn.has(message.id), shown)),
    ...outgoing.filter(({ clientActivityID }) => !echoed.has(clientActivityID)).map((item) => waitingLineOf(item, shown)),
  ]
}

/** The guide's last line if it offers choices, until one of them has been tapped. */
export function askingOf({ messages, withdrawn }: Transcript, outgoing: readonly Outgoing[]): MessageActivity | null {
  if (outgoing.some(({ isChoice, state }) => isChoice && state !== 'failed')) return null
  for (const message of [...messages].reverse()) {
    if (message.author !== 'you') return message.choices.length > 0 && !withdrawn.has(message.id) ? message : null
    if (message.isChoice) return null
  }
  return null
}
