// What is not set up, one line each. A line that was closed comes back in the next session.
import { useState } from 'react'
import { CloseButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Icon } from './Icon.tsx'
import { useStatus } from './queries.ts'
import { channelName } from './words.ts'

const REMEMBERED = 'madoguchi.desk.closed-notices'

const closedBefore = (): readonly string[] => (sessionStorage.getItem(REMEMBERED) ?? '').split(' ')

export function StatusNotice() {
  const { t } = useTranslation()
  const status = useStatus().data
  const [closed, setClosed] = useState(closedBefore)
  if (status === undefined) return null
  const missing = [
    ...(status.translation === null ? [{ id: 'translation', text: t('status.translation'), names: '' }] : []),
    ...status.channels.filter((channel) => !channel.connected).map((channel) => ({
      id: channel.type,
      text: t('status.channel', { channel: channelName(channel.type) }),
      names: channel.missing.join(', '),
    })),
  ].filter((notice) => !closed.includes(notice.id))
  if (missing.length === 0) return null
  const close = (id: string) => {
    const next = [...closed, id]
    sessionStorage.setItem(REMEMBERED, next.join(' '))
    setClosed(next)
  }
  return (
    <aside className="status" aria-label={t('status.heading')} data-testid="status">
      <ul>
        {missing.map(({ id, text, names }) => (
          <li key={id} data-notice={id}>
            <Icon name="attention" />
            <p>{text} {names !== '' && <span className="status-names">{t('status.missing', { names })}</span>}</p>
            <CloseButton size="sm" aria-label={t('status.dismiss', { notice: text })} onClick={() => close(id)} />
          </li>
        ))}
      </ul>
    </aside>
  )
}
