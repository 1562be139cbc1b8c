// Adds a way to be called: a mail address, one's LINE account by a code, or a service of one's own.
import { type FormEvent, useState } from 'react'
import { Button, NativeSelect, TextInput, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FormProblem } from '../FormProblem.tsx'
import { Copy } from '../staff/Copy.tsx'
import { Dialog } from '../staff/Dialog.tsx'
import { useChange } from '../staff/useChange.ts'
import { useWays } from './queries.ts'
import { addWay, testWay } from './requests.ts'
import { SERVICES, type Service } from './services.ts'

interface AddProps { onClose(): void }

const again = ['ways', 'on-call']

export function AddEmail({ onClose }: AddProps) {
  const { t } = useTranslation()
  const [address, setAddress] = useState('')
  const testing = useChange({ ask: testWay, again })
  const adding = useChange({ ask: addWay, again, onDone: ({ id }) => testing.mutate(id) })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    adding.mutate({ medium: 'email', address: address.trim() })
  }
  return (
    <Dialog heading={t('onCall.add.email')} onClose={onClose} stays testid="add-email-dialog">
      {adding.data ? (
        <div className="form">
          <p role="status">{testing.isPending ? t('onCall.sending') : testing.data && testing.data.status === 'sent' ? t('onCall.emailSent') : t('onCall.tested.because', { reason: testing.data?.reason ?? '–' })}</p>
          <div className="form-end"><Button onClick={onClose}>{t('invite.done')}</Button></div>
        </div>
      ) : (
        <form className="form" onSubmit={submit}>
          <TextInput label={t('signIn.email')} type="email" required value={address} onChange={(event) => setAddress(event.currentTarget.value)} description={t('onCall.emailHint')} />
          <FormProblem error={adding.error} />
          <div className="form-end">
            <Button variant="default" onClick={onClose}>{t('staff.cancel')}</Button>
            <Button type="submit" loading={adding.isPending} data-testid="way-submit">{t('onCall.addAndTest')}</Button>
          </div>
        </form>
      )}
    </Dialog>
  )
}

export function AddLine({ onClose }: AddProps) {
  const { t } = useTranslation()
  const adding = useChange({ ask: () => addWay({ medium: 'line' }), again })
  const linked = useWays().data?.some(({ id, verified }) => id === adding.data?.id && verified) ?? false
  return (
    <Dialog heading={t('onCall.add.line')} onClose={onClose} stays testid="add-line-dialog">
      <ol className="oncall-howto">
        <li>{t('onCall.lineFriend')}</li>
        <li>{t('onCall.lineSend')}</li>
      </ol>
      {adding.data ? <Copy text={adding.data.code ?? ''} testid="line-code" /> : <Button loading={adding.isPending} onClick={() => adding.mutate(undefined)} data-testid="get-code">{t('onCall.getCode')}</Button>}
      <p role="status">{linked ? t('onCall.linked') : adding.data && t('onCall.waitsForCode')}</p>
      <p className="quiet">{t('onCall.linePrivate')}</p>
      <FormProblem error={adding.error} />
      <div className="form-end"><Button variant={linked ? 'filled' : 'default'} onClick={onClose}>{t(linked ? 'invite.done' : 'desk.close')}</Button></div>
    </Dialog>
  )
}

export function AddWebhook({ onClose }: AddProps) {
  const { t } = useTranslation()
  const [service, setService] = useState<Service>('own')
  const [address, setAddress] = useState('')
  const [authorization, setAuthorization] = useState('')
  const [body, setBody] = useState(SERVICES.own.body)
  const adding = useChange({ ask: addWay, again })
  const choose = (name: string) => {
    const chosen = name === 'pagerduty' || name === 'twilio' || name === 'ntfy' ? name : 'own'
    setService(chosen)
    setAddress(SERVICES[chosen].address)
    setBody(SERVICES[chosen].body)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    adding.mutate({ medium: 'webhook', address: address.trim(), contentType: SERVICES[service].contentType, body, authorization: authorization.trim() })
  }
  return (
    <Dialog heading={t('onCall.add.webhook')} onClose={onClose} stays testid="add-webhook-dialog">
      {adding.data ? (
        <div className="form">
          <p>{t('onCall.keyOnce')}</p>
          <Copy text={adding.data.key ?? ''} testid="webhook-key" />
          <div className="form-end"><Button onClick={onClose}>{t('invite.done')}</Button></div>
        </div>
      ) : (
        <form className="form" onSubmit={submit}>
          <NativeSelect label={t('onCall.service')} value={service} onChange={(event) => choose(event.currentTarget.value)} data={Object.entries(SERVICES).map(([value, { name }]) => ({ value, label: name || t('onCall.ownService') }))} />
          <TextInput label="URL" type="url" required value={address} onChange={(event) => setAddress(event.currentTarget.value)} description={t('onCall.urlHint')} />
          <TextInput label="Authorization" value={authorization} onChange={(event) => setAuthorization(event.currentTarget.value)} description={t('onCall.authorizationHint')} autoComplete="off" />
          <Textarea label={t('onCall.body')} autosize minRows={2} value={body} onChange={(event) => setBody(event.currentTarget.value)} description={t('onCall.bodyHint')} />
          <FormProblem error={adding.error} />
          <div className="form-end">
            <Button variant="default" onClick={onClose}>{t('staff.cancel')}</Button>
            <Button type="submit" loading={adding.isPending} data-testid="way-submit">{t('onCall.addIt')}</Button>
          </div>
        </form>
      )}
    </Dialog>
  )
}
