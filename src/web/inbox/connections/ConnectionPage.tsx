// The way to one connection, step by step: what to click where, what to paste, and what the platform says to it.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ConnectionKind, ConnectionsView, ConnectionView } from '../../../server/api/connections.ts'
import type { MeView } from '../../../server/api/staff.ts'
import { PAGES } from '../place.ts'
import { Answered } from '../staff/Answered.tsx'
import { Confirm } from '../staff/Dialog.tsx'
import { NotFound } from '../staff/NotFound.tsx'
import { Page, Panel } from '../staff/Page.tsx'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { useChange } from '../staff/useChange.ts'
import { ConnectionState } from './ConnectionState.tsx'
import { connectionName, withoutIt } from './connectWords.ts'
import { AGAIN, removeConnection, useCheck, useConnections } from './connectionRequests.ts'
import { GuideSteps } from './GuideSteps.tsx'
import { isConnection } from './guides.ts'
import './connections.css'

export function ConnectionPage({ id, me }: { readonly id: string; readonly me: MeView }) {
  const connections = useConnections()
  if (!isConnection(id)) return <NotFound />
  return (
    <Page heading={connectionName(id)} testid="connection" actions={<Back />}>
      <Answered query={connections}>
        {(desk) => desk.connections.filter(({ kind }) => kind === id).map((connection) => <Connection key={id} connection={connection} desk={desk} me={me} />)}
      </Answered>
    </Page>
  )
}

function Back() {
  const { t } = useTranslation()
  return <PlaceLink to={PAGES.connections} className="page-link page-back">{t('connect.all')}</PlaceLink>
}

function Connection({ connection, desk, me }: { readonly connection: ConnectionView; readonly desk: ConnectionsView; readonly me: MeView }) {
  const { t } = useTranslation()
  const { kind, source, rival } = connection
  const check = useCheck(kind, source !== null)
  const may = me.may.includes('connections.write')
  return (
    <>
      <Panel
        heading={t('connect.state')} testid="connection-state"
        actions={source !== null && (
          <span className="item-actions">
            <Button size="compact-md" variant="default" loading={check.isFetching} onClick={() => void check.refetch()} data-testid="check-again">{t('connect.check')}</Button>
            {source === 'page' && may && <Removing kind={kind} />}
          </span>
        )}
      >
        <ConnectionState connection={connection} findings={check.data?.findings ?? []} />
        {source === null && <p className="quiet">{withoutIt(kind)}</p>}
      </Panel>
      {rival !== null
        ? <p className="panel empty">{t('connect.rival', { name: connectionName(rival) })}</p>
        : <GuideSteps connection={connection} desk={desk} findings={source === null ? [] : check.data?.findings ?? []} may={may} />}
    </>
  )
}

function Removing({ kind }: { readonly kind: ConnectionKind }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const removing = useChange({ ask: () => removeConnection(kind), again: AGAIN, told: true, onDone: () => setAsking(false) })
  return (
    <>
      <Button size="compact-md" variant="subtle" onClick={() => setAsking(true)} data-testid="remove-connection">{t('connect.remove')}</Button>
      {asking && <Confirm heading={t('connect.remove')} text={t('connect.removeHow', { name: connectionName(kind) })} yes={t('connect.removeYes')} busy={removing.isPending} onYes={() => removing.mutate(undefined)} onNo={() => setAsking(false)} />}
    </>
  )
}
