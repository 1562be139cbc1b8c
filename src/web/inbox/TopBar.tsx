// The bar across the top: the house, whether the page is live, the pages, language, keys, and who is signed in.
import { UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MeView } from '../../server/api/staff.ts'
import { Icon } from './Icon.tsx'
import { Mark } from './Mark.tsx'
import { TonightBar } from './oncall/TonightBar.tsx'
import { PAGES, usePlace } from './place.ts'
import { AwaySwitch } from './staff/AwaySwitch.tsx'
import { Navigation } from './staff/Navigation.tsx'
import { PlaceLink } from './staff/PlaceLink.tsx'
import { useLeaving } from './useLeaving.ts'
import { deskLanguage, switchLanguage } from './words.ts'

/** `live` is null for those whom no changes are told to. */
interface TopBarProps { readonly me: MeView; readonly live: boolean | null; onKeys(): void }

export function TopBar({ me, live, onKeys }: TopBarProps) {
  const { t } = useTranslation()
  const leave = useLeaving()
  const place = usePlace()
  return (
    <header className="top">
      <h1 className="top-house">
        <Mark size={28} />
        <span>{t('desk.name')}</span> <span className="top-part">{t(me.may.includes('reports.own') ? 'ownReports.part' : 'desk.part')}</span>
      </h1>
      {live !== null && (
        <p className="top-live" role="status" data-live={live} data-testid="live">
          <span className="top-dot" aria-hidden="true" />
          <span>{live ? t('desk.live') : t('desk.broken')}</span>
        </p>
      )}
      <Navigation me={me} />
      <div className="top-end">
        <TonightBar me={me} />
        <AwaySwitch me={me} />
        <UnstyledButton className="top-button top-language" lang={deskLanguage() === 'ja' ? 'en' : 'ja'} onClick={() => void switchLanguage()}>
          {t('desk.otherLanguage')}
        </UnstyledButton>
        {!me.may.includes('reports.own') && (
          <UnstyledButton className="top-button top-keys" onClick={onKeys} aria-label={t('desk.keys')} title={t('desk.keys')}>
            <Icon name="keys" size={18} />
          </UnstyledButton>
        )}
        <PlaceLink
          className="top-button" to={PAGES.account} current={place.type === 'account'} testid="nav-account"
          title={t('account.of', { name: me.name })} label={t('account.of', { name: me.name })}
        >
          <Icon name="worker" size={18} /><span className="top-user">{me.name}</span>
        </PlaceLink>
        <UnstyledButton className="top-button" onClick={() => void leave()} aria-label={t('desk.signOut')} title={t('desk.signOut')} data-testid="sign-out">
          <Icon name="leave" size={18} /><span className="top-leave">{t('desk.signOut')}</span>
        </UnstyledButton>
      </div>
    </header>
  )
}
