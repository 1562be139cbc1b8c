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
import { saveStudy } from './libraryRequests.ts'
import { PART_NAMES } from './parts.ts'

const MASKED = '▢'

export function StudyEditor({ view }: { readonly view: StudyPage }) {
  const { t } = useTranslation()
  const [study, setStudy] = useState(view.study)
  const [themes, setThemes] = useState(view.themes.join(' '))
  const [status, setStatus] = useState(view.status)
  const [hiding, setHiding] = useState('')
  const saving = useChange({
    ask: () => saveStudy(view.id, { revision: view.revision, study, themes: themes.split(/[\s、,]+/).filter(Boolean), status }), again: ['library'], onDone: () => show(t('library.saved')),
  })
  const change = (part: Partial<Study>) => setStudy((before) => ({ ...before, ...part }))
  const hide = () => {
    const words = hiding.split(/[\s、,]+/).filter(Boolean)
    setStudy((before) => STUDY_TEXTS.reduce((left, part) => ({ ...left, [part]: words.reduce((text, word) => text.replaceAll(word, MASKED), left[part]) }), before))
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
          <TextInput label={t('library.status')} maxLength={60} value={status} onChange={(event) => setStatus(event.currentTarget.value)} />
          <TextInput label={t('library.themes')} value={themes} onChange={(event) => setThemes(event.currentTarget.value)} />
          <TextInput label={t('library.month')} type="month" value={study.month} onChange={(event) => change({ month: event.currentTarget.value || study.month })} />
        </div>
        <FormProblem error={saving.error} />
        <div className="form-end"><Button loading={saving.isPending} onClick={() => saving.mutate(undefined)} data-testid="save-study">{t('library.save')}</Button></div>
      </div>
    </Panel>
  )
}
