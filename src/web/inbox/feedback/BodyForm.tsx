// Adds a body, or changes one.
import { type FormEvent, useState } from 'react'
import { Button, NativeSelect, TextInput, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { countryOf, kindOf } from '../../../feedback/kinds.ts'
import type { BodyAdded, BodyDetail, BodyEntry } from '../../../server/api/feedback.ts'
import type { Answer } from '../api.ts'
import { FormProblem } from '../FormProblem.tsx'
import { show } from '../notices.ts'
import { Dialog } from '../staff/Dialog.tsx'
import { useChange } from '../staff/useChange.ts'
import { addBody, changeBody } from './feedbackRequests.ts'
import { countryChoices, kindChoices } from './feedbackWords.ts'

export const emptyBody = (): BodyEntry => ({ kind: 'sending', name: '', otherNames: [], country: 'vn', registration: '', contact: '', page: '', record: '', fees: '', companyId: null })

interface Props { readonly body: BodyDetail | null; readonly first?: BodyEntry; onSaved?(id: string | null): void; onClose(): void }

export function BodyForm({ body, first, onSaved, onClose }: Props) {
  const { t } = useTranslation()
  const [entry, setEntry] = useState(body?.entry ?? first ?? emptyBody())
  const [others, setOthers] = useState(entry.otherNames.join('\n'))
  const set = (change: Partial<BodyEntry>) => setEntry((before) => ({ ...before, ...change }))
  const saving = useChange<BodyEntry, BodyAdded | null>({
    ask: async (wanted): Promise<Answer<BodyAdded | null>> => {
      if (!body) return addBody(wanted)
      const changed = await changeBody(body.id, wanted, body.revision)
      return changed.ok ? { ...changed, value: null } : changed
    },
    again: ['feedback'],
    onDone: (added) => {
      show(t('feedback.saved'))
      onSaved?.(added?.id ?? null)
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    saving.mutate({ ...entry, otherNames: others.split('\n').map((name) => name.trim()).filter((name) => name !== '') })
  }
  const text = (field: 'registration' | 'contact' | 'page', label: string, type = 'text') => <TextInput type={type} label={label} maxLength={field === 'page' ? 500 : 254} autoComplete="off" value={entry[field]} onChange={(event) => set({ [field]: event.currentTarget.value })} />
  return (
    <Dialog heading={t(body ? 'feedback.body.edit' : 'feedback.body.add')} onClose={onClose} testid="body-dialog" stays>
      <form className="form" onSubmit={submit}>
        <TextInput data-first="" required withAsterisk={false} label={t('feedback.body.name')} maxLength={200} autoComplete="off" value={entry.name} onChange={(event) => set({ name: event.currentTarget.value })} />
        <div className="form-pair">
          <NativeSelect label={t('feedback.kindLabel')} value={entry.kind} data={kindChoices()} onChange={(event) => set({ kind: kindOf(event.currentTarget.value) })} />
          <NativeSelect label={t('feedback.body.country')} value={entry.country} data={countryChoices()} onChange={(event) => set({ country: countryOf(event.currentTarget.value) })} />
        </div>
        <Textarea label={t('feedback.body.otherNames')} autosize minRows={2} maxRows={6} value={others} onChange={(event) => setOthers(event.currentTarget.value)} />
        {text('registration', t('feedback.body.registration'))}
        {text('contact', t('feedback.body.contact'), 'email')}
        {text('page', t('feedback.body.page'), 'url')}
        <Textarea label={t('feedback.body.record')} autosize minRows={2} maxRows={8} maxLength={1000} value={entry.record} onChange={(event) => set({ record: event.currentTarget.value })} />
        <Textarea label={t('feedback.body.fees')} autosize minRows={2} maxRows={8} maxLength={1000} value={entry.fees} onChange={(event) => set({ fees: event.currentTarget.value })} />
        {body && <NativeSelect label={t('feedback.body.company')} value={entry.companyId ?? ''} data={[{ value: '', label: t('feedback.body.noCompany') }, ...body.companies.map(({ id, name }) => ({ value: id, label: name }))]} onChange={(event) => set({ companyId: event.currentTarget.value || null })} />}
        <FormProblem error={saving.error} />
        <div className="form-end">
          <Button variant="default" onClick={onClose}>{t('staff.cancel')}</Button>
          <Button type="submit" loading={saving.isPending} data-testid="save-body">{t('feedback.save')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
