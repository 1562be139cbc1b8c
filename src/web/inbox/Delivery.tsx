// What became of a line that we sent.
import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../server/api.ts'
import { Icon, type IconName } from './Icon.tsx'

type State = NonNullable<MessageView['delivery']>

const ICONS: Readonly<Record<State['status'], IconName>> = {
  queued: 'clock', sent: 'send', delivered: 'check', read: 'check', failed: 'attention',
}

export function Delivery({ delivery }: { readonly delivery: State }) {
  const { t } = useTranslation()
  return (
    <span className="delivery" data-delivery={delivery.status} data-testid="delivery">
      <Icon name={ICONS[delivery.status]} size={13} />{t(`delivery.${delivery.status}`)}
      {delivery.reason !== null && <span className="delivery-reason">{t('delivery.reason', { reason: delivery.reason })}</span>}
    </span>
  )
}
