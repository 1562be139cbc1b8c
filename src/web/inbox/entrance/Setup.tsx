// Opened by the one-time link: makes the first account, and is then signed in with it.
import { type FormEvent, useState } from 'react'
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { NameField, NewPasswordField, SHORTEST_PASSWORD } from './AccountFields.tsx'
import { getSession, setUp } from '../api.ts'
import { signIn } from './auth.ts'
import { Entrance } from './Entrance.tsx'
import { FormProblem } from '../FormProblem.tsx'
import { need } from '../need.ts'
import { LIST, PAGES, go } from '../place.ts'

export function Setup({ token }: { readonly token: string }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const nameProblem = name.trim() === '' ? t('error.missing') : null
  const emailProblem = /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/.test(email.trim()) ? null : t('error.bad_email')
  const passwordProblem = password.length < SHORTEST_PASSWORD ? t('error.short_password') : null

  const making = useMutation({
    mutationFn: async () => {
      await need(setUp({ token, name: name.trim(), email: email.trim(), password }))
      const session = await need(getSession())
      if (session.user === null) await need(signIn(email.trim(), password))
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['session'] })
      go(PAGES.connections, true)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (nameProblem === null && emailProblem === null && passwordProblem === null) making.mutate()
  }

  return (
    <Entrance heading={t('setup.heading')}>
      {token === '' ? <p className="problem">{t('setup.noToken')}</p> : <p className="quiet">{t('setup.intro')}</p>}
      {token !== '' && (
        <form onSubmit={submit} noValidate>
          <NameField value={name} onValue={setName} problem={tried && nameProblem} />
          <TextInput
            label={t('signIn.email')} type="email" autoComplete="username"
            value={email} onChange={(event) => setEmail(event.currentTarget.value)} error={tried && emailProblem}
          />
          <NewPasswordField value={password} onValue={setPassword} problem={tried && passwordProblem} />
          <FormProblem error={making.error} />
          <Button type="submit" fullWidth size="md" loading={making.isPending}>{t('setup.submit')}</Button>
        </form>
      )}
      <Button variant="subtle" fullWidth onClick={() => go(LIST)}>{t('setup.toSignIn')}</Button>
    </Entrance>
  )
}
