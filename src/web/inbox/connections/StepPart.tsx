// What one does in a step of a guide: copy an address, paste settings, let the desk set something up, or try it.
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ConnectionsView, ConnectionView, FindingView } from '../../../server/api/connections.ts'
import { Icon } from '../Icon.tsx'
import { Copy } from '../staff/Copy.tsx'
import { useChange } from '../staff/useChange.ts'
import { AGAIN, installThere, pointWebhook } from './connectionRequests.ts'
import { Findings } from './Findings.tsx'
import type { Part } from './guides.ts'
import { HelloStep } from './HelloStep.tsx'
import { MailForm } from './MailForm.tsx'
import { SettingsForm } from './SettingsForm.tsx'

interface StepPartProps { readonly part: Part; readonly connection: ConnectionView; readonly desk: ConnectionsView; readonly findings: readonly FindingView[]; readonly may: boolean }

export function StepPart({ part, connection, desk, findings, may }: StepPartProps) {
  const { t } = useTranslation()
  const { kind, source, fields, webhook } = connection
  switch (part) {
    case 'public': return (
      <>
        <Copy text={desk.publicUrl} testid="public-url" />
        {!desk.isPublic && <p className="state" data-on="false"><Icon name="attention" />{t('connect.notPublic')}</p>}
      </>
    )
    case 'settings':
      if (source === 'environment') return <p className="quiet">{t('connect.inEnvironment')}</p>
      return may ? <SettingsForm connection={connection} fields={kind === 'email' ? fields.filter(({ name }) => name === 'EMAIL_AUTHSERV_ID' || name === 'EMAIL_INBOUND_KEY') : fields} /> : null
    case 'mail':
      if (source === 'environment') return <p className="quiet">{t('connect.inEnvironment')}</p>
      return may ? <MailForm connection={connection} /> : null
    case 'webhook': return (
      <>
        <Copy text={webhook ?? ''} testid="webhook-url" />
        {connection.can.point && may && <Pointing connection={connection} />}
      </>
    )
    case 'verify': return (
      <dl className="connect-copies">
        <dt>{t('connect.callback')}</dt><dd><Copy text={webhook ?? ''} testid="webhook-url" /></dd>
        <dt>{t('connect.verify')}</dt><dd><Copy text={fields.find(({ name }) => name === 'MESSENGER_VERIFY_TOKEN')?.value ?? '–'} testid="verify-token" /></dd>
      </dl>
    )
    case 'install': return connection.can.install && may ? <Installing connection={connection} /> : null
    case 'hello': return <HelloStep kind={kind} findings={findings} />
  }
}

function Pointing({ connection: { kind } }: { readonly connection: ConnectionView }) {
  const { t } = useTranslation()
  const pointing = useChange({ ask: () => pointWebhook(kind), again: AGAIN, told: true })
  const refused = pointing.data?.findings.filter(({ check, state }) => check === 'webhook' && state !== 'fine') ?? []
  return (
    <>
      <Button className="connect-act" loading={pointing.isPending} onClick={() => pointing.mutate(undefined)} data-testid="point-webhook">{t('connect.point')}</Button>
      {refused.length > 0 && <Findings kind={kind} findings={refused} />}
    </>
  )
}

function Installing({ connection: { kind } }: { readonly connection: ConnectionView }) {
  const { t } = useTranslation()
  const installing = useChange({ ask: () => installThere(kind), again: AGAIN, told: true })
  return (
    <>
      <Button className="connect-act" loading={installing.isPending} onClick={() => installing.mutate(undefined)} data-testid="install">{t('connect.install')}</Button>
      <p role="status" data-testid="installed">{installing.isPending ? t('connect.installing') : installing.data && t(installing.data.problem ? 'connect.installProblem' : installing.data.done.length === 0 ? 'connect.installedBefore' : 'connect.installed')}</p>
    </>
  )
}
