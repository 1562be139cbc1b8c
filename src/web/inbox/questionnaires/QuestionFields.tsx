// The fields of a question: its kind, its words, what may be answered, and of whom it is asked.
import { Checkbox, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { KINDS, type DraftQuestion } from '../../../questionnaires/draft.ts'
import { BranchFields } from './BranchFields.tsx'
import { ChoiceFields } from './ChoiceFields.tsx'
import { PlaceTexts } from './PlaceTexts.tsx'
import type { TextsHere } from './useTexts.ts'

interface QuestionFieldsProps {
  readonly question: DraftQuestion
  readonly before: readonly DraftQuestion[]
  readonly texts: TextsHere
  readonly writable: boolean
  onChange(change: Partial<DraftQuestion>): void
}

const whole = (value: string | number, otherwise: number) => (typeof value === 'number' ? Math.trunc(value) : otherwise)
const orNone = (value: string | number) => (typeof value === 'number' ? value : null)

export function QuestionFields({ question, before, texts, writable, onChange }: QuestionFieldsProps) {
  const { t } = useTranslation()
  const { id, kind, text, group, from, to, low, high, least, most, unknown } = question
  return (
    <fieldset className="bare question-fields" disabled={!writable}>
      <div className="form-row">
        <NativeSelect
          label={t('questionnaire.kindLabel')} value={kind} data={KINDS.map((one) => ({ value: one, label: t(`questionnaire.kindOf.${one}`) }))} data-testid={`kind-${id}`}
          onChange={(event) => { const chosen = KINDS.find((one) => one === event.currentTarget.value); if (chosen) onChange({ kind: chosen }) }}
        />
        <TextInput label={t('questionnaire.group')} description={t('questionnaire.groupHint')} value={group} maxLength={60} onChange={(event) => onChange({ group: event.currentTarget.value })} />
      </div>
      <PlaceTexts place={`${id}/text`} texts={text} long of={texts} />
      {(kind === 'one' || kind === 'many') && <ChoiceFields question={question} texts={texts} writable={writable} onChange={onChange} />}
      {kind === 'yesNo' && <Checkbox label={t('questionnaire.withUnknown')} checked={unknown} onChange={(event) => onChange({ unknown: event.currentTarget.checked })} />}
      {kind === 'scale' && (
        <>
          <div className="form-row">
            <NumberInput label={t('questionnaire.scaleFrom')} value={from} allowDecimal={false} onChange={(value) => onChange({ from: whole(value, from) })} />
            <NumberInput label={t('questionnaire.scaleTo')} value={to} allowDecimal={false} onChange={(value) => onChange({ to: whole(value, to) })} />
          </div>
          <PlaceTexts place={`${id}/low`} texts={low} of={texts} />
          <PlaceTexts place={`${id}/high`} texts={high} of={texts} />
        </>
      )}
      {kind === 'number' && (
        <div className="form-row">
          <NumberInput label={t('questionnaire.least')} value={least ?? ''} onChange={(value) => onChange({ least: orNone(value) })} />
          <NumberInput label={t('questionnaire.most')} value={most ?? ''} onChange={(value) => onChange({ most: orNone(value) })} />
        </div>
      )}
      {kind === 'amount' && <p className="quiet">{t('questionnaire.amountHint')}</p>}
      <BranchFields question={question} before={before} onChange={onChange} />
    </fieldset>
  )
}
