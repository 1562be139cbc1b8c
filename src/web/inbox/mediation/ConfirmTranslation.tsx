// Records who held the translation against the Japanese, as both are saved.
import { type FormEvent, useState } from 'react'
import { Button, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FormProblem } from '../FormProblem.tsx'
import { show } from '../notices.ts'
import { Dialog } from '../staff/Dialog.tsx'
import { useChange } from '../staff/useChange.ts'
import { confirmTranslation } from './mediationRequests.ts'

export function ConfirmTranslation({ id, revision, disabled }: { readonly id: string; readonly revision: number; readonly disabled: boolean }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const [whom, setWhom] = useState('')
  const confirming = useChange({ ask: () => confirmTranslation(id, revision, whom), again: ['cases'], onDone: () => { show(t('case.saved')); setOpen(false) } })
  const submit = (event: FormEvent) => { event.preventDefault(); confirming.mutate(undefined) }
  return (
    <>
      <Button size="compact-sm" variant="default" disabled={disabled} onClick={() => setOpen(true)} data-testid="confirm-translation">{t('mediation.confirm')}</Button>
      {open && (
        <Dialog heading={t('mediation.confirm')} onClose={() => setOpen(false)} testid="confirm-translation-dialog" stays>
          <form className="form" onSubmit={submit}>
            <TextInput data-first="" label={t('mediation.confirmWhom')} required withAsterisk={false} maxLength={200} autoComplete="off" value={whom} onChange={(event) => setWhom(event.currentTarget.value)} />
            <FormProblem error={confirming.error} />
            <div className="form-end">
              <Button variant="default" onClick={() => setOpen(false)}>{t('staff.cancel')}</Button>
              <Button type="submit" loading={confirming.isPending} data-testid="confirm-translation-yes">{t('case.save')}</Button>
            </div>
          </form>
        </Dialog>
      )}
    </>
  )
}
