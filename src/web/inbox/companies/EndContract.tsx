// Ends a company's contract on a day; for a moment that can be taken back.
import { type FormEvent, useState } from 'react'
import { Button, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Company } from '../../../server/api/companies.ts'
import { FormProblem } from '../FormProblem.tsx'
import { show } from '../notices.ts'
import { Dialog } from '../staff/Dialog.tsx'
import { useChange } from '../staff/useChange.ts'
import { dateName } from '../time.ts'
import { changeCompany } from './companyRequests.ts'

export function EndContract({ company, today, onClose }: { readonly company: Company; readonly today: string; onClose(): void }) {
  const { t } = useTranslation()
  const [day, setDay] = useState(today)
  const { id, entry, revision } = company
  const restoring = useChange({ ask: () => changeCompany(id, entry, revision + 1), again: ['companies'], told: true, onDone: () => show(t('company.undone')) })
  const ending = useChange({
    ask: (contractTo: string) => changeCompany(id, { ...entry, contractTo }, revision), again: ['companies'],
    onDone: (_value, contractTo) => {
      show(t('company.ended', { day: dateName(contractTo) }), 'done', () => restoring.mutate(undefined))
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    ending.mutate(day)
  }
  return (
    <Dialog heading={t('company.endHeading')} onClose={onClose} testid="end-dialog">
      <form className="form" onSubmit={submit}>
        <p>{t('company.endText')}</p>
        <TextInput type="date" label={t('company.endDay')} required withAsterisk={false} data-first min={entry.contractFrom ?? undefined} value={day} onChange={(event) => setDay(event.currentTarget.value)} />
        <FormProblem error={ending.error} />
        <div className="form-end">
          <Button variant="default" onClick={onClose}>{t('staff.cancel')}</Button>
          <Button type="submit" loading={ending.isPending} data-testid="end-yes">{t('company.endYes')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
