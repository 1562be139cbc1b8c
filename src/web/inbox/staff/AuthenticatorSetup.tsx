// Sets an authenticator app up: password, QR code and a first code, then the backup codes.
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type AuthenticatorOffer, giveCode, offerAuthenticator } from '../entrance/auth.ts'
import { FormProblem } from '../FormProblem.tsx'
import { need } from '../need.ts'
import { BackupCodes } from './BackupCodes.tsx'
import { Copy } from './Copy.tsx'
import { PasswordField } from './PasswordField.tsx'
import { QrCode } from './QrCode.tsx'

/** In groups of four, which are easier to type. */
const inGroups = (secret: string) => secret.match(/.{1,4}/g)?.join(' ') ?? ''

function FirstCode({ offer, onDone }: { readonly offer: AuthenticatorOffer; onDone(): void }) {
  const { t } = useTranslation()
  const [code, setCode] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const secret = new URL(offer.totpURI).searchParams.get('secret') ?? ''
  const giving = useMutation({
    mutationFn: () => need(giveCode(code.replaceAll(/\s/g, ''))),
    onSuccess: onDone,
    onError: () => field.current?.select(),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    giving.mutate()
  }
  useEffect(() => field.current?.focus(), [])
  return (
    <form className="form authenticator" onSubmit={submit} data-testid="first-code">
      <p>{t('second.scan')}</p>
      <QrCode text={offer.totpURI} label={t('second.qr')} />
      <div>
        <p className="quiet">{t('second.orType')}</p>
        <Copy text={secret} shown={inGroups(secret)} testid="secret" />
      </div>
      <TextInput
        ref={field} label={t('second.firstCode')} inputMode="numeric" autoComplete="one-time-code" required withAsterisk={false}
        classNames={{ input: 'code-input' }} value={code} onChange={(event) => setCode(event.currentTarget.value)}
      />
      <FormProblem error={giving.error} />
      <div className="form-end"><Button type="submit" loading={giving.isPending}>{t('second.confirm')}</Button></div>
    </form>
  )
}

/** `onDone` comes after the backup codes were read. */
export function AuthenticatorSetup({ onDone }: { onDone(): void }) {
  const { t } = useTranslation()
  const [password, setPassword] = useState('')
  const [verified, setVerified] = useState(false)
  const offering = useMutation({ mutationFn: () => need(offerAuthenticator(password)), onSuccess: () => setPassword('') })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    offering.mutate()
  }
  if (offering.data && verified) return <BackupCodes codes={offering.data.backupCodes} onKept={onDone} />
  if (offering.data) return <FirstCode offer={offering.data} onDone={() => setVerified(true)} />
  return (
    <form className="form" onSubmit={submit} data-testid="authenticator-setup">
      <PasswordField label={t('second.password')} value={password} onChange={setPassword} />
      <FormProblem error={offering.error} />
      <div className="form-end"><Button type="submit" loading={offering.isPending}>{t('second.begin')}</Button></div>
    </form>
  )
}
