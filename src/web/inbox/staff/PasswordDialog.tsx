// Asks for the password once more before the second factor is touched.
import { type FormEvent, useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Answer } from '../api.ts'
import { FormProblem } from '../FormProblem.tsx'
import { Dialog } from './Dialog.tsx'
import { PasswordField } from './PasswordField.tsx'
import { useChange } from './useChange.ts'

interface PasswordDialogProps<T> {
  readonly heading: string
  readonly text: string
  readonly yes: string
  ask(password: string): Promise<Answer<T>>
  onDone(value: T): void
  onClose(): void
}

export function PasswordDialog<T>({ heading, text, yes, ask, onDone, onClose }: PasswordDialogProps<T>) {
  const { t } = useTranslation()
  const [password, setPassword] = useState('')
  const asking = useChange({ ask, again: [], onDone })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    asking.mutate(password)
  }
  return (
    <Dialog heading={heading} onClose={onClose} testid="password-dialog">
      <form className="form" onSubmit={submit}>
        <p>{text}</p>
        <PasswordField label={t('signIn.password')} value={password} onChange={setPassword} />
        <FormProblem error={asking.error} />
        <div className="form-end">
          <Button variant="default" onClick={onClose}>{t('staff.cancel')}</Button>
          <Button type="submit" loading={asking.isPending}>{yes}</Button>
        </div>
      </form>
    </Dialog>
  )
}
