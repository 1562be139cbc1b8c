// One's own account: how workers see one, hours and languages, password, second factor and sessions.
import { useTranslation } from 'react-i18next'
import type { MeView } from '../../../server/api/staff.ts'
import { listed, roleName } from '../words.ts'
import { AccountProfile } from './AccountProfile.tsx'
import { DeviceNotices } from './DeviceNotices.tsx'
import { Authenticator } from './Authenticator.tsx'
import { OwnSessions } from './OwnSessions.tsx'
import { Page } from './Page.tsx'
import { Passkeys } from './Passkeys.tsx'
import { PasswordChange } from './PasswordChange.tsx'

export function Account({ me }: { readonly me: MeView }) {
  const { t } = useTranslation()
  return (
    <Page heading={t('account.heading')} testid="account">
      <dl className="facts">
        <div><dt>{t('staff.name')}</dt><dd>{me.name}</dd></div>
        <div><dt>{t('signIn.email')}</dt><dd>{me.email}</dd></div>
        <div><dt>{t('staff.roles')}</dt><dd>{listed(me.roles.map(roleName))}</dd></div>
      </dl>
      {me.may.includes('desk.status') && <AccountProfile me={me} />}
      {me.may.includes('conversations.read') && <DeviceNotices />}
      <Authenticator me={me} />
      <Passkeys />
      <PasswordChange />
      <OwnSessions />
    </Page>
  )
}
