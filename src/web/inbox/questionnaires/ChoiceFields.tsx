// What may be chosen: added, moved and removed, each in nine languages.
import { ActionIcon, Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { newChoice, type DraftQuestion } from '../../../questionnaires/draft.ts'
import { Icon } from '../Icon.tsx'
import { PlaceTexts } from './PlaceTexts.tsx'
import type { TextsHere } from './useTexts.ts'

interface ChoiceFieldsProps { readonly question: DraftQuestion; readonly texts: TextsHere; readonly writable: boolean; onChange(change: Partial<DraftQuestion>): void }

export function ChoiceFields({ question, texts, writable, onChange }: ChoiceFieldsProps) {
  const { t } = useTranslation()
  const { id, choices } = question
  const swap = (at: number, other: number) => {
    const [one, two] = [choices[at], choices[other]]
    if (one && two) onChange({ choices: choices.with(at, two).with(other, one) })
  }
  return (
    <div className="choice-fields">
      <ol>
        {choices.map((choice, at) => (
          <li key={choice.id}>
            <PlaceTexts place={`${id}/choice/${choice.id}`} texts={choice.text} label={t('questionnaire.nthChoice', { number: at + 1 })} of={texts} />
            {writable && (
              <span className="question-acts">
                <ActionIcon variant="subtle" disabled={at === 0} onClick={() => swap(at, at - 1)} aria-label={`${t('questionnaire.up')}: ${t('questionnaire.nthChoice', { number: at + 1 })}`}><Icon name="up" /></ActionIcon>
                <ActionIcon variant="subtle" disabled={at === choices.length - 1} onClick={() => swap(at, at + 1)} aria-label={`${t('questionnaire.down')}: ${t('questionnaire.nthChoice', { number: at + 1 })}`}><Icon name="down" /></ActionIcon>
                <ActionIcon variant="subtle" onClick={() => onChange({ choices: choices.filter((one) => one.id !== choice.id) })} aria-label={`${t('questionnaire.remove')}: ${t('questionnaire.nthChoice', { number: at + 1 })}`}><Icon name="close" /></ActionIcon>
              </span>
            )}
          </li>
        ))}
      </ol>
      {writable && <Button size="compact-sm" variant="default" leftSection={<Icon name="plus" />} disabled={choices.length >= 20} onClick={() => onChange({ choices: [...choices, newChoice(question)] })} data-testid={`add-choice-${id}`}>{t('questionnaire.addChoice')}</Button>}
    </div>
  )
}
