// Makes a code for a company, a lot and a campaign.
import { type FormEvent, useState } from 'react'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { LOTS } from '../../../companies/lots.ts'
import type { CompanyDetail } from '../../../server/api/companies.ts'
import { FormProblem } from '../FormProblem.tsx'
import { show } from '../notices.ts'
import { Dialog } from '../staff/Dialog.tsx'
import { useChange } from '../staff/useChange.ts'
import { addCode, type NewCode } from './companyRequests.ts'
import { companyWord, opensWords } from './companyWords.ts'

const orNull = (text: string) => (text === '' ? null : text)

export function CodeForm({ detail: { company, opens }, onClose }: { readonly detail: CompanyDetail; onClose(): void }) {
  const { t } = useTranslation()
  const [code, setCode] = useState<NewCode>({ lot: company.entry.lot, campaign: '', source: '', opens: null, validFrom: null, validTo: null })
  const set = (change: Partial<NewCode>) => setCode((before) => ({ ...before, ...change }))
  const making = useChange({
    ask: (wanted: NewCode) => addCode(company.id, wanted), again: ['companies'],
    onDone: (made) => {
      show(t('company.codeMade', { code: made.code }))
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    making.mutate(code)
  }
  return (
    <Dialog heading={t('company.newCode')} onClose={onClose} testid="code-dialog" stays>
      <form className="form" onSubmit={submit}>
        <NativeSelect label={t('company.lotLabel')} data-first value={code.lot} onChange={(event) => set({ lot: LOTS.find((one) => one === event.currentTarget.value) ?? 'company' })} data={LOTS.map((value) => ({ value, label: companyWord('lot', value) }))} />
        <TextInput label={t('company.campaign')} maxLength={100} autoComplete="off" value={code.campaign} onChange={(event) => set({ campaign: event.currentTarget.value })} />
        <TextInput label={t('company.handsOut')} maxLength={100} autoComplete="off" value={code.source} onChange={(event) => set({ source: event.currentTarget.value })} />
        <NativeSelect label={t('company.opens')} value={code.opens ?? ''} onChange={(event) => set({ opens: orNull(event.currentTarget.value) })} data={[{ value: '', label: t('company.greeting') }, ...opens.map(({ address }) => ({ value: address, label: opensWords(address, opens) }))]} />
        <div className="form-pair">
          <TextInput type="date" label={t('company.validFrom')} value={code.validFrom ?? ''} onChange={(event) => set({ validFrom: orNull(event.currentTarget.value) })} />
          <TextInput type="date" label={t('company.validTo')} min={code.validFrom ?? undefined} value={code.validTo ?? ''} onChange={(event) => set({ validTo: orNull(event.currentTarget.value) })} />
        </div>
        <FormProblem error={making.error} />
        <div className="form-end">
          <Button variant="default" onClick={onClose}>{t('staff.cancel')}</Button>
          <Button type="submit" loading={making.isPending} data-testid="make-code">{t('company.newCode')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
