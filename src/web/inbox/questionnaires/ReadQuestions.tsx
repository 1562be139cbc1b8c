// What is asked now, as a worker sees it, and the way to write on.
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { QuestionnairePage } from '../../../server/api/questionnaires.ts'
import type { MeView } from '../../../server/api/staff.ts'
import type { QuestionnaireDraft } from '../../../questionnaires/draft.ts'
import { Icon } from '../Icon.tsx'
import { useChange } from '../staff/useChange.ts'
import { AGAIN } from './questionnaireQueries.ts'
import { beginDraft } from './requests.ts'
import { WorkerPreview } from './WorkerPreview.tsx'

export function ReadQuestions({ page, draft, me }: { readonly page: QuestionnairePage; readonly draft: QuestionnaireDraft | null; readonly me: MeView }) {
  const { t } = useTranslation()
  const beginning = useChange({ ask: () => beginDraft(page.key), again: AGAIN, told: true })
  return (
    <>
      <div className="article-bar">
        <p className="quiet">{page.running ? t('questionnaire.runs', { number: page.running.number }) : t('questionnaire.runsNot')}</p>
        {me.may.includes('questionnaires.write') && (
          <div className="item-actions"><Button leftSection={<Icon name="system" />} loading={beginning.isPending} onClick={() => beginning.mutate(undefined)} data-testid="begin-draft">{t('questionnaire.edit')}</Button></div>
        )}
      </div>
      {draft && <WorkerPreview draft={draft} />}
    </>
  )
}
