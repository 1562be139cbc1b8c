// Confirms an erasure or hands over a copy: how it is clear that it is them, and for a copy the link, once.
import { type FormEvent, useState } from 'react'
import { Button, Checkbox, NativeSelect, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { RequestView } from '../../../server/api/privacy.ts'
import { PROOFS } from '../../../privacy/requests.ts'
import type { Proof } from '../../../privacy/requests.ts'
import { FormProblem } from '../FormProblem.tsx'
import { Copy } from '../staff/Copy.tsx'
import { Dialog } from '../staff/Dialog.tsx'
import { useChange } from '../staff/useChange.ts'
import { AGAIN, decideRequest } from './privacyRequests.ts'

export function ConfirmRequest({ request: { id, kind }, onClose }: { readonly request: RequestView; onClose(): void }) {
  const { t } = useTranslation()
  const [proof, setProof] = useState<Proof>('channel')
  const [urgent, setUrgent] = useState(false)
  const [reason, setReason] = useState('')
  const [link, setLink] = useState<string | null>(null)
  const heading = t(kind === 'erasure' ? 'privacy.confirmErasure' : 'privacy.confirmCopy')
  const deciding = useChange({
    ask: () => decideRequest(id, { decision: 'confirm', proof, reason: reason.trim(), ...(urgent && { urgent }) }), again: AGAIN,
    onDone: (answer) => (answer.link === null ? onClose() : setLink(answer.link)),
  })
  const submit = (event: FormEvent) => { event.preventDefault(); deciding.mutate(undefined) }
  return (
    <Dialog heading={heading} onClose={onClose} testid="confirm-request" stays>
      {link !== null ? <><p>{t('privacy.link')}</p><Copy text={link} testid="copy-link" /></> : (
        <form className="form" onSubmit={submit}>
          <p className="quiet">{t(kind === 'erasure' ? 'privacy.erasureText' : 'privacy.copyText')}</p>
          <NativeSelect data-first="" label={t('privacy.proof')} value={proof} data={PROOFS.map((value) => ({ value, label: t(`privacy.proofs.${value}`) }))} onChange={(event) => setProof(PROOFS.find((one) => one === event.currentTarget.value) ?? 'channel')} />
          {kind === 'erasure' && <Checkbox label={t('privacy.urgent')} description={t('privacy.urgentHint')} checked={urgent} onChange={(event) => setUrgent(event.currentTarget.checked)} />}
          {urgent && <Textarea required withAsterisk={false} label={t('privacy.reason')} autosize minRows={2} maxLength={1000} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />}
          <FormProblem error={deciding.error} />
          <div className="form-end">
            <Button variant="default" onClick={onClose}>{t('staff.cancel')}</Button>
            <Button type="submit" loading={deciding.isPending} disabled={urgent && reason.trim() === ''} data-testid="confirm-yes">{heading}</Button>
          </div>
        </form>
      )}
    </Dialog>
  )
}
