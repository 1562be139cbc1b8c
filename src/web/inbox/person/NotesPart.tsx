// Notes about the person, for staff alone. What is about health is noted only with the person's consent.
import { type FormEvent, useState } from 'react'
import { Button, Checkbox, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { NoteRequest, PersonNoteView, PersonView } from '../../../server/api/people.ts'
import { FormProblem } from '../FormProblem.tsx'
import { show } from '../notices.ts'
import { Confirm } from '../staff/Dialog.tsx'
import { useMay } from '../staff/staffQueries.ts'
import { useChange } from '../staff/useChange.ts'
import { exactly } from '../time.ts'
import { removeNote, writeNote } from './personRequests.ts'

function Note({ person, note }: { readonly person: string; readonly note: PersonNoteView }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const removing = useChange({ ask: () => removeNote(person, note.id), again: ['people'], told: true, onDone: () => show(t('people.removedDone')) })
  return (
    <li data-testid="note">
      {note.text === null
        ? <p className="quiet">{t('people.removed', { name: note.removedBy ?? '', time: note.removedAt === null ? '' : exactly(note.removedAt) })}</p>
        : <p className="profile-note">{note.text}</p>}
      <span className="profile-marks">
        {note.sensitive && <span className="tag tag-late">{t('people.sensitiveTag')}</span>}
        <span className="quiet">{t('people.by', { name: note.by, time: exactly(note.at) })}</span>
        {note.mine && note.text !== null && <Button size="compact-xs" variant="subtle" aria-label={t('people.removeNoteNamed', { name: note.by, time: exactly(note.at) })} onClick={() => setAsking(true)} data-testid="remove-note">{t('people.removeNote')}</Button>}
      </span>
      {asking && <Confirm heading={t('people.removeNote')} text={t('people.removeHow')} yes={t('people.removeNote')} busy={removing.isPending} onNo={() => setAsking(false)} onYes={() => { setAsking(false); removing.mutate(undefined) }} />}
    </li>
  )
}

const EMPTY = { text: '', sensitive: false, agreed: false }

/** Kept as long as the tab lives, for each person, and forgotten with the drafts of replies when one signs out. */
function useNoteDraft(person: string) {
  const key = `madoguchi.desk.draft.note.${person}`
  const [note, setNote] = useState(() => ({ ...EMPTY, text: sessionStorage.getItem(key) ?? '' }))
  const change = (next: Partial<typeof EMPTY>) => {
    if (next.text === '') sessionStorage.removeItem(key)
    else if (next.text !== undefined) sessionStorage.setItem(key, next.text)
    setNote((before) => ({ ...before, ...next }))
  }
  return { note, change }
}

export function NotesPart({ view, conversation }: { readonly view: PersonView; readonly conversation: string | null }) {
  const { t } = useTranslation()
  const may = useMay('conversations.write')
  const { note, change } = useNoteDraft(view.id)
  const writing = useChange({
    ask: (wanted: NoteRequest) => writeNote(view.id, wanted), again: ['people'],
    onDone: () => {
      change(EMPTY)
      show(t('people.noted'))
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    writing.mutate({ ...note, text: note.text.trim(), conversation })
  }
  return (
    <section className="profile-part" data-testid="person-notes">
      <h3>{t('people.notes')}</h3>
      <p className="quiet">{t('people.notesHint')}</p>
      {may && (
        <form className="form" onSubmit={submit}>
          <Textarea label={t('people.note')} autosize minRows={2} maxRows={10} maxLength={5000} value={note.text} onChange={(event) => change({ text: event.currentTarget.value })} />
          <Checkbox size="xs" label={t('people.sensitive')} description={t('people.sensitiveWhy')} checked={note.sensitive} onChange={(event) => change({ sensitive: event.currentTarget.checked, agreed: false })} />
          {note.sensitive && <Checkbox size="xs" label={t('people.agreed')} checked={note.agreed} onChange={(event) => change({ agreed: event.currentTarget.checked })} />}
          <FormProblem error={writing.error} />
          <div className="form-end"><Button size="compact-sm" type="submit" loading={writing.isPending} disabled={note.text.trim() === '' || (note.sensitive && !note.agreed)} data-testid="add-note">{t('people.addNote')}</Button></div>
        </form>
      )}
      {view.notes.length === 0 ? <p className="quiet">{t('people.noNotes')}</p> : <ul className="profile-list">{view.notes.map((one) => <Note key={one.id} person={view.id} note={one} />)}</ul>}
    </section>
  )
}
