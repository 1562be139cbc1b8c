// Gives a dossier away: with its purpose, and a warning first where it tells a public employee the status of residence.
import { type FormEvent, useState } from 'react'
import { Button, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FormProblem } from '../FormProblem.tsx'
import { Icon } from '../Icon.tsx'
import { refusalOf } from '../need.ts'
import { show } from '../notices.ts'
import { Dialog } from '../staff/Dialog.tsx'
import { useChange } from '../staff/useChange.ts'
import { issueDossier } from './mediationRequests.ts'

export function GiveDossier({ id, revision, disabled }: { readonly id: string; readonly revision: number; readonly disabled: boolean }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const [purpose, setPurpose] = useState('')
  const giving = useChange({ ask: (warned: boolean) => issueDossier(id, revision, purpose, warned), again: ['cases'], onDone: () => { show(t('mediation.issuedDone')); setOpen(false) } })
  const warned = refusalOf(giving.error).error === 'status_warning'
  const submit = (event: FormEvent) => { event.preventDefault(); giving.mutate(warned) }
  return (
    <>
      <Button size="compact-sm" disabled={disabled} onClick={() => setOpen(true)} data-testid="issue">{t('mediation.issue')}</Button>
      {open && (
        <Dialog heading={t('mediation.issue')} onClose={() => setOpen(false)} testid="issue-dialog" stays>
          <p className="quiet">{t('mediation.issueHint')}</p>
          <form className="form" onSubmit={submit}>
            <Textarea data-first="" label={t('case.purpose')} required withAsterisk={false} autosize minRows={2} maxLength={1000} value={purpose} onChange={(event) => setPurpose(event.currentTarget.value)} />
            {warned ? <p className="case-legal" role="alert"><Icon name="attention" /><span>{t('case.statusWarning')}</span></p> : <FormProblem error={giving.error} />}
            <div className="form-end">
              <Button variant="default" onClick={() => setOpen(false)}>{t('staff.cancel')}</Button>
              <Button type="submit" loading={giving.isPending} data-testid="issue-yes">{t(warned ? 'case.warnedYes' : 'mediation.issue')}</Button>
            </div>
          </form>
        </Dialog>
      )}
    </>
  )
}
