// Of whom a question is asked: of everybody, or of who gave certain answers to an earlier one.
import { Checkbox, NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { answersOf, type DraftQuestion } from '../../../questionnaires/draft.ts'
import { answerName, questionName } from './questionnaireWords.ts'

interface BranchFieldsProps { readonly question: DraftQuestion; readonly before: readonly DraftQuestion[]; onChange(change: Partial<DraftQuestion>): void }

export function BranchFields({ question, before, onChange }: BranchFieldsProps) {
  const { t } = useTranslation()
  const { id, when } = question
  const possible = before.filter((one) => answersOf(one).length > 0)
  const on = before.find((one) => one.id === when?.question)
  if (possible.length === 0 && when === null) return null
  return (
    <div className="branch">
      <NativeSelect
        label={t('questionnaire.askedOf')} value={when?.question ?? ''} data-testid={`branch-${id}`}
        data={[{ value: '', label: t('questionnaire.everybody') }, ...possible.map((one) => ({ value: one.id, label: t('questionnaire.whoAnswered', { question: questionName(one, before.indexOf(one)) }) })), ...(when !== null && !possible.some((one) => one.id === when.question) ? [{ value: when.question, label: when.question }] : [])]}
        onChange={(event) => { const chosen = event.currentTarget.value; onChange({ when: chosen === '' ? null : { question: chosen, is: [] } }) }}
      />
      {when !== null && on && (
        <fieldset className="choice">
          <legend>{t('questionnaire.withAnswer')}</legend>
          <div className="choice-row">
            {answersOf(on).map((answer) => (
              <Checkbox
                key={answer} label={answerName(on, answer)} checked={when.is.includes(answer)}
                onChange={(event) => onChange({ when: { ...when, is: event.currentTarget.checked ? [...when.is, answer] : when.is.filter((one) => one !== answer) } })}
              />
            ))}
          </div>
        </fieldset>
      )}
    </div>
  )
}
