// Asks why before a report is given back or withdrawn.
import { type FormEvent, useState } from 'react'
import { Button, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Answer } from '../api.ts'
import { FormProblem } from '../FormProblem.tsx'
import { Dialog } from '../staff/Dialog.tsx'
import { useChange } from '../staff/useChange.ts'

interface ReasonDialogProps { readonly heading: string; readonly text: string; readonly again: readonly string[]; ask(reason: string): Promise<Answer<unknown>>; onClose(): void }

export function ReasonDialog({ heading, text, again, ask, onClose }: ReasonDialogProps) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const asking = useChange({ ask: () => ask(reason.trim()), again, onDone: onClose })
  const submit = (event: FormEvent) => { event.preventDefault(); asking.mutate(undefined) }
  return (
    <Dialog heading={heading} onClose={onClose} testid="reason-dialog" stays>
      <p className="quiet">{text}</p>
      <form className="form" onSubmit={submit}>
        <Textarea data-first="" required withAsterisk={false} label={t('reports.reason')} autosize minRows={2} maxLength={500} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        <FormProblem error={asking.error} />
        <div className="form-end">
          <Button variant="default" onClick={onClose}>{t('staff.cancel')}</Button>
          <Button type="submit" loading={asking.isPending} disabled={reason.trim() === ''} data-testid="reason-yes">{heading}</Button>
        </div>
      </form>
    </Dialog>
  )
}
