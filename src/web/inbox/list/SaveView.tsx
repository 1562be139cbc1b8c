// Keeps the present filter as a view: for oneself, or by a supervisor for everybody.
import { type FormEvent, useState } from 'react'
import { Button, Checkbox, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ListFilter } from '../../../list/filter.ts'
import { FormProblem } from '../FormProblem.tsx'
import { show } from '../notices.ts'
import { Dialog } from '../staff/Dialog.tsx'
import { useMay } from '../staff/staffQueries.ts'
import { useChange } from '../staff/useChange.ts'
import { addView } from './requests.ts'

export function SaveView({ filter, onClose }: { readonly filter: ListFilter; onClose(): void }) {
  const { t } = useTranslation()
  const mayShare = useMay('views.share')
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const saving = useChange({ ask: addView, again: ['views'], onDone: () => {
    show(t('view.saved', { name }))
    onClose()
  } })
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() !== '') saving.mutate({ name: name.trim(), filter, shared })
  }
  return (
    <Dialog heading={t('view.save')} onClose={onClose} testid="save-view-dialog">
      <form className="form" onSubmit={save}>
        <TextInput label={t('view.name')} maxLength={40} value={name} onChange={(event) => setName(event.currentTarget.value)} data-first="" data-testid="view-name" />
        {mayShare && <Checkbox label={t('view.share')} checked={shared} onChange={(event) => setShared(event.currentTarget.checked)} data-testid="view-share" />}
        <FormProblem error={saving.error} />
        <div className="form-end"><Button type="submit" loading={saving.isPending} disabled={name.trim() === ''} data-testid="view-submit">{t('view.keep')}</Button></div>
      </form>
    </Dialog>
  )
}
