// A questionnaire somebody is writing: saved by itself after a pause, kept in this tab until then, and never over what somebody else saved.
import { useEffect, useEffectEvent, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import type { OpenQuestionnaire } from '../../../server/api/questionnaires.ts'
import type { QuestionnaireDraft } from '../../../questionnaires/draft.ts'
import { refusalWords } from '../words.ts'
import { show } from '../notices.ts'
import { saveDraft } from './requests.ts'

const PAUSE_MS = 1_200
/** Begins as the drafts of replies do: signing out forgets both. */
const KEY = 'madoguchi.desk.draft.questionnaire:'

interface Writing { readonly draft: QuestionnaireDraft; readonly unchecked: readonly string[]; readonly revision: number }
const isWriting = (value: unknown): value is Writing => typeof value === 'object' && value !== null && 'draft' in value && 'unchecked' in value && 'revision' in value
const asText = ({ draft, unchecked }: Pick<Writing, 'draft' | 'unchecked'>) => JSON.stringify([draft, unchecked])

function kept(key: string): Writing | null {
  const found: unknown = JSON.parse(sessionStorage.getItem(KEY + key) ?? 'null')
  return isWriting(found) ? found : null
}

export function useWriting(key: string, open: OpenQuestionnaire, writable: boolean) {
  const client = useQueryClient()
  const [writing, setWriting] = useState<Writing>(() => kept(key) ?? open)
  const [saved, setSaved] = useState(() => asText(open))
  const [state, setState] = useState<'idle' | 'saving' | 'failed' | 'changed'>('idle')
  const text = asText(writing)
  const changed = writable && text !== saved

  // Nothing is written here: what was saved elsewhere comes in by itself.
  useEffect(() => {
    if (changed || open.revision <= writing.revision) return
    setWriting(open)
    setSaved(asText(open))
  }, [open, changed, writing.revision])
  useEffect(() => {
    if (!writable) return
    if (changed) sessionStorage.setItem(KEY + key, JSON.stringify(writing))
    else sessionStorage.removeItem(KEY + key)
  }, [key, writable, changed, writing])
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => { if (changed) event.preventDefault() }
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [changed])

  /** The revision it stands at then; null where it was not saved. `over`: also over what somebody else saved. */
  const save = async (over = false): Promise<number | null> => {
    if (!changed && !over) return writing.revision
    setState('saving')
    const answer = await saveDraft(key, over ? open.revision : writing.revision, writing.draft, writing.unchecked)
    if (answer.ok) {
      setSaved(text)
      setWriting((now) => ({ ...now, revision: answer.value.revision }))
      setState('idle')
      void client.invalidateQueries({ queryKey: ['questionnaires'] })
      return answer.value.revision
    }
    setState(answer.refusal.error === 'changed' ? 'changed' : 'failed')
    if (answer.refusal.error !== 'changed') show(refusalWords(answer.refusal), 'problem')
    await client.invalidateQueries({ queryKey: ['questionnaire', key] })
    return null
  }
  const pause = useEffectEvent(() => void save())
  useEffect(() => {
    if (!changed || state !== 'idle') return
    const timer = setTimeout(() => pause(), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [changed, state, text])
  // After a failure the next thing written tries again.
  useEffect(() => { setState((now) => (now === 'failed' ? 'idle' : now)) }, [text])

  return {
    ...(writable ? writing : open), changed, state, save,
    change: (next: (draft: QuestionnaireDraft) => QuestionnaireDraft, unchecked?: (paths: readonly string[]) => readonly string[]) =>
      setWriting((now) => ({ ...now, draft: next(now.draft), unchecked: unchecked ? unchecked(now.unchecked) : now.unchecked })),
    /** What somebody else saved, instead of mine. */
    takeTheirs: () => {
      setWriting(open)
      setSaved(asText(open))
      setState('idle')
    },
  }
}

export type WritingHere = ReturnType<typeof useWriting>
