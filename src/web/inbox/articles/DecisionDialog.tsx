// The second person's word: publish, having held the text against its sources, or give it back with what to change.
import { type FormEvent, useState } from 'react'
import { Button, Checkbox, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FormProblem } from '../FormProblem.tsx'
import { show } from '../notices.ts'
import { Dialog } from '../staff/Dialog.tsx'
import { useChange } from '../staff/useChange.ts'
import { decideArticle } from './requests.ts'

interface DecisionProps { readonly topic: string; readonly revision: number; readonly decision: 'publish' | 'return'; readonly alone: boolean; onClose(): void }

export function DecisionDialog({ topic, revision, decision, alone, onClose }: DecisionProps) {
  const { t } = useTranslation()
  const [checked, setChecked] = useState(false)
  const [reason, setReason] = useState('')
  const publishes = decision === 'publish'
  const deciding = useChange({
    ask: () => decideArticle(topic, { revision, decision, checked, reason }), again: ['article', 'articles', 'version'],
    onDone: () => {
      onClose()
      show(t(publishes ? 'article.published' : 'article.returned'))
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    deciding.mutate(undefined)
  }
  return (
    <Dialog heading={t(publishes ? 'article.publish' : 'article.return')} onClose={onClose} testid="decision-dialog" stays>
      <form className="form" onSubmit={submit}>
        <p>{publishes ? t(alone ? 'article.publishAlone' : 'article.publishHow') : t('article.returnHow')}</p>
        {publishes && <Checkbox label={t('article.checked')} description={t('article.checkedHint')} checked={checked} onChange={(event) => setChecked(event.currentTarget.checked)} data-testid="checked" />}
        <Textarea label={t(publishes ? 'article.comment' : 'article.whatToChange')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} autosize minRows={2} maxLength={500} data-testid="decision-reason" />
        <FormProblem error={deciding.error} />
        <div className="form-end">
          <Button variant="default" onClick={onClose}>{t('staff.cancel')}</Button>
          <Button type="submit" loading={deciding.isPending} disabled={!publishes && reason.trim() === ''} data-testid="decide">{t(publishes ? 'article.publish' : 'article.return')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
