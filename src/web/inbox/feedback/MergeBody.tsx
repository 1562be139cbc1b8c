// Two bodies that are one: everything of this one becomes the other's.
import { type FormEvent, useState } from 'react'
import { Button, NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FormProblem } from '../FormProblem.tsx'
import { show } from '../notices.ts'
import { go } from '../place.ts'
import { Dialog } from '../staff/Dialog.tsx'
import { useChange } from '../staff/useChange.ts'
import { useBodies } from './feedbackQueries.ts'
import { mergeBody } from './feedbackRequests.ts'
import { bodyAddress, feedbackWord } from './feedbackWords.ts'

export function MergeBody({ id, onClose }: { readonly id: string; onClose(): void }) {
  const { t } = useTranslation()
  const [into, setInto] = useState('')
  const others = (useBodies().data?.bodies ?? []).filter((body) => body.id !== id)
  const merging = useChange({
    ask: () => mergeBody(id, into), again: ['feedback'],
    onDone: () => {
      show(t('feedback.body.merged'))
      onClose()
      go(bodyAddress(into))
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    merging.mutate(undefined)
  }
  return (
    <Dialog heading={t('feedback.body.merge')} onClose={onClose} testid="merge-dialog" stays>
      <form className="form" onSubmit={submit}>
        <p className="quiet">{t('feedback.body.mergeHint')}</p>
        <NativeSelect data-first required withAsterisk={false} label={t('feedback.body.into')} value={into} onChange={(event) => setInto(event.currentTarget.value)} data={[{ value: '', label: t('feedback.pick') }, ...others.map((body) => ({ value: body.id, label: `${body.entry.name} · ${feedbackWord('kinds', body.entry.kind)}` }))]} />
        <FormProblem error={merging.error} />
        <div className="form-end">
          <Button variant="default" onClick={onClose}>{t('staff.cancel')}</Button>
          <Button type="submit" disabled={into === ''} loading={merging.isPending}>{t('feedback.body.merge')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
