// What became of a line that we sent: one tick for sent, two for arrived, and always in words.
import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../../server/api/inbox.ts'
import { deliveryReason } from './deliveryReason.ts'
import { Icon, type IconName } from '../Icon.tsx'

type State = NonNullable<MessageView['delivery']>

const ICONS: Readonly<Record<State['status'], IconName>> = {
  queued: 'clock', sent: 'check', delivered: 'ticks', read: 'ticks', failed: 'attention',
}

export function Delivery({ delivery }: { readonly delivery: State }) {
  const { t } = useTranslation()
  const { status, reason } = delivery
  return (
    <span className="delivery" data-delivery={status} data-testid="delivery">
      <Icon name={ICONS[status]} size={status === 'delivered' || status === 'read' ? 16 : 13} />{t(`delivery.${status}`)}
      {reason !== null && <span className="delivery-reason" title={reason}>{t('delivery.reason', { reason: deliveryReason(reason) })}</span>}
    </span>
  )
}
