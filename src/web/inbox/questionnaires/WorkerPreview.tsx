// How a worker meets it on a phone, in each language: with buttons, or with numbers where a channel has none or they would not fit.
import { useState } from 'react'
import { NativeSelect, SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { DraftQuestion, QuestionnaireDraft } from '../../../questionnaires/draft.ts'
import { BUTTON_GRAPHEMES, BUTTONS } from '../../../questionnaires/lint.ts'
import { graphemes } from '../articles/counting.ts'
import { Panel } from '../staff/Page.tsx'
import { LANGUAGES } from '../staff/Choices.tsx'
import { languageName } from '../words.ts'
import yesNo from './yesNo.ts'

const inLanguage = (texts: Readonly<Record<string, string>>, language: string) => texts[language] ?? ''

export function WorkerPreview({ draft }: { readonly draft: QuestionnaireDraft }) {
  const { t } = useTranslation()
  const [language, setLanguage] = useState('ja')
  const [numbered, setNumbered] = useState(false)
  return (
    <Panel heading={t('questionnaire.preview')} hint={t('questionnaire.previewHint')} testid="preview">
      <div className="form-row">
        <NativeSelect label={t('questionnaire.previewIn')} value={language} onChange={(event) => setLanguage(event.currentTarget.value)} data={LANGUAGES.map((code) => ({ value: code, label: languageName(code) }))} data-testid="preview-language" />
        <SegmentedControl aria-label={t('questionnaire.previewAs')} value={numbered ? 'numbers' : 'buttons'} onChange={(value) => setNumbered(value === 'numbers')} data={[{ value: 'buttons', label: t('questionnaire.asButtons') }, { value: 'numbers', label: t('questionnaire.asNumbers') }]} />
      </div>
      <div className="phone questionnaire-phone" tabIndex={0} role="group" aria-label={t('questionnaire.preview')} lang={language}>
        <p className="bubble">{inLanguage(draft.intro, language)}</p>
        {draft.questions.map((question) => <Asked key={question.id} question={question} language={language} numbered={numbered} />)}
        <p className="bubble">{inLanguage(draft.thanks, language)}</p>
        {draft.attribution !== '' && <p className="quiet">{draft.attribution}</p>}
      </div>
    </Panel>
  )
}

function Asked({ question, language, numbered }: { readonly question: DraftQuestion; readonly language: string; readonly numbered: boolean }) {
  const labels = labelsOf(question, language)
  const fits = !numbered && question.kind !== 'many' && labels.length <= BUTTONS && labels.every((label) => graphemes(label) <= BUTTON_GRAPHEMES)
  const ends = question.kind === 'scale' ? `\n${question.from}: ${inLanguage(question.low, language)}\n${question.to}: ${inLanguage(question.high, language)}` : ''
  return (
    <>
      <p className="bubble" data-branched={question.when !== null}>{inLanguage(question.text, language)}{ends}{!fits && question.kind !== 'scale' && labels.map((label, at) => `\n${at + 1}. ${label}`).join('')}</p>
      {fits && labels.length > 0 && <p className="quick-replies">{labels.map((label, at) => <span key={at}>{label}</span>)}</p>}
    </>
  )
}

function labelsOf({ kind, choices, unknown, from, to }: DraftQuestion, language: string): readonly string[] {
  if (kind === 'one' || kind === 'many') return choices.map(({ text }) => inLanguage(text, language))
  if (kind === 'yesNo') return (unknown ? (['yes', 'no', 'unknown'] as const) : (['yes', 'no'] as const)).map((answer) => yesNo[answer][language] ?? '')
  return kind === 'scale' && to - from < 11 ? Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => String(from + at)) : []
}
