// Translates what the counsellor writes, a moment after the last key, so that nothing is sent that nobody saw.
import { useEffect, useRef, useState } from 'react'
import type { MissingTermView } from '../../../server/api/translation.ts'
import { translate } from '../translation/requests.ts'
import type { Draft } from './draft.ts'

const PAUSE_MS = 700

/**
 * empty: nothing written · changed: a translation will be asked for · pending: it is being made · done: it fits the text ·
 * outdated: the text changed after the translation was corrected by hand · none: there is no translator · failed · unneeded
 */
export type DraftTranslation = 'empty' | 'changed' | 'pending' | 'done' | 'outdated' | 'none' | 'failed' | 'unneeded'

interface Outcome { readonly text: string; readonly state: 'pending' | 'none' | 'failed' | 'unneeded' }

interface Wanted {
  readonly conversation: string
  readonly draft: Draft
  change(next: Partial<Draft>): void
  /** Known beforehand: no translator is set up, or the worker reads Japanese. */
  readonly beforehand: 'none' | 'unneeded' | null
}

function stateOf(draft: Draft, outcome: Outcome | null, beforehand: Wanted['beforehand']): DraftTranslation {
  const text = draft.text.trim()
  // An article brings its own translation, whether or not there is a translator.
  if (beforehand === 'none' && draft.article !== '' && draft.translation.trim() !== '') return draft.madeFrom === text ? 'done' : 'outdated'
  if (beforehand !== null) return beforehand
  if (outcome?.state === 'none') return 'none'
  if (text === '') return 'empty'
  if (outcome?.text === text) return outcome.state
  if (draft.madeFrom === text) return 'done'
  return draft.corrected && draft.translation.trim() !== '' ? 'outdated' : 'changed'
}

export function useDraftTranslation({ conversation, draft, change, beforehand }: Wanted) {
  /** Of the translation that was made last, as long as nobody changed it. */
  const [hints, setHints] = useState<{ readonly of: string; readonly missing: readonly MissingTermView[] } | null>(null)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const asking = useRef<AbortController | null>(null)
  const text = draft.text.trim()
  const state = stateOf(draft, outcome, beforehand)

  const ask = async () => {
    asking.current?.abort()
    if (text === '') return
    const control = new AbortController()
    asking.current = control
    setOutcome({ text, state: 'pending' })
    const answer = await translate(conversation, text, control.signal)
    if (control.signal.aborted) return
    if (answer.ok && answer.value.status === 'done') {
      setHints({ of: answer.value.text, missing: answer.value.missing })
      change({ translation: answer.value.text, madeFrom: text, corrected: false })
      setOutcome(null)
    } else setOutcome({ text, state: answer.ok && answer.value.status !== 'done' ? answer.value.status : 'failed' })
  }

  useEffect(() => {
    if (state !== 'changed') return
    const timer = setTimeout(() => void ask(), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [state, text])

  useEffect(() => () => asking.current?.abort(), [])

  return { state, ask: () => void ask(), keepAsIs: () => change({ madeFrom: text }), missing: hints?.of === draft.translation ? hints.missing : [] }
}
