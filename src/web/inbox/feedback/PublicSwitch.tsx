// Opens the public page to everybody, or closes it again.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MeView } from '../../../server/api/staff.ts'
import { Confirm } from '../staff/Dialog.tsx'
import { useChange } from '../staff/useChange.ts'
import { openPage } from './feedbackRequests.ts'

export function PublicSwitch({ open, me }: { readonly open: boolean; readonly me: MeView }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const changing = useChange({ ask: openPage, again: ['feedback'], told: true, onDone: () => setAsking(false) })
  return (
    <div className="item-actions">
      <a className="page-link" href="/bodies" target="_blank" rel="noreferrer">{t('feedback.seePage')}</a>
      {me.may.includes('feedback.moderate') && (open
        ? <Button size="compact-sm" variant="default" loading={changing.isPending} onClick={() => changing.mutate(false)}>{t('feedback.closePage')}</Button>
        : <Button size="compact-sm" onClick={() => setAsking(true)} data-testid="open-page">{t('feedback.openPage')}</Button>)}
      {asking && <Confirm heading={t('feedback.openPage')} text={t('feedback.openSure')} yes={t('feedback.openPage')} busy={changing.isPending} onYes={() => changing.mutate(true)} onNo={() => setAsking(false)} />}
    </div>
  )
}
