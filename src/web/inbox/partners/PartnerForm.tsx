// Adds a partner, or changes one. Nothing is saved before somebody has checked that it is not the employers' side.
import { type FormEvent, useState } from 'react'
import { Button, Checkbox, NativeSelect, NumberInput, TextInput, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Partner, PartnerEntry } from '../../../server/api/partners.ts'
import { FEES, LANGUAGES, PARTNER_KINDS, THEMES } from '../../../partners/entry.ts'
import { FormProblem } from '../FormProblem.tsx'
import { show } from '../notices.ts'
import { Dialog } from '../staff/Dialog.tsx'
import { useChange } from '../staff/useChange.ts'
import { ContactFields } from './ContactFields.tsx'
import { ManyChoice } from './ManyChoice.tsx'
import { addPartner, changePartner } from './partnerRequests.ts'
import { partnerChoices, spokenName, themeNames } from './partnerWords.ts'
import { PrefectureChoice } from './PrefectureChoice.tsx'

const EMPTY: PartnerEntry = {
  kind: 'npo', name: '', contacts: [{ name: '', email: '', phone: '' }], prefectures: [], languages: [], themes: [], trainingUntil: null, agreementUntil: null,
  fee: 'free', feeNote: '', shelterPlaces: 0, publicEmployee: false, notes: '', paused: false,
}

export function PartnerForm({ partner, onClose }: { readonly partner: Partner | null; onClose(): void }) {
  const { t } = useTranslation()
  const [entry, setEntry] = useState(partner?.entry ?? EMPTY)
  const [independent, setIndependent] = useState(false)
  const set = (change: Partial<PartnerEntry>) => setEntry((before) => ({ ...before, ...change }))
  const saving = useChange<PartnerEntry, unknown>({
    ask: (wanted) => (partner ? changePartner(partner.id, wanted, partner.revision) : addPartner(wanted)), again: ['partners'],
    onDone: () => {
      show(t('partner.saved'))
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    saving.mutate({ ...entry, contacts: entry.contacts.filter(({ name, email, phone }) => `${name}${email}${phone}`.trim() !== '') })
  }
  const day = (field: 'trainingUntil' | 'agreementUntil', label: string) => <TextInput type="date" label={label} value={entry[field] ?? ''} onChange={(event) => set({ [field]: event.currentTarget.value === '' ? null : event.currentTarget.value })} />
  return (
    <Dialog heading={t(partner ? 'partner.editHeading' : 'partner.addHeading')} onClose={onClose} testid="partner-dialog" stays>
      <form className="form" onSubmit={submit}>
        <TextInput label={t('partner.name')} required withAsterisk={false} maxLength={200} autoComplete="off" data-first value={entry.name} onChange={(event) => set({ name: event.currentTarget.value })} />
        <NativeSelect label={t('partner.kindLabel')} value={entry.kind} onChange={(event) => set({ kind: PARTNER_KINDS.find((one) => one === event.currentTarget.value) ?? 'npo' })} data={partnerChoices('kind')} />
        <ContactFields contacts={entry.contacts} onChange={(contacts) => set({ contacts })} />
        <PrefectureChoice chosen={entry.prefectures} onChange={(prefectures) => set({ prefectures })} />
        <ManyChoice legend={t('partner.languages')} of={LANGUAGES} chosen={entry.languages} name={(one) => spokenName(one)} onChange={(languages) => set({ languages })} />
        <ManyChoice legend={t('partner.themes')} of={THEMES} chosen={entry.themes} name={(one) => themeNames([one])} onChange={(themes) => set({ themes })} />
        <div className="form-pair">{day('agreementUntil', t('partner.agreement'))}{day('trainingUntil', t('partner.training'))}</div>
        <div className="form-pair">
          <NativeSelect label={t('partner.fee')} value={entry.fee} onChange={(event) => set({ fee: FEES.find((one) => one === event.currentTarget.value) ?? 'free' })} data={partnerChoices('fees')} />
          <NumberInput label={t('partner.places')} min={0} max={1000} allowDecimal={false} value={entry.shelterPlaces} onChange={(value) => set({ shelterPlaces: Number(value) })} />
        </div>
        <TextInput label={t('partner.feeNote')} maxLength={300} autoComplete="off" value={entry.feeNote} onChange={(event) => set({ feeNote: event.currentTarget.value })} />
        <Textarea label={t('partner.notes')} autosize minRows={2} maxRows={8} maxLength={2000} value={entry.notes} onChange={(event) => set({ notes: event.currentTarget.value })} />
        <Checkbox label={t('partner.publicEmployee')} checked={entry.publicEmployee} onChange={(event) => set({ publicEmployee: event.currentTarget.checked })} />
        <Checkbox label={t('partner.paused')} checked={entry.paused} onChange={(event) => set({ paused: event.currentTarget.checked })} />
        <Checkbox label={t('partner.independent')} required checked={independent} onChange={(event) => setIndependent(event.currentTarget.checked)} data-testid="independent" />
        <FormProblem error={saving.error} />
        <div className="form-end">
          <Button variant="default" onClick={onClose}>{t('staff.cancel')}</Button>
          <Button type="submit" loading={saving.isPending} data-testid="save-partner">{t('case.save')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
