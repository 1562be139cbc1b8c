// Adds a question of a kind at the end.
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { KINDS, newQuestion, type DraftQuestion, type QuestionnaireDraft } from '../../../questionnaires/draft.ts'
import { Icon } from '../Icon.tsx'

export function AddQuestion({ draft, onAdd }: { readonly draft: QuestionnaireDraft; onAdd(question: DraftQuestion): void }) {
  const { t } = useTranslation()
  return (
    <div className="add-question" role="group" aria-label={t('questionnaire.add')}>
      <span className="add-question-label">{t('questionnaire.add')}</span>
      {KINDS.map((kind) => (
        <Button key={kind} size="compact-md" variant="default" leftSection={<Icon name="plus" size={14} />} onClick={() => onAdd(newQuestion(draft, kind))} disabled={draft.questions.length >= 60} data-testid={`add-${kind}`}>{t(`questionnaire.kindOf.${kind}`)}</Button>
      ))}
    </div>
  )
}
