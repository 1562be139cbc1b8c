// A note of staff between the lines: plainly not part of what the worker reads. Its author can correct or remove it.
import { useState } from 'react'
import { Button, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { EntryView } from '../../../server/api/thread.ts'
import { correctNote, removeNote } from '../api.ts'
import { Icon } from '../Icon.tsx'
import { useChange } from '../staff/useChange.ts'
import { clock, exactly } from '../time.ts'
import { listed } from '../words.ts'

interface NoteLineProps { readonly conversation: string; readonly entry: EntryView; readonly me: string }

export function NoteLine({ conversation, entry: { id, at, by, detail }, me }: NoteLineProps) {
  const { t } = useTranslation()
  const text = typeof detail['text'] === 'string' ? detail['text'] : null
  const editedAt = typeof detail['editedAt'] === 'string' ? detail['editedAt'] : null
  const mentions = Array.isArray(detail['mentions']) ? detail['mentions'].filter((name) => typeof name === 'string') : []
  const [draft, setDraft] = useState<string | null>(null)
  const correcting = useChange({ ask: (words: string) => correctNote(conversation, id, words), again: ['thread'], told: true, onDone: () => setDraft(null) })
  const removing = useChange({ ask: () => removeNote(conversation, id), again: ['thread'], told: true })
  return (
    <li className="note" data-testid="note" tabIndex={-1}>
      <p className="line-head">
        <span className="note-mark">{t('note.mark')}</span>
        <span className="line-author"><Icon name="counsellor" size={15} />{by.name}</span>
        <time dateTime={at} title={exactly(at)}>{clock(at)}</time>
        {editedAt !== null && text !== null && <span data-testid="note-edited">{t('note.edited', { time: clock(editedAt) })}</span>}
        {text !== null && by.id === me && draft === null && (
          <span className="note-actions">
            <Button size="compact-xs" variant="subtle" onClick={() => setDraft(text)} data-testid="note-edit">{t('note.edit')}</Button>
            <Button size="compact-xs" variant="subtle" onClick={() => removing.mutate({})} loading={removing.isPending} data-testid="note-remove">{t('note.remove')}</Button>
          </span>
        )}
      </p>
      {text === null && <p className="note-text quiet" data-testid="note-removed">{t('note.removed')}</p>}
      {text !== null && draft === null && <p className="note-text">{text}</p>}
      {text !== null && draft === null && mentions.length > 0 && <p className="note-mentions quiet">{t('note.mentions', { names: listed(mentions) })}</p>}
      {draft !== null && (
        <div className="note-edit">
          <Textarea aria-label={t('note.label')} autosize minRows={2} maxRows={8} maxLength={5000} value={draft} onChange={(event) => setDraft(event.currentTarget.value)} data-testid="note-edit-text" />
          <div className="note-actions">
            <Button size="compact-sm" variant="default" onClick={() => setDraft(null)}>{t('note.cancel')}</Button>
            <Button size="compact-sm" disabled={draft.trim() === ''} onClick={() => correcting.mutate(draft.trim())} loading={correcting.isPending} data-testid="note-edit-save">{t('note.keep')}</Button>
          </div>
        </div>
      )}
    </li>
  )
}
