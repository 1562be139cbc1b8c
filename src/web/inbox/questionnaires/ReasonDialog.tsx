// A decision with the words that go with it.
import { type FormEvent, useState } from 'react'
import { Button, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Answer } from '../api.ts'
import { FormProblem } from '../FormProblem.tsx'
import { Dialog } from '../staff/Dialog.tsx'
import { useChange } from '../staff/useChange.ts'
import { AGAIN } from './questionnaireQueries.ts'

interface ReasonProps { readonly heading: string; readonly text: string; readonly label: string; readonly needed: boolean; ask(reason: string): Promise<Answer<unknown>>; onDone(): void; onClose(): void }

export function ReasonDialog({ heading, text, label, needed, ask, onDone, onClose }: ReasonProps) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const deciding = useChange({
    ask: () => ask(reason.trim()), again: AGAIN,
    onDone: () => {
      onClose()
      onDone()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    deciding.mutate(undefined)
  }
  return (
    <Dialog heading={heading} onClose={onClose} testid="reason-dialog" stays>
      <form className="form" onSubmit={submit}>
        <p>{text}</p>
        <Textarea label={label} value={reason} onChange={(event) => setReason(event.currentTarget.value)} autosize minRows={2} maxLength={500} data-testid="reason" />
        <FormProblem error={deciding.error} />
        <div className="form-end">
          <Button variant="default" onClick={onClose}>{t('staff.cancel')}</Button>
          <Button type="submit" loading={deciding.isPending} disabled={needed && reason.trim() === ''} data-testid="decide">{heading}</Button>
        </div>
      </form>
    </Dialog>
  )
}
