// Takes a mailbox: its address, its password, and the servers, which are known for the large providers.
import { type FormEvent, useState } from 'react'
import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ConnectionKept, ConnectionView } from '../../../server/api/connections.ts'
import { FormProblem } from '../FormProblem.tsx'
import { useChange } from '../staff/useChange.ts'
import { exactly } from '../time.ts'
import { AGAIN, keepSettings } from './connectionRequests.ts'
import { Findings } from './Findings.tsx'
import { serversFor, settingsOf } from './mailUrls.ts'

const EMPTY = { user: '', password: '', smtp: '', imap: '' }

export function MailForm({ connection: { kind, fields } }: { readonly connection: ConnectionView }) {
  const { t } = useTranslation()
  const before = fields.find(({ name }) => name === 'EMAIL_ADDRESS')?.value ?? ''
  const set = fields.find(({ name }) => name === 'EMAIL_SMTP_URL')?.set ?? null
  const [mailbox, setMailbox] = useState({ ...EMPTY, address: before })
  const [outcome, setOutcome] = useState<ConnectionKept | null>(null)
  const keeping = useChange({
    ask: () => keepSettings(kind, settingsOf(mailbox)), again: AGAIN,
    onDone: (kept) => {
      setOutcome(kept)
      if (kept.kept) setMailbox({ ...mailbox, password: '' })
    },
  })
  const known = serversFor(mailbox.address)
  const fill = () => { if (known && mailbox.smtp === '' && mailbox.imap === '') setMailbox({ ...mailbox, ...known }) }
  const field = (name: keyof typeof mailbox) => ({ value: mailbox[name], onChange: (event: { currentTarget: { value: string } }) => setMailbox({ ...mailbox, [name]: event.currentTarget.value }), autoComplete: 'off', 'data-testid': `mail-${name}` })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setOutcome(null)
    keeping.mutate(undefined)
  }
  return (
    <form className="form" onSubmit={submit} autoComplete="off">
      {set !== null && <p className="quiet">{t('connect.mail.setOn', { time: exactly(set) })}</p>}
      <TextInput label={t('connect.mail.address')} type="email" required withAsterisk={false} {...field('address')} onBlur={fill} />
      <PasswordInput label={t('connect.mail.password')} description={t('connect.mail.passwordHint')} {...field('password')} visibilityToggleButtonProps={{ 'aria-label': t('connect.show') }} />
      <div className="form-pair">
        <TextInput label={t('connect.mail.smtp')} required withAsterisk={false} placeholder="smtp.example.org" {...field('smtp')} />
        <TextInput label={t('connect.mail.imap')} placeholder="imap.example.org" {...field('imap')} />
      </div>
      <TextInput label={t('connect.mail.user')} description={t('connect.mail.userHint')} {...field('user')} />
      <FormProblem error={keeping.error} />
      {outcome && !outcome.kept && <Findings kind={kind} findings={outcome.findings} />}
      {outcome && !outcome.kept && <p className="problem" role="alert">{t('connect.notKept')}</p>}
      {outcome?.kept && <p role="status" data-testid="settings-kept">{t('connect.kept')}</p>}
      <div className="form-end"><Button type="submit" loading={keeping.isPending} data-testid="keep-settings">{t('connect.keep')}</Button></div>
    </form>
  )
}
