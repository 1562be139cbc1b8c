// Where somebody is signed in, each with a way to end it.
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Icon } from '../Icon.tsx'
import { exactly } from '../time.ts'
import { deviceName } from './deviceName.ts'

interface Shown { readonly id: string; readonly createdAt: string; readonly userAgent?: string | null; readonly current: boolean }

interface SessionListProps<T extends Shown> { readonly sessions: readonly T[]; readonly busy: boolean; onEnd(session: T): void }

export function SessionList<T extends Shown>({ sessions, busy, onEnd }: SessionListProps<T>) {
  const { t } = useTranslation()
  if (sessions.length === 0) return <p className="quiet">{t('sessions.none')}</p>
  return (
    <ul className="items" data-testid="sessions">
      {sessions.map((session) => {
        const name = deviceName(session.userAgent ?? '') || t('sessions.unknown')
        const time = exactly(session.createdAt)
        return (
          <li key={session.id} className="item">
            <Icon name="keys" />
            <p className="item-text"><strong>{name}</strong><span className="quiet">{t('sessions.since', { time })}</span></p>
            {session.current
              ? <span className="tag">{t('sessions.here')}</span>
              : <Button size="compact-sm" variant="default" disabled={busy} aria-label={t('sessions.endNamed', { name, time })} onClick={() => onEnd(session)}>{t('sessions.end')}</Button>}
          </li>
        )
      })}
    </ul>
  )
}
