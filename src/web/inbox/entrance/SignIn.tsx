// The sign-in of counsellors: password, and a code where the account has one; while nobody has an account it explains the one-time link.
import { type FormEvent, useRef, useState } from 'react'
import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { signIn } from './auth.ts'
import { Entrance } from './Entrance.tsx'
import { FormProblem } from '../FormProblem.tsx'
import { need } from '../need.ts'
import { SignInCode } from './SignInCode.tsx'
import { SignInOtherwise } from './SignInOtherwise.tsx'

/** `sso` is the name of the organisation's own sign-in. */
export function SignIn({ needsSetup, sso }: { readonly needsSetup: boolean; readonly sso: string | null }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [codeWanted, setCodeWanted] = useState(false)
  const passwordField = useRef<HTMLInputElement>(null)
  const entering = useMutation({
    mutationFn: () => need(signIn(email.trim(), password)),
    onSuccess: async ({ twoFactorRedirect = false }) => {
      if (!twoFactorRedirect) await client.invalidateQueries({ queryKey: ['session'] })
      setPassword('')
      setCodeWanted(twoFactorRedirect)
    },
    onError: () => passwordField.current?.select(),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    entering.mutate()
  }
  if (needsSetup) {
    return (
      <Entrance heading={t('signIn.start')}>
        <section className="hint" data-testid="needs-setup">
          <h2>{t('signIn.needsSetup')}</h2>
          <p>{t('signIn.needsSetupHow')}</p>
        </section>
        <Button variant="subtle" fullWidth onClick={() => void client.invalidateQueries({ queryKey: ['session'] })}>
          {t('signIn.reload')}
        </Button>
      </Entrance>
    )
  }
  if (codeWanted) return <SignInCode onBack={() => setCodeWanted(false)} />
  return (
    <Entrance heading={t('signIn.heading')}>
      <p className="quiet">{t('signIn.intro')}</p>
      <form onSubmit={submit} data-testid="sign-in">
        <TextInput
          label={t('signIn.email')} type="email" autoComplete="username webauthn" required withAsterisk={false}
          value={email} onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          ref={passwordField} label={t('signIn.password')} autoComplete="current-password" required withAsterisk={false}
          value={password} onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.show') }}
        />
        <FormProblem error={entering.error} />
        <Button type="submit" fullWidth size="md" loading={entering.isPending}>{t('signIn.submit')}</Button>
      </form>
      <SignInOtherwise sso={sso} onDone={() => void client.invalidateQueries({ queryKey: ['session'] })} />
    </Entrance>
  )
}
