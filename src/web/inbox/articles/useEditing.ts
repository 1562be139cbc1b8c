// An article somebody is writing: kept in this tab until it is saved, checked while they write, and put together with what others saved.
import { useEffect, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ArticlePage, ArticleText, FaultView, OpenVersion } from '../../../server/api/knowledge.ts'
import { need, refusalOf } from '../need.ts'
import { show } from '../notices.ts'
import { refusalWords } from '../words.ts'
import { type Field, changedFields, merged } from './fields.ts'
import { checkArticle, getArticle, saveDraft } from './requests.ts'

const PAUSE_MS = 500
/** Begins as the drafts of replies do: signing out forgets both. */
const KEY = 'madoguchi.desk.draft.article:'

/** `begun` is what the server held when the writing began, `others` what somebody else saved over what is being written. */
interface Writing { readonly text: ArticleText; readonly begun: ArticleText; readonly revision: number; readonly others: ArticleText | null; readonly both: readonly Field[] }

const isWriting = (value: unknown): value is Writing => typeof value === 'object' && value !== null && 'text' in value && 'begun' in value && 'revision' in value && 'both' in value && 'others' in value

function begin(topic: string, open: OpenVersion): Writing {
  const kept: unknown = JSON.parse(sessionStorage.getItem(KEY + topic) ?? 'null')
  const fresh = { text: open.text, begun: open.text, revision: open.revision, others: null, both: [] }
  return isWriting(kept) ? together(kept, open) : fresh
}

/** With what the server holds now. */
function together(mine: Writing, open: OpenVersion): Writing {
  if (open.revision === mine.revision) return mine
  const { text, both } = merged(mine.begun, mine.text, open.text)
  return { text, begun: open.text, revision: open.revision, others: both.length > 0 ? open.text : null, both }
}

export function useEditing(topic: string, open: OpenVersion, writable: boolean) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [writing, setWriting] = useState(() => begin(topic, open))
  const [faults, setFaults] = useState<readonly FaultView[]>(open.faults)
  const [saving, setSaving] = useState(false)
  // What waits for review is what was saved, whatever else this tab still holds.
  const text = writable ? writing.text : open.text
  const changed = writable && changedFields(writing.begun, text).length > 0

  // What was saved elsewhere comes in by itself.
  useEffect(() => { setWriting((mine) => together(mine, open)) }, [open])
  useEffect(() => {
    if (!writable) return
    if (changed) sessionStorage.setItem(KEY + topic, JSON.stringify(writing))
    else sessionStorage.removeItem(KEY + topic)
  }, [topic, writable, changed, writing])
  useEffect(() => {
    if (!writable) return
    const control = new AbortController()
    const timer = setTimeout(() => {
      void checkArticle(text, control.signal).then((answer) => { if (answer.ok && !control.signal.aborted) setFaults(answer.value.faults) })
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      control.abort()
    }
  }, [writable, text])
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => { if (changed) event.preventDefault() }
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [changed])

  /** The revision it stands at then; null where it was not saved. */
  const save = async (): Promise<number | null> => {
    const { revision } = writing
    if (!changed) return revision
    setSaving(true)
    const answer = await saveDraft(topic, revision, text)
    setSaving(false)
    if (answer.ok) {
      setWriting((mine) => ({ ...mine, begun: text, revision: answer.value.revision, others: null, both: [] }))
      setFaults(answer.value.faults)
      await client.invalidateQueries({ queryKey: ['article', topic] })
      void client.invalidateQueries({ queryKey: ['articles'] })
      return answer.value.revision
    }
    show(answer.refusal.error === 'changed' ? t('article.changedBy') : refusalWords(answer.refusal), 'problem')
    const page: ArticlePage | null = await need(getArticle(topic)).catch((error: unknown) => {
      show(refusalWords(refusalOf(error instanceof Error ? error : null)), 'problem')
      return null
    })
    if (page) client.setQueryData(['article', topic], page)
    return null
  }
  return {
    ...writing, text, faults, changed, saving, save,
    change: (next: ArticleText) => setWriting((mine) => ({ ...mine, text: next })),
    /** Mine or theirs: the question is answered. */
    settle: (field: Field, next: ArticleText) => setWriting((mine) => ({ ...mine, text: next, both: mine.both.filter((each) => each !== field) })),
  }
}

export type Editing = ReturnType<typeof useEditing>
