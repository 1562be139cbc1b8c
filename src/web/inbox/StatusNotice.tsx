// What is not set up and what a platform refuses, one line each. A line that was closed comes back in the next session.
import { useState } from 'react'
import { CloseButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Icon } from './Icon.tsx'
import { PAGES } from './place.ts'
import { useStatus } from './queries.ts'
import { PlaceLink } from './staff/PlaceLink.tsx'
import { useMay } from './staff/staffQueries.ts'
import { statusLines } from './statusNotices.ts'

const REMEMBERED = 'madoguchi.desk.closed-notices'

const closedBefore = (): readonly string[] => (sessionStorage.getItem(REMEMBERED) ?? '').split(' ')

export function StatusNotice({ wanted }: { readonly wanted: boolean }) {
  const { t } = useTranslation()
  const status = useStatus(wanted).data
  const mayConnect = useMay('connections.read')
  const [closed, setClosed] = useState(closedBefore)
  if (status === undefined) return null
  const lines = statusLines(status).filter(({ id }) => !closed.includes(id))
  if (lines.length === 0) return null
  const close = (id: string) => {
    const next = [...closed, id]
    sessionStorage.setItem(REMEMBERED, next.join(' '))
    setClosed(next)
  }
  return (
    <aside className="status" aria-label={t('status.heading')} data-testid="status">
      <ul>
        {lines.map(({ id, text, more, mended }) => (
          <li key={id} data-notice={id}>
            <Icon name="attention" />
            <p>{text} {mended && mayConnect ? <PlaceLink to={PAGES.connections} className="page-link">{t('status.mend')}</PlaceLink> : more !== '' && <span className="status-names">{more}</span>}</p>
            <CloseButton size="sm" aria-label={t('status.dismiss', { notice: text })} onClick={() => close(id)} />
          </li>
        ))}
      </ul>
    </aside>
  )
}
