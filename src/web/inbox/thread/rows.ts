// In which order a conversation is shown: its lines, between them what happened and the notes, and the guide's steps folded.
import type { MessageView } from '../../../server/api/inbox.ts'
import type { EntryView } from '../../../server/api/thread.ts'

export type Row =
  | { readonly type: 'line'; readonly message: MessageView }
  | { readonly type: 'steps'; readonly messages: readonly MessageView[] }
  | { readonly type: 'entry'; readonly entry: EntryView }

/** Fewer are not worth a click. */
const FOLDED_FROM = 3

/** Something the guide said, or a tap on one of its buttons. Danger, what it was answered with, and what did not arrive stay in sight. */
function isStep({ author, kind, danger, urgent, delivery, withdrawn }: MessageView): boolean {
  if (danger !== null || urgent || withdrawn || delivery?.status === 'failed') return false
  return author === 'bot' || (author === 'worker' && kind === 'choice')
}

export function rowsOf(messages: readonly MessageView[], entries: readonly EntryView[]): Row[] {
  const behind = Map.groupBy(entries.toSorted((a, b) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id)), ({ after }) => after)
  const entriesAfter = (seq: number): Row[] => (behind.get(seq) ?? []).map((entry) => ({ type: 'entry', entry }))
  const rows: Row[] = entriesAfter(0)
  let steps: MessageView[] = []
  const flush = () => {
    if (steps.length >= FOLDED_FROM) rows.push({ type: 'steps', messages: steps })
    else rows.push(...steps.map((message): Row => ({ type: 'line', message })))
    steps = []
  }
  for (const message of messages) {
    const between = entriesAfter(message.seq)
    if (isStep(message)) steps.push(message)
    else {
      flush()
      rows.push({ type: 'line', message })
    }
    if (between.length > 0) {
      flush()
      rows.push(...between)
    }
  }
  flush()
  // An entry may be here before its line is.
  const last = messages.at(-1)?.seq ?? 0
  return [...rows, ...entries.filter(({ after }) => after > last).map((entry): Row => ({ type: 'entry', entry }))]
}

/** When a row happened, for the line that begins a day. */
export function timeOfRow(row: Row): string {
  if (row.type === 'entry') return row.entry.at
  return row.type === 'line' ? row.message.at : row.messages[0]?.at ?? ''
}

export function keyOfRow(row: Row): string {
  if (row.type === 'entry') return row.entry.id
  return row.type === 'line' ? row.message.id : `steps ${row.messages[0]?.id ?? ''}`
}
