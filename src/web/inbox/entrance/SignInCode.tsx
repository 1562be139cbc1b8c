// The second step of signing in: a code from the authenticator app, or one of the backup codes.
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { giveBackupCode, giveCode } from './auth.ts'
import { Entrance } from './Entrance.tsx'
import { FormProblem } from '../FormProblem.tsx'
import { need } from '../need.ts'

export function CodeForm({ onDone }: { onDone(): void }) {
  const { t } = useTranslation()
  const [code, setCode] = useState('')
  const [backup, setBackup] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [backup])
  const giving = useMutation({
    mutationFn: () => need(backup ? giveBackupCode(code.trim()) : giveCode(code.replaceAll(/\s/g, ''))),
    onSuccess: onDone,
    onError: () => field.current?.select(),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    giving.mutate()
  }
  const change = () => {
    setBackup(!backup)
    setCode('')
    giving.reset()
  }
  return (
    <form onSubmit={submit} className="form" data-testid="code-step">
      <p className="quiet">{backup ? t('signIn.backupHow') : t('signIn.codeHow')}</p>
      <TextInput
        ref={field} label={backup ? t('signIn.backupCode') : t('signIn.code')} required withAsterisk={false} classNames={{ input: 'code-input' }}
        inputMode={backup ? 'text' : 'numeric'} autoComplete={backup ? 'off' : 'one-time-code'} autoCapitalize="off" spellCheck={false}
        value={code} onChange={(event) => setCode(event.currentTarget.value)}
      />
      <FormProblem error={giving.error} />
      <Button type="submit" fullWidth size="md" loading={giving.isPending}>{t('signIn.submit')}</Button>
      <Button variant="subtle" fullWidth onClick={change} data-testid="code-other">{backup ? t('signIn.useCode') : t('signIn.useBackup')}</Button>
    </form>
  )
}

export function SignInCode({ onBack }: { onBack(): void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  return (
    <Entrance heading={t('signIn.codeHeading')}>
      <CodeForm onDone={() => void client.invalidateQueries({ queryKey: ['session'] })} />
      <Button variant="subtle" fullWidth onClick={onBack}>{t('signIn.startAgain')}</Button>
    </Entrance>
  )
}
