// How the desk runs: what is wrong first, then what waits, then everything it stands on.
import { useTranslation } from 'react-i18next'
import type { OperationView } from '../../../server/api/operation.ts'
import { Tonight } from '../oncall/Tonight.tsx'
import { useOnCall } from '../oncall/queries.ts'
import { Answered } from '../staff/Answered.tsx'
import { Page } from '../staff/Page.tsx'
import { AlertsPanel } from './AlertsPanel.tsx'
import { AtAGlance } from './AtAGlance.tsx'
import { ChannelsPanel } from './ChannelsPanel.tsx'
import { ProcessesPanel } from './ProcessesPanel.tsx'
import { QueuesPanel } from './QueuesPanel.tsx'
import { useOperation } from './useOperation.ts'
import './operation.css'

export function OperationPage() {
  const { t } = useTranslation()
  const operation = useOperation()
  return (
    <Page heading={t('nav.status')} intro={t('operation.intro')} testid="operation">
      <Answered query={operation}>{(view) => <Running view={view} />}</Answered>
    </Page>
  )
}

function Running({ view }: { readonly view: OperationView }) {
  const onCall = useOnCall().data
  return (
    <>
      <AlertsPanel alerts={view.alerts} lately={view.lately} staleContacts={view.staleContacts} />
      <AtAGlance view={view} />
      <QueuesPanel queues={view.queues} />
      <ChannelsPanel channels={view.channels} />
      {onCall && <Tonight view={onCall} />}
      <ProcessesPanel processes={view.processes} />
    </>
  )
}
