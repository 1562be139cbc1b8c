// A person as a page of its own. Whoever comes by the name of somebody who was merged arrives at who stands for them.
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { PersonView } from '../../../server/api/people.ts'
import { addressOf, go, workerAddress } from '../place.ts'
import { Answered } from '../staff/Answered.tsx'
import { Page } from '../staff/Page.tsx'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { exactly } from '../time.ts'
import { usePerson } from './personQueries.ts'
import { Profile } from './Profile.tsx'

function Whole({ view }: { readonly view: PersonView }) {
  const { t } = useTranslation()
  const [latest] = view.conversations
  return (
    <Page heading={view.pseudonym} intro={t('people.since', { time: exactly(view.since) })} actions={latest && <PlaceLink to={addressOf(latest.id)} className="page-link page-back">{t('people.back')}</PlaceLink>} testid="person-page">
      <Profile view={view} conversation={null} />
    </Page>
  )
}

export function PersonPage({ id }: { readonly id: string }) {
  const found = usePerson(id)
  const standing = found.data?.id
  useEffect(() => {
    if (standing !== undefined && standing !== id) go(workerAddress(standing), true)
  }, [standing, id])
  return found.data === undefined
    ? <main className="page" id="page" tabIndex={-1}><div className="page-body"><Answered query={found}>{() => null}</Answered></div></main>
    : <Whole view={found.data} />
}
