// Where a note for colleagues is written: it goes to no worker. `@` offers who may be called.
import { type KeyboardEvent, useId, useState } from 'react'
import { Button, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { getColleagues, writeNote } from '../api.ts'
import { need } from '../need.ts'
import { show } from '../notices.ts'
import { useChange } from '../staff/useChange.ts'
import { wrote } from '../thread/useOnlookers.ts'
import { useReplyId } from './useReplyId.ts'

/** What stands behind the last `@`, where it may still become a name. */
const CALLING = /@([^@\n]{0,30})$/

export function NoteBox({ conversation, text, onText }: { readonly conversation: string; readonly text: string; onText(text: string): void }) {
  const { t } = useTranslation()
  const list = useId()
  const [at, setAt] = useState(0)
  const id = useReplyId(text.trim())
  const colleagues = useQuery({ queryKey: ['colleagues', conversation], queryFn: () => need(getColleagues(conversation)), staleTime: 60_000 }).data?.colleagues ?? []
  const called = CALLING.exec(text)?.[1]
  const offered = called === undefined ? [] : colleagues.filter(({ name }) => name.toLowerCase().startsWith(called.toLowerCase()) && called !== name).slice(0, 6)
  const mentions = colleagues.filter(({ name }) => text.includes(`@${name}`)).map((one) => one.id)
  const writing = useChange({
    ask: () => writeNote(conversation, { id, text: text.trim(), mentions }), again: ['thread'], told: true,
    onDone: () => {
      onText('')
      show(t('note.saved'))
    },
  })
  const pick = (name: string) => {
    onText(`${text.replace(CALLING, '')}@${name} `)
    setAt(0)
  }
  const keys = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const chosen = offered[at]
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      if (text.trim() !== '' && !writing.isPending) writing.mutate({})
    } else if (event.key === 'Enter' && chosen) pick(chosen.name)
    else if (event.key === 'ArrowDown' && offered.length > 0) setAt(Math.min(offered.length - 1, at + 1))
    else if (event.key === 'ArrowUp' && offered.length > 0) setAt(Math.max(0, at - 1))
    else return
    event.preventDefault()
  }
  return (
    <div className="note-box" data-testid="note-box">
      <Textarea
        label={t('note.label')} description={t('note.hint')} autosize minRows={2} maxRows={6} maxLength={5000} value={text} onKeyDown={keys} data-testid="note-text" data-note=""
        aria-autocomplete="list" aria-controls={offered.length > 0 ? list : undefined} aria-activedescendant={offered[at] ? `${list}-${at}` : undefined}
        onChange={(event) => {
          onText(event.currentTarget.value)
          setAt(0)
          wrote()
        }}
      />
      {offered.length > 0 && (
        <ul id={list} role="listbox" aria-label={t('note.colleagues')} className="insert-list">
          {offered.map(({ id: colleague, name }, i) => (
            <li key={colleague} id={`${list}-${i}`} role="option" aria-selected={i === at} data-testid="colleague" onPointerDown={(event) => event.preventDefault()} onClick={() => pick(name)}>@{name}</li>
          ))}
        </ul>
      )}
      <div className="reply-send">
        <Button disabled={text.trim() === ''} loading={writing.isPending} onClick={() => writing.mutate({})} aria-keyshortcuts="Control+Enter Meta+Enter" data-testid="note-save">{t('note.save')}</Button>
      </div>
    </div>
  )
}
