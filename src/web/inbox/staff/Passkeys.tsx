// One's passkeys: a fingerprint, a face or a security key instead of password and code.
import { type FormEvent, useState } from 'react'
import { Button, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Passkey, removePasskey } from '../entrance/auth.ts'
import { FormProblem } from '../FormProblem.tsx'
import { Icon } from '../Icon.tsx'
import { show } from '../notices.ts'
import { addPasskey, passkeysWork } from '../entrance/passkeys.ts'
import { exactly } from '../time.ts'
import { Answered } from './Answered.tsx'
import { deviceName } from './deviceName.ts'
import { Confirm } from './Dialog.tsx'
import { Panel } from './Page.tsx'
import { usePasskeys } from './staffQueries.ts'
import { useChange } from './useChange.ts'

export function PasskeyForm({ onDone }: { onDone?(): void }) {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const adding = useChange({
    ask: (called: string) => addPasskey(called),
    again: ['passkeys', 'me'],
    onDone: () => {
      setName('')
      show(t('passkey.added'))
      onDone?.()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    adding.mutate(name.trim() === '' ? deviceName(navigator.userAgent) : name.trim())
  }
  if (!passkeysWork()) return <p className="quiet">{t('passkey.unable')}</p>
  return (
    <form className="form" onSubmit={submit} data-testid="passkey-form">
      <TextInput label={t('passkey.name')} placeholder={deviceName(navigator.userAgent)} maxLength={60} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <FormProblem error={adding.error} />
      <div className="form-end"><Button type="submit" variant="default" loading={adding.isPending}>{t('passkey.add')}</Button></div>
    </form>
  )
}

export function Passkeys() {
  const { t } = useTranslation()
  const passkeys = usePasskeys()
  const [leaving, setLeaving] = useState<Passkey | null>(null)
  const removing = useChange({
    ask: removePasskey,
    again: ['passkeys', 'me'],
    onDone: () => show(t('passkey.removed')),
  })
  const nameOf = (passkey: Passkey) => passkey.name ?? t('passkey.unnamed')
  return (
    <Panel heading={t('passkey.heading')} hint={t('passkey.hint')} testid="passkeys">
      <Answered query={passkeys}>
        {(list) => list.length > 0 && (
          <ul className="items">
            {list.map((passkey) => (
              <li key={passkey.id} className="item">
                <Icon name="key" />
                <p className="item-text"><strong>{nameOf(passkey)}</strong>{passkey.createdAt !== null && <span className="quiet">{t('passkey.since', { time: exactly(passkey.createdAt) })}</span>}</p>
                <Button size="compact-sm" variant="default" aria-label={t('passkey.removeNamed', { name: nameOf(passkey) })} onClick={() => setLeaving(passkey)}>{t('staff.remove')}</Button>
              </li>
            ))}
          </ul>
        )}
      </Answered>
      {removing.isError && <FormProblem error={removing.error} />}
      <PasskeyForm />
      {leaving && (
        <Confirm
          heading={t('passkey.remove')} text={t('passkey.removeHow', { name: nameOf(leaving) })} yes={t('staff.remove')} onNo={() => setLeaving(null)}
          onYes={() => {
            removing.mutate(leaving.id)
            setLeaving(null)
          }}
        />
      )}
    </Panel>
  )
}
