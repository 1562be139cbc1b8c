// A new link for a partner: mailed, or shown once to be handed over. The one before opens nothing any more.
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FormProblem } from '../FormProblem.tsx'
import { show } from '../notices.ts'
import { Copy } from '../staff/Copy.tsx'
import { Dialog } from '../staff/Dialog.tsx'
import { useChange } from '../staff/useChange.ts'
import { makeLink } from './partnerRequests.ts'

interface Props { readonly id: string; readonly request: string; readonly mailable: boolean; onClose(): void }

export function LinkDialog({ id, request, mailable, onClose }: Props) {
  const { t } = useTranslation()
  const making = useChange({
    ask: (mail: boolean) => makeLink(id, request, mail), again: ['cases'],
    onDone: (_made, mail) => {
      if (!mail) return
      show(t('ask.mailed'))
      onClose()
    },
  })
  const link = making.data?.link
  return (
    <Dialog heading={t('ask.link')} onClose={onClose} testid="link-dialog" stays>
      <p className="quiet">{t('ask.linkOnce')}</p>
      {link && <Copy text={link} testid="partner-link" />}
      <FormProblem error={making.error} />
      <div className="form-end">
        {mailable && !link && <Button variant="default" loading={making.isPending} onClick={() => making.mutate(true)} data-testid="mail-again">{t('ask.mailAgain')}</Button>}
        {!link && <Button loading={making.isPending} onClick={() => making.mutate(false)} data-autofocus data-testid="show-link">{t('ask.newLink')}</Button>}
      </div>
    </Dialog>
  )
}
