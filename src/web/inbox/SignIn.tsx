// The sign-in of counsellors; while nobody has an account it explains the one-time link.
import { type FormEvent, useRef, useState } from 'react'
import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { signIn } from './api.ts'
import { Entrance } from './Entrance.tsx'
import { FormProblem } from './FormProblem.tsx'
import { need } from './need.ts'

export function SignIn({ needsSetup }: { readonly needsSetup: boolean }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const passwordField = useRef<HTMLInputElement>(null)
  const entering = useMutation({
    mutationFn: () => need(signIn(email.trim(), password)),
    onSuccess: () => client.invalidateQueries({ queryKey: ['session'] }),
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
  return (
    <Entrance heading={t('signIn.heading')}>
      <p className="quiet">{t('signIn.intro')}</p>
      <form onSubmit={submit}>
        <TextInput
          label={t('signIn.email')} type="email" autoComplete="username" required withAsterisk={false}
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
    </Entrance>
  )
}
