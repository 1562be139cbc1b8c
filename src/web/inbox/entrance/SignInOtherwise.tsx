// Signing in without a password: with a passkey, or by the organisation's own sign-in.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { startSso } from './auth.ts'
import { FormProblem } from '../FormProblem.tsx'
import { Icon } from '../Icon.tsx'
import { RefusedError, need } from '../need.ts'
import { enterByPasskey, passkeysWork } from './passkeys.ts'

/** The organisation's sign-in comes back with `error` in the address when it did not let the person in. */
const turnedBack = () =>
  new URLSearchParams(window.location.search).has('error') ? new RefusedError({ error: 'sso_failed', status: 0 }) : null

interface SignInOtherwiseProps { readonly sso: string | null; readonly alone?: boolean; onDone(): void }

/** `alone`: there is nothing above it that it would be another way for. */
export function SignInOtherwise({ sso, alone = false, onDone }: SignInOtherwiseProps) {
  const { t } = useTranslation()
  const [before] = useState(turnedBack)
  const byPasskey = useMutation({
    mutationFn: () => need(enterByPasskey()),
    onSuccess: onDone,
  })
  const bySso = useMutation({
    mutationFn: () => need(startSso()),
    onSuccess: ({ url }) => window.location.assign(url),
  })
  const passkeys = passkeysWork()
  if (!passkeys && sso === null) return null
  return (
    <div className="otherwise">
      {!alone && <p className="otherwise-or">{t('signIn.or')}</p>}
      {passkeys && (
        <Button variant="default" fullWidth leftSection={<Icon name="key" />} loading={byPasskey.isPending} onClick={() => byPasskey.mutate()} data-testid="passkey-sign-in">
          {t('signIn.passkey')}
        </Button>
      )}
      {sso !== null && (
        <Button variant="default" fullWidth leftSection={<Icon name="entry" />} loading={bySso.isPending} onClick={() => bySso.mutate()} data-testid="sso-sign-in">
          {t('signIn.sso', { name: sso })}
        </Button>
      )}
      <FormProblem error={byPasskey.error ?? bySso.error ?? before} />
    </div>
  )
}
