// One request about somebody's own data: how far it is, what keeps it from being done, and deciding it.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { RequestView } from '../../../server/api/privacy.ts'
import { Icon } from '../Icon.tsx'
import { addressOf, workerAddress } from '../place.ts'
import { ReasonDialog } from '../reports/ReasonDialog.tsx'
import { Confirm } from '../staff/Dialog.tsx'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { useChange } from '../staff/useChange.ts'
import { exactly } from '../time.ts'
import { listed } from '../words.ts'
import { ConfirmRequest } from './ConfirmRequest.tsx'
import { AGAIN, decideRequest } from './privacyRequests.ts'

export function RequestItem({ request, decides }: { readonly request: RequestView; readonly decides: boolean }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState<'confirm' | 'refuse' | 'takeBack' | null>(null)
  const { id, kind, state, person, conversation, by, askedAt, dueAt, endedAt, stays } = request
  const taking = useChange({ ask: () => decideRequest(id, { decision: 'takeBack', reason: '' }), again: AGAIN, told: true })
  const what = `${t(`privacy.kind.${kind}`)} – ${person.pseudonym}`
  const close = () => setOpen(null)
  return (
    <li className="item" data-testid="privacy-request">
      <div className="item-text">
        <strong>{t(`privacy.kind.${kind}`)}</strong>
        <span className="item-facts quiet">
          <PlaceLink to={workerAddress(person.id)} className="page-link">{person.pseudonym}</PlaceLink>
          {conversation !== null && <PlaceLink to={addressOf(conversation)} className="page-link">{t('trouble.conversation')}</PlaceLink>}
          <span>{by === null ? t('privacy.byWorker') : t('privacy.by', { name: by })}</span>
          <time dateTime={askedAt}>{exactly(askedAt)}</time>
        </span>
        <span className="state" data-on={state === 'confirmed' || state === 'done'}>
          <Icon name={state === 'done' ? 'check' : state === 'asked' || state === 'confirmed' ? 'clock' : 'close'} size={14} />{t(`privacy.state.${state}`)}
          {state === 'confirmed' && dueAt !== null && <> · {t(kind === 'erasure' ? 'privacy.due' : 'privacy.copyUntil', { time: exactly(dueAt) })}</>}
          {endedAt !== null && <> · {t('privacy.ended', { time: exactly(endedAt) })}</>}
        </span>
        {stays.length > 0 && <span className="privacy-stays"><Icon name="attention" size={14} />{t('privacy.stays')}: {listed(stays.map((why) => t(`privacy.why.${why}`)))}</span>}
      </div>
      <div className="item-actions">
        {(state === 'asked' || state === 'confirmed') && <Button size="compact-md" variant="default" onClick={() => setOpen('takeBack')} aria-label={`${t('privacy.takeBack')}: ${what}`} data-testid="take-back">{t('privacy.takeBack')}</Button>}
        {state === 'asked' && decides && <Button size="compact-md" variant="default" onClick={() => setOpen('refuse')} aria-label={`${t('privacy.refuse')}: ${what}`} data-testid="refuse">{t('privacy.refuse')}</Button>}
        {state === 'asked' && decides && <Button size="compact-md" onClick={() => setOpen('confirm')} aria-label={`${t('privacy.confirm')}: ${what}`} data-testid="confirm">{t('privacy.confirm')}</Button>}
      </div>
      {open === 'confirm' && <ConfirmRequest request={request} onClose={close} />}
      {open === 'refuse' && <ReasonDialog heading={t('privacy.refuse')} text={t('privacy.refuseText')} again={AGAIN} ask={(reason) => decideRequest(id, { decision: 'refuse', reason })} onClose={close} />}
      {open === 'takeBack' && <Confirm heading={t('privacy.takeBack')} text={t('privacy.takeBackText')} yes={t('privacy.takeBack')} onNo={close} onYes={() => { close(); taking.mutate(undefined) }} />}
    </li>
  )
}
