// Before anything else, where a second factor is asked for: to set one up, or to show the one there is.
import { useState } from 'react'
import { Button, Tabs } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { MeView } from '../../../server/api/staff.ts'
import { Entrance } from '../entrance/Entrance.tsx'
import { Icon } from '../Icon.tsx'
import { NoticeCorner } from '../NoticeCorner.tsx'
import { LIST, go } from '../place.ts'
import { CodeForm } from '../entrance/SignInCode.tsx'
import { SignInOtherwise } from '../entrance/SignInOtherwise.tsx'
import { useLeaving } from '../useLeaving.ts'
import { AuthenticatorSetup } from './AuthenticatorSetup.tsx'
import { PasskeyForm } from './Passkeys.tsx'

interface EnterProps { onEnter(): void }

function SetUp({ onEnter }: EnterProps) {
  const { t } = useTranslation()
  const [added, setAdded] = useState(false)
  if (added) {
    return (
      <div className="form" data-testid="secured">
        <p className="state" data-on="true"><Icon name="shield" />{t('second.secured')}</p>
        <Button onClick={onEnter} data-testid="enter-desk">{t('second.enter')}</Button>
      </div>
    )
  }
  return (
    <div className="form" data-testid="second-factor-gate">
      <p className="quiet">{t('second.gateIntro')}</p>
      <Tabs defaultValue="app">
        <Tabs.List grow>
          <Tabs.Tab value="app">{t('second.app')}</Tabs.Tab>
          <Tabs.Tab value="passkey">{t('second.passkey')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="app" className="gate-panel" tabIndex={-1}><AuthenticatorSetup onDone={onEnter} /></Tabs.Panel>
        <Tabs.Panel value="passkey" className="gate-panel" tabIndex={-1}>
          <p className="quiet">{t('passkey.hint')}</p>
          <PasskeyForm onDone={() => setAdded(true)} />
        </Tabs.Panel>
      </Tabs>
    </div>
  )
}

function Show({ totp, onEnter }: EnterProps & { readonly totp: boolean }) {
  const { t } = useTranslation()
  return (
    <div className="form" data-testid="second-factor-shown">
      <p className="quiet">{t('second.showIntro')}</p>
      {totp && <CodeForm onDone={onEnter} />}
      <SignInOtherwise sso={null} alone={!totp} onDone={onEnter} />
      <Button variant="subtle" onClick={onEnter} data-testid="enter-desk">{t('second.enter')}</Button>
    </div>
  )
}

/** `secondFactor` is of the account; undefined where the server would not even tell that. */
export function SecondFactorGate({ secondFactor }: { readonly secondFactor: MeView['secondFactor'] | undefined }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const leave = useLeaving()
  const enter = async () => {
    await client.invalidateQueries()
    go(LIST, true)
  }
  // What was true when the page opened: the set-up goes on to the backup codes though there is a second factor by then.
  const [had] = useState(secondFactor !== undefined && (secondFactor.totp || secondFactor.passkeys > 0))
  return (
    <>
      <Entrance heading={t(had ? 'second.showHeading' : 'second.gateHeading')}>
        {had ? <Show totp={secondFactor?.totp ?? false} onEnter={() => void enter()} /> : <SetUp onEnter={() => void enter()} />}
        <Button variant="subtle" fullWidth onClick={() => void leave()}>{t('desk.signOut')}</Button>
      </Entrance>
      <NoticeCorner />
    </>
  )
}
