// Writes a case study; what is still to be hidden is masked everywhere at once.
import { useState } from 'react'
import { Button, TextInput, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { STUDY_TEXTS, TRAITS, type Study } from '../../../cases/study.ts'
import type { StudyPage } from '../../../server/api/library.ts'
import { FormProblem } from '../FormProblem.tsx'
import { show } from '../notices.ts'
import { Panel } from '../staff/Page.tsx'
import { useChange } from '../staff/useChange.ts'
import { useUnsaved } from '../unsaved.ts'
import { saveStudy } from './libraryRequests.ts'
import { PART_NAMES } from './parts.ts'

const MASKED = '▢'

interface Written { readonly study: Study; readonly themes: string; readonly status: string }
const isWritten = (value: unknown): value is Written => typeof value === 'object' && value !== null && 'study' in value && typeof value.study === 'object' && 'themes' in value && 'status' in value

export function StudyEditor({ view }: { readonly view: StudyPage }) {
  const { t } = useTranslation()
  const { base, value: { study, themes, status }, change: write, take } = useUnsaved(`study.${view.id}`, { revision: view.revision, value: { study: view.study, themes: view.themes.join(' '), status: view.status } }, isWritten)
  const [hiding, setHiding] = useState('')
  const saving = useChange({
    ask: () => saveStudy(view.id, { revision: base.revision, study, themes: themes.split(/[\s、,]+/).filter(Boolean), status }), again: ['library'],
    onDone: ({ revision }) => { take({ revision, value: { study, themes, status } }); show(t('library.saved')) },
  })
  const change = (part: Partial<Study>) => write((before) => ({ ...before, study: { ...before.study, ...part } }))
  const hide = () => {
    const words = hiding.split(/[\s、,]+/).filter(Boolean)
    write((before) => ({ ...before, study: STUDY_TEXTS.reduce((left, part) => ({ ...left, [part]: words.reduce((text, word) => text.replaceAll(word, MASKED), left[part]) }), before.study) }))
    setHiding('')
  }
  return (
    <Panel heading={t('library.states.draft')} testid="study-editor">
      <div className="form">
        <TextInput label={t('library.title')} maxLength={120} value={study.title} onChange={(event) => change({ title: event.currentTarget.value })} />
        {STUDY_TEXTS.filter((part) => part !== 'title').map((part) => (
          <Textarea key={part} label={t(PART_NAMES[part])} autosize minRows={3} maxRows={16} maxLength={5000} value={study[part]} onChange={(event) => change({ [part]: event.currentTarget.value })} />
        ))}
        <div className="form-row">
          <TextInput label={t('library.hide')} description={t('library.hideHint')} value={hiding} onChange={(event) => setHiding(event.currentTarget.value)} />
          <Button variant="default" disabled={hiding.trim() === ''} onClick={hide} data-testid="hide-words">{t('library.hideNow')}</Button>
        </div>
        <fieldset className="choice">
          <legend>{t('library.traits')}</legend>
          <div className="form-row">{TRAITS.map((trait) => <TextInput key={trait} label={t(`mediation.trait.${trait}`)} maxLength={60} value={study.traits[trait]} onChange={(event) => change({ traits: { ...study.traits, [trait]: event.currentTarget.value } })} />)}</div>
        </fieldset>
        <div className="form-row">
          <TextInput label={t('library.status')} maxLength={60} value={status} onChange={({ currentTarget: { value } }) => write((before) => ({ ...before, status: value }))} />
          <TextInput label={t('library.themes')} value={themes} onChange={({ currentTarget: { value } }) => write((before) => ({ ...before, themes: value }))} />
          <TextInput label={t('library.month')} type="month" value={study.month} onChange={(event) => change({ month: event.currentTarget.value || study.month })} />
        </div>
        <FormProblem error={saving.error} />
        <div className="form-end"><Button loading={saving.isPending} onClick={() => saving.mutate(undefined)} data-testid="save-study">{t('library.save')}</Button></div>
      </div>
    </Panel>
  )
}
