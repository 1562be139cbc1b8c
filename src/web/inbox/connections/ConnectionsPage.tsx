// What the desk is connected to, a card each: whether it works, and what one goes without where it is not.
import { useTranslation } from 'react-i18next'
import type { ConnectionView } from '../../../server/api/connections.ts'
import { Icon, isIcon } from '../Icon.tsx'
import { LIST, openedAddress } from '../place.ts'
import { Answered } from '../staff/Answered.tsx'
import { Copy } from '../staff/Copy.tsx'
import { Page, Panel } from '../staff/Page.tsx'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { ConnectionState } from './ConnectionState.tsx'
import { connectionName, withoutIt } from './connectWords.ts'
import { useConnections } from './connectionRequests.ts'
import { WAYS } from './guides.ts'
import './connections.css'

export function ConnectionsPage() {
  const { t } = useTranslation()
  const connections = useConnections()
  return (
    <Page heading={t('nav.connections')} intro={t('connect.intro')} testid="connections">
      <Answered query={connections}>
        {({ connections: all, publicUrl, isPublic, media }) => (
          <>
            {all.every(({ kind, source }) => source === null || !WAYS.includes(kind)) && (
              <section className="panel connect-first" data-testid="first-connection">
                <h3>{t('connect.first')}</h3>
                <p>{t('connect.firstHow')}</p>
                <p className="item-actions">
                  <PlaceLink to={openedAddress('connections', 'line')} className="connect-go" testid="connect-line-first">{t('connect.firstLine')}</PlaceLink>
                  <PlaceLink to={LIST} className="page-link" testid="connections-later">{t('connect.later')}</PlaceLink>
                </p>
              </section>
            )}
            <ul className="connect-cards">
              {all.map((connection) => <ConnectionCard key={connection.kind} connection={connection} />)}
            </ul>
            <Panel heading={t('connect.web')} hint={t('connect.webHint')}><Copy text={`<script src="${publicUrl}/embed.js" defer></script>`} testid="embed" /></Panel>
            <Panel heading={t('connect.publicUrl')} hint={t(isPublic ? 'connect.publicHint' : 'connect.notPublic')}>
              <Copy text={publicUrl} testid="public-url" />
              <p className="quiet">{t('connect.publicRestart')}</p>
            </Panel>
            <Panel heading={t('connect.media')} hint={t('connect.mediaHint')}><p><code>{media}</code></p></Panel>
          </>
        )}
      </Answered>
    </Page>
  )
}

const ICONS: Readonly<Record<string, string>> = { botframework: 'channel', google: 'translate', libretranslate: 'translate' }

function ConnectionCard({ connection }: { readonly connection: ConnectionView }) {
  const { t } = useTranslation()
  const { kind, source } = connection
  const icon = ICONS[kind] ?? kind
  return (
    <li className="panel connect-card" data-testid={`card-${kind}`}>
      <h3>{isIcon(icon) && <Icon name={icon} size={20} />}{connectionName(kind)}</h3>
      <ConnectionState connection={connection} />
      {source === null && <p className="quiet">{withoutIt(kind)}</p>}
      <PlaceLink to={openedAddress('connections', kind)} className={source === null ? 'connect-go' : 'page-link'} label={t(source === null ? 'connect.beginNamed' : 'connect.openNamed', { name: connectionName(kind) })} testid={`open-${kind}`}>{t(source === null ? 'connect.begin' : 'connect.open')}</PlaceLink>
    </li>
  )
}
