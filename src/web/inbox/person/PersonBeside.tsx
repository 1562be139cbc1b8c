// What is known of the person, beside their conversation: a third column, or a sheet over it where there is no room for one.
import { type KeyboardEvent } from 'react'
import { ActionIcon, Loader } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Icon } from '../Icon.tsx'
import { workerAddress } from '../place.ts'
import { useThread } from '../queries.ts'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { PANEL_ID, showPanel } from './personPanel.ts'
import { usePerson } from './personQueries.ts'
import { NoProfile, Profile } from './Profile.tsx'

function Beside({ person, conversation }: { readonly person: string; readonly conversation: string }) {
  const { t } = useTranslation()
  const found = usePerson(person)
  if (found.data) return <Profile view={found.data} conversation={conversation} />
  return found.isPending ? <Loader className="list-loading" aria-label={t('desk.loading')} role="img" /> : <NoProfile error={found.error} />
}

export function PersonBeside({ conversation, live }: { readonly conversation: string; readonly live: boolean }) {
  const { t } = useTranslation()
  const shown = useThread(conversation, live).data?.conversation
  if (!shown) return null
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.stopPropagation()
    showPanel(false)
  }
  return (
    <aside className="beside" id={PANEL_ID} aria-labelledby="person-heading" onKeyDown={keys} data-testid="person-panel">
      <header className="beside-head">
        <h2 id="person-heading" tabIndex={-1}>{t('people.panel')}<span className="quiet"> {shown.pseudonym}</span></h2>
        <PlaceLink to={workerAddress(shown.person)} className="page-link" label={t('people.whole')} title={t('people.whole')} testid="person-whole"><Icon name="open" size={16} /></PlaceLink>
        <ActionIcon variant="subtle" aria-label={t('people.close')} onClick={() => showPanel(false)} data-testid="person-close"><Icon name="close" size={18} /></ActionIcon>
      </header>
      <div className="beside-body" tabIndex={0} role="group" aria-labelledby="person-heading"><Beside key={shown.person} person={shown.person} conversation={conversation} /></div>
    </aside>
  )
}
