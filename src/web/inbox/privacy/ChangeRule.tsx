// Changes for how long a kind is kept, after showing what that would remove today.
import { type FormEvent, useState } from 'react'
import { Button, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { RuleView } from '../../../server/api/privacy.ts'
import { FormProblem } from '../FormProblem.tsx'
import { show } from '../notices.ts'
import { Dialog } from '../staff/Dialog.tsx'
import { useChange } from '../staff/useChange.ts'
import { AGAIN, changeRule, usePreview } from './privacyRequests.ts'
import { useCounted } from './useCounted.ts'

export function ChangeRule({ rule: { kind, days: before, least, most }, onClose }: { readonly rule: RuleView; onClose(): void }) {
  const { t } = useTranslation()
  const counted = useCounted()
  const [typed, setTyped] = useState(String(before))
  const [reason, setReason] = useState('')
  const days = Number(typed)
  const fits = Number.isInteger(days) && days >= least && days <= most
  const preview = usePreview(kind, fits ? days : null)
  const changing = useChange({ ask: () => changeRule(kind, days, reason.trim()), again: AGAIN, onDone: ({ waits }) => { show(t(waits ? 'privacy.waits' : 'privacy.changed')); onClose() } })
  const submit = (event: FormEvent) => { event.preventDefault(); changing.mutate(undefined) }
  return (
    <Dialog heading={t(`privacy.rule.${kind}`)} onClose={onClose} testid="change-rule" stays>
      <form className="form" onSubmit={submit}>
        <TextInput data-first="" type="number" min={least} max={most} required withAsterisk={false} label={t('privacy.newDays')} description={t('privacy.bounds', { least, most })} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
        <p role="status">{preview.data && t('privacy.preview', { number: counted(preview.data.count) })}</p>
        <Textarea required withAsterisk={false} label={t('privacy.reason')} autosize minRows={2} maxLength={500} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        <FormProblem error={changing.error} />
        <div className="form-end">
          <Button variant="default" onClick={onClose}>{t('staff.cancel')}</Button>
          <Button type="submit" loading={changing.isPending} disabled={!fits || days === before || reason.trim() === ''} data-testid="change-yes">{t('privacy.save')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
