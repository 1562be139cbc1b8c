// Writing a questionnaire: the texts around it, its questions one below the other, what is wrong with them, and how it looks.
import { useState } from 'react'
import { Checkbox, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { OpenQuestionnaire, QuestionnairePage } from '../../../server/api/questionnaires.ts'
import type { MeView } from '../../../server/api/staff.ts'
import type { QuestionnaireDraft } from '../../../questionnaires/draft.ts'
import { questionnaireFaults } from '../../../questionnaires/lint.ts'
import { Icon } from '../Icon.tsx'
import { Panel } from '../staff/Page.tsx'
import { AddQuestion } from './AddQuestion.tsx'
import { Coverage } from './Coverage.tsx'
import { EditorBar } from './EditorBar.tsx'
import { FaultPanel } from './FaultPanel.tsx'
import { PlaceTexts } from './PlaceTexts.tsx'
import { QuestionCard } from './QuestionCard.tsx'
import { useTexts } from './useTexts.ts'
import { useWriting } from './useWriting.ts'
import { WorkerPreview } from './WorkerPreview.tsx'

export function QuestionnaireEditor({ page, open, me }: { readonly page: QuestionnairePage; readonly open: OpenQuestionnaire; readonly me: MeView }) {
  const { t } = useTranslation()
  const writable = me.may.includes('questionnaires.write') && open.state === 'draft'
  const writing = useWriting(page.key, open, writable)
  const { draft, unchecked } = writing
  const [language, setLanguage] = useState('en')
  const [opened, setOpened] = useState<string | null>(draft.questions[0]?.id ?? null)
  const faults = questionnaireFaults(draft, unchecked)
  const texts = useTexts({ writing, language, faults, writable })
  const change = (next: (draft: QuestionnaireDraft) => QuestionnaireDraft) => writing.change(next)
  return (
    <>
      <EditorBar page={page} open={open} writing={writing} me={me} writable={writable} faulty={faults.some(({ stops }) => stops)} />
      {open.reason !== '' && <p className="article-note" data-testid="review-note"><Icon name="reply" /><span>{t('article.asked', { reason: open.reason })}</span></p>}
      <FaultPanel draft={draft} faults={faults} onShow={({ place, language: wrong }) => {
        if (wrong !== null && wrong !== 'ja') setLanguage(wrong)
        const id = place.split('/')[0] ?? ''
        setOpened(id)
        setTimeout(() => document.getElementById(`place-${id}`)?.scrollIntoView({ block: 'start', behavior: 'smooth' }))
      }} />
      <Coverage draft={draft} unchecked={unchecked} language={language} onLanguage={setLanguage} onTranslate={writable ? texts.translateMissing : null} translating={texts.translating} />
      <Panel heading={t('questionnaire.around')} testid="around">
        <fieldset className="bare" disabled={!writable}>
          <Checkbox
            label={t('questionnaire.isAnonymous')} description={t('questionnaire.isAnonymousHint')} checked={draft.anonymous}
            onChange={(event) => { const anonymous = event.currentTarget.checked; change((now) => ({ ...now, anonymous })) }} data-testid="anonymous"
          />
          {(['title', 'intro', 'thanks'] as const).map((place) => <div key={place} id={`place-${place}`}><PlaceTexts place={place} texts={draft[place]} long={place !== 'title'} of={texts} /></div>)}
          <TextInput label={t('questionnaire.field.attribution')} description={t('questionnaire.attributionHint')} value={draft.attribution} maxLength={300} onChange={(event) => { const attribution = event.currentTarget.value; change((now) => ({ ...now, attribution })) }} />
        </fieldset>
      </Panel>
      <ol className="question-list" data-testid="questions">
        {draft.questions.map((question, at) => (
          <QuestionCard key={question.id} question={question} at={at} draft={draft} opened={opened === question.id} onOpen={() => setOpened(opened === question.id ? null : question.id)} onChange={change} texts={texts} writable={writable} />
        ))}
      </ol>
      {draft.questions.length === 0 && <p className="empty">{t('questionnaire.noQuestions')}</p>}
      {writable && <AddQuestion draft={draft} onAdd={(question) => { change((now) => ({ ...now, questions: [...now.questions, question] })); setOpened(question.id) }} />}
      <WorkerPreview draft={draft} />
    </>
  )
}
