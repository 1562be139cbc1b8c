// Each channel: what its platform says of the account, when it was last heard, and what of the month is used.
import { useTranslation } from 'react-i18next'
import type { ChannelRun } from '../../../server/api/operation.ts'
import { Icon } from '../Icon.tsx'
import { Panel } from '../staff/Page.tsx'
import { nearby, useNow } from '../time.ts'
import { channelName, listed } from '../words.ts'

export function ChannelsPanel({ channels }: { readonly channels: readonly ChannelRun[] }) {
  const { t } = useTranslation()
  const now = useNow()
  return (
    <Panel heading={t('operation.channels')} testid="channels">
      <ul className="items">
        {channels.map(({ id, heardAt, problems, quota }) => (
          <li key={id} className="item" data-testid={`channel-${id}`}>
            <div className="item-text">
              <strong>{channelName(id)}</strong>
              <span className="item-facts quiet">
                <span>{heardAt === null ? t('operation.notHeard') : t('operation.heard', { time: nearby(heardAt, now) })}</span>
                {quota && <span>{quota.limit === null ? t('operation.quotaOpen', { used: quota.used }) : t('operation.quota', { used: quota.used, limit: quota.limit })}</span>}
              </span>
            </div>
            <span className="state" data-on={problems.length === 0}>
              <Icon name={problems.length === 0 ? 'check' : 'attention'} />{problems.length === 0 ? t('operation.fine') : listed(problems.map((problem) => t(`operation.problem.${problem}`)))}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
