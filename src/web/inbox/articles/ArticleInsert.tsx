// Puts an article into a reply: `/` opens it with what fits the worker's last words, Enter takes the first.
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ArticleChoice } from '../../../server/api/knowledge.ts'
import { FormProblem } from '../FormProblem.tsx'
import { withoutFurigana } from '../furigana.ts'
import { useChoices } from './articleQueries.ts'

const PAUSE_MS = 150

interface ArticleInsertProps { readonly conversation: string; readonly language: string | null; onPick(choice: ArticleChoice): void; onClose(): void }

export function ArticleInsert({ conversation, language, onPick, onClose }: ArticleInsertProps) {
  const { t } = useTranslation()
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const [words, setWords] = useState('')
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  /** Enter was pressed before the answer was there. */
  const [hurried, setHurried] = useState(false)
  const found = useChoices(conversation, query)
  const fitting = found.data?.choices ?? []
  // Without a search the replies that are always ready stand below what fits.
  const choices = query === '' ? [...fitting, ...found.data?.replies ?? []] : fitting
  const ready = found.data !== undefined && !found.isPlaceholderData && query === words.trim()
  useEffect(() => { field.current?.focus() }, [])
  useEffect(() => {
    const timer = setTimeout(() => setQuery(words.trim()), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [words])
  useEffect(() => {
    const [first] = choices
    if (hurried && ready && first) onPick(first)
    else if (hurried && ready) setHurried(false)
  }, [hurried, ready, choices, onPick])

  const keys = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const chosen = choices[at]
    if (event.key === 'ArrowDown') setAt(Math.min(choices.length - 1, at + 1))
    else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1))
    else if (event.key === 'Escape') onClose()
    else if (event.key === 'Enter' && ready && chosen) onPick(chosen)
    else if (event.key === 'Enter') setHurried(true)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className="insert" data-testid="insert">
      <TextInput
        ref={field} label={t('insert.label')} description={t('insert.hint')} value={words} onKeyDown={keys} data-testid="insert-search" autoComplete="off"
        role="combobox" aria-expanded={choices.length > 0} aria-controls={`${id}-list`} aria-activedescendant={choices[at] ? `${id}-${at}` : undefined} aria-autocomplete="list"
        onChange={(event) => {
          setWords(event.currentTarget.value)
          setAt(0)
          setHurried(false)
        }}
      />
      <FormProblem error={found.error} />
      {found.data && choices.length === 0 && <p className="quiet" role="status">{t('article.none')}</p>}
      <ul id={`${id}-list`} role="listbox" aria-label={t('insert.label')} className="insert-list">
        {choices.map((choice, i) => (
          <li key={choice.topic} id={`${id}-${i}`} role="option" aria-selected={i === at} data-testid="insert-choice" onPointerDown={(event) => event.preventDefault()} onClick={() => onPick(choice)}>
            <strong>{withoutFurigana(choice.title)}</strong>{choice.topic.startsWith('reply.') && <span className="insert-ready" data-testid="insert-ready">{t('message.canned')}</span>}
            <span className="quiet" lang={language ?? undefined}>{choice.text.split('\n')[0]}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
