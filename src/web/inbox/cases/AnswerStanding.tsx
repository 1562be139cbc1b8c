// The worker asked how far their case is while a counsellor has the conversation: one key answers with the text the guide would show.
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '../../../server/api/cases.ts'
import { ANSWER_CASE } from '../keys.ts'
import { useReplyId } from '../reply/useReplyId.ts'
import { useSending } from '../reply/useSending.ts'
import { useSeen } from './caseQueries.ts'

export function AnswerStanding({ conversation, view, mine }: { readonly conversation: string; readonly view: CaseView; readonly mine: boolean }) {
  const { t } = useTranslation()
  const seen = useSeen(view.id).data
  const sending = useSending(conversation, () => {}, () => {})
  const id = useReplyId(`${view.id} ${seen?.text ?? ''}`)
  if (!seen) return null
  const answer = () => sending.mutate({ id, text: seen.japanese, ...(seen.language !== 'ja' && { translation: seen.text }) })
  return (
    <div className="case-asked" data-testid="standing-asked">
      <p>{t('case.standingAsked')}</p>
      <details><summary>{t('case.seen')}</summary><p className="worker-text" lang="ja">{seen.japanese}</p></details>
      {mine && <Button size="compact-sm" loading={sending.isPending} onClick={answer} data-testid="answer-standing" {...ANSWER_CASE}>{t('case.answerStanding')}</Button>}
    </div>
  )
}
