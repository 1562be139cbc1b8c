// One term: what it is called in each language, and where that is from.
import { type FormEvent, useState } from 'react'
import { Button, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { GlossaryView, TermView } from '../../../server/api/translation.ts'
import { FormProblem } from '../FormProblem.tsx'
import { show } from '../notices.ts'
import { LANGUAGES } from '../staff/Choices.tsx'
import { Dialog } from '../staff/Dialog.tsx'
import { useChange } from '../staff/useChange.ts'
import { languageIn } from './languageIn.ts'
import { saveGlossary } from './requests.ts'

export const EMPTY_TERM: TermView = { id: '', terms: Object.fromEntries(LANGUAGES.map((language) => [language, ''])), source: '', note: '' }

const NAME = /^[a-z][a-z0-9-]{1,59}$/

interface TermFormProps { readonly term: TermView; readonly glossary: GlossaryView; onClose(): void }

export function TermForm({ term, glossary, onClose }: TermFormProps) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState(term)
  const fresh = !glossary.terms.some(({ id }) => id === term.id) || term.id === ''
  const saving = useChange({
    ask: (terms: readonly TermView[]) => saveGlossary(glossary.number, terms), again: ['glossary'],
    onDone: (_value, terms) => {
      show(t(terms.some(({ id }) => id === draft.id) ? 'glossary.saved' : 'glossary.removed'))
      onClose()
    },
  })
  const taken = fresh && glossary.terms.some(({ id }) => id === draft.id)
  const fine = NAME.test(draft.id) && !taken && (draft.terms['ja'] ?? '').trim() !== ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!fine) return
    saving.mutate(fresh ? [...glossary.terms, draft] : glossary.terms.map((one) => (one.id === term.id ? draft : one)))
  }
  const change = (more: Partial<TermView>) => setDraft({ ...draft, ...more })
  return (
    <Dialog heading={t(fresh ? 'glossary.add' : 'glossary.edit')} onClose={onClose} testid="term-form" stays>
      <form className="form" onSubmit={submit} noValidate>
        <p className="quiet">{t('glossary.ways')}</p>
        {fresh && <TextInput label={t('glossary.id')} description={t('glossary.idHint')} value={draft.id} onChange={(event) => change({ id: event.currentTarget.value })} error={draft.id !== '' && (!NAME.test(draft.id) || taken) ? t('error.invalid') : null} autoComplete="off" spellCheck={false} data-first data-testid="term-id" />}
        <div className="term-fields">
          {LANGUAGES.map((language) => (
            <TextInput
              key={language} label={languageIn(language)} lang={language} value={draft.terms[language] ?? ''} required={language === 'ja'} autoComplete="off" data-testid={`term-in-${language}`}
              onChange={(event) => change({ terms: { ...draft.terms, [language]: event.currentTarget.value } })}
            />
          ))}
        </div>
        <TextInput label={t('glossary.source')} value={draft.source} onChange={(event) => change({ source: event.currentTarget.value })} />
        <TextInput label={t('glossary.note')} value={draft.note} onChange={(event) => change({ note: event.currentTarget.value })} />
        <FormProblem error={saving.error} />
        <div className="form-end">
          {!fresh && <Button variant="subtle" color="red" disabled={saving.isPending} onClick={() => saving.mutate(glossary.terms.filter(({ id }) => id !== term.id))} data-testid="remove-term">{t('glossary.remove')}</Button>}
          <Button variant="default" onClick={onClose}>{t('staff.cancel')}</Button>
          <Button type="submit" loading={saving.isPending} disabled={!fine} data-testid="save-term">{t('staff.save')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
