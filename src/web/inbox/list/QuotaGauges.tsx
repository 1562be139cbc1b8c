// How much of a month's messages is used, for each channel whose platform counts them.
import { useTranslation } from 'react-i18next'
import type { ChannelStatus } from '../../../server/api/inbox.ts'
import { Icon } from '../Icon.tsx'
import { useStatus } from '../queries.ts'
import { exactly } from '../time.ts'
import { channelName } from '../words.ts'

/** From this part on it is time to think of the rest of the month. */
const NEAR = 0.8

interface Gauge { readonly type: string; readonly used: number; readonly limit: number; readonly checkedAt: string }

const gaugeOf = ({ type, health }: ChannelStatus): readonly Gauge[] => {
  const limit = health?.quota?.limit ?? null
  return health?.quota && limit !== null ? [{ type, used: health.quota.used, limit, checkedAt: health.checkedAt }] : []
}

function Quota({ type, used, limit, checkedAt }: Gauge) {
  const { t } = useTranslation()
  const part = limit === 0 ? 1 : Math.min(1, used / limit)
  const level = part >= 1 ? 'full' : part >= NEAR ? 'near' : 'fine'
  const words = t('health.used', { channel: channelName(type), used, limit })
  const rest = used >= limit ? t('health.none') : t('health.left', { left: limit - used })
  return (
    <li className="quota" data-level={level} title={t('health.checked', { time: exactly(checkedAt) })} data-testid={`quota-${type}`}>
      <p>{level !== 'fine' && <Icon name="attention" size={13} />}<span>{words}</span>{level !== 'fine' && <strong>{rest}</strong>}</p>
      <svg className="quota-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <rect className="quota-limit" width="100" height="4" />
        <rect className="quota-used" width={part * 100} height="4" />
      </svg>
    </li>
  )
}

export function QuotaGauges() {
  const { t } = useTranslation()
  const gauges = useStatus().data?.channels.flatMap(gaugeOf) ?? []
  if (gauges.length === 0) return null
  return <ul className="quotas" aria-label={t('health.quotas')} data-testid="quotas">{gauges.map((gauge) => <Quota key={gauge.type} {...gauge} />)}</ul>
}
