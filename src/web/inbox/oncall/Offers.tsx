// Shifts that colleagues ask one to take over.
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { OnCallView } from '../../../server/api/on-call.ts'
import { show } from '../notices.ts'
import { Panel } from '../staff/Page.tsx'
import { useChange } from '../staff/useChange.ts'
import { exactly } from '../time.ts'
import { answerOffer } from './requests.ts'

export function Offers({ view, me }: { readonly view: OnCallView; readonly me: string }) {
  const { t } = useTranslation()
  const answering = useChange({ ask: answerOffer, again: ['on-call'], told: true, onDone: (_value, { accept }) => show(t(accept ? 'onCall.taken' : 'onCall.declined')) })
  const offers = view.shifts.filter(({ offeredTo }) => offeredTo?.id === me)
  if (offers.length === 0) return null
  return (
    <Panel heading={t('onCall.offers')} testid="offers">
      <ul className="items">
        {offers.map(({ id, staff, from, until }) => (
          <li key={id} className="item">
            <p className="item-text"><strong>{t('onCall.asksYou', { name: staff.name })}</strong><span className="quiet">{exactly(from)} – {exactly(until)}</span></p>
            <div className="item-actions">
              <Button size="compact-md" variant="default" onClick={() => answering.mutate({ id, accept: false })} data-testid="decline">{t('onCall.decline')}</Button>
              <Button size="compact-md" onClick={() => answering.mutate({ id, accept: true })} data-testid="accept">{t('onCall.accept')}</Button>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
