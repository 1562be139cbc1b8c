// Short words to the counsellor: seen in a corner for a while, or only heard by a screen reader.
import { useSyncExternalStore } from 'react'

export interface Notice { readonly id: number; readonly text: string; readonly tone: 'done' | 'problem'; undo?(): void }

const SHOWN_MS = 7_000
/** What can be undone is shown longer: it wants a decision. */
const UNDO_MS = 20_000

interface Said { readonly notices: readonly Notice[]; readonly heard: string; readonly urgent: string }

let said: Said = { notices: [], heard: '', urgent: '' }
let count = 0
const listeners = new Set<() => void>()

function change(next: Partial<Said>): void {
  said = { ...said, ...next }
  for (const listener of listeners) listener()
}

export const dismiss = (id: number) => change({ notices: said.notices.filter((notice) => notice.id !== id) })

/** @param undoMs how long it can be undone */
export function show(text: string, tone: Notice['tone'] = 'done', undo?: () => void, undoMs = UNDO_MS): void {
  const id = ++count
  // What was done before is past; problems stay until they were read.
  const problems = said.notices.filter((notice) => notice.tone === 'problem')
  change({ notices: [...problems.slice(-2), { id, text, tone, ...(undo && { undo }) }] })
  setTimeout(() => dismiss(id), undo ? undoMs : tone === 'done' ? SHOWN_MS : SHOWN_MS * 2)
}

/** Heard, not seen: what everybody else sees happen on the page. */
export const tell = (text: string) => change({ heard: text })

/** Interrupts what is being read: for danger alone. */
export const alarm = (text: string) => change({ urgent: text })

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useSaid = (): Said => useSyncExternalStore(subscribe, () => said)
