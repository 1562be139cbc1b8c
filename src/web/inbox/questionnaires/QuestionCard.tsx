// One question in the editor: closed it is a line to move about, open it is a form.
import { type KeyboardEvent } from 'react'
import { ActionIcon } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { DraftQuestion, QuestionnaireDraft } from '../../../questionnaires/draft.ts'
import { Icon } from '../Icon.tsx'
import { show } from '../notices.ts'
import { QuestionFields } from './QuestionFields.tsx'
import { questionName } from './questionnaireWords.ts'
import type { TextsHere } from './useTexts.ts'

interface QuestionCardProps {
  readonly question: DraftQuestion
  readonly at: number
  readonly draft: QuestionnaireDraft
  readonly opened: boolean
  onOpen(): void
  onChange(next: (draft: QuestionnaireDraft) => QuestionnaireDraft): void
  readonly texts: TextsHere
  readonly writable: boolean
}

export function QuestionCard({ question, at, draft, opened, onOpen, onChange, texts, writable }: QuestionCardProps) {
  const { t } = useTranslation()
  const name = questionName(question, at)
  const move = (step: -1 | 1) => onChange((now) => {
    const [from, to] = [now.questions.findIndex(({ id }) => id === question.id), now.questions.findIndex(({ id }) => id === question.id) + step]
    return to < 0 || to >= now.questions.length ? now : { ...now, questions: now.questions.with(from, now.questions[to] ?? question).with(to, question) }
  })
  const removeIt = () => {
    onChange((now) => ({ ...now, questions: now.questions.filter(({ id }) => id !== question.id) }))
    show(t('questionnaire.removed'), 'done', () => onChange((now) => ({ ...now, questions: now.questions.toSpliced(at, 0, question) })))
  }
  const pressed = (event: KeyboardEvent) => {
    if (!writable || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    move(event.key === 'ArrowUp' ? -1 : 1)
  }
  return (
    <li className="question-card" id={`place-${question.id}`} data-open={opened} data-testid={`question-${question.id}`}>
      <div className="question-head" onKeyDown={pressed}>
        <button type="button" className="question-toggle" aria-expanded={opened} aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown" onClick={onOpen}>
          <span className="question-number">{at + 1}</span>
          <span className="question-name">{name}</span>
          <span className="quiet">{t(`questionnaire.kindOf.${question.kind}`)}{question.when !== null && ` · ${t('questionnaire.branched')}`}</span>
        </button>
        {writable && (
          <span className="question-acts">
            <ActionIcon variant="subtle" disabled={at === 0} onClick={() => move(-1)} aria-label={`${t('questionnaire.up')}: ${name}`}><Icon name="up" /></ActionIcon>
            <ActionIcon variant="subtle" disabled={at === draft.questions.length - 1} onClick={() => move(1)} aria-label={`${t('questionnaire.down')}: ${name}`}><Icon name="down" /></ActionIcon>
            <ActionIcon variant="subtle" onClick={removeIt} aria-label={`${t('questionnaire.remove')}: ${name}`}><Icon name="close" /></ActionIcon>
          </span>
        )}
      </div>
      {opened && (
        <QuestionFields
          question={question} before={draft.questions.slice(0, at)} texts={texts} writable={writable}
          onChange={(change) => onChange((now) => ({ ...now, questions: now.questions.map((one) => (one.id === question.id ? { ...one, ...change } : one)) }))}
        />
      )}
    </li>
  )
}
