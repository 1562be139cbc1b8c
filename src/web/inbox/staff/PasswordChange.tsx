// Changes one's password; every other session ends with it.
import { type FormEvent, useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { changePassword } from '../entrance/auth.ts'
import { FormProblem } from '../FormProblem.tsx'
import { show } from '../notices.ts'
import { SHORTEST_PASSWORD } from '../entrance/AccountFields.tsx'
import { Panel } from './Page.tsx'
import { PasswordField } from './PasswordField.tsx'
import { useChange } from './useChange.ts'

export function PasswordChange() {
  const { t } = useTranslation()
  const [present, setPresent] = useState('')
  const [next, setNext] = useState('')
  const [tried, setTried] = useState(false)
  const short = next.length < SHORTEST_PASSWORD
  const changing = useChange({
    ask: () => changePassword(present, next),
    again: ['own-sessions'],
    onDone: () => {
      setPresent('')
      setNext('')
      setTried(false)
      show(t('password.changed'))
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!short) changing.mutate(undefined)
  }
  return (
    <Panel heading={t('password.heading')} hint={t('password.hint')} testid="password">
      <form className="form" onSubmit={submit}>
        <PasswordField label={t('password.present')} value={present} onChange={setPresent} />
        <PasswordField label={t('password.next')} value={next} onChange={setNext} fresh error={tried && short && t('error.short_password')} />
        <FormProblem error={changing.error} />
        <div className="form-end"><Button type="submit" loading={changing.isPending}>{t('password.change')}</Button></div>
      </form>
    </Panel>
  )
}
