// What somebody must see to, each with what to do; and what was, lately.
import { useTranslation } from 'react-i18next'
import type { OperationView } from '../../../server/api/operation.ts'
import { Icon } from '../Icon.tsx'
import { Panel } from '../staff/Page.tsx'
import { nearby, useNow } from '../time.ts'
import { channelName } from '../words.ts'

type AlertsPanelProps = Pick<OperationView, 'alerts' | 'lately' | 'staleContacts'>

export function AlertsPanel({ alerts, lately, staleContacts }: AlertsPanelProps) {
  const { t } = useTranslation()
  const now = useNow()
  const time = (at: string) => nearby(at, now)
  return (
    <Panel heading={t('operation.alerts')} testid="alerts">
      <div role="status">
        {alerts.length === 0 && <p className="empty operation-fine" data-testid="no-alerts"><Icon name="check" />{t('operation.noAlerts')}</p>}
      </div>
      {alerts.length > 0 && (
        <ul className="items">
          {alerts.map(({ id, kind, subject, since, told }) => (
            <li key={id} className="item operation-alert" data-testid={`alert-${kind}`}>
              <Icon name="attention" />
              <div className="item-text">
                <strong>{t(`operation.alert.${kind}.what`, { channel: channelName(subject) })}</strong>
                <span>{t(`operation.alert.${kind}.todo`, { channel: channelName(subject) })}</span>
                {kind === 'staleContacts' && <span className="quiet">{t('operation.contacts')}: {staleContacts.join(', ')}</span>}
                <span className="item-facts quiet"><time dateTime={since}>{t('operation.sinceTime', { time: time(since) })}</time><span>{told === null ? t('operation.untold') : t('operation.told', { time: time(told) })}</span></span>
              </div>
            </li>
          ))}
        </ul>
      )}
      <details className="operation-lately">
        <summary>{t('operation.lately')} ({lately.length})</summary>
        {lately.length === 0 ? <p className="quiet">{t('operation.noLately')}</p> : (
          <ul className="items">
            {lately.map(({ id, kind, subject, since, until }) => (
              <li key={id} className="item"><div className="item-text"><span>{t(`operation.alert.${kind}.what`, { channel: channelName(subject) })}</span><span className="quiet">{t('operation.fromUntil', { from: time(since), until: time(until) })}</span></div></li>
            ))}
          </ul>
        )}
      </details>
    </Panel>
  )
}
