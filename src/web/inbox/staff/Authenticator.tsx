// One's authenticator app: whether there is one, setting it up, new backup codes, and taking it away.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { MeView } from '../../../server/api/staff.ts'
import { newBackupCodes, removeAuthenticator } from '../entrance/auth.ts'
import { Icon } from '../Icon.tsx'
import { show } from '../notices.ts'
import { AuthenticatorSetup } from './AuthenticatorSetup.tsx'
import { BackupCodes } from './BackupCodes.tsx'
import { Panel } from './Page.tsx'
import { PasswordDialog } from './PasswordDialog.tsx'

type Doing = 'nothing' | 'setup' | 'codes' | 'remove'

export function Authenticator({ me }: { readonly me: MeView }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [doing, setDoing] = useState<Doing>('nothing')
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const done = () => {
    setDoing('nothing')
    setCodes(null)
    void client.invalidateQueries({ queryKey: ['me'] })
  }
  const { totp, passkeys, required } = me.secondFactor
  return (
    <Panel heading={t('second.heading')} hint={t('second.hint')} testid="authenticator">
      <p className="state" data-on={totp}><Icon name={totp ? 'shield' : 'attention'} />{totp ? t('second.on') : t('second.off')}</p>
      {codes && <BackupCodes codes={codes} onKept={done} />}
      {doing === 'setup' && <AuthenticatorSetup onDone={done} />}
      {doing === 'nothing' && codes === null && (
        <div className="form-end">
          {!totp && <Button onClick={() => setDoing('setup')} data-testid="begin-authenticator">{t('second.setUp')}</Button>}
          {totp && <Button variant="default" onClick={() => setDoing('codes')} data-testid="new-codes">{t('second.newCodes')}</Button>}
          {totp && <Button variant="default" onClick={() => setDoing('remove')} data-testid="remove-authenticator">{t('second.remove')}</Button>}
        </div>
      )}
      {doing === 'codes' && (
        <PasswordDialog
          heading={t('second.newCodes')} text={t('second.newCodesHow')} yes={t('second.newCodes')} onClose={() => setDoing('nothing')} ask={newBackupCodes}
          onDone={({ backupCodes }) => {
            setDoing('nothing')
            setCodes(backupCodes)
          }}
        />
      )}
      {doing === 'remove' && (
        <PasswordDialog
          heading={t('second.remove')} text={t(required && passkeys === 0 ? 'second.removeRequired' : 'second.removeHow')} yes={t('second.remove')}
          onClose={() => setDoing('nothing')} ask={removeAuthenticator}
          onDone={() => {
            done()
            show(t('second.removed'))
          }}
        />
      )}
    </Panel>
  )
}
