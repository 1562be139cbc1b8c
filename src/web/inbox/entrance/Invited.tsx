// Opened by an invitation's link: makes the account, and is then signed in with it.
import { type FormEvent, useEffect, useState } from 'react'
import { Button, Loader, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { NameField, NewPasswordField, SHORTEST_PASSWORD } from './AccountFields.tsx'
import { signIn } from './auth.ts'
import { Entrance } from './Entrance.tsx'
import { FormProblem } from '../FormProblem.tsx'
import { need, refusalOf } from '../need.ts'
import { LIST, go } from '../place.ts'
import { acceptInvitation } from '../staff/requests.ts'
import { useInvited } from '../staff/staffQueries.ts'
import { refusalWords } from '../words.ts'

export function Invited({ token }: { readonly token: string }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const invited = useInvited(token)
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const email = invited.data?.email ?? ''
  useEffect(() => setName(invited.data?.name ?? ''), [invited.data?.name])
  const nameProblem = name.trim() === '' ? t('error.missing') : null
  const passwordProblem = password.length < SHORTEST_PASSWORD ? t('error.short_password') : null
  const making = useMutation({
    mutationFn: async () => {
      await need(acceptInvitation(token, name.trim(), password))
      await need(signIn(email, password))
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['session'] })
      go(LIST, true)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (nameProblem === null && passwordProblem === null) making.mutate()
  }
  const refusal = invited.isError ? refusalOf(invited.error) : null
  const dead = token === '' || (refusal !== null && refusal.status >= 400 && refusal.status < 500 && refusal.status !== 429)

  return (
    <Entrance heading={t('invited.heading')}>
      {dead && <p className="problem" data-testid="invitation-dead">{t('invited.dead')}</p>}
      {!dead && refusal !== null && <p className="problem" role="alert">{refusalWords(refusal)}</p>}
      {token !== '' && invited.isPending && <Loader aria-label={t('desk.loading')} role="img" />}
      {invited.data && (
        <form onSubmit={submit} noValidate data-testid="invited">
          <p className="quiet">{t('invited.intro')}</p>
          <TextInput label={t('signIn.email')} type="email" autoComplete="username" readOnly value={email} />
          <NameField value={name} onValue={setName} problem={tried && nameProblem} />
          <NewPasswordField value={password} onValue={setPassword} problem={tried && passwordProblem} />
          <FormProblem error={making.error} />
          <Button type="submit" fullWidth size="md" loading={making.isPending}>{t('setup.submit')}</Button>
        </form>
      )}
      <Button variant="subtle" fullWidth onClick={() => go(LIST)}>{t('setup.toSignIn')}</Button>
    </Entrance>
  )
}
