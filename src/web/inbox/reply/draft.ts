// What a counsellor has begun to write, kept for each conversation as long as the tab lives.
import { useState } from 'react'

export interface Draft {
  readonly text: string
  readonly translation: string
  /** The text that `translation` was made from. */
  readonly madeFrom: string
  /** The counsellor changed the translation by hand. */
  readonly corrected: boolean
  /** To arrive without sound or banner; stays on after sending, until it is turned off. */
  readonly discreet: boolean
  /** The topic of the article it began with; empty where it began with none. */
  readonly article: string
  readonly files: readonly DraftFile[]
}

/** Attached, and not sent yet. */
export interface DraftFile { readonly id: string; readonly kind: 'image' | 'file'; readonly name: string }

export const EMPTY: Draft = { text: '', translation: '', madeFrom: '', corrected: false, discreet: false, article: '', files: [] }

const KEY = 'madoguchi.desk.draft.'

const isDraft = (value: unknown): value is Draft =>
  typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string' &&
  'translation' in value && typeof value.translation === 'string' &&
  'madeFrom' in value && typeof value.madeFrom === 'string' &&
  'corrected' in value && typeof value.corrected === 'boolean' &&
  'discreet' in value && typeof value.discreet === 'boolean' &&
  'article' in value && typeof value.article === 'string' && 'files' in value && Array.isArray(value.files)

function kept(conversation: string): Draft {
  const value: unknown = JSON.parse(sessionStorage.getItem(KEY + conversation) ?? 'null')
  return isDraft(value) ? value : EMPTY
}

function keep(conversation: string, draft: Draft): void {
  if (draft.text === '' && !draft.discreet && draft.files.length === 0) sessionStorage.removeItem(KEY + conversation)
  else sessionStorage.setItem(KEY + conversation, JSON.stringify(draft))
}

/** The same person is written to elsewhere: what was written goes there, unless something has been begun. It is translated anew. */
export function carryDraft(from: string, to: string): void {
  const [draft, there] = [kept(from), kept(to)]
  if (draft.text === '' || there.text !== '') return
  keep(to, { ...EMPTY, text: draft.text, discreet: draft.discreet || there.discreet })
  keep(from, { ...EMPTY, discreet: draft.discreet })
}

/** Begins a reply with this text, unless something has been begun. */
export function beginDraft(conversation: string, text: string): void {
  const there = kept(conversation)
  if (there.text === '') keep(conversation, { ...EMPTY, text, discreet: there.discreet })
}

/** On signing out: the next person at this computer reads no drafts. */
export function forgetDrafts(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(KEY)) sessionStorage.removeItem(key)
}

export function useDraft(conversation: string) {
  const [draft, setDraft] = useState(() => kept(conversation))
  const change = (next: Partial<Draft>) =>
    setDraft((present) => {
      const changed = { ...present, ...next }
      keep(conversation, changed)
      return changed
    })
  const clear = () => change({ text: '', translation: '', madeFrom: '', corrected: false, article: '', files: [] })
  return { draft, change, clear }
}
